"""A refrigerator in one line: name, newest temperature, the hours before, and when it is read again."""

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.widgets.steady import Steady
from tui.widgets.trace import Trace, Traced


class FridgeLine(Horizontal):
    """Name, newest temperature, trace, and until when it is read again."""

    def __init__(self, of: Traced) -> None:
        super().__init__()
        self._trace = Trace(of)

    def compose(self) -> ComposeResult:
        """The four parts."""
        yield Steady(classes="name")
        yield Steady(classes="newest")
        yield self._trace
        yield Steady(classes="due")

    def show(self, name: str, newest: str, of: Traced, due: str) -> None:
        """What they say now."""
        self.query_one(".name", Steady).show(name)
        self.query_one(".newest", Steady).show(newest)
        self._trace.show_traced(of)
        self.query_one(".due", Steady).show(due)
