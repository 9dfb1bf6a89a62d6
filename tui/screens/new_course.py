"""A new course: who, which, when; then the plan as it will be, to be agreed to before it is ordered."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.courses import Patient
from pharmacy.language import Text, date_text, listed, text, verbatim
from pharmacy.moments import clock_time
from pharmacy.people import Act
from pharmacy.premedication import differs_for, drug_name, orders_for
from pharmacy.readiness.names import item_name
from pharmacy.service import courses, people
from pharmacy.service.courses import Preview, WantedCourse
from pharmacy.service.look_ups import Stranger, for_whom
from pharmacy.service.readiness import Judged
from tui.screens.form import Field
from tui.screens.patient import new_patient
from tui.screens.readiness import first_day_words, verdict_words
from tui.screens.screen import AppScreen
from tui.screens.talk import fill_in
from tui.typed import day_from, number_from, on_line, read, time_from
from tui.widgets.frame import Frame

if TYPE_CHECKING:
    from tui.app import AlemprepApp

STEROID = "methylprednisolone"

WHO = [Field("patient", text("wristband or record number"))]
COURSE = [
    Field("number", text("course"), text("1 to 4")),
    Field("first_day", text("first day"), text("YYYY-MM-DD")),
    Field("infusion_at", text("infusion at"), text("HH:MM")),
    Field("previous_end", text("last day of the one before"), text("YYYY-MM-DD or empty"), optional=True),
    Field(
        "activity_evidence",
        text("evidence of activity"),
        text("courses 3 and 4"),
        words=True,
        optional=True,
    ),
]


class PlanScreen(AppScreen[bool]):
    """The days of the course, its steroid and what differs; true when it is to be ordered so."""

    CSS_PATH = "new_course.tcss"
    within_flow: ClassVar[bool] = True

    def __init__(self, patient: Patient, preview: Preview) -> None:
        super().__init__()
        self._patient = patient
        self._plan = preview.plan
        self._readiness = preview.readiness

    def compose(self) -> ComposeResult:
        """A line each day."""
        plan = self._plan
        protocol = self.alemprep.station.protocol
        differs = [line for day in plan.days for line in differs_for(protocol, plan, day.day)]
        yield Frame(
            Static(
                self.say(
                    text(
                        "{name} · NHC {record} · course {course}, {dose} a day",
                        name=self._patient.name,
                        record=self._patient.record_number,
                        course=plan.number,
                        dose=protocol.dose.quantity.in_(self.alemprep.language),
                    )
                ),
                classes="strong",
                markup=False,
            ),
            *(Static(self._line(day.day), classes="day", markup=False) for day in plan.days),
            *(Static(self.say(line), classes="ready", markup=False) for line in self._ready()),
            *(Static(f"! {self.say(line)}", classes="warning", markup=False) for line in differs),
            *(Static(f"! {self.say(line)}", classes="warning", markup=False) for line in plan.findings),
            title=self.say(text("The plan, not yet ordered")),
            keys=[
                (self.say(text("space")), self.say(text("order it"))),
                (self.say(text("Esc")), self.say(text("change it"))),
            ],
        )

    def _ready(self) -> Iterator[Text]:
        """From when the course can be given at all and why, and what is still to be done."""
        if (earliest := first_day_words(self._readiness)) is not None:
            yield earliest
        missing = Judged(self._readiness, {})
        yield text("{verdict}.", verdict=verdict_words(missing))
        if missing.open:
            yield listed(item_name(item.id) for item in missing.open)

    def _line(self, number: int) -> str:
        app = self.alemprep
        day, tz = self._plan.on(number), app.station.site.tz
        steroid = next(
            order
            for order in orders_for(app.station.protocol, app.station.policy, self._plan, number)
            if order.drug == STEROID
        )
        return self.say(
            text(
                "day {day}   {date}   infusion {time}   {drug} {dose} at {at}",
                day=number,
                date=date_text(day.date, app.language),
                time=clock_time(day.infusion_start, tz),
                drug=drug_name(STEROID),
                dose=steroid.dose.in_(app.language),
                at=clock_time(steroid.at, tz),
            )
        )

    async def key(self, key: str) -> None:
        """Order it, or go back to what was typed."""
        if key in {"space", "escape"}:
            self.leave(key == "space")


async def new_course(app: "AlemprepApp") -> Text | None:
    """Ask for patient and course, show the plan, order it. Gives what was ordered, none when the
    person turns back.
    """
    await app.act(people.permit, Act.ORDER_COURSE)
    patient = await _patient(app)
    if patient is None:
        return None

    async def order(typed: dict[str, str]) -> Text | None:
        wanted = _wanted(patient, typed)
        preview = await app.act(courses.preview_course, wanted)
        plan = preview.plan
        if not await app.push_screen_wait(PlanScreen(patient, preview)):
            return None
        await app.act(courses.order_course, wanted)
        return text(
            "✓ ordered: course {course} for {name}, {count} bags from {day}. "
            "A pharmacist verifies each on its day.",
            course=plan.number,
            name=patient.name,
            count=len(plan.days),
            day=plan.days[0].date,
        )

    return await fill_in(app, text("New course"), COURSE, order, intro=verbatim(patient.name))


async def _patient(app: "AlemprepApp") -> Patient | None:
    """Somebody known, or somebody entered now; none when the person turns back."""

    async def look(typed: dict[str, str]) -> Patient | Stranger:
        with on_line("patient"):
            return await app.act(for_whom, typed["patient"])

    found: Patient | Stranger | None = await fill_in(app, text("New course: for whom?"), WHO, look)
    return await new_patient(app, found._asdict()) if isinstance(found, Stranger) else found


def _wanted(patient: Patient, typed: dict[str, str]) -> WantedCourse:
    return WantedCourse(
        patient=patient.record_number,
        number=read(typed, "number", number_from),
        first_day=read(typed, "first_day", day_from),
        infusion_at=read(typed, "infusion_at", time_from),
        previous_end=read(typed, "previous_end", day_from) if typed["previous_end"] else None,
        activity_evidence=typed["activity_evidence"],
    )
