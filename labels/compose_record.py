"""From a bag's history to its preparation record."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from labels.compose import common
from labels.content import Fact, PreparationRecord, RecordEntry, RecordPrint, RecordSignature
from labels.moments import Moments
from pharmacy.instructions import diluent_text
from pharmacy.language import Text, text, verbatim
from pharmacy.preparation import CLOCKED, ENDED, STATE_NAMES
from pharmacy.records import PrintState
from pharmacy.service.act import Station
from pharmacy.service.documents import Facts
from pharmacy.service.happened import PAPER_NAMES
from pharmacy.service.history import History, Print, Signature, history
from pharmacy.service.sheets import Sheet
from pharmacy.service.signatures import BAG_RELEASED, MEANINGS, ORDER_VERIFIED

SHORT = 16
"""Hex digits of a hash that tell it from any other beside it."""


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
        state=STATE_NAMES[bag.state],
        verdict=tuple(_verdict(found, when)),
        facts=tuple(_facts(station, facts, found, when)),
        entries=tuple(
            RecordEntry(
                at=entry.at, by=entry.by, what=entry.what, details=entry.details, refused=entry.refused
            )
            for entry in found.entries
        ),
        signatures=tuple(_signature(signature) for signature in found.signatures),
        prints=tuple(_print(printed, own, facts.copy_number) for printed in found.prints),
        not_recorded=(
            text(
                "Where the bag was kept, how warm, and whether under its cover: only its time is judged here."
            ),
            text("Priming, infusion and observation: they are written by hand on the infusion sheet."),
        ),
        made_under=tuple(_made_under(station, found)),
    )


def _verdict(found: History, when: Moments) -> list[Text]:
    bag, held = found.bag, found.verdict
    if bag.state in ENDED:
        return [text("Reason: {reason}", reason=bag.ended_because)] if bag.ended_because else []
    if held is None or bag.state not in CLOCKED:
        return []
    if held.usable:
        return [
            text("May be used: the infusion must start before {limit}.", limit=_said(held.start_before, when))
        ]
    return [
        text("Not to be started any more: {reason} ({source})", reason=reason.words, source=reason.source)
        if reason.source
        else text("Not to be started any more: {reason}", reason=reason.words)
        for reason in held.reasons
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
    ]
    return [Fact(label=label, value=value) for label, value in known if value is not None]


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
    meaning = MEANINGS[signature.meaning]
    return RecordSignature(
        at=signature.at,
        by=signature.by,
        meaning=meaning if signature.stands else text("{meaning}, withdrawn since", meaning=meaning),
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


def _made_under(station: Station, found: History) -> Iterator[Fact]:
    """The course is ordered under one protocol and policy; each day is verified under those then in force."""
    bag, ordered = found.bag, found.ordered
    names = {
        ordered.protocol_sha256: ordered.protocol,
        station.protocol.sha256: f"{station.protocol.id} {station.protocol.version}",
        station.policy.sha256: f"{station.policy.id} {station.policy.version}",
    }
    for label, then, verified in (
        (text("protocol"), ordered.protocol_sha256, bag.protocol_sha256),
        (text("policy"), ordered.policy_sha256, bag.policy_sha256),
    ):
        yield Fact(label=label, value=_hashed(names, then))
        if verified and verified != then:
            yield Fact(label=text("{file}, when verified", file=label), value=_hashed(names, verified))


def _hashed(names: Mapping[str, str], sha256: str) -> Text:
    if sha256 in names:
        return text("{name}, sha256 {sha256}", name=names[sha256], sha256=sha256)
    return text("one that is not in force any more, sha256 {sha256}", sha256=sha256)
