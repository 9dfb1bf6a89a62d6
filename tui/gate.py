"""The scanner gate: turns the stream of keys and pastes into whole scans and single key presses.

A scanner types like a person, only faster. The gate stands above focus, so that no widget can
swallow, cut or act on part of a scan; it knows no screen and can be fed by hand.
"""

from dataclasses import dataclass
from typing import NamedTuple

COMMAND_SILENCE = 0.12
"""Seconds around a character in which no other may come, for it to be a person's key and not part of a scan.

The slowest scanners leave about 50 ms between two characters, and so does a wireless hop; a person
does not notice 120 ms, and seldom strikes two keys faster.
"""

SCAN_SILENCE = 0.5
"""Seconds after which characters without an end are given up: a scanner without suffix, or a part lost."""

GS = "\x1d"
"""The group separator, which ends a field of variable length in a GS1 code."""

SHOWN_GS = "\u241d"
"""How GS is written where people must see it. No scanner sends it; who pastes it from a page means GS."""

DAMAGE = "\ufffd"
"""Stands in a scan for a key that is no character, so that the scan is found unreadable."""

_ENDS = frozenset({"enter", "tab", "ctrl+j", "ctrl+m", "ctrl+i"})
_GS_KEY = "ctrl+right_square_bracket"
_ERASING = frozenset({"backspace", "delete"})
# Terminals with the kitty protocol report these too: a scanner presses shift for each capital letter.
_MODIFIERS = frozenset(
    {
        f"{side}_{name}"
        for side in ("left", "right")
        for name in ("shift", "control", "alt", "super", "hyper", "meta")
    }
    | {"caps_lock", "num_lock", "scroll_lock", "iso_level3_shift", "iso_level5_shift"}
)


@dataclass(frozen=True)
class Scan:
    """One scan, exactly as it came, without what ended it."""

    text: str
    """Its characters; GS is U+001D, a key that is no character is `DAMAGE`."""
    at: float
    """When its first character was read, on the clock of the terminal's events (seconds)."""
    complete: bool = True
    """False when no end came, or the beginning went elsewhere: part of it may be missing."""


@dataclass(frozen=True)
class Press:
    """One key pressed by a person."""

    key: str
    """Its name as Textual has it: `n`, `question_mark`, `space`, `escape`, `down`, `ctrl+q`."""
    at: float
    """When it was read, on the clock of the terminal's events (seconds)."""


class _Stroke(NamedTuple):
    key: str
    text: str
    at: float


class Gate:
    """Collects keys until a scan ends or a silence tells a person's key from a scanner's.

    Time comes with the keys. Silence cannot: whoever feeds the gate watches for `patience` seconds
    without a key and says so with `silence()`. Only a silence that was watched makes a command of a
    character; when the program was too busy to listen, what came is one scan and is refused, which
    is the safe side.
    """

    def __init__(self) -> None:
        self.heard = 0
        """How many keys were taken so far; names the moment that a silence refers to."""
        self._strokes: list[_Stroke] = []
        self._last_at = float("-inf")
        self._elsewhere_at = float("-inf")
        self._torn = False
        self._alone = False

    @property
    def pending(self) -> bool:
        """Whether a scan, or a key that may yet become one, is in progress."""
        return bool(self._strokes)

    @property
    def patience(self) -> float:
        """Seconds of silence that decide what is pending."""
        return COMMAND_SILENCE if self._is_command else SCAN_SILENCE

    @property
    def _is_command(self) -> bool:
        return self._alone and len(self._strokes) == 1

    def key(self, key: str, character: str | None, at: float) -> list[Scan | Press]:
        """Take one key, by its Textual name and character, read at `at`; give what is decided by it."""
        if key in _MODIFIERS:
            return []
        self.heard += 1
        if key in _ENDS:
            # On nothing, an end means nothing: the LF after a CR, or a second Enter, confirms no act.
            self._last_at = at
            return self._finish(complete=True)
        if key == "escape":
            self._clear()
            return [Press(key, at)]
        is_character = key not in _ERASING and (character is not None or key.startswith("ctrl+"))
        if not is_character and not self.pending:
            return [Press(key, at)]
        self._add(_Stroke(key, _text_of(key, character) if is_character else DAMAGE, at))
        return []

    def paste(self, text: str, at: float) -> list[Scan | Press]:
        """Take pasted text: one scan for each piece between CR, LF and Tab; the paste's end ends the last.

        Blanks around a piece come from the page that it was copied from, and are left out.
        """
        self.heard += 1
        self._last_at = at
        # Not `splitlines()`: that would cut at GS as well.
        pieces = text.replace(SHOWN_GS, GS).replace("\r", "\n").replace("\t", "\n").split("\n")
        scans = [Scan(piece.strip(" "), at) for piece in pieces if piece.strip(" ")]
        return [*self._finish(complete=False), *scans]

    def silence(self, heard: int) -> list[Scan | Press]:
        """Nothing came for `patience` seconds since `heard` keys: decide what is pending.

        A silence that is out of date, because a key came after all, decides nothing.
        """
        if heard != self.heard or not self.pending:
            return []
        if self._is_command:
            [stroke] = self._strokes
            self._clear()
            return [Press(stroke.key, stroke.at)]
        return self._finish(complete=False)

    def elsewhere(self, key: str, at: float) -> None:
        """A key went to a text dialog and not through here.

        When the dialog closes in the middle of a scan, the rest of it is known to be a rest.
        """
        if key not in _MODIFIERS:
            self._last_at = at
            self._elsewhere_at = float("-inf") if key in _ENDS else at

    def _add(self, stroke: _Stroke) -> None:
        if not self._strokes:
            self._alone = stroke.at - self._last_at >= COMMAND_SILENCE
            self._torn = stroke.at - self._elsewhere_at < COMMAND_SILENCE
        self._strokes.append(stroke)
        self._last_at = stroke.at

    def _finish(self, *, complete: bool) -> list[Scan | Press]:
        if not self._strokes:
            return []
        text = "".join(stroke.text for stroke in self._strokes).replace(SHOWN_GS, GS)
        scan = Scan(text, self._strokes[0].at, complete=complete and not self._torn)
        self._clear()
        return [scan]

    def _clear(self) -> None:
        self._strokes = []


def _text_of(key: str, character: str | None) -> str:
    if key == _GS_KEY:
        return GS  # some terminals name the key and give no character
    if character is None:
        return DAMAGE
    return f"\x1b{character}" if key.startswith("alt+") else character
