"""Nobody is here yet: the first administrator introduces themselves. Nothing has a default badge or PIN."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.language import text, verbatim
from tui.screens.screen import AppScreen
from tui.screens.sign_in import type_code
from tui.widgets.big import Big
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from pydantic import SecretStr

    from pharmacy.site import Site


class FirstStartScreen(AppScreen[None]):
    """Badge, name, PIN twice, all of it once more; then the administrator is made, and the app goes on."""

    CSS_PATH = "first_start.tcss"

    def __init__(self, site: "Site", make: Callable[[str, str, "SecretStr"], object]) -> None:
        """`make`: makes the administrator of badge, name and PIN; raises for what is refused."""
        super().__init__()
        self._site = site
        self._make = make

    def compose(self) -> ComposeResult:
        """Whose badge, and what they will be."""
        yield Frame(
            Big(self.say(text("SCAN YOUR BADGE")), classes="big"),
            Static(
                self.say(
                    text("Nobody is here yet. Whoever comes first is the administrator, who adds the others.")
                ),
                classes="strong",
            ),
            Static(
                self.say(
                    text("Then come your name and your PIN, twice. Nothing is made before you have seen it.")
                ),
                id="then",
            ),
            title=self.say(text("First start · {hospital}", hospital=self._site.hospital)),
            keys=[
                ("", self.say(text("waiting for a badge"))),
                ("t", self.say(text("type a code"))),
                ("q", self.say(text("quit"))),
            ],
        )

    async def take(self, raw: str) -> None:
        """The administrator's badge."""
        self.alemprep.flow(self._introduce(raw))

    async def key(self, key: str) -> None:
        """Q ends the program, t takes a typed code."""
        if key == "q":
            self.app.exit()
        elif key == "t":
            self.alemprep.flow(self._type())

    async def _type(self) -> None:
        if raw := await type_code(self):
            await self._introduce(raw)

    async def _introduce(self, raw: str) -> None:
        from pharmacy.people import ROLE_NAMES, Role  # noqa: PLC0415 - once in a hospital's life
        from pharmacy.scans import BadgeScan  # noqa: PLC0415
        from pharmacy.service.reading import read_kind  # noqa: PLC0415
        from tui.screens.confirm import ConfirmScreen  # noqa: PLC0415
        from tui.screens.form import Field  # noqa: PLC0415
        from tui.screens.new_pin import new_pin  # noqa: PLC0415
        from tui.screens.talk import fill_in  # noqa: PLC0415

        read = read_kind(
            self._site,
            raw,
            (BadgeScan,),
            expected=text("a staff badge"),
            advice=text("Scan the administrator's badge, or type the whole code that it carries."),
        )
        assert isinstance(read, BadgeScan)
        badge = read.badge
        title = text("The first administrator")

        async def do(typed: dict[str, str]) -> bool | None:
            pin = await new_pin(self.alemprep, typed["name"])
            if pin is None:
                return None
            facts = [
                (text("badge"), verbatim(badge)),
                (text("name"), verbatim(typed["name"])),
                (text("role"), ROLE_NAMES[Role.ADMINISTRATOR]),
                (text("PIN"), text("the one typed twice")),
                (text("hospital"), verbatim(self._site.hospital)),
            ]
            if not await self.app.push_screen_wait(ConfirmScreen(title, facts)):
                return None
            await asyncio.to_thread(self._make, badge, typed["name"], pin)
            return True

        name = Field("name", text("name"), text("like T. Ruiz"), words=True)
        if await fill_in(self.alemprep, title, [name], do, intro=text("badge {badge}", badge=badge)):
            self.leave(None)
