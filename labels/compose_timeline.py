"""From a bag's course and what is known of its patient to the timeline."""

from labels.content import TimelineSheet
from pharmacy.courses import CoursePlan
from pharmacy.language import verbatim
from pharmacy.readiness import Workup
from pharmacy.service.act import Station
from pharmacy.service.bags import Bag
from pharmacy.service.courses import course_bags, course_plan
from pharmacy.service.documents import Facts
from pharmacy.service.readiness import workup_of
from pharmacy.timeline import Timeline, timeline


def timeline_sheet(station: Station, facts: Facts) -> TimelineSheet:
    """The timeline of a bag's course, by what is known today."""
    bag, protocol = facts.bag, station.protocol
    return TimelineSheet(
        language=station.site.language,
        zone=station.site.zone,
        pharmacy=station.site.pharmacy,
        anchor=facts.anchor,
        copy_number=facts.copy_number,
        patient_name=bag.patient.name,
        record_number=bag.patient.record_number,
        birth_date=bag.patient.birth_date,
        ward=bag.patient.ward,
        picture=course_timeline(station, bag),
        days=bag.days,
        bag_id=bag.id,
        protocol=verbatim(f"{protocol.id} {protocol.version}"),
    )


def course_timeline(station: Station, bag: Bag) -> Timeline:
    """The course of a bag as one picture, by what is known today: the same from whichever of its bags it is
    asked.
    """
    today = station.clock.now().astimezone(station.site.tz).date()
    return timeline(station.protocol, station.policy, _plan(station, bag), _workup(station, bag), as_of=today)


def _plan(station: Station, bag: Bag) -> CoursePlan:
    """The course's, each day at the time that its newest bag has."""
    bags = course_bags(station, bag.course_id)
    plan, starts = course_plan(station, bag), {each.day: each.infusion_start for each in bags}
    days = tuple(day.model_copy(update={"infusion_start": starts[day.day]}) for day in plan.days)
    return plan.model_copy(update={"days": days})


def _workup(station: Station, bag: Bag) -> Workup:
    """What is known of a bag's patient before the course, from the work-up, the patient and the order."""
    return workup_of(station, bag.patient.record_number).model_copy(
        update={
            "birth_date": bag.patient.birth_date,
            "previous_course_end": bag.previous_end,
            "activity_evidence": bag.activity_evidence or None,
        }
    )
