"""Custody: where bags are put, how warm it is there, and what is done when cold or dark is in doubt."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, SecretStr
from sqlalchemy import select
from sqlmodel import col

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, in_a_row, text, verbatim
from pharmacy.logger_file import LoggedReading, as_bytes, read_logger, refuse_faulty
from pharmacy.moments import moment_text
from pharmacy.people import Act
from pharmacy.places import KIND_NAMES, Place
from pharmacy.preparation import CLOCKED, STATE_NAMES, TRANSITIONS, Action, State, advance
from pharmacy.records import NOT_ENDED, BagRow, MoveRow, ReadingRow
from pharmacy.scans import PlaceScan, describe, read_scan
from pharmacy.service.act import Desk, act, must
from pharmacy.service.bag import Bag
from pharmacy.service.bags import hold_bag, load_bag
from pharmacy.service.judging import judge
from pharmacy.service.kept import kept
from pharmacy.service.moving import move
from pharmacy.service.signatures import CUSTODY_CLEARED, sign
from pharmacy.service.whereabouts import celsius, put
from pharmacy.service.words import need
from pharmacy.site import SitePlace
from pharmacy.vital_signs import temperature_sign

TYPED = "typed"
"""Source of a temperature that somebody read off and typed."""


class Imported(BaseModel):
    """What became of a logger's file."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    place: str
    taken: int
    """Temperatures that were new."""
    known: int
    """Those that were recorded already, the same."""
    gaps: tuple[str, ...]
    """Holes in the file that are longer than policy allows, in English."""
    quarantined: tuple[str, ...]
    """Bags that were put aside because of it."""
    started: tuple[str, ...]
    """Bags that it speaks against, and whose infusion runs already."""


@act(Act.MOVE_BAG)
def move_bag(desk: Desk, bag_id: str, scan: str, covered: bool) -> Bag:
    """Put a mixed bag into the place whose code is scanned, in its cover or not. Where it is already, nothing
    changes. A bag that was too long outside on the way goes into quarantine.
    """
    bag = _kept(desk, bag_id)
    key, place = _place(desk, scan)
    here = bag.place
    if here is None or (here.where, here.covered) != (key, covered):
        put(desk, bag_id, key, place.kind, covered=covered)
    desk.about(bag_id, place=key, kind=place.kind, covered=covered)
    return _aside_if_broken(desk, load_bag(desk.connection, bag_id))


@act(Act.COVER_BAG)
def cover_bag(desk: Desk, bag_id: str, covered: bool, reason: str) -> Bag:
    """The opaque cover was taken off, or put on again, where the bag is now."""
    bag = _kept(desk, bag_id)
    here = bag.place
    if here is None:
        raise _nowhere(bag)
    why = need(reason)
    if here.covered != covered:
        put(desk, bag_id, here.where, here.place, covered=covered)
    desk.about(bag_id, place=here.where, covered=covered, reason=why)
    return _aside_if_broken(desk, load_bag(desk.connection, bag_id))


@act(Act.RECORD_TEMPERATURE)
def record_temperature(desk: Desk, scan: str, celsius: str) -> tuple[str, ...]:
    """A temperature read off a refrigerator now; return the bags that it puts into quarantine."""
    key = _refrigerator(desk, scan)
    value = temperature_sign(desk.station.policy.thermometer, celsius, "celsius", signed=True)
    if not _already(desk, key, (LoggedReading(line=0, at=desk.now, celsius=value),)):
        _store(desk, key, [(desk.now, value)], TYPED)
    aside = _put_aside(desk, _hold_kept_in(desk, key, CLOCKED))
    desk.about(key, celsius=value, quarantined=aside)
    return aside


@act(Act.IMPORT_TEMPERATURES)
def import_temperatures(desk: Desk, scan: str, name: str, content: str) -> Imported:
    """Take the whole file of a refrigerator's logger, or nothing of it. `name` is the file's, `content` what
    stands in it; temperatures that are recorded already are passed over when they are the same.
    """
    key = _refrigerator(desk, scan)
    station = desk.station
    columns = station.site.logger
    if columns is None:
        raise Refusal(
            Code.BAD_FILE,
            text("The site file does not say how a logger's file is written."),
            expected=text("a table [logger] with the names of its columns"),
            got=text("none"),
            advice=text("Add it as the guide describes, then import again."),
            bad_input=True,
        )
    file = read_logger(
        as_bytes(content, columns), columns, policy=station.policy, zone=station.site.tz, now=desk.now
    )
    refuse_faulty(file, name)
    known = _already(desk, key, file.readings)
    new = [(each.at, each.celsius) for each in file.readings if each.at not in known]
    _store(desk, key, new, name)
    bags = _hold_kept_in(desk, key, {*CLOCKED, State.INFUSING})
    aside = _put_aside(desk, bags)
    found = Imported(
        place=key,
        taken=len(new),
        known=len(known),
        gaps=tuple(f"line {gap.line}: {gap.words}" for gap in file.gaps),
        quarantined=aside,
        started=_told_too_late(desk, bags),
    )
    desk.about(key, file=name, **found.model_dump(exclude={"place"}))
    return found


