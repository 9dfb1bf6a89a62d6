"""How a bag stands: what it would run like, whether it may still be used, and the words for why not."""

from datetime import datetime
from decimal import Decimal

from pharmacy.errors import Code, Refusal
from pharmacy.infusion import InfusionPlan, plan_infusion
from pharmacy.language import Text, text
from pharmacy.preparation import CLOCKED
from pharmacy.protocol.model import Protocol
from pharmacy.quantities import Quantity, hundredths
from pharmacy.service.act import Desk, Station
from pharmacy.service.bag import Bag
from pharmacy.stability import Verdict, verdict


def infusion_of(station: Station, bag: Bag, start: datetime) -> InfusionPlan:
    """How the bag would run if it were started at a moment. Before the diluent is known, as if it
    were the protocol's first.
    """
    diluent = bag.diluent or next(iter(station.protocol.diluents))
    return plan_infusion(station.protocol, station.protocol.bag_volume(diluent).value, start)


def dose_given(protocol: Protocol, bag: Bag) -> Quantity | None:
    """What of the dose an infusion has given that has ended, to 0.01 mg; none before."""
    if bag.given_microlitres is None or bag.diluent is None:
        return None
    given = Decimal(bag.given_microlitres).scaleb(-3) / protocol.bag_volume(bag.diluent).value
    return Quantity(value=hundredths(protocol.dose.value * given), unit=protocol.dose.unit)


def judge(station: Station, bag: Bag, now: datetime) -> Verdict | None:
    """What holds for a mixed bag at a moment; none for a bag that is not mixed."""
    if bag.mixed_at is None:
        return None
    plan = infusion_of(station, bag, bag.mixed_at)
    return verdict(
        station.protocol,
        station.policy,
        mixed_at=bag.mixed_at,
        planned_infusion=plan.ends_at - plan.starts_at,
        custody=bag.custody,
        clock_doubted=bag.clock_doubted,
        recalls=bag.recalls,
        now=now,
        zone=station.site.tz,
    )


BRING_BACK = text(
    "Do not start it. Bring it back from wherever it is, and discard it; a pharmacist can order another one."
)
"""What is done about a mixed bag of which a lot was recalled."""


def refuse_when_over(station: Station, bag: Bag, now: datetime) -> None:
    """Raise `Refusal` for a mixed bag that may no longer be used."""
    held = judge(station, bag, now) if bag.state in CLOCKED else None
    if held is None or held.usable:
        return
    first = held.reasons[0]
    recalled = first.code is Code.RECALLED
    raise Refusal(
        Code.QUARANTINED if held.only_custody else first.code,
        text("This bag is in quarantine.")
        if held.only_custody
        else text("This bag must not be used any more."),
        expected=text("a lot that may be used")
        if recalled
        else text("an infusion that starts in time, kept cold and dark"),
        got=first.words,
        advice=_what_now(bag, held, recalled=recalled),
        source=first.source,
    )


def _what_now(bag: Bag, held: Verdict, *, recalled: bool) -> Text:
    if recalled:
        return BRING_BACK
    if held.only_custody:
        return text(
            "Put bag {bag} aside. A pharmacist clears it, with the reason, or discards it.", bag=bag.id
        )
    return text("Discard bag {bag} and say why; a pharmacist can order another one.", bag=bag.id)


def on_its_day(desk: Desk, bag: Bag) -> None:
    """Raise `Refusal` for a bag whose day is over: prepared now, it would be a second one on another day."""
    if bag.on_date < desk.today:
        raise Refusal(
            Code.TOO_LATE,
            text("The day of this bag is over."),
            expected=text("a bag for {today}", today=desk.today),
            got=text("bag {bag} for {day}", bag=bag.id, day=bag.on_date),
            advice=text("Cancel it. Physician and pharmacist decide how the course goes on."),
            source=desk.station.protocol.for_course(bag.course).days.cite,
        )


def refuse_other_protocol(station: Station, bag: Bag) -> None:
    """Raise `Refusal` for an order that was verified under another protocol or policy than is in force, or
    whose verification was withdrawn.
    """
    if (bag.protocol_sha256, bag.policy_sha256) == (station.protocol.sha256, station.policy.sha256):
        return
    raise Refusal(
        Code.PROTOCOL_CHANGED,
        text("This order has to be verified again."),
        expected=text("an order verified as it stands, under the protocol and policy in force"),
        got=text(
            "bag {bag}: its patient, its time, the protocol or the policy have changed since", bag=bag.id
        ),
        advice=text("A pharmacist reads the order and verifies it again."),
    )


def void(bag: Bag, copy: int) -> Refusal:
    """The refusal of a label that is not the newest of its bag."""
    newer = copy > bag.label_copy
    return Refusal(
        Code.VOID_COPY,
        text("This copy of the label is not known here.")
        if newer
        else text("This copy of the label is void."),
        expected=text("copy {newest} of bag {bag}", newest=bag.label_copy, bag=bag.id),
        got=text("copy {copy}", copy=copy),
        advice=text("Put the bag aside and call the pharmacist: the record is older than this label.")
        if newer
        else text("Destroy the old copy and scan the newest one."),
    )
