"""Nobody is signed in: scan a badge. The first thing that is painted, so it imports nothing heavy."""

from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.errors import Trouble
from pharmacy.language import Text, text
from samples import HOSPITAL
from tui.screens.form import Field, FormScreen
from tui.screens.pin import PinScreen
from tui.screens.screen import AppScreen
from tui.widgets.big import Big
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from tui.app import AlemprepApp


class SignInScreen(AppScreen[None]):
    """Badge, then PIN, then the worklist. What is scanned before the house is open waits for it."""

    CSS_PATH = "sign_in.tcss"

    def compose(self) -> ComposeResult:
        """What to do; in the sample hospital also with which badge and PIN."""
        body = [
            Big(self.say(text("SCAN YOUR BADGE")), classes="big"),
            Static(self.say(text("Then type your PIN.")), markup=False),
        ]
        if self.alemprep.sample:
            body += [
                Static(
                    self.say(
                        text(
                            "This is a fictional hospital. No scanner? Paste a code, or press t and type it."
                        )
                    ),
                    id="fictional",
                    markup=False,
                ),
                *(Static(line, classes="badge", markup=False) for line in sample_people()),
            ]
        yield Frame(
            *body,
            title="alemprep",
            keys=[
                ("", self.say(text("waiting for a badge"))),
                ("t", self.say(text("type a code"))),
                ("q", self.say(text("quit"))),
            ],
        )

    async def take(self, raw: str) -> None:
        """A badge."""
        if await self.alemprep.ready():
            self.alemprep.flow(self._begin(raw))

    async def _begin(self, raw: str) -> None:
        if await sign_in(self.alemprep, raw):
            from pharmacy.service.worklist import overview  # noqa: PLC0415 - imported while the house opens
            from tui.screens.worklist import WorklistScreen  # noqa: PLC0415

            await self.app.push_screen(WorklistScreen(await self.alemprep.ask(overview)))

    async def key(self, key: str) -> None:
        """Q ends the program, t takes a typed code."""
        if key == "q":
            self.app.exit()
        elif key == "t":
            self.alemprep.flow(self._type())

    async def _type(self) -> None:
        if raw := await type_code(self):
            await self.take(raw)


async def sign_in(app: "AlemprepApp", raw: str) -> bool:
    """Ask for the PIN of the scanned badge and let its person in; false when they turn back.
    Raises `Refusal` for what is no badge, and for a wrong PIN.
    """
    from pharmacy.people import Act  # noqa: PLC0415 - with the house
    from pharmacy.scans import BadgeScan  # noqa: PLC0415
    from pharmacy.service.reading import read_for  # noqa: PLC0415

    read = await app.ask(
        read_for,
        "",
        Act.SIGN_IN,
        raw,
        (BadgeScan,),
        expected=text("a staff badge"),
        advice=text("Scan your badge first; then everything else works."),
    )
    assert isinstance(read, BadgeScan)
    return await let_in(app, read.badge, text("signs in"))


async def let_in(app: "AlemprepApp", badge: str, purpose: Text) -> bool:
    """Ask for the PIN of a badge and let its person in here, and nowhere else; false when they turn back."""
    from pharmacy.service import people  # noqa: PLC0415 - with the house
    from pharmacy.service.sessions import since_text  # noqa: PLC0415

    known = await app.ask(people.person_named, badge)
    elsewhere = await app.ask(people.signed_in_elsewhere, badge, app.window)
    besides = None
    if elsewhere is not None:
        besides = text(
            "{name} is signed in at {station} since {when}. That window closes. If that is somebody else "
            "with this badge, tell an administrator.",
            name=known.name,
            station=elsewhere.station,
            when=since_text(elsewhere, app.station.site.tz),
        )
    pin = await app.push_screen_wait(PinScreen(known.name, purpose, besides=besides))
    if pin is None:
        return False
    before = app.person
    app.person = await app.ask(people.sign_in, badge, pin=pin, window=app.window)
    app.stale = False
    if before is not None and before.badge != badge:
        with suppress(Trouble):  # who is here is certain; the other's sign-in ends with their next one
            await app.sign_out(before)
    return True


async def type_code(screen: AppScreen[Any]) -> str:
    """A code typed by hand, for a scanner that does not work; empty when they turn back."""
    typed = await screen.app.push_screen_wait(
        FormScreen(text("Type a code"), [Field("code", text("code"), text("as it is printed"))])
    )
    return typed["code"] if typed else ""


def sample_people() -> list[str]:
    """The fictional staff, a line each: the badge's code, who it is, and the PIN."""
    lines = (HOSPITAL / "scans.txt").read_text(encoding="utf-8").splitlines()
    return [
        f"{code}   {about.removeprefix('# badge of ')}"
        for about, code in pairwise(lines)
        if about.startswith("# badge of ")
    ]
