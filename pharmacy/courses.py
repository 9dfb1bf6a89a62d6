"""Who gets a course, on which days and at which moments."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.local_time import NoSuchMoment, moment_of
from pharmacy.protocol.model import Protocol

Name = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]


class Frozen(BaseModel):
    """Decided once, never changed."""

    model_config = ConfigDict(frozen=True)


class Patient(Frozen):
    """Who the bag is for."""

    record_number: Annotated[str, StringConstraints(min_length=1, max_length=20, strip_whitespace=True)]
    """The hospital's own number."""
    family_name: Name
    given_name: Name
    birth_date: date
    ward: Name
    wristband: Annotated[str, StringConstraints(pattern=r"^[0-9]{18}$")] | None = None
    """GSRN of the wristband, where it carries one instead of the record number."""

    @property
    def name(self) -> str:
        """`Family, Given`."""
        return f"{self.family_name}, {self.given_name}"


class CourseDay(Frozen):
    """One infusion day."""

    day: int
    """From 1."""
    date: date
    """In the site's zone."""
    infusion_start: AwareDatetime
    """Planned, UTC."""


class CoursePlan(Frozen):
    """The days of one course."""

    number: int
    zone: str
    """IANA zone in which the clock time is the same every day."""
    days: tuple[CourseDay, ...]
    protocol_id: str
    protocol_version: str
    findings: tuple[Text, ...]
    """What was not checked, and why."""

    def on(self, day: int) -> CourseDay:
        """The day of that number. Raises `ValueError` when the course has none."""
        if not 1 <= day <= len(self.days):
            raise ValueError(f"course {self.number} has no day {day}")
        return self.days[day - 1]


