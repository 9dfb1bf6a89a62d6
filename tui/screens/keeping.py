"""What people decide about how a bag is kept: its cover, a quarantine, and the end of one."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from pharmacy.language import Text, in_a_row, text, verbatim
from pharmacy.people import Act
from pharmacy.preparation import CLOCKED, TRANSITIONS, Action, State
from pharmacy.service import custody, people
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.judging import judge
from pharmacy.stability import Verdict
from pharmacy.waiting import in_doubt
from tui.screens.talk import decide, pin_for

if TYPE_CHECKING:
    from tui.app import AlemprepApp

Do = Callable[..., Awaitable[Bag]]
"""Carries out an act on the bag as a screen shows it: the act's name, its function, and what it is given."""


def doubted(station: Station, bag: Bag) -> bool:
    """Whether a bag waits for a pharmacist who clears or discards it."""
    held = judge(station, bag, station.clock.now()) if bag.state in CLOCKED else None
    return held is not None and in_doubt(bag.state, held)


def keeping_keys(station: Station, bag: Bag) -> list[tuple[str, Text]]:
    """Which of the keys mean something for a bag now."""
    if bag.state not in CLOCKED or bag.place is None:
        return []
    keys = []
    if bag.state is not State.MIXED:
        keys.append(("u", text("cover taken off") if bag.place.covered else text("cover put on")))
    if doubted(station, bag):
        keys.append(("c", text("clear")))
    elif (bag.state, Action.QUARANTINE) in TRANSITIONS:
        keys.append(("h", text("quarantine")))
    return keys


def put_aside_text(bag: Bag, held: Verdict) -> Text | None:
    """Why a bag in quarantine was put aside, where that is more than what is against it anyway."""
    told = str(in_a_row(reason.words for reason in held.reasons))
    if bag.state is not State.QUARANTINED or bag.quarantined_because == told:
        return None
    return text("Put aside because: {reason}", reason=bag.quarantined_because)


def put_text(station: Station, bag: Bag) -> Text:
    """Where a bag was just put, and whether it is in quarantine now."""
    assert bag.place is not None
    place = station.site.place_name(bag.place.where)
    cover = text("covered") if bag.place.covered else text("NOT covered")
    if doubted(station, bag):
        return text("{bag} is in {place}, {cover}. QUARANTINED.", bag=bag.id, place=place, cover=cover)
    return text("✓ {bag} is in {place}, {cover}.", bag=bag.id, place=place, cover=cover)


async def keep(app: "AlemprepApp", key: str, bag: Bag, do: Do) -> Bag | None:
    """What one of the keys stands for; none when the person turns back."""
    return await {"u": _cover, "h": _put_aside, "c": _clear}[key](app, bag, do)


async def _cover(app: "AlemprepApp", bag: Bag, do: Do) -> Bag | None:
    assert bag.place is not None
    covered = not bag.place.covered

    async def done(typed: dict[str, str]) -> Bag:
        return await do(Act.COVER_BAG, custody.cover_bag, covered=covered, reason=typed["reason"])

    title = text("The cover is put on") if covered else text("The cover is taken off")
    return await decide(app, title, bag, done)


async def _put_aside(app: "AlemprepApp", bag: Bag, do: Do) -> Bag | None:
    async def done(typed: dict[str, str]) -> Bag:
        return await do(Act.QUARANTINE, custody.quarantine, reason=typed["reason"])

    follows = text("nobody starts it until a pharmacist clears it; a release ends")
    return await decide(app, text("Put into quarantine"), bag, done, follows=follows)


async def _clear(app: "AlemprepApp", bag: Bag, do: Do) -> Bag | None:
    await app.act(people.permit, Act.CLEAR)
    held = judge(app.station, bag, app.station.clock.now())
    against = [reason.words for reason in (held.reasons if held else ())]

    async def done(typed: dict[str, str]) -> Bag | None:
        purpose = text("clears bag {bag} of {name}", bag=bag.id, name=bag.patient.name)
        pin = await pin_for(app, purpose)
        if pin is None:
            return None
        return await do(Act.CLEAR, custody.clear, reason=typed["reason"], pin=pin)

    follows = text(
        "this no longer counts: {against}",
        against=in_a_row(against or [verbatim(bag.quarantined_because)]),
    )
    goes_on = (
        text("the bag goes on at its step, and its minutes outside count anew")
        if bag.state is State.MIXED
        else text("the bag needs its second check again, and its minutes outside count anew")
    )
    return await decide(app, text("Clear the bag"), bag, done, follows=in_a_row([follows, goes_on]))
