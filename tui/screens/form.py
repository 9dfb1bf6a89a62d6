"""A few things to type, and what is wrong with them when something is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from pharmacy.errors import AlemprepError
from pharmacy.language import Text, text
from tui.screens.screen import AppScreen
from tui.widgets.frame import Frame
from tui.widgets.line import Line
from tui.widgets.refusal import RefusalPanel
from tui.widgets.steady import Steady

SCANNED_DIGITS = 4
"""From so many digits on, words without any blank were scanned, not written."""


@dataclass(frozen=True)
class Field:
    """One line of a form."""

    name: str
    label: Text
    hint: Text | None = None
    """How it is to be written."""
    words: bool = False
    """Whether it is written in words, so that a scan can be told from them."""
    optional: bool = False
    """Whether it may stay empty."""
    scanned: bool = False
    """Whether a code comes into it: one that is pasted is whole, as one that a scanner ends."""


def looks_scanned(typed: str) -> bool:
    """Whether what should be words came from a scanner.

    >>> looks_scanned("ST1001"), looks_scanned("dropped, lot 4711"), looks_scanned("leaks")
    (True, False, False)
    """
    digits = sum(character.isdigit() for character in typed)
    return typed.startswith("]") or (" " not in typed.strip() and digits >= SCANNED_DIGITS)


class FormScreen(AppScreen[dict[str, str] | None]):
    """Asks for its fields in order; Enter goes on, and on the last one ends. Gives none on Esc. Nothing is
    done by that Enter: whoever opened the form has it confirmed, or signed.
    """

    CSS_PATH = "form.tcss"
    takes_text: ClassVar[bool] = True
    within_flow: ClassVar[bool] = True

    def __init__(
        self,
        title: Text,
        fields: Sequence[Field],
        *,
        intro: Text | None = None,
        typed: Mapping[str, str] | None = None,
        refused: AlemprepError | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = {field.name: field for field in fields}
        self._intro = intro
        self._typed = typed or {}
        self._refused = refused
        self._at = 0
        self._last_key = ""

    def compose(self) -> ComposeResult:
        """What was refused the last time, the fields with what was typed then."""
        lines = []
        if self._intro is not None:
            lines.append(Static(self.say(self._intro), classes="intro", markup=False))
        rows = [
            Horizontal(
                Static(self.say(field.label), classes="label", markup=False),
                Line(self._typed.get(field.name, ""), id=field.name),
                Static(self.say(field.hint) if field.hint else "", classes="hint", markup=False),
                classes="row",
            )
            for field in self._fields.values()
        ]
        refused = [RefusalPanel(self._refused, self.alemprep.language)] if self._refused else []
        yield Frame(
            *lines,
            *rows,
            Steady(id="complaint"),
            *refused,
            title=self.say(self._title),
            keys=[
                (self.say(text("Enter")), self.say(text("next"))),
                ("↑ ↓", self.say(text("another line"))),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    def on_mount(self) -> None:
        """Begin where something is wrong, or else where nothing stands yet."""
        names = list(self._fields)
        if self._refused is not None:
            wrong = [name for name in names if name == self._refused.field]
        else:
            wrong = [name for name in names if not self._typed.get(name) and not self._fields[name].optional]
        self._choose(names.index(wrong[0]) if wrong else 0)

    @property
    def _lines(self) -> list[Line]:
        return list(self.query(Line))

    def _choose(self, at: int) -> None:
        self._at = at
        for i, line in enumerate(self._lines):
            line.choose(now=i == at)

    def typed(self, key: str, character: str | None) -> None:
        """Esc turns back; Enter and Tab go on; the arrows change the line."""
        self.note(None)
        self._complain(None)
        before, self._last_key = self._last_key, key
        match key:
            case "escape":
                self.leave(None)
            case "enter" | "tab":
                if before != "paste":
                    self._next()
            case "ctrl+j":
                # Some scanners send LF alone, most of those that send it send it behind CR.
                if before not in {"enter", "paste"}:
                    self._next()
            case "up" | "shift+tab":
                self._choose(max(0, self._at - 1))
            case "down":
                self._choose(min(len(self._fields) - 1, self._at + 1))
            case "pageup" | "pagedown":
                self.query_one(Frame).turn(key)
            case _:
                self._lines[self._at].typed(key, character)

    def pasted(self, text: str) -> None:
        """Take what is pasted; a code goes on to the next line without an Enter, and one behind it does
        nothing.
        """
        here = self._at
        super().pasted(text)
        if self._at == here and self._fields[str(self._lines[here].id)].scanned:
            self._next()
            self._last_key = "paste"

    def _complain(self, words: Text | None) -> None:
        self.query_one("#complaint", Steady).show(self.say(words) if words else "")

    def _next(self) -> None:
        lines = self._lines
        line = lines[self._at]
        if self._fields[str(line.id)].words and looks_scanned(line.value):
            line.clear()
            self.app.bell()
            self._complain(text("That was a scan. Here, write it in words."))
        elif not line.value.strip() and not self._fields[str(line.id)].optional:
            self._complain(text("Something has to be written here."))
        elif self._at + 1 < len(lines):
            self._choose(self._at + 1)
        else:
            self.leave({str(each.id): each.value.strip(" ") for each in lines})