@act(Act.QUARANTINE)
def quarantine(desk: Desk, bag_id: str, reason: str) -> Bag:
    """Put a bag aside because of a doubt that no figure shows, until a pharmacist decides."""
    why = need(reason)
    desk.about(bag_id, reason=why)
    return move(
        desk,
        hold_bag(desk.connection, bag_id),
        Action.QUARANTINE,
        quarantined_because=why,
        released_by=None,
    )


@act(Act.CLEAR)
def clear(desk: Desk, bag_id: str, reason: str, pin: SecretStr) -> Bag:  # noqa: ARG001 - checked by `act`
    """A pharmacist takes what is against a bag's custody upon themselves. It counts no more from now on,
    minutes outside begin anew, and the bag needs its second check again. Time, recalls and the clock cannot
    be cleared.
    """
    bag = hold_bag(desk.connection, bag_id)
    advance(bag.progress, Action.CLEAR)
    reasons = _clearable(desk, bag)
    if bag.place is None:
        raise _nowhere(bag)
    why = need(reason)
    told = [words.in_(desk.station.site.language) for words in reasons]
    signed = sign(desk, bag, CUSTODY_CLEARED, {"bag": bag, "against": told, "reason": why})
    moved = move(desk, bag, Action.CLEAR, cleared_at=desk.now, quarantined_because="", released_by=None)
    desk.about(bag_id, reason=why, against=told, signed_sha256=signed)
    return moved


def _clearable(desk: Desk, bag: Bag) -> list[Text]:
    """What a clearing would take away. Raises `Refusal` when there is nothing, or something else too."""
    held = judge(desk.station, bag, desk.now)
    reasons = held.reasons if held else ()
    other = [reason for reason in reasons if reason.code is not Code.OUTSIDE_POLICY]
    if other:
        raise Refusal(
            other[0].code,
            text("This cannot be cleared."),
            expected=text("a bag of which nothing but cold and dark is in doubt"),
            got=other[0].words,
            advice=text("Discard bag {bag} and say why; a pharmacist can order another one.", bag=bag.id),
            source=other[0].source,
        )
    against = [reason.words for reason in reasons]
    told = any(str(words) in bag.quarantined_because for words in against)
    if bag.state is State.QUARANTINED and not told:
        against.append(text("in quarantine: {reason}", reason=bag.quarantined_because))
    if against:
        return against
    raise Refusal(
        Code.ILLEGAL_ACTION,
        text("There is nothing to clear: nothing is against this bag."),
        expected=STATE_NAMES[State.QUARANTINED],
        got=STATE_NAMES[bag.state],
        advice=text("Go on with the bag."),
    )


def _kept(desk: Desk, bag_id: str) -> Bag:
    """A bag whose custody counts: mixed, and its infusion not begun."""
    bag = hold_bag(desk.connection, bag_id)
    refuse_unkept(bag)
    return bag


def refuse_unkept(bag: Bag) -> None:
    """Raise `Refusal` for a bag that is not mixed, or started already: its custody does not count."""
    if bag.state not in CLOCKED:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("Where this bag is does not matter now."),
            expected=text("a bag that is mixed, and not started"),
            got=text("bag {bag}, {state}", bag=verbatim(bag.id), state=STATE_NAMES[bag.state]),
            advice=text("Scan the label of the bag in your hand."),
        )


def _nowhere(bag: Bag) -> Refusal:
    return Refusal(
        Code.MISSING,
        text("It is not recorded where this bag is."),
        expected=text("the code of the place where it is, scanned"),
        got=text("bag {bag}, nowhere", bag=verbatim(bag.id)),
        advice=text("Scan the place's code first: the bag is then there."),
    )


def _place(desk: Desk, scan: str) -> tuple[str, SitePlace]:
    """The place whose code was scanned, of those that the site file names."""
    site = desk.station.site
    read = read_scan(scan, site)
    if not isinstance(read, PlaceScan):
        raise Refusal(
            Code.WRONG_KIND,
            text("This is not a place's code."),
            expected=text("the code on a refrigerator, a transport box, a bench or a ward"),
            got=describe(read),
            advice=text("Scan the code of the place into which you put the bag."),
        )
    if read.key not in site.places:
        raise Refusal(
            Code.UNKNOWN_PLACE,
            text("There is no such place here."),
            expected=verbatim(", ".join(f"{key} ({place.name})" for key, place in site.places.items()))
            if site.places
            else text("places in the site file, under [places]"),
            got=verbatim(read.key),
            advice=text("Scan again. A new place is added to the site file, and its code printed."),
        )
    return read.key, site.places[read.key]


