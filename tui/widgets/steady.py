"""Words that may be set every second and are drawn only when they have changed."""

from textual.widgets import Static


class Steady(Static):
    """Plain text. Setting what it says already does nothing; a `Static` would lay out the screen anew."""

    def __init__(self, words: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(words, id=id, classes=classes, markup=False)
        self._words = words

    def show(self, words: str) -> None:
        """Say this from now on."""
        if words != self._words:
            self._words = words
            self.update(words)
