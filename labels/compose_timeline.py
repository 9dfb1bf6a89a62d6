"""From a bag's course and what is known of its patient to the timeline."""

from labels.content import TimelineSheet
from pharmacy.language import verbatim
from pharmacy.readiness import Workup
from pharmacy.service.act import Station
from pharmacy.service.bags import Bag
from pharmacy.service.courses import course_bags, course_plan
from pharmacy.service.documents import Facts
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
    """The course of a bag as one picture, by what is known today."""
    today = station.clock.now().astimezone(station.site.tz).date()
    # The plan of the course's first bag: the same picture from whichever of its bags it is asked.
    plan = course_plan(station, course_bags(station, bag.course_id)[0])
    return timeline(station.protocol, station.policy, plan, _workup(station, bag), as_of=today)


def _workup(station: Station, bag: Bag) -> Workup:  # noqa: ARG001
    """What is known of a bag's patient before the course."""
    return Workup(birth_date=bag.patient.birth_date, previous_course_end=bag.previous_end)