def months_after(day: date, months: int) -> date:
    """The same day of the month, that many calendar months later.

    Where that month has no such day, the next day that exists: the day before would shorten the interval.

    >>> months_after(date(2024, 2, 29), 12)
    datetime.date(2025, 3, 1)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    if day.day > last:
        return date(year, month + 1, last) + timedelta(days=1)
    return date(year, month + 1, day.day)


def whole_months(first: date, later: date) -> int:
    """How many whole months lie between two days, reckoned as the interval between courses is.

    >>> whole_months(date(2025, 3, 26), date(2026, 3, 25)), whole_months(date(2025, 3, 26), date(2026, 3, 26))
    (11, 12)
    """
    months = (later.year - first.year) * 12 + later.month - first.month
    return months if months_after(first, months) <= later else months - 1


def earliest_first_day(protocol: Protocol, previous_end: date) -> date:
    """The first day on which a course may begin after one that ended on `previous_end`. Source: R23."""
    return months_after(previous_end, protocol.interval.whole())


def plan_course(
    protocol: Protocol,
    *,
    number: int,
    first_day: date,
    infusion_at: time,
    zone: ZoneInfo,
    previous_end: date | None,
    birth_date: date | None,
) -> CoursePlan:
    """Lay out a course: consecutive days, the same wall-clock time on each in the site's zone.

    `previous_end` is the last infusion day of the course before. Without it, or without `birth_date`,
    the plan carries a finding that its rule was not checked.

    Raises `Refusal`: `course-number`, `course-order`, `course-interval`, `under-age`, `local-time`,
    `not-a-date`.
    """
    course = protocol.for_course(number)
    _within_calendar(first_day)
    findings = _check_interval(protocol, number, first_day, previous_end)
    if birth_date is None:
        findings.append(text("The age was not checked: the birth date was not given."))
    else:
        check_age(protocol, first_day, birth_date)
    dates = [first_day + timedelta(days=i) for i in range(course.days.whole())]
    return CoursePlan(
        number=number,
        zone=zone.key,
        days=tuple(
            CourseDay(day=i, date=day, infusion_start=_moment(day, infusion_at, zone))
            for i, day in enumerate(dates, start=1)
        ),
        protocol_id=protocol.id,
        protocol_version=protocol.version,
        findings=tuple(findings),
    )


def _within_calendar(first_day: date) -> None:
    # Beside the ends of the calendar no interval can be reckoned; a typed year 0226 or 20260 ends here.
    first, last = date(2000, 1, 1), date(2999, 12, 31)
    if not first <= first_day <= last:
        raise Refusal(
            Code.NOT_A_DATE,
            text("A course cannot begin on {day}.", day=first_day),
            expected=text("a day from {first} to {last}", first=first, last=last),
            got=verbatim(first_day.isoformat()),
            advice=text("Type the day again, year first."),
            bad_input=True,
            field="first_day",
        )


def _check_interval(
    protocol: Protocol, number: int, first_day: date, previous_end: date | None
) -> list[Text]:
    """Source: R23, at least 12 months from the end of one course to the next."""
    months = protocol.interval.value
    if number == 1:
        if previous_end is not None:
            raise Refusal(
                Code.COURSE_ORDER,
                text("Course 1 is the first; there can be none before it."),
                expected=text("no end of an earlier course"),
                got=text("an earlier course that ended on {end}", end=previous_end),
                advice=text("Check which course this is."),
                source=protocol.interval.cite,
                field="previous_end",
            )
        return []
    if previous_end is None:
        return [
            text(
                "The {months} months since the end of course {previous} were not checked: "
                "the day it ended was not given.",
                months=months,
                previous=number - 1,
            )
        ]
    if previous_end >= first_day:
        raise Refusal(
            Code.COURSE_ORDER,
            text(
                "Course {number} cannot begin before course {previous} is over.",
                number=number,
                previous=number - 1,
            ),
            expected=text("a first day after {end}", end=previous_end),
            got=text("{day}", day=first_day),
            advice=text("Check both days."),
            source=protocol.interval.cite,
            field="first_day",
        )
    earliest = earliest_first_day(protocol, previous_end)
    if first_day < earliest:
        raise Refusal(
            Code.COURSE_INTERVAL,
            text(
                "Course {number} begins less than {months} months after the end of course {previous}.",
                number=number,
                months=months,
                previous=number - 1,
            ),
            expected=text(
                "{earliest} or later, {months} months after {end}",
                earliest=earliest,
                months=months,
                end=previous_end,
            ),
            got=text("{day}", day=first_day),
            advice=text("Choose a later first day."),
            source=protocol.interval.cite,
            field="first_day",
        )
    return []


_WHO_IS_YOUNGER = text("Check the birth date; the safety of alemtuzumab below this age is not established.")


def check_age(protocol: Protocol, first_day: date, birth_date: date, advice: Text = _WHO_IS_YOUNGER) -> None:
    """Raise `Refusal` (under-age) unless the patient is an adult on the first day of a course.

    Source: Paediatric populations; adults only.
    """
    years = protocol.age_least
    if birth_date > first_day or first_day < months_after(birth_date, 12 * years.whole()):
        raise Refusal(
            Code.UNDER_AGE,
            text("The patient is under {years} on the first day of the course.", years=years.value),
            expected=text("a patient of {years} years or more", years=years.value),
            got=text("a patient born on {birth}, first day {day}", birth=birth_date, day=first_day),
            advice=advice,
            source=years.cite,
            field="birth_date",
        )


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A wall-clock time as a moment, UTC; refused where the clock skips or repeats it."""
    try:
        return moment_of(datetime.combine(day, at), zone)
    except NoSuchMoment as none:
        raise Refusal(
            Code.LOCAL_TIME,
            text("{time} does not exist on {day}: the clock is put forward.", time=f"{at:%H:%M}", day=day)
            if none.skipped
            else text("{time} happens twice on {day}: the clock is put back.", time=f"{at:%H:%M}", day=day),
            expected=text("a clock time that exists once on every day of the course"),
            got=text("{time} in {zone}", time=f"{at:%H:%M}", zone=zone.key),
            advice=text("Choose an earlier or a later time for the whole course."),
            field="infusion_at",
        ) from none
