"""From a bag's facts to what stands on its documents."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from labels.content import (
    BagLabel,
    InfusionSheet,
    OrderLine,
    Piece,
    PremedicationSheet,
    RateLine,
    ReactionLine,
)
from pharmacy.identity import label_code
from pharmacy.infusion import dose_in, moment_given, observation_times, reactions
from pharmacy.instructions import diluent_text
from pharmacy.language import Text, decimal_text, text
from pharmacy.premedication import differs_for, drug_name, orders_for
from pharmacy.priming import BEFORE_PRIMING, CONNECT, priming_steps
from pharmacy.protocol.model import Diluent, Protocol, Route
from pharmacy.quantities import Unit, hundredths
from pharmacy.readiness.words import cited as cited  # noqa: PLC0414 - the screens take it from here
from pharmacy.service.act import Station
from pharmacy.service.courses import course_plan
from pharmacy.service.documents import Facts
from pharmacy.service.judging import infusion_of, judge
from pharmacy.service.kept import from_tables, kept
from pharmacy.service.sheets import refuse_unmixed
from pharmacy.stability import Verdict

THOUSANDTH = Decimal("0.001")

ROUTES = {
    Route.ORAL: text("oral"),
    Route.INTRAVENOUS: text("intravenous"),
    Route.EITHER: text("oral or intravenous"),
}


@from_tables
def bag_label(station: Station, facts: Facts, piece: Piece, now: datetime) -> BagLabel:
    """The label of a mixed bag, or of its cover. Raises `Refusal` for any other bag."""
    bag, diluent, held = _mixed(station, facts, now)
    protocol, language = station.protocol, station.site.language
    volume = protocol.bag_volume(diluent)
    concentration = (protocol.dose.value / volume.value).quantize(THOUSANDTH, ROUND_HALF_UP)
    return BagLabel(
        **common(station, facts),
        piece=piece,
        code=label_code(bag.id, piece, facts.copy_number),
        brand=bag.brand or "",
        dose=protocol.dose.quantity.in_(language),
        diluent=diluent_text(protocol, diluent),
        concentration=f"{decimal_text(concentration, language)} {Unit.MILLIGRAM_PER_ML}",
        mixed_at=kept(bag.mixed_at, "moment of mixing"),
        start_before=held.start_before,
        finish_before=held.finish_before,
        keep=text(
            "Keep at {least}–{most} °C, protected from light.",
            least=protocol.storage_temperature_least.value,
            most=protocol.storage_temperature_most.value,
        ),
        vial_lot=bag.vial_lot or "",
        vial_expiry=kept(bag.vial_expiry, "vial"),
        diluent_short=_short(protocol, diluent),
        diluent_lot=bag.diluent_lot or "",
        diluent_expiry=kept(bag.diluent_expiry, "diluent"),
        prepared_by=facts.prepared_by,
    )


@from_tables
def premedication_sheet(station: Station, facts: Facts) -> PremedicationSheet:
    """The premedication orders of the bag's course day."""
    bag = facts.bag
    plan = course_plan(station, bag)
    language = station.site.language
    return PremedicationSheet(
        **common(station, facts),
        infusion_start=bag.infusion_start,
        orders=tuple(
            OrderLine(
                drug=drug_name(order.drug),
                dose=order.dose.in_(language),
                route=ROUTES[Route(order.route)],
                at=order.at,
                as_needed=order.as_needed,
                note=order.note,
                source=cited(order.source),
            )
            for order in orders_for(station.protocol, station.policy, plan, bag.day)
        ),
        differs=differs_for(station.protocol, plan, bag.day),
        verified_by=facts.verified_by,
    )


@from_tables
def infusion_sheet(station: Station, facts: Facts, now: datetime) -> InfusionSheet:
    """How to prime and run the bag. Raises `Refusal` for a bag that is not mixed."""
    bag, diluent, held = _mixed(station, facts, now)
    protocol, language = station.protocol, station.site.language
    plan = infusion_of(station, bag, bag.infusion_start)
    line = station.policy.line_volume.value
    line_dose = hundredths(dose_in(protocol, diluent, line))
    return InfusionSheet(
        **common(station, facts),
        dose=protocol.dose.quantity.in_(language),
        diluent=diluent_text(protocol, diluent),
        mixed_at=kept(bag.mixed_at, "moment of mixing"),
        start_before=held.start_before,
        finish_before=held.finish_before,
        planned_start=bag.infusion_start,
        priming=_priming(station),
        rates=tuple(
            RateLine(
                start_min=step.start_min,
                end_min=step.end_min,
                rate_ml_per_h=step.rate_ml_per_h,
                volume_ml=step.volume_ml,
                starts_at=step.starts_at,
            )
            for step in plan.steps
        ),
        total_min=plan.total_min,
        total_ml=plan.total_ml,
        ends_at=plan.ends_at,
        observations=observation_times(protocol, plan),
        reactions=tuple(
            ReactionLine(grade=reaction.grades, meaning=reaction.meaning, steps=reaction.acts)
            for reaction in reactions(protocol)
        ),
        bag_empty_at=moment_given(plan, plan.total_ml - line),
        line_volume_ml=line,
        line_dose_mg=line_dose,
        source=text(
            "{protocol}: {sources}; line volume: {policy}",
            protocol=f"{protocol.id} {protocol.version}",
            sources="; ".join(
                dict.fromkeys(
                    cite
                    for cite in (
                        protocol.infusion_least.cite,
                        protocol.observed.cite,
                        *(reaction.source for reaction in reactions(protocol)),
                    )
                )
            ),
            policy=cited(station.policy.line_volume.cite),
        ),
    )


def _mixed(station: Station, facts: Facts, now: datetime) -> tuple[Any, Diluent, Verdict]:
    bag = facts.bag
    refuse_unmixed(bag)
    held = kept(judge(station, bag, now), "moment of mixing")
    return bag, kept(bag.diluent, "diluent"), held


def common(station: Station, facts: Facts) -> dict[str, Any]:
    """What every document of a bag says."""
    bag = facts.bag
    return {
        "language": station.site.language,
        "zone": station.site.zone,
        "pharmacy": station.site.pharmacy,
        "anchor": facts.anchor,
        "bag_id": bag.id,
        "copy_number": facts.copy_number,
        "patient_name": bag.patient.name,
        "record_number": bag.patient.record_number,
        "birth_date": bag.patient.birth_date,
        "ward": bag.patient.ward,
        "course": bag.course,
        "day": bag.day,
        "days": bag.days,
    }


def _short(protocol: Protocol, diluent: Diluent) -> Text:
    percent = protocol.diluents[diluent].strength.value
    if diluent is Diluent.SODIUM_CHLORIDE:
        return text("NaCl {percent} %", percent=percent)
    return text("glucose {percent} %", percent=percent)


def _priming(station: Station) -> tuple[Text, ...]:
    steps = priming_steps(station.protocol, station.policy)
    return (BEFORE_PRIMING, *(step.detail for step in steps), CONNECT)