def _refrigerator(desk: Desk, scan: str) -> str:
    key, place = _place(desk, scan)
    if place.kind is not Place.REFRIGERATOR:
        raise Refusal(
            Code.WRONG_PLACE,
            text("Temperatures are recorded for refrigerators."),
            expected=text("the code of a refrigerator"),
            got=text("{name}, {kind}", name=place.name, kind=KIND_NAMES[place.kind]),
            advice=text("Scan the refrigerator's code."),
        )
    return key


def _store(desk: Desk, key: str, readings: Iterable[tuple[datetime, Decimal]], source: str) -> None:
    rows = [
        {
            "place": key,
            "at": at,
            "microcelsius": int(value.scaleb(6)),
            "source": source,
            "read_by": desk.by.badge,
            "recorded_at": desk.now,
        }
        for at, value in readings
    ]
    if rows:
        desk.changes.add_all(ReadingRow, rows)


def _already(desk: Desk, key: str, readings: tuple[LoggedReading, ...]) -> Mapping[datetime, Decimal]:
    """Those of the readings that are recorded already; line 0 is typed. Raises `Refusal` where another
    value is.
    """
    rows = desk.connection.execute(
        select(col(ReadingRow.at), col(ReadingRow.microcelsius)).where(
            col(ReadingRow.place) == key,
            col(ReadingRow.at) >= readings[0].at,
            col(ReadingRow.at) <= readings[-1].at,
        )
    )
    recorded = {at: celsius(microcelsius) for at, microcelsius in rows}
    zone = desk.station.site.tz
    for each in readings:
        if each.at in recorded and recorded[each.at] != each.celsius:
            when = moment_text(each.at, zone)
            raise Refusal(
                Code.READING_EXISTS,
                text("Another temperature is recorded for the same moment; nothing was taken."),
                expected=text("{celsius} °C at {at}", celsius=recorded[each.at], at=when),
                got=text("line {line}: {celsius} °C", line=each.line, celsius=each.celsius)
                if each.line
                else text("{celsius} °C at {at}", celsius=each.celsius, at=when),
                advice=text("Check that the file is this refrigerator's, and give the right place."),
                bad_input=True,
            )
    return {each.at: each.celsius for each in readings if each.at in recorded}


def _put_aside(desk: Desk, bags: Iterable[Bag]) -> tuple[str, ...]:
    """Put every waiting bag aside that its temperatures speak against."""
    waiting = (bag for bag in bags if bag.state in CLOCKED)
    return tuple(bag.id for bag in waiting if _aside_if_broken(desk, bag) is not bag)


def _told_too_late(desk: Desk, bags: Iterable[Bag]) -> tuple[str, ...]:
    """Mark every bag that runs already and that a temperature from before its start speaks against: whoever
    stands at the bed has to know.
    """
    told = []
    for bag in bags:
        if bag.state is not State.INFUSING:
            continue
        because = _broken(desk, bag, kept(bag.started_at, "start"))
        if because and because != bag.quarantined_because:
            desk.changes.change(BagRow, {"id": bag.id}, quarantined_because=because)
            desk.also(bag.id, too_late=because)
            told.append(bag.id)
    return tuple(told)


def _hold_kept_in(desk: Desk, key: str, states: Collection[State]) -> list[Bag]:
    """The bags in some states that are or were in a place, held in the order of their ids."""
    ids = desk.connection.execute(
        select(col(MoveRow.bag_id))
        .join(BagRow, col(BagRow.id) == col(MoveRow.bag_id))
        .where(
            col(BagRow.id).in_(NOT_ENDED),
            col(MoveRow.place) == key,
            col(BagRow.state).in_(states),
        )
        .distinct()
        .order_by(col(MoveRow.bag_id))
    ).scalars()
    return [hold_bag(desk.connection, bag_id) for bag_id in ids.all()]


def _broken(desk: Desk, bag: Bag, at: datetime) -> str:
    """What is against a bag's custody at a moment whatever is learnt later, in the site's language; empty for
    nothing.
    """
    held = judge(desk.station, bag, at)
    reasons = [
        reason.words
        for reason in (held.reasons if held else ())
        if reason.code is Code.OUTSIDE_POLICY and reason.lasting
    ]
    return in_a_row(reasons).in_(desk.station.site.language) if reasons else ""


def _aside_if_broken(desk: Desk, bag: Bag) -> Bag:
    """The bag, in quarantine if something is against its custody that nothing learnt later can undo. A bag
    that is not labelled yet stays at its step: there nothing goes on either until it is cleared.
    """
    because = _broken(desk, bag, desk.now)
    if not because or (bag.state, Action.QUARANTINE) not in TRANSITIONS:
        return bag
    after = advance(bag.progress, Action.QUARANTINE)
    held = {"state": after.state, "step": after.step, "quarantined_because": because, "released_by": None}
    must(desk.changes.change(BagRow, {"id": bag.id, "state": bag.state}, **held), bag.id)
    desk.also(bag.id, action=Action.QUARANTINE, state=after.state, quarantined_because=because)
    return load_bag(desk.connection, bag.id)
