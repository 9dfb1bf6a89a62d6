"""From a bag's course and what is known of its patient to the timeline."""

from labels.content import TimelineSheet
from pharmacy.courses import CoursePlan
from pharmacy.language import verbatim
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.courses import course_bags, course_plan
from pharmacy.service.documents import Facts
from pharmacy.service.readiness import readiness_of
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
    """The course of a bag as one picture, by what is known and decided today: the same from whichever of its
    bags it is asked.
    """
    found = readiness_of(station, bag)
    asked = found.readiness.asked
    return timeline(
        station.protocol,
        station.policy,
        _plan(station, bag),
        asked.workup,
        as_of=asked.as_of,
        decided=found.decisions,
    )


def _plan(station: Station, bag: Bag) -> CoursePlan:
    """The course's, each day at the time that its newest bag has."""
    bags = course_bags(station, bag.course_id)
    plan, starts = course_plan(station, bag), {each.day: each.infusion_start for each in bags}
    days = tuple(day.model_copy(update={"infusion_start": starts[day.day]}) for day in plan.days)
    return plan.model_copy(update={"days": days})
