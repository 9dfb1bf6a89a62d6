"""The rate of an infusion against time, in letters: what ran as blocks, what is to come as a dotted line."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from pharmacy.pump import Stretch

BLOCKS = " ▁▂▃▄▅▆▇█"
DOTS = "·"
NOW = "▲"
HEIGHT = 3
"""Lines of the plot, without its axis."""


def rate_lines(
    ran: tuple[Stretch, ...], ahead: tuple[Stretch, ...], now: datetime, highest: Decimal, width: int
) -> list[str]:
    """The plot: each column a slice of the time from the start to the end, its height the rate in the
    middle of it, of the highest; beneath, a mark at now.

    >>> from datetime import UTC, timedelta
    >>> at = [datetime(2026, 3, 25, hour, tzinfo=UTC) for hour in (12, 13, 14)]
    >>> half = Stretch(starts_at=at[0], ends_at=at[1], rate_ml_per_h=Decimal(4))
    >>> whole = Stretch(starts_at=at[1], ends_at=at[2], rate_ml_per_h=Decimal(8))
    >>> rate_lines((half,), (whole,), at[1], Decimal(8), 8)
    ['    ····', '▄▄▄▄', '████', '    ▲']
    """
    stretches = (*ran, *ahead)
    start, end = stretches[0].starts_at, max(stretches[-1].ends_at, now)
    slice_ = (end - start) / width
    columns = [_column(ran, ahead, now, start + slice_ * i + slice_ / 2, highest) for i in range(width)]
    rows = ["".join(column[HEIGHT - 1 - row] for column in columns).rstrip() for row in range(HEIGHT)]
    mark = min(width - 1, int((now - start) / slice_))
    return [*rows, " " * mark + NOW]


def _column(
    ran: tuple[Stretch, ...], ahead: tuple[Stretch, ...], now: datetime, at: datetime, highest: Decimal
) -> str:
    """One column, from below."""
    past = at <= now
    rate = next(
        (each.rate_ml_per_h for each in (ran if past else ahead) if each.starts_at <= at < each.ends_at),
        Decimal(0),
    )
    eighths = int(rate * HEIGHT * 8 / highest)
    if past:
        return "".join(BLOCKS[min(8, max(0, eighths - 8 * row))] for row in range(HEIGHT))
    dotted = -(-eighths // 8) - 1
    return "".join(DOTS if row == dotted else " " for row in range(HEIGHT))


class RatePlot(Widget):
    """Shows `rate_lines` at the width there is, with the times of start, now and end beneath."""

    DEFAULT_CSS = "RatePlot { height: auto; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._drawn: tuple[tuple[Stretch, ...], tuple[Stretch, ...], datetime, Decimal] | None = None
        self._times = ("", "")

    def show(
        self,
        ran: tuple[Stretch, ...],
        ahead: tuple[Stretch, ...],
        now: datetime,
        highest: Decimal,
        times: tuple[str, str],
    ) -> None:
        """Draw another one; `times`: when it started and when it ends, as shown."""
        self._drawn, self._times = (ran, ahead, now, highest), times
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Plot and axis."""
        return HEIGHT + 1

    def render(self) -> Content:
        """The lines."""
        return Content("\n".join(self._lines(max(1, self.content_size.width))))

    def _lines(self, width: int) -> Iterator[str]:
        if self._drawn is None or not (self._drawn[0] or self._drawn[1]):
            return
        *rows, mark = rate_lines(*self._drawn, width)
        yield from rows
        begin, end = self._times
        at = len(mark) - 1
        axis = [*f"{begin}{end:>{max(0, width - len(begin))}}"]
        if axis[at : at + 1] == [" "]:
            axis[at] = NOW
        yield "".join(axis)
