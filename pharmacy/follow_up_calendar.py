"""The days on which something is due after a course, and which of them were missed.

Every day is counted from the last infusion day itself, in calendar months, so that nothing drifts: a day that
a month does not have is the next one, and the month after has its own day again.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import groupby, pairwise

from pydantic import BaseModel, ConfigDict

from pharmacy.courses import months_after
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, in_a_row, text, verbatim
from pharmacy.protocol.model import Protocol, Test
from pharmacy.sex import Sex

_MONTHS_A_YEAR = 12

FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Of a last infusion day, as of a course's first one: beside the calendar's ends nothing can be reckoned."""

MONTHS_AHEAD = 12
"""How far ahead a course can be planned of which somebody already wants the calendar; later is a slip."""


class CheckKind(StrEnum):
    """What is done on a day of the calendar."""

    TESTS = "tests"
    """Of blood and urine."""
    THYROID = "thyroid"
    CHECKLIST = "checklist"
    """The symptoms of Fig. 4, gone through with the patient."""
    CYTOLOGY = "cytology"
    MRI = "mri"


class Condition(StrEnum):
    """For whom a check is, where nobody has said whether it is for this patient."""

    WOMEN = "women"
    NATALIZUMAB = "natalizumab"
    """Treated with natalizumab before, with antibodies against the JC virus."""


class Check(BaseModel):
    """Something that is due on one day."""

    model_config = ConfigDict(frozen=True)

    kind: CheckKind
    month: int
    """Counted from the last infusion day: 1 is the first."""
    due: date
    counts_from: date
    """The first day on which it can be done and be this one, and not the one before."""
    counts_until: date
    """The last such day."""
    only_if: Condition | None
    """None where it is known to be for this patient."""
    source: str


class Calendar(BaseModel):
    """All that is due after a patient's last course, by day."""

    model_config = ConfigDict(frozen=True)

    counted_from: date
    """The last infusion day."""
    until: date
    """The last day on which anything is due."""
    checks: tuple[Check, ...]

    def days(self) -> Iterator[tuple[int, date, tuple[Check, ...]]]:
        """Each month on which something is due: its number, its day, and what."""
        for (month, due), checks in groupby(self.checks, key=lambda check: (check.month, check.due)):
            yield month, due, tuple(checks)

    def counted(self, kind: CheckKind, done_on: date) -> Check | None:
        """The check that something done on a day is; none where it is none of them: too soon after the course
        for the first, or too late for the last.
        """
        for check in self.checks:
            if check.kind is kind and check.counts_from <= done_on <= check.counts_until:
                return check
        return None


def calendar_after(
    protocol: Protocol, last_day: date, *, sex: Sex | None, jcv_after_natalizumab: bool | None
) -> Calendar:
    """What is due after a course that ends on `last_day`. Cytology is for women, the MRI for whom
    natalizumab was the treatment before and who has antibodies against the JC virus; where one is not known
    (None), its checks are there and say for whom they are.

    A check counts for the day that it is nearest to, for the earlier one where it lies halfway: days late or
    early are the same check still, and one that is nearer to the course than to its first day is none yet.

    Source: Post-treatment; Fig. 5; Table 3; R21, R22.
    """
    rules = protocol.follow_up
    months = rules.tests_for.whole()
    years = rules.cytology_for.whole() * _MONTHS_A_YEAR
    checks = [
        *_regular(CheckKind.TESTS, last_day, rules.tests_every.whole(), months, None, rules.tests_every.cite),
        *_regular(
            CheckKind.THYROID, last_day, rules.thyroid_every.whole(), months, None, rules.thyroid_every.cite
        ),
        *_regular(
            CheckKind.CHECKLIST,
            last_day,
            rules.checklist_every.whole(),
            months,
            None,
            rules.checklist_every.cite,
        ),
    ]
    if sex is not Sex.MALE:
        every = rules.cytology_every.whole() * _MONTHS_A_YEAR
        only_if = Condition.WOMEN if sex is None else None
        checks += _regular(CheckKind.CYTOLOGY, last_day, every, years, only_if, rules.cytology_every.cite)
    if jcv_after_natalizumab is not False:
        only_if = Condition.NATALIZUMAB if jcv_after_natalizumab is None else None
        first, second = rules.mri_first.whole(), rules.mri_second.whole() * _MONTHS_A_YEAR
        cites = {first: rules.mri_first.cite, second: rules.mri_second.cite}
        checks += _at(CheckKind.MRI, last_day, list(cites), 2 * second - first, only_if, cites)
    kinds = list(CheckKind)
    checks.sort(key=lambda check: (check.due, kinds.index(check.kind)))
    return Calendar(counted_from=last_day, until=checks[-1].due, checks=tuple(checks))


def _regular(
    kind: CheckKind, last_day: date, every: int, months: int, only_if: Condition | None, source: str
) -> list[Check]:
    """Every so many months, for so many."""
    wanted = list(range(every, months + 1, every))
    cites = dict.fromkeys(wanted, source)
    return _at(kind, last_day, wanted, wanted[-1] + every, only_if, cites) if wanted else []


