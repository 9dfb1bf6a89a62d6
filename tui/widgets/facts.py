"""Facts, a line each: what it is, and what it says."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static


class Facts(Vertical):
    """Label and value side by side; a long value wraps and loses nothing."""

    DEFAULT_CSS = """
    Facts { height: auto; }
    Facts > Horizontal { height: auto; }
    Facts > Horizontal > .label { width: 19; padding-right: 1; height: auto; color: #B8C4CE; }
    Facts > Horizontal > .value { width: 1fr; height: auto; }
    """

    def __init__(self, facts: Iterable[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._facts = list(facts)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show others; the same ones are not drawn again."""
        lines = list(facts)
        if lines != self._facts:
            self._facts = lines
            self.refresh(recompose=True)

    def compose(self) -> ComposeResult:
        """The lines."""
        for label, value in self._facts:
            yield Horizontal(
                Static(label, classes="label", markup=False), Static(value, classes="value", markup=False)
            )
