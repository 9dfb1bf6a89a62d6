"""The temperatures of the last hours in one line, drawn with block characters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from textual.geometry import Size
from textual.widget import Widget

from pharmacy.stability import Reading

BLOCKS = "▁▂▃▄▅▆▇█"
"""From the lowest temperature allowed to the highest."""
TOO_WARM, TOO_COLD, NOT_READ = "▲", "▼", "·"


@dataclass(frozen=True)
class Traced:
    """What a trace is drawn of."""

    readings: Sequence[Reading]
    """In the order of time."""
    since: datetime
    until: datetime
    least: Decimal
    """°C that are allowed."""
    most: Decimal
    longest: timedelta
    """Without a reading for longer, nobody knows how warm it was."""


def trace(of: Traced, width: int) -> str:
    """One character for each part of the time: how warm it was, at worst, as far as it was read; until the
    next reading it counts as it was, unless that came too late.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 25, 12, tzinfo=UTC)
    >>> def read(minutes: int, celsius: str) -> Reading:
    ...     return Reading(at=noon + timedelta(minutes=minutes), celsius=Decimal(celsius))
    >>> some = [read(10, "2"), read(20, "5"), read(35, "8"), read(40, "8.1"), read(90, "1.9")]
    >>> until, half = noon + timedelta(hours=2), timedelta(minutes=30)
    >>> trace(Traced(some, noon, until, Decimal(2), Decimal(8), half), 12)
    '·▁▅█▲····▼▼▼'
    """
    slot = (of.until - of.since) / width
    return "".join(_drawn(of, of.since + number * slot, slot) for number in range(width))


def _drawn(of: Traced, begin: datetime, slot: timedelta) -> str:
    inside = [reading.celsius for reading in of.readings if begin <= reading.at < begin + slot]
    if not inside:
        before = [reading for reading in of.readings if reading.at < begin]
        after = [reading.at for reading in of.readings if reading.at >= begin]
        if not before or min([*after, of.until]) - before[-1].at > of.longest:
            return NOT_READ
        inside = [before[-1].celsius]
    middle = (of.least + of.most) / 2
    return _character(of, max(inside, key=lambda celsius: abs(celsius - middle)))


def _character(of: Traced, celsius: Decimal) -> str:
    if celsius > of.most:
        return TOO_WARM
    if celsius < of.least:
        return TOO_COLD
    share = (celsius - of.least) / (of.most - of.least)
    return BLOCKS[min(int(share * len(BLOCKS)), len(BLOCKS) - 1)]


class Trace(Widget):
    """Draws a trace at the width that there is."""

    DEFAULT_CSS = "Trace { height: 1; width: 1fr; }"

    def __init__(self, of: Traced) -> None:
        super().__init__()
        self._of = of

    def show_traced(self, of: Traced) -> None:
        """Draw another one; the same is not drawn again."""
        if of != self._of:
            self._of = of
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """A line."""
        return 1

    def render(self) -> str:
        """The line."""
        return trace(self._of, max(1, self.content_size.width))
