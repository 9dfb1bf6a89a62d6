"""What the screens of one bag have in common: nothing is done to a bag that is no longer as it is shown."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, Concatenate, ParamSpec, TypeVar

from textual.widgets import Static

from labels.compose_timeline import course_timeline
from labels.press import DOCUMENT_NAMES, SHEETS, NotKnown, finish_labels, print_labels
from labels.printers import Printers
from pharmacy.courses import Patient
from pharmacy.errors import AlemprepError
from pharmacy.language import Text, text
from pharmacy.people import Act
from pharmacy.preparation import WASTED, State
from pharmacy.scans import BagScan, UnreadableScan, read_scan
from pharmacy.service import bench, courses, custody, patients, people
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.bags import find_bag
from pharmacy.service.prints import LABELS, Numbered, document_looked, open_prints
from pharmacy.service.sheets import Sheet
from pharmacy.service.shown import news_of, refuse_outdated
from pharmacy.service.storage import no_bag_first
from tui.gate import Scan
from tui.screens.choice import ChoiceScreen
from tui.screens.documents import choose_document
from tui.screens.keeping import put_text
from tui.screens.patient import correct_patient
from tui.screens.printing import came_out
from tui.screens.route import screen_for
from tui.screens.screen import AppScreen
from tui.screens.talk import decide
from tui.widgets.frame import Frame

P = ParamSpec("P")
R = TypeVar("R")

FOLLOW_SECONDS = 5
"""How often the bag is looked up again, for what other stations did."""

Printing = Callable[[Station, str, str, Printers], R]
"""Prints something of a bag."""


class BagWorkScreen(AppScreen[None]):
    """A screen on which one works on one bag."""

    def __init__(self, bag: Bag) -> None:
        super().__init__()
        self._bag = bag
        self._another_in_hand = False
        """Whether the last label that was scanned here is another bag's."""

    def on_mount(self) -> None:
        """Follow what other stations do to the bag."""
        self.set_interval(FOLLOW_SECONDS, self._follow)

    async def _follow(self) -> None:
        """Show the bag as it is now and say what has become of it elsewhere, while nobody acts here."""
        if not self._at_rest:
            return
        with self.alemprep.refusals():
            bag, words = await self.alemprep.ask(news_of, self._bag)
            if not self._at_rest:
                return
            if words is None:
                self._bag = bag  # with what thermometers have said since
                return
            self.note(words)
            # Not awaited here: a screen that waits for its own end never comes to it.
            self.app.run_worker(self.go_on(bag), name="follow")

    @property
    def _at_rest(self) -> bool:
        app = self.alemprep
        return self.is_current and app.person is not None and app.at_rest and not app.flowing

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
            if bag.differs(self._bag):
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

    async def scanned(self, scan: Scan) -> None:
        """Who scans the label of another bag has that one in their hands: a place's code that follows is not
        for the bag that is shown.
        """
        with suppress(UnreadableScan):
            read = read_scan(scan.text, self.alemprep.station.site)
            if isinstance(read, BagScan):
                self._another_in_hand = read.bag_id != self._bag.id
        await super().scanned(scan)

    async def put(self, raw: str) -> None:
        """The bag is put into the place whose code was scanned."""
        await self.go_on(await self.move_to(raw))

    async def move_to(self, raw: str) -> Bag:
        """Write down that the bag is in the place whose code was scanned, covered as it is; say so."""
        if self._another_in_hand:
            await self.alemprep.act(no_bag_first, raw, self._bag.id)
        covered = self._bag.place is not None and self._bag.place.covered
        bag = await self.do(Act.MOVE_BAG, custody.move_bag, raw, covered=covered)
        self.note(put_text(self.alemprep.station, bag))
        return bag

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

    async def give_up(self) -> None:
        """Cancel the bag, or the whole course where none of its bags was begun: that is asked."""
        bags = await self.alemprep.ask(courses.course_bags, self._bag.course_id)
        left = [bag for bag in bags if bag.state not in WASTED]
        answer: str | None = "b"
        if len(left) > 1 and not courses.begun_of(bags):
            answer = await self.app.push_screen_wait(
                ChoiceScreen(
                    text("Cancel"),
                    text(
                        "{bag} · {label}. No bag of this course was begun.",
                        bag=self._bag.id,
                        label=self._bag.label,
                    ),
                    [
                        ("b", text("this bag alone, of {day}", day=self._bag.on_date)),
                        (
                            "c",
                            text(
                                "the whole course, {first} to {last}; bags: {count}",
                                count=len(left),
                                first=left[0].on_date,
                                last=left[-1].on_date,
                            ),
                        ),
                    ],
                )
            )
        if answer == "b":
            await self.cancel()
        elif answer == "c":
            await self._cancel_course(len(left))

    async def _cancel_course(self, count: int) -> None:
        await self.alemprep.act(people.permit, Act.CANCEL_COURSE)

        async def do(typed: dict[str, str]) -> tuple[str, ...]:
            return await self.do(Act.CANCEL_COURSE, courses.cancel_course, reason=typed["reason"])

        follows = text("bags cancelled: {count}; the course can then be ordered anew", count=count)
        title = text("Cancel the whole course")
        if await decide(self.alemprep, title, self._bag, do, follows=follows) is not None:
            self.leave(None)

    async def correct(self) -> None:
        """Correct what is known of the patient; the order is then verified again."""
        await self.alemprep.act(people.permit, Act.CORRECT_PATIENT)
        patient = self._bag.patient

        async def do(**facts: Any) -> Patient:
            async with self.as_shown(Act.CORRECT_PATIENT):
                return await self.alemprep.act(patients.correct_patient, patient.record_number, **facts)

        if await correct_patient(self.alemprep, patient, do) is not None:
            await self.go_on(await self.alemprep.ask(find_bag, self._bag.id))

    def show_printed(self) -> None:
        """Say what is printed of the bag, where the screen has a place for it."""
        for place in self.query("#printed"):
            place.display = False

    async def print_sheet(self, printing: Printing[str]) -> None:
        """Print a sheet and say where it is."""
        place = await self._brought_out(Act.NUMBER_SHEET, printing)
        if place is None:
            return
        words = text("Printed: {place}", place=place)
        if not self.query("#printed"):
            self.note(words)
            return
        for printed in self.query("#printed").results(Static):
            printed.display = True
            printed.update(self.say(words))
        self.call_after_refresh(self.query_one(Frame).turn, "end")

    async def print_first(self) -> None:
        """Print both labels for the first time, and go on with the bag."""
        bag = await self._brought_out(Act.NUMBER_LABELS, print_labels)
        if bag is not None:
            await self.go_on(bag)

    async def print_again(self) -> None:
        """Go on with labels that have not come out, or print both once more; then go on with the bag. That a
        release ends by it is asked first.
        """
        if self._bag.state is State.RELEASED:
            if not await self._release_ends():
                return
        elif waiting := await self.alemprep.ask(open_prints, self._bag.id):
            answer = await self._same_copy(waiting)
            if answer == "g":
                bag = await self._brought_out(Act.LABELS_PRINTED, finish_labels)
                if bag is not None:
                    await self.go_on(bag)
            if answer != "n":
                return
        await self._print_new_copy()

    async def _brought_out(self, name: Act, printing: Printing[R]) -> R | None:
        """Print, and ask the person as often as only they can say what became of a document that was sent
        before; none when they do not say, or when a sheet turns out to be there.
        """
        while True:
            for printed in self.query("#printed").results(Static):
                printed.display = True
                printed.update(self.say(text("Printing …")))
            try:
                return await self.do(name, printing, self.alemprep.house.printers)
            except NotKnown as error:
                unknown = error
            finally:
                if self.is_attached:
                    self.show_printed()
            waiting, looked = unknown.waiting, await came_out(self.alemprep, unknown)
            if looked is None:
                return None
            await self.do(
                Act.DOCUMENT_LOOKED,
                document_looked,
                waiting.document,
                waiting.copy_number,
                came_out=looked,
            )
            if looked and waiting.document not in LABELS.values():
                return None

    async def _same_copy(self, waiting: list[Numbered]) -> str | None:
        copy = self._bag.label_copy
        return await self.app.push_screen_wait(
            ChoiceScreen(
                text("Labels of bag {bag}, copy {copy}", bag=self._bag.id, copy=copy),
                unconfirmed(waiting),
                [
                    (
                        "g",
                        text(
                            "go on with copy {copy}: look what became of it, print what is missing", copy=copy
                        ),
                    ),
                    ("n", text("print a new copy and say why; copy {copy} becomes void", copy=copy)),
                ],
            )
        )

    async def _print_new_copy(self) -> None:
        async def do(typed: dict[str, str]) -> Bag:
            printers = self.alemprep.house.printers
            return await self.do(Act.NUMBER_LABELS, print_labels, printers, typed["reason"])

        void = text("the earlier copies become void")
        bag = await decide(self.alemprep, text("Print the labels again"), self._bag, do, follows=void)
        if bag is not None:
            await self.go_on(bag)

    async def documents(self) -> None:
        """Ask which of the bag's papers is wanted, and print it; the timeline is looked at first."""
        from tui.screens.timeline import TimelineScreen  # noqa: PLC0415 - it is one of these screens

        sheet = await choose_document(self.alemprep, self._bag)
        if sheet is Sheet.TIMELINE:
            picture = await self.alemprep.ask(course_timeline, self._bag)
            await self.app.push_screen(TimelineScreen(self._bag, picture))
        elif sheet is not None:
            await self.print_sheet(SHEETS[sheet])

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


class AboveBagScreen(BagWorkScreen):
    """A screen that is opened from a bag's own, and leads back to it."""

    async def go_on(self, bag: Bag) -> None:
        """Back to the screen of the bag beneath, or to the one it belongs on now."""
        beneath = self.app.screen_stack[-2]
        if isinstance(beneath, BagWorkScreen):
            self.leave(None)
            await beneath.go_on(bag)
        else:
            await super().go_on(bag)


def unconfirmed(waiting: list[Numbered]) -> Text:
    """Which labels nobody has confirmed."""
    names = [DOCUMENT_NAMES[numbered.document] for numbered in waiting]
    both = names[0] if len(names) == 1 else text("{one} and {other}", one=names[0], other=names[1])
    return text("Copy {copy}, not confirmed: {documents}.", copy=waiting[0].copy_number, documents=both)
