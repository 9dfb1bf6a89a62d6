"""A question with a few answers, each with its key."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.language import Text, text
from tui.screens.screen import AppScreen
from tui.widgets.frame import Frame


class ChoiceScreen(AppScreen[str | None]):
    """Gives the key of the answer, none on Esc."""

    CSS_PATH = "choice.tcss"
    within_flow: ClassVar[bool] = True

    def __init__(
        self,
        title: Text,
        question: Text,
        answers: Sequence[tuple[str, Text]],
        besides: Sequence[Text] = (),
    ) -> None:
        """`besides`: what cannot be chosen now, and why."""
        super().__init__()
        self._title = title
        self._question = question
        self._answers = answers
        self._besides = besides

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        yield Frame(
            Static(self.say(self._question), id="question", markup=False),
            *(
                Static(f"{key}   {self.say(answer)}", classes="answer", markup=False)
                for key, answer in self._answers
            ),
            *(Static(self.say(words), classes="besides", markup=False) for words in self._besides),
            title=self.say(self._title),
            keys=[
                *((key, "") for key, _ in self._answers),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    async def key(self, key: str) -> None:
        """One of the answers."""
        if key == "escape":
            self.leave(None)
        elif key in dict(self._answers):
            self.leave(key)
