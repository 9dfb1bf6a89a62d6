"""A course in one picture: what comes before it, its days, what follows."""

from textual.app import ComposeResult
from textual.widgets import Static

from labels.press import print_timeline
from pharmacy.language import text
from pharmacy.service.bag import Bag
from pharmacy.timeline import Timeline
from tui.screens.on_bag import AboveBagScreen
from tui.widgets.frame import Frame
from tui.widgets.timeline import TimelinePicture


class TimelineScreen(AboveBagScreen):
    """To look at, and to print."""

    CSS_PATH = "timeline.tcss"

    def __init__(self, bag: Bag, picture: Timeline) -> None:
        super().__init__(bag)
        self._picture = picture

    def compose(self) -> ComposeResult:
        """Whose course it is, and the picture."""
        bag = self._bag
        yield Frame(
            TimelinePicture(self._picture, self.alemprep.language),
            Static(id="printed", markup=False),
            title=self.say(
                text("Timeline · course {course} · {patient}", course=bag.course, patient=bag.patient.name)
            ),
            who=self.say(text("NHC {record}", record=bag.patient.record_number)),
            keys=[("p", self.say(text("print"))), (self.say(text("Esc")), self.say(text("back")))],
        )

    def on_mount(self) -> None:
        """Nothing is printed yet; follow the bag."""
        super().on_mount()
        self.show_printed()

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        if key == "p":
            self.alemprep.flow(self.print_sheet(print_timeline))
        elif key == "escape":
            self.leave(None)
