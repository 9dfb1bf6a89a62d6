"""The step strip: what is done, what is to do now, what is to come."""

from collections.abc import Sequence

from textual.content import Content

from tui.widgets.flow import Flow


def step_parts(names: Sequence[str], now: int) -> list[Content]:
    """Each step with its mark: ✓ done, ▶ now, · to come. `now` counts from 0; `len(names)`: all done.

    >>> [part.plain for part in step_parts(["order", "vial", "look"], 1)]
    ['✓ order', '▶ vial', '· look']
    """
    return [
        Content.styled(f"{_MARKS[_place(i, now)]} {name}", "bold underline" if i == now else "")
        for i, name in enumerate(names)
    ]


_MARKS = {-1: "✓", 0: "▶", 1: "·"}


def _place(step: int, now: int) -> int:
    return (step > now) - (step < now)


class StepStrip(Flow):
    """Shows the steps of a preparation, whole words, on as many lines as it takes."""

    DEFAULT_CSS = "StepStrip { margin-top: 1; }"

    def show_steps(self, names: Sequence[str], now: int) -> None:
        """Show the steps, already in the screen's language."""
        self.show_parts(step_parts(names, now))
