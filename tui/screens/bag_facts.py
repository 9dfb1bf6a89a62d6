"""What there is to know about a bag, as the screens list it."""

from collections.abc import Iterator

from pharmacy.instructions import diluent_text
from pharmacy.language import Language, Text, date_text, text, verbatim
from pharmacy.preparation import CLOCKED
from pharmacy.service.act import Station
from pharmacy.service.at_bedside import whereabouts_text
from pharmacy.service.bag import Bag
from pharmacy.service.documents import Facts
from pharmacy.service.judging import judge
from tui.widgets.countdown import time_left_text, when_text


def bag_facts(station: Station, facts: Facts, language: Language) -> list[tuple[str, str]]:
    """Label and value of everything that is known."""
    return [(label.in_(language), value.in_(language)) for label, value in _facts(station, facts, language)]


def _facts(station: Station, facts: Facts, language: Language) -> Iterator[tuple[Text, Text]]:
    bag, tz = facts.bag, station.site.tz
    yield from _until(station, bag, language)
    yield (
        text("patient"),
        text(
            "{name} · NHC {record} · born {birth}",
            name=bag.patient.name,
            record=bag.patient.record_number,
            birth=bag.patient.birth_date,
        ),
    )
    yield text("ward"), verbatim(bag.patient.ward)
    yield (
        text("course"),
        text("{course}, day {day} of {days}", course=bag.course, day=bag.day, days=bag.days),
    )
    yield (
        text("infusion planned"),
        verbatim(f"{date_text(bag.on_date, language)} {bag.infusion_start.astimezone(tz):%H:%M}"),
    )
    dose = station.protocol.dose.quantity.in_(language)
    yield text("dose"), verbatim(f"alemtuzumab {dose}")
    yield text("bag"), verbatim(bag.id)
    if bag.diluent is not None:
        yield (
            text("diluent"),
            text(
                "{diluent}, lot {lot}",
                diluent=diluent_text(station.protocol, bag.diluent),
                lot=bag.diluent_lot,
            ),
        )
    if bag.vial_serial is not None:
        yield (
            text("vial"),
            text(
                "{brand}, lot {lot}, serial {serial}, expiry {expiry}",
                brand=bag.brand,
                lot=bag.vial_lot,
                serial=bag.vial_serial,
                expiry=bag.vial_expiry,
            ),
        )
    if facts.prepared_by:
        yield text("prepared by"), verbatim(facts.prepared_by)


def _until(station: Station, bag: Bag, language: Language) -> Iterator[tuple[Text, Text]]:
    """The clock of a mixed bag, and where it is: what people open it for comes first."""
    tz, now = station.site.tz, station.clock.now()
    held = judge(station, bag, now)
    if bag.mixed_at is not None and held is not None:
        yield text("mixed"), verbatim(when_text(bag.mixed_at, now, tz, language))
        waits = bag.state in CLOCKED
        if waits and held.usable:
            yield (
                text("START BEFORE"),
                text(
                    "{time} · {left} left",
                    time=when_text(held.start_before, now, tz, language),
                    left=time_left_text(held.start_before, now, language),
                ),
            )
        elif not waits or held.only_late or held.only_custody:
            yield text("START BEFORE"), verbatim(when_text(held.start_before, now, tz, language))
        if held.finish_before is not None and (held.usable or held.only_late or held.only_custody):
            yield text("FINISH BEFORE"), verbatim(when_text(held.finish_before, now, tz, language))
        if waits:
            yield text("place"), whereabouts_text(station, bag, held)
        if waits and held.usable:
            yield (
                text("usable until"),
                text(
                    "{time}: {because}",
                    time=when_text(held.usable_until, now, tz, language),
                    because=held.until_because,
                ),
            )
