"""From a course and its patient's work-up to the picture of it."""

from collections.abc import Iterable
from datetime import date, timedelta

from pharmacy.courses import CoursePlan
from pharmacy.follow_up import follow_up
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy
from pharmacy.readiness import Workup, assess
from pharmacy.timeline.after import after
from pharmacy.timeline.before import before
from pharmacy.timeline.during import during
from pharmacy.timeline.picture import Lane, Timeline
from pharmacy.timeline.seen import Seen

SHOWN_AT_LEAST, SHOWN_AT_MOST = timedelta(weeks=8), timedelta(weeks=30)
"""How much of the time before a course is in the picture: the longest wait but the one between courses, six
months, with some room beside it.
"""
_WEEK = timedelta(weeks=1)


def timeline(
    protocol: Protocol, policy: SitePolicy, plan: CoursePlan, workup: Workup, *, as_of: date
) -> Timeline:
    """A course as one picture, by what is known on a day. Every day in it comes from the same functions as
    everywhere else: readiness, premedication, follow-up.

    Raises `Refusal` (course-number) for a course that there is not.
    """
    first, last = plan.days[0].date, plan.days[-1].date
    readiness = assess(protocol, policy, workup, course=plan.number, first_day=first, as_of=as_of)
    ends = follow_up(protocol, last)
    seen = Seen(protocol=protocol, policy=policy, plan=plan, workup=workup, readiness=readiness, ends=ends)
    lanes = (*before(seen), *during(seen), *after(seen))
    return Timeline(
        course=plan.number,
        begins=_begins(lanes, first),
        infusions=tuple(day.date for day in plan.days),
        ends=max(ends.tests_until, ends.cytology_until),
        today=as_of,
        verdict=readiness.verdict,
        lanes=lanes,
    )


def _begins(lanes: Iterable[Lane], first: date) -> date:
    """Whole weeks before the first day: enough for the earliest that is not too old, and one more."""
    days = [
        day
        for lane in lanes
        for day in (*(bar.first for bar in lane.bars), *(mark.on for mark in lane.marks))
        if first - SHOWN_AT_MOST + _WEEK <= day < first
    ]
    back = first - min(days, default=first)
    weeks = timedelta(weeks=-(-back.days // 7) + 1)
    return first - min(max(weeks, SHOWN_AT_LEAST), SHOWN_AT_MOST)
