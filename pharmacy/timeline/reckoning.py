"""From a course and its patient's work-up to the picture of it."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from pharmacy.courses import CoursePlan
from pharmacy.follow_up import follow_up, jcv_after_natalizumab
from pharmacy.follow_up_calendar import calendar_after
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy
from pharmacy.readiness import Workup, assess
from pharmacy.timeline.after import after
from pharmacy.timeline.before import before
from pharmacy.timeline.during import during
from pharmacy.timeline.picture import Lane, Timeline
from pharmacy.timeline.seen import LOOKED_BACK, Seen

SHOWN_AT_LEAST = timedelta(weeks=8)
"""How much of the time before a course is in every picture."""
_WEEK = timedelta(weeks=1)


def timeline(
    protocol: Protocol,
    policy: SitePolicy,
    plan: CoursePlan,
    workup: Workup,
    *,
    as_of: date,
    decided: Collection[str] = (),
) -> Timeline:
    """A course as one picture, by what is known on a day, and by what somebody `decided` against: ids of
    readiness items.

    What the course waits for is as readiness has it, what is given as the premedication has it, what is due
    as the follow-up calendar has it, and until when something is kept to as the patient's card has it. From
    the protocol itself come only a time that reaches back from the first day (an examination is recent
    enough, a diet begun) and the end of isoniazid.

    Raises `Refusal` (course-number) for a course that there is not.
    """
    first, last = plan.days[0].date, plan.days[-1].date
    ends = follow_up(protocol, last)
    seen = Seen(
        protocol=protocol,
        policy=policy,
        plan=plan,
        workup=workup,
        readiness=assess(protocol, policy, workup, course=plan.number, first_day=first, as_of=as_of),
        decided=frozenset(decided),
        ends=ends,
        calendar=calendar_after(
            protocol, last, sex=workup.sex, jcv_after_natalizumab=jcv_after_natalizumab(workup)
        ),
    )
    lanes = (*before(seen), *during(seen), *after(seen))
    return Timeline(
        course=plan.number,
        begins=_begins(lanes, first),
        infusions=tuple(day.date for day in plan.days),
        ends=max(ends.tests_until, ends.cytology_until),
        today=as_of,
        lanes=lanes,
    )


def _begins(lanes: Iterable[Lane], first: date) -> date:
    """Whole weeks before the first day: enough for the earliest that is not too old, and one more."""
    days = [
        day
        for lane in lanes
        for day in (*(bar.first for bar in lane.bars), *(mark.on for mark in lane.marks))
        if first - LOOKED_BACK + _WEEK <= day < first
    ]
    back = first - min(days, default=first)
    weeks = timedelta(weeks=-(-back.days // 7) + 1)
    return first - min(max(weeks, SHOWN_AT_LEAST), LOOKED_BACK)
