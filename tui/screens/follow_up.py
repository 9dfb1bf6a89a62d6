"""A patient after their last course: what is due, what was missed, what they answered, and their calendar."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from labels.press import print_calendar
from pharmacy.follow_up import SIGNS, flags_told
from pharmacy.follow_up_calendar import (
    CHECK_NAMES,
    STANDING_NAMES,
    CheckKind,
    Line,
    Standing,
    check_name,
)
from pharmacy.language import Text, date_text, in_a_row, joined, text, verbatim
from pharmacy.people import Act
from pharmacy.protocol.model import WarningSign
from pharmacy.service import follow_up, people
from pharmacy.service.follow_up import Answered, Followed, Recorded, counted_text
from tui.screens.checklist import Answers, ChecklistScreen
from tui.screens.confirm import ConfirmScreen
from tui.screens.form import Field
from tui.screens.printing import brought_out
from tui.screens.screen import AppScreen
from tui.screens.talk import confirmed, fill_in
from tui.screens.tell import TellScreen
from tui.typed import day_from, on_line, read
from tui.widgets.frame import Frame
from tui.widgets.steady import Steady
from tui.widgets.table import MOVES, Table, cut

if TYPE_CHECKING:
    from tui.app import AlemprepApp

WHO = [Field("patient", text("wristband or record number"))]
DONE = [
    Field("done_on", text("done on"), text("YYYY-MM-DD")),
    Field("note", text("note"), text("or empty"), words=True, optional=True),
]
FILE = [Field("file", text("file"), text("it ends with .ics"))]

MONTH_WIDTH, DAY_WIDTH, WHAT_WIDTH, STANDING_WIDTH = 6, 13, 38, 17


class FollowUpScreen(AppScreen[None]):
    """Every check of the calendar, the first one that can be done now marked; above it what matters most."""

    CSS_PATH = "follow_up.tcss"

    def __init__(self, found: Followed) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """Next, missed, the newest answers, and the list."""
        patient = self._found.patient
        yield Frame(
            Steady(id="next"),
            Steady(id="missed"),
            Steady(id="flags"),
            Table(),
            Steady(id="counted"),
            title=self.say(
                text("Follow-up · {name} · NHC {record}", name=patient.name, record=patient.record_number)
            ),
            keys=[
                (self.say(text("space")), self.say(text("record the marked one as done"))),
                ("a", self.say(text("answer the symptom checklist"))),
                ("p", self.say(text("print the calendar"))),
                ("i", self.say(text("calendar as a file"))),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    def on_mount(self) -> None:
        """Show it, and mark where something is open."""
        self._lay_out()
        self._mark_open()

    def _lay_out(self) -> None:
        found = self._found
        self.query_one("#next", Steady).show(self.say(self._next()))
        missed = self.query_one("#missed", Steady)
        missed.display = bool(found.missed)
        missed.show(self.say(self._missed()) if found.missed else "")
        answered = self.query_one("#flags", Steady)
        answered.display = found.answered is not None
        answered.show(self._answered() if found.answered else "")
        heads = (
            (text("MONTH"), MONTH_WIDTH),
            (text("DUE"), DAY_WIDTH),
            (text("WHAT"), WHAT_WIDTH),
            (text("STATE"), STANDING_WIDTH),
        )
        self.query_one(Table).show_list(
            [(self.say(head), width) for head, width in heads],
            [self._row(at, line) for at, line in enumerate(found.lines)],
        )
        self.query_one("#counted", Steady).show(
            self.say(
                text(
                    "Counted from {day}, the last infusion day of course {course}. "
                    "A further course moves it.",
                    day=found.calendar.counted_from,
                    course=found.course,
                )
            )
        )

    def _next(self) -> Text:
        coming = self._found.next_day
        if not coming:
            return text("NOTHING MORE IS DUE: the calendar ended on {day}.", day=self._found.calendar.until)
        return text(
            "NEXT {day}: {checks}",
            day=coming[0].due,
            checks=in_a_row(check_name(check) for check in coming),
        )

    def _missed(self) -> Text:
        """How many, and the last of them, which may still be made up for."""
        missed = self._found.missed
        last = missed[-1].check
        told = {"count": len(missed), "check": check_name(last), "day": last.due}
        if last.counts_until < self._today:
            return text("MISSED {count}, the last: {check}, due {day}", **told)
        return text(
            "MISSED {count}, the last: {check}, due {day}. Done until {until}, it still counts.",
            **told,
            until=last.counts_until,
        )

    def _answered(self) -> str:
        assert self._found.answered is not None
        answered = self._found.answered
        lines = [text("ANSWERED {day}", day=answered.answered_on), *flags_told(answered.flags)]
        return self.say(in_a_row(lines))

    @property
    def _today(self) -> date:
        station = self.alemprep.station
        return station.clock.now().astimezone(station.site.tz).date()

    def _row(self, at: int, line: Line) -> tuple[str, ...]:
        language = self.alemprep.language
        standing = text("done {day}", day=line.made.done_on) if line.made else STANDING_NAMES[line.standing]
        return (
            str(at),
            str(line.check.month).rjust(MONTH_WIDTH - 2),
            date_text(line.check.due, language),
            cut(self.say(check_name(line.check)), WHAT_WIDTH - 1),
            cut(self.say(standing), STANDING_WIDTH),
        )

    def _mark_open(self) -> None:
        """The first check that is not done and can still be: what is done today counts for it, or will."""
        lines = self._found.lines
        open_lines = [
            at
            for at, line in enumerate(lines)
            if line.standing is not Standing.DONE and line.check.counts_until >= self._today
        ]
        if open_lines:
            self.query_one(Table).mark_id(str(open_lines[0]))

    async def _reload(self) -> None:
        record = self._found.patient.record_number
        self._found = await self.alemprep.ask(follow_up.followed, record)
        self._lay_out()

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        flows = {"space": self._done, "a": self._answer, "p": self._print, "i": self._write}
        if key in MOVES:
            self.query_one(Table).move(key)
        elif key in flows:
            self.alemprep.flow(flows[key]())
        elif key == "escape":
            self.leave(None)

    async def _done(self) -> None:
        """Record the marked check; the checklist is answered instead."""
        check = self._found.lines[int(self.query_one(Table).marked_id)].check
        if check.kind is CheckKind.CHECKLIST:
            await self._answer()
            return
        await self.alemprep.act(people.permit, Act.RECORD_CHECK)
        title = text("Done: {check}", check=CHECK_NAMES[check.kind])

        async def do(typed: dict[str, str]) -> Recorded | None:
            done_on = read(typed, "done_on", day_from)
            if not await confirmed(self.alemprep, title, self._who(), DONE, typed):
                return None
            record, note = self._found.patient.record_number, typed["note"]
            return await self.alemprep.act(follow_up.record_check, record, check.kind, done_on, note)

        recorded = await fill_in(
            self.alemprep,
            title,
            DONE,
            do,
            intro=text("{check}, due {day}", check=check_name(check), day=check.due),
            typed={"done_on": self._today.isoformat()},
        )
        if recorded is not None:
            await self._reload()
            self._mark_open()
            self.note(counted_text(recorded))

    async def _answer(self) -> None:
        """Every sign, once more, then it is recorded as of today; and what each yes leads to."""
        await self.alemprep.act(people.permit, Act.ANSWER_CHECKLIST)
        patient, today = self._found.patient, self._today
        about = text(
            "{name} · today, {day}. Ask each one, and press the key of the answer.",
            name=patient.name,
            day=today,
        )
        protocol = self.alemprep.station.protocol
        answers: Answers | None = None
        while True:
            answers = await self.app.push_screen_wait(ChecklistScreen(protocol, about, answers))
            if answers is None:
                return
            yes = tuple(sign for sign, present in answers.items() if present)
            no = tuple(sign for sign, present in answers.items() if not present)
            if await self.app.push_screen_wait(self._once_more(yes, len(no))):
                break
        answered = await self.alemprep.act(
            follow_up.answer_checklist, patient.record_number, today, yes=yes, no=no
        )
        await self._reload()
        self._mark_open()
        await self._tell(answered)

    def _once_more(self, yes: tuple[WarningSign, ...], no: int) -> ConfirmScreen:
        named = [SIGNS[sign] for sign in yes]
        return ConfirmScreen(
            text("Symptom checklist"),
            [
                *self._who(),
                (text("yes"), joined(named) if named else text("to none")),
                (text("no"), text("to {count} signs", count=no)),
            ],
        )

    async def _tell(self, answered: Answered) -> None:
        """Whom each yes belongs to, until it is acknowledged; no yes is only said."""
        if not answered.flags:
            self.note(text("✓ recorded: no sign"))
            return
        await self.app.push_screen_wait(
            TellScreen(
                text("Flagged: whom to ask"),
                [
                    *flags_told(answered.flags),
                    text("One yes is enough: the physician decides who sees the patient, and when."),
                ],
                source=verbatim("; ".join(dict.fromkeys(flag.source for flag in answered.flags))),
            )
        )

    def _who(self) -> list[tuple[Text, Text]]:
        patient = self._found.patient
        whose = text("{name} · NHC {record}", name=patient.name, record=patient.record_number)
        return [(text("patient"), whose)]

    async def _print(self) -> None:
        place = await brought_out(self.alemprep, self._found.bag_id, print_calendar)
        if place is not None:
            self.note(text("Printed: {place}", place=place))

    async def _write(self) -> None:
        """Ask where, and write the file that moves what an earlier one said; then it is recorded, and without
        that it does not stay.
        """
        from labels.compose_follow_up import calendar_file  # noqa: PLC0415 - with the file's library
        from tui.calendar_file import calendar_written  # noqa: PLC0415 - likewise

        await self.alemprep.act(people.permit, Act.GIVE_CALENDAR)
        title = text("Calendar as a file")

        async def do(typed: dict[str, str]) -> Path | None:
            path = Path(typed["file"]).expanduser()
            if not await confirmed(self.alemprep, title, self._who(), FILE, typed):
                return None
            with on_line("file"):
                record = self._found.patient.record_number
                given = await self.alemprep.ask(follow_up.calendar_to_give, record)
                with calendar_written(path, calendar_file(self.alemprep.station, given)):
                    await self.alemprep.act(follow_up.give_calendar, record)
            return path

        written = await fill_in(
            self.alemprep,
            title,
            FILE,
            do,
            intro=text(
                "For the patient's own calendar, without their name. A later file moves what this one says."
            ),
            typed={"file": f"~/{self._found.bag_id}-calendar.ics"},
        )
        if written is not None:
            self.note(text("Written: {path}", path=str(written)))


async def follow_a_patient(app: "AlemprepApp") -> None:
    """Ask for whom, by wristband or record number, and show how it stands."""

    async def look(typed: dict[str, str]) -> Followed:
        with on_line("patient"):
            return await app.act(follow_up.follow_up_of, typed["patient"])

    found = await fill_in(app, text("Follow-up: of whom?"), WHO, look)
    if found is not None:
        await app.push_screen(FollowUpScreen(found))
