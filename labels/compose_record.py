"""From a bag's history to its preparation record."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from labels.compose import cited, common
from labels.content import Fact, PreparationRecord, RecordEntry, RecordPrint, RecordSignature
from labels.moments import Moments
from pharmacy.bedside import FLUID_NAMES
from pharmacy.instructions import diluent_text
from pharmacy.language import Text, text, verbatim
from pharmacy.moments import begun_minutes
from pharmacy.preparation import CLOCKED, ENDED, STATE_NAMES, State
from pharmacy.protocol.model import Protocol
from pharmacy.quantities import Quantity, hundredths
from pharmacy.records import PrintState
from pharmacy.service.act import Station
from pharmacy.service.approvals import Approval, approval_then
from pharmacy.service.bag import Bag
from pharmacy.service.documents import Facts
from pharmacy.service.happened import PAPER_NAMES
from pharmacy.service.history import History, Print, Signature, history
from pharmacy.service.judging import dose_given
from pharmacy.service.kept import from_tables
from pharmacy.service.sheets import Sheet
from pharmacy.service.signatures import BAG_RELEASED, ORDER_VERIFIED
from pharmacy.service.stays import Ran, Stay, Temperatures

_MICROSECONDS_A_MINUTE = 60_000_000

SHORT = 16
"""Hex digits of a hash that tell it from any other beside it."""


@from_tables
def preparation_record(station: Station, facts: Facts, own: Sheet = Sheet.RECORD) -> PreparationRecord:
    """The record of a bag as it is now, in whatever state; `own` is the paper it stands on."""
    found = history(station, facts.bag.id)
    bag = found.bag
    held = found.verdict
    life = [bag.infusion_start, bag.mixed_at, *((held.start_before, held.finish_before) if held else ())]
    named = tuple(moment for moment in life if moment is not None)
    moments = [found.as_of, *named, *(entry.at for entry in found.entries)]
    when = Moments.of(moments, station.site.zone, station.site.language)
    return PreparationRecord(
        **common(station, facts.model_copy(update={"bag": bag, "anchor": found.anchor})),
        as_of=found.as_of,
        life=named,
        state=STATE_NAMES[_state(found)],
        verdict=tuple(_verdict(found, when)),
        facts=tuple(_facts(station, facts, found, when)),
        entries=tuple(
            RecordEntry(
                at=entry.at, by=entry.by, what=entry.what, details=entry.details, refused=entry.refused
            )
            for entry in found.entries
        ),
        custody=tuple(_stay(found, stay, when) for stay in found.stays),
        infusion=tuple(_ran(found, ran) for ran in found.ran),
        signatures=tuple(_signature(signature) for signature in found.signatures),
        prints=tuple(_print(printed, own, facts.copy_number) for printed in found.prints),
        made_under=tuple(_made_under(found, when)),
    )


def _state(found: History) -> State:
    """What the bag is now: in quarantine also where only what is known of its custody says so."""
    in_doubt = found.bag.state in CLOCKED and found.verdict is not None and found.verdict.only_custody
    return State.QUARANTINED if in_doubt else found.bag.state


def _verdict(found: History, when: Moments) -> list[Text]:
    bag, held = found.bag, found.verdict
    if bag.state in ENDED:
        return [text("Reason: {reason}", reason=bag.ended_because)] if bag.ended_because else []
    if held is None or bag.state not in CLOCKED:
        return []
    against = [
        text("{reason} ({source})", reason=reason.words, source=cited(reason.source))
        if reason.source
        else reason.words
        for reason in held.reasons
    ]
    if held.only_custody:
        return [
            text("Not to be started until a pharmacist clears it: {reason}", reason=each) for each in against
        ]
    if against:
        return [text("Not to be started any more: {reason}", reason=each) for each in against]
    if bag.state is State.QUARANTINED:
        because = bag.quarantined_because
        return [text("Not to be started until a pharmacist clears it: {reason}", reason=because)]
    return [
        text("May be used: the infusion must start before {limit}.", limit=_said(held.start_before, when))
    ]


def _facts(station: Station, facts: Facts, found: History, when: Moments) -> list[Fact]:
    bag, protocol = found.bag, station.protocol
    known: list[tuple[Text, Text | None]] = [
        (
            text("drug"),
            text(
                "alemtuzumab {dose} in {diluent}",
                dose=protocol.dose.quantity,
                diluent=diluent_text(protocol, bag.diluent),
            )
            if bag.diluent
            else text("alemtuzumab {dose}", dose=protocol.dose.quantity),
        ),
        (text("vial"), found.vial),
        (text("diluent"), found.diluent),
        (
            text("infusion planned"),
            verbatim(f"{when.day(bag.infusion_start)} {when.time(bag.infusion_start)}"),
        ),
        (text("mixed"), _said(bag.mixed_at, when)),
        (text("START BEFORE"), _said(found.verdict.start_before if found.verdict else None, when)),
        (text("FINISH BEFORE"), _said(found.verdict.finish_before if found.verdict else None, when)),
        (text("order verified by"), _signer(found, ORDER_VERIFIED)),
        (text("prepared by"), verbatim(facts.prepared_by) if facts.prepared_by else None),
        (text("released by"), _signer(found, BAG_RELEASED)),
        (text("line primed"), _primed(bag, when)),
        (text("infusion started"), _said(bag.started_at, when)),
        (text("infusion ended"), _said(bag.ended_at, when)),
        (text("given"), _given(protocol, bag, found)),
        (text("observation over"), _said(bag.observed_at, when)),
    ]
    return [Fact(label=label, value=value) for label, value in known if value is not None]


def _primed(bag: Bag, when: Moments) -> Text | None:
    if bag.primed_with is None or bag.primed_microlitres is None:
        return None
    return text(
        "{volume} mL of {fluid}, {moment}",
        volume=Decimal(bag.primed_microlitres).scaleb(-3),
        fluid=FLUID_NAMES[bag.primed_with],
        moment=_said(bag.primed_at, when),
    )


def _given(protocol: Protocol, bag: Bag, found: History) -> Text | None:
    """How much of it the patient has, in mL and mg; by the rates that ran as long as it runs."""
    if not found.ran or bag.diluent is None:
        return None
    ended = dose_given(protocol, bag)
    whole = protocol.bag_volume(bag.diluent).value
    ml = (
        found.ran[-1].so_far_ml
        if bag.given_microlitres is None
        else Decimal(bag.given_microlitres).scaleb(-3)
    )
    amounts = {
        "volume": hundredths(ml),
        "whole": protocol.bag_volume(bag.diluent),
        "dose": ended
        or Quantity(value=hundredths(protocol.dose.value * ml / whole), unit=protocol.dose.unit),
        "prescribed": protocol.dose.quantity,
    }
    if ended is None:
        return text("{volume} of {whole} so far: {dose} of {prescribed}", **amounts)
    return text("{volume} of {whole}: {dose} of {prescribed}", **amounts)


def _stay(found: History, stay: Stay, when: Moments) -> RecordEntry:
    """One place, until when, and how warm it was there."""
    span = text(
        "until {moment}, {minutes} min",
        moment=when.second(stay.until),
        minutes=begun_minutes(stay.until - stay.at),
    )
    cover = text("covered") if stay.covered else text("NOT covered")
    return RecordEntry(
        at=stay.at,
        by=found.people[stay.by],
        what=text("{place}, {cover}", place=stay.where, cover=cover),
        details=(span, *(_temperatures(stay.temperatures, when) if stay.cold else ())),
        refused=False,
    )


def _temperatures(read: Temperatures | None, when: Moments) -> list[Text]:
    if read is None:
        return [text("no temperature was read")]
    told = {
        name: text("{celsius} °C at {time}", celsius=reading.celsius, time=when.clock(reading.at))
        for name, reading in (
            ("first", read.first),
            ("last", read.last),
            ("least", read.least),
            ("most", read.most),
        )
    }
    return [
        text("temperatures read: {count}; first {first}, last {last}", count=read.count, **told),
        text("lowest {least}, highest {most}", **told),
        *(text("OUT OF RANGE: {what}", what=what) for what in read.outside),
    ]


def _ran(found: History, ran: Ran) -> RecordEntry:
    stretch = ran.stretch
    return RecordEntry(
        at=stretch.starts_at,
        by=found.people[ran.by],
        what=text("{rate} mL/h: {volume} mL", rate=stretch.rate_ml_per_h, volume=hundredths(ran.volume_ml)),
        details=(
            text(
                "for {minutes} min; {volume} mL given by then",
                minutes=hundredths(_minutes(stretch.ends_at - stretch.starts_at)),
                volume=hundredths(ran.so_far_ml),
            ),
        ),
        refused=False,
    )


def _minutes(span: timedelta) -> Decimal:
    return Decimal(span // timedelta(microseconds=1)) / _MICROSECONDS_A_MINUTE


def _said(moment: datetime | None, when: Moments) -> Text | None:
    """A moment that counts to the second."""
    return (
        verbatim(f"{when.day(moment)} {when.second(moment)} {when.offset(moment)}".rstrip())
        if moment
        else None
    )


def _signer(found: History, meaning: str) -> Text | None:
    """Who answers for it now: nobody, where the signature was withdrawn."""
    by = [signature.by for signature in found.signatures if signature.meaning == meaning and signature.stands]
    return by[0] if by else None


def _signature(signature: Signature) -> RecordSignature:
    return RecordSignature(
        at=signature.at,
        by=signature.by,
        meaning=signature.words,
        sha256=signature.sha256,
    )


def _print(printed: Print, own: Sheet, own_copy: int) -> RecordPrint:
    name = PAPER_NAMES[printed.document]
    paper = text("{document}, copy {copy}", document=name, copy=printed.copy_number)
    itself = (printed.document, printed.copy_number) == (own, own_copy)
    return RecordPrint(
        at=printed.at,
        by=printed.by,
        paper=text("{paper}, void", paper=paper) if printed.void else paper,
        place=text("this paper") if itself else _place(printed),
        sha256=printed.sha256[:SHORT],
    )


def _place(printed: Print) -> Text:
    """Where a copy is, as far as anybody knows."""
    match printed.state:
        case PrintState.PRINTED:
            return verbatim(printed.place)
        case PrintState.SEEN:
            return text("{place}: not confirmed by the printer, seen by a person", place=printed.place)
        case PrintState.SENT:
            return text("sent to {place}; nobody knows whether it came out", place=printed.place)
        case PrintState.WAITING:
            return text("numbered, and did not come out")


def _made_under(found: History, when: Moments) -> Iterator[Fact]:
    """The course is ordered under one protocol and policy; each day is verified under those then in force."""
    bag, ordered = found.bag, found.ordered
    names = {ordered.protocol_sha256: ordered.protocol}
    for each in found.approvals:
        names |= {each.protocol_sha256: each.protocol, each.policy_sha256: each.policy}
    for label, then, verified in (
        (text("protocol"), ordered.protocol_sha256, bag.protocol_sha256),
        (text("policy"), ordered.policy_sha256, bag.policy_sha256),
    ):
        yield Fact(label=label, value=_hashed(names, then))
        if verified and verified != then:
            yield Fact(label=text("{file}, when verified", file=label), value=_hashed(names, verified))
    first = approval_then(found.approvals, ordered.protocol_sha256, ordered.policy_sha256, ordered.at)
    yield Fact(label=text("signed"), value=_approved(first, when))
    verified_at = [each.at for each in found.signatures if each.meaning == ORDER_VERIFIED and each.stands]
    if bag.policy_sha256 and verified_at:
        since = approval_then(found.approvals, bag.protocol_sha256, bag.policy_sha256, verified_at[-1])
        if since != first:
            yield Fact(label=text("signed, when verified"), value=_approved(since, when))


def _approved(approval: Approval | None, when: Moments) -> Text:
    """Who put both in force, and when."""
    if approval is None:
        return text("by nobody: the order is older than the first signature")
    return text("{name}, {when}", name=approval.signed_by, when=_said(approval.signed_at, when))


def _hashed(names: Mapping[str, str], sha256: str) -> Text:
    if sha256 in names:
        return text("{name}, sha256 {sha256}", name=names[sha256], sha256=sha256)
    return text("one that was never signed, sha256 {sha256}", sha256=sha256)