def _at(
    kind: CheckKind,
    last_day: date,
    months: list[int],
    after: int,
    only_if: Condition | None,
    sources: dict[int, str],
) -> list[Check]:
    """In these months; `after` is the month in which there would be one more, which bounds the last."""
    days = [months_after(last_day, month) for month in (0, *months, after)]
    halfway = [first + (second - first) // 2 for first, second in pairwise(days)]
    return [
        Check(
            kind=kind,
            month=month,
            due=days[at],
            counts_from=date.fromordinal(halfway[at - 1].toordinal() + 1),
            counts_until=halfway[at],
            only_if=only_if,
            source=sources[month],
        )
        for at, month in enumerate(months, start=1)
    ]


def refuse_last_day(last_day: date, today: date) -> None:
    """Raise `Refusal` (not-a-date) for a day on which no course can have ended, nor be planned to end."""
    latest = months_after(today, MONTHS_AHEAD)
    if FIRST_YEAR <= last_day.year <= LAST_YEAR and last_day <= latest:
        return
    raise Refusal(
        Code.NOT_A_DATE,
        text("No course can be known to end on {day}.", day=last_day),
        expected=text(
            "the last infusion day, from {first} to {last}: {months} months ahead at most",
            first=date(FIRST_YEAR, 1, 1),
            last=latest,
            months=MONTHS_AHEAD,
        ),
        got=verbatim(last_day.isoformat()),
        advice=text("Check the year, and type the day again, year first."),
        bad_input=True,
        field="last_day",
    )


def refuse_not_theirs(calendar: Calendar, kind: CheckKind) -> None:
    """Raise `Refusal` (contradiction) for a kind of check that is known not to be for the patient."""
    if any(check.kind is kind for check in calendar.checks):
        return
    kinds = dict.fromkeys(check.kind for check in calendar.checks)
    raise Refusal(
        Code.CONTRADICTION,
        text("This check is not in the patient's calendar."),
        expected=in_a_row(CHECK_NAMES[each] for each in kinds),
        got=CHECK_NAMES[kind],
        advice=text("Check whose it was; if it is theirs, correct what is recorded of the patient first."),
        field="kind",
    )


class Standing(StrEnum):
    """What is known of a check of the calendar on some day."""

    DONE = "done"
    MISSED = "missed"
    """Its day is over and nothing is recorded that counts for it; what is done until `counts_until` does."""
    DUE = "due"
    """Its day is today."""
    AHEAD = "ahead"


class Made(BaseModel):
    """A check as somebody recorded it."""

    model_config = ConfigDict(frozen=True)

    kind: CheckKind
    done_on: date
    note: str


class Line(BaseModel):
    """A check of the calendar, with what was recorded for it."""

    model_config = ConfigDict(frozen=True)

    check: Check
    standing: Standing
    made: Made | None
    """The first one that counts."""


def lines_of(calendar: Calendar, made: Iterable[Made], today: date) -> tuple[Line, ...]:
    """How each check of the calendar stands on a day. Of what was recorded before the last infusion day
    nothing counts: it belongs to the course before.
    """
    counted: dict[Check, Made] = {}
    for each in sorted(made, key=lambda each: each.done_on):
        check = calendar.counted(each.kind, each.done_on)
        if check is not None:
            counted.setdefault(check, each)
    return tuple(
        Line(check=check, standing=_standing(check, counted.get(check), today), made=counted.get(check))
        for check in calendar.checks
    )


def _standing(check: Check, made: Made | None, today: date) -> Standing:
    if made is not None:
        return Standing.DONE
    if check.due < today:
        return Standing.MISSED
    return Standing.DUE if check.due == today else Standing.AHEAD


STANDING_NAMES: dict[Standing, Text] = {
    Standing.DONE: text("done"),
    Standing.MISSED: text("MISSED"),
    Standing.DUE: text("TODAY"),
    Standing.AHEAD: text("to come"),
}
"""As shown to people."""

CHECK_NAMES: dict[CheckKind, Text] = {
    CheckKind.TESTS: text("blood and urine test"),
    CheckKind.THYROID: text("thyroid test"),
    CheckKind.CHECKLIST: text("symptom checklist"),
    CheckKind.CYTOLOGY: text("smear test for papillomavirus"),
    CheckKind.MRI: text("MRI of the brain with gadolinium"),
}
"""As shown to people, and as a patient understands them."""

TEST_NAMES: dict[Test, Text] = {
    Test.BLOOD_COUNT: text("blood count"),
    Test.KIDNEY: text("kidney function"),
    Test.BIOCHEMISTRY: text("biochemistry"),
    Test.PROTEINURIA: text("protein in the urine"),
}
"""Of blood and urine."""

CONDITION_NAMES: dict[Condition, Text] = {
    Condition.WOMEN: text("women"),
    Condition.NATALIZUMAB: text("after natalizumab, JC virus positive"),
}
"""For whom a check is."""


def check_name(check: Check) -> Text:
    """What is due, and for whom where that is not known."""
    name = CHECK_NAMES[check.kind]
    if check.only_if is None:
        return name
    return text("{check} ({who})", check=name, who=CONDITION_NAMES[check.only_if])


def check_told(protocol: Protocol, check: Check) -> Text:
    """What is due, with everything that belongs to it."""
    name = check_name(check)
    if check.kind is CheckKind.TESTS:
        return text("{check}: {details}", check=name, details=tests_named(protocol))
    return name


def tests_named(protocol: Protocol) -> Text:
    """What blood and urine are tested for, in one line."""
    names = [TEST_NAMES[test] for test in protocol.follow_up.tests.value]
    said = names[0]
    for name in names[1:]:
        said = text("{one}, {other}", one=said, other=name)
    return said
