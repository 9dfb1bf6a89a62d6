"""Somebody else decides on this screen: their badge, then their PIN."""

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.language import Text, text
from pharmacy.people import MAY, Act, Person
from pharmacy.scans import BadgeScan
from pharmacy.service import people
from pharmacy.service.reading import read_for
from tui.screens.pin import PinScreen
from tui.screens.screen import AppScreen
from tui.widgets.big import Big
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from pydantic import SecretStr

    from tui.app import AlemprepApp


class Signer(NamedTuple):
    """Who decides, with the PIN that they gave for it."""

    person: Person
    pin: "SecretStr"


class BadgeScreen(AppScreen[str | None]):
    """Waits for the badge of somebody who may do an act; gives it, or none on Esc."""

    CSS_PATH = "second_person.tcss"
    within_flow: ClassVar[bool] = True

    def __init__(self, name: Act, who: Text, purpose: Text, bag_id: str) -> None:
        super().__init__()
        self._act_name = name
        self._who = who
        self._purpose = purpose
        self._bag_id = bag_id

    def compose(self) -> ComposeResult:
        """Whose badge, and what for."""
        yield Frame(
            Big(self.say(text("SCAN YOUR BADGE")), classes="big"),
            Static(self.say(self._who), id="who", markup=False),
            Static(self.say(self._purpose), id="purpose", markup=False),
            title=self.say(text("Somebody else decides")),
            keys=[
                ("", self.say(text("waiting for a badge"))),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    async def take(self, raw: str) -> None:
        """A badge, of somebody whose it is to do."""
        read = await self.alemprep.act(
            read_for,
            self._act_name,
            raw,
            (BadgeScan,),
            expected=self._who,
            advice=text("Scan the badge of the person who decides."),
            bag_id=self._bag_id,
        )
        assert isinstance(read, BadgeScan)
        await self.alemprep.ask(people.permit, read.badge, self._act_name)
        self.leave(read.badge)

    async def key(self, key: str) -> None:
        """Esc turns back."""
        if key == "escape":
            self.leave(None)


async def signer(app: "AlemprepApp", name: Act, who: Text, purpose: Text, bag_id: str) -> Signer | None:
    """Who decides: whoever is signed in, where it is theirs to do, or else somebody who scans their badge
    here. Their PIN is asked and tried at once; none when they turn back.
    """
    badge: str | None = app.worker.badge
    if app.worker.role not in MAY[name]:
        badge = await app.push_screen_wait(BadgeScreen(name, who, purpose, bag_id))
    if badge is None:
        return None
    person = await app.ask(people.person_named, badge)
    pin = await app.push_screen_wait(PinScreen(person.name, purpose))
    if pin is None:
        return None
    await app.ask(people.sign_in, badge, pin)
    return Signer(person, pin)
