"""The symptom checklist, sign by sign: a key for each answer, and what nobody asked is not taken for a no."""

from typing import ClassVar

from textual.app import ComposeResult

from pharmacy.follow_up import OrganSigns, warning_signs
from pharmacy.language import Text, text
from pharmacy.protocol.model import Protocol, WarningSign
from tui.screens.screen import AppScreen
from tui.widgets.frame import Frame
from tui.widgets.steady import Steady
from tui.widgets.table import MOVES, Table, cut

Answers = dict[WarningSign, bool]
"""Whether the patient has each sign."""

ANSWERS = {"y": True, "n": False}
YES, NO, NONE = text("YES"), text("no"), text("?")

ORGAN_WIDTH, SIGN_WIDTH, ANSWER_WIDTH = 12, 57, 6


class ChecklistScreen(AppScreen[Answers | None]):
    """Every sign with its answer; given only when all are answered. None on Esc."""

    CSS_PATH = "checklist.tcss"
    within_flow: ClassVar[bool] = True

    def __init__(self, protocol: Protocol, about: Text, answers: Answers | None = None) -> None:
        """`answers`: what was answered before, to be changed."""
        super().__init__()
        self._about = about
        self._rows: list[tuple[OrganSigns, WarningSign, Text]] = [
            (group, sign, words)
            for group in warning_signs(protocol)
            for sign, words in zip(group.named, group.signs, strict=True)
        ]
        self._answers: Answers = dict(answers or {})

    def compose(self) -> ComposeResult:
        """Whose answers, the signs, and what is left."""
        yield Frame(
            Steady(self.say(self._about), id="about"),
            Table(),
            Steady(id="whole"),
            Steady(id="left"),
            title=self.say(text("Symptom checklist")),
            keys=[
                ("y", self.say(text("yes"))),
                ("n", self.say(text("no"))),
                ("↑ ↓", self.say(text("another sign"))),
                (self.say(text("space")), self.say(text("all answered"))),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    def on_mount(self) -> None:
        """The list as it is answered so far."""
        self._lay_out()

    def _lay_out(self) -> None:
        heads = (
            (text("ABOUT"), ORGAN_WIDTH),
            (text("DOES THE PATIENT HAVE"), SIGN_WIDTH),
            (text("ANSWER"), ANSWER_WIDTH),
        )
        self.query_one(Table).show_list(
            [(self.say(head), width) for head, width in heads],
            [
                (
                    sign.value,
                    cut(self.say(group.organ), ORGAN_WIDTH - 1),
                    cut(self.say(words), SIGN_WIDTH - 1),
                    self.say(self._answer(sign)),
                )
                for group, sign, words in self._rows
            ],
        )
        left = len(self._rows) - len(self._answers)
        words = (
            text("{count} to go.", count=left)
            if left
            else text("All answered. The space bar shows it once more.")
        )
        self.query_one("#left", Steady).show(self.say(words))
        self._tell()

    def _tell(self) -> None:
        """All words of the marked sign, which the table may have cut: half a question is none."""
        marked = self.query_one(Table).marked_id
        whole = next((words for _, sign, words in self._rows if sign.value == marked), None)
        self.query_one("#whole", Steady).show(self.say(whole) if whole else "")

    def _answer(self, sign: WarningSign) -> Text:
        answer = self._answers.get(sign)
        return NONE if answer is None else YES if answer else NO

    async def key(self, key: str) -> None:
        """An answer for the marked sign, another sign, or the end."""
        table = self.query_one(Table)
        if key in ANSWERS:
            self._answers[WarningSign(table.marked_id)] = ANSWERS[key]
            table.move("down")
            self._lay_out()
        elif key in MOVES:
            table.move(key)
            self._tell()
        elif key == "space":
            self._end()
        elif key == "escape":
            self.leave(None)

    def _end(self) -> None:
        open_rows = [at for at, (_, sign, _) in enumerate(self._rows) if sign not in self._answers]
        if not open_rows:
            self.leave(self._answers)
            return
        self.query_one(Table).mark(open_rows[0])
        self._tell()
        self.app.bell()
        self.note(text("Not every sign has an answer: ask about the marked one."))
