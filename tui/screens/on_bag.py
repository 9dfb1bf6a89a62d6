"""What the screens of one bag have in common: nothing is done to a bag that is no longer as it is shown."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Concatenate, ParamSpec, TypeVar

from labels.press import SHEETS, print_labels
from pharmacy.errors import AlemprepError
from pharmacy.language import text
from pharmacy.people import Act
from pharmacy.preparation import State
from pharmacy.service import bench
from pharmacy.service.act import Station
from pharmacy.service.bags import Bag, find_bag
from pharmacy.service.shown import refuse_outdated
from tui.screens.choice import ChoiceScreen
from tui.screens.documents import choose_document
from tui.screens.route import screen_for
from tui.screens.screen import AppScreen
from tui.screens.talk import decide

P = ParamSpec("P")
R = TypeVar("R")


class BagWorkScreen(AppScreen[None]):
    """A screen on which one works on one bag."""

    def __init__(self, bag: Bag) -> None:
        super().__init__()
        self._bag = bag

    async def go_on(self, bag: Bag) -> None:
        """Show the screen that the bag belongs on now."""
        await self.app.switch_screen(screen_for(self.alemprep.station, bag))

    @asynccontextmanager
    async def as_shown(self, name: Act, badge: str = "") -> AsyncIterator[None]:
        """An act on the bag is carried out in here, if the bag is still what the screen shows. Refused, it
        may have moved all the same, elsewhere or with half a print: then the screen goes on with it.
        """
        try:
            await self.alemprep.ask(refuse_outdated, badge or self.alemprep.worker.badge, name, self._bag)
            yield
        except AlemprepError:
            bag = await self.alemprep.ask(find_bag, self._bag.id)
            if bag != self._bag:
                await self.go_on(bag)
            raise

    async def do(
        self,
        name: Act,
        function: Callable[Concatenate[Station, str, str, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Carry out an act on the bag as it is shown."""
        async with self.as_shown(name):
            return await self.alemprep.act(function, self._bag.id, *args, **kwargs)

    async def discard(self) -> None:
        """Ask why, discard the bag, and leave it."""

        async def do(typed: dict[str, str]) -> Bag:
            return await self.do(Act.DISCARD, bench.discard, reason=typed["reason"])

        if await decide(self.alemprep, text("Discard the bag"), self._bag, do) is not None:
            self.leave(None)

    async def cancel(self, vial_sealed: bool | None = None) -> None:
        """Ask why, cancel the bag, and leave it."""

        async def do(typed: dict[str, str]) -> Bag:
            return await self.do(Act.CANCEL, bench.cancel, reason=typed["reason"], vial_sealed=vial_sealed)

        if await decide(self.alemprep, text("Cancel the bag"), self._bag, do) is not None:
            self.leave(None)

    async def print_again(self) -> None:
        """Print both labels once more, and go on with the bag. That a release ends by it is asked first."""
        if self._bag.state is State.RELEASED and not await self._release_ends():
            return

        async def do(typed: dict[str, str]) -> Bag:
            printer = self.alemprep.house.printer
            return await self.do(Act.NUMBER_LABELS, print_labels, printer, typed["reason"])

        void = text("the earlier copies become void")
        bag = await decide(self.alemprep, text("Print the labels again"), self._bag, do, follows=void)
        if bag is not None:
            await self.go_on(bag)

    async def documents(self) -> None:
        """Ask which of the bag's papers is wanted, print it, and say where it is."""
        sheet = await choose_document(self.alemprep, self._bag)
        if sheet is not None:
            printer = self.alemprep.house.printer
            place = await self.do(Act.NUMBER_SHEET, SHEETS[sheet], printer)
            self.note(text("Printed: {place}", place=place))

    async def _release_ends(self) -> bool:
        question = text(
            "Bag {bag} of {label} is released. Printing its labels again ends the release: the bag has to be "
            "checked and signed again, and every label printed until now becomes void.",
            bag=self._bag.id,
            label=self._bag.label,
        )
        answer = await self.app.push_screen_wait(
            ChoiceScreen(
                text("This ends the release"),
                question,
                [("e", text("end the release and print the labels again"))],
            )
        )
        return answer == "e"
