"""Whether a bag is still what a screen shows: another station may have gone on with it."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from pharmacy import audit
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, in_a_row, text
from pharmacy.moments import moment_text
from pharmacy.people import Act
from pharmacy.preparation import ACTION_NAMES, STATE_NAMES, STEP_NAMES, Action
from pharmacy.service.act import Station, recorded
from pharmacy.service.bag import Bag
from pharmacy.service.bags import load_bag
from pharmacy.service.standing import find_person


def refuse_outdated(station: Station, badge: str, name: Act, shown: Bag) -> None:
    """Raise `Refusal`, recorded under the act's name, when a bag is no longer as somebody sees it who is
    about to act on it. Otherwise they would confirm, sign or reject what they have not seen.
    """
    with (
        recorded(station, badge, name, {"bag_id": shown.id}),
        station.database.reading() as connection,
    ):
        bag = load_bag(connection, shown.id)
        if bag.differs(shown):
            raise Refusal(
                Code.CHANGED_MEANWHILE,
                _changed(bag),
                expected=in_a_row(_told(station, shown, bag)),
                got=_news(station, connection, bag, shown),
                advice=text("Go on from here: the bag is shown anew, as it is now. Read it first."),
            )


def news_of(station: Station, shown: Bag) -> tuple[Bag, Text | None]:
    """A bag as it is now and what has become of it, when it is no longer as somebody sees it. A thermometer
    that was read meanwhile is no news.
    """
    with station.database.reading() as connection:
        bag = load_bag(connection, shown.id)
        if not bag.differs(shown):
            return bag, None
        news = _news(station, connection, bag, shown)
    return bag, text("{changed} Now: {news}.", changed=_changed(bag), news=news)


def _changed(bag: Bag) -> Text:
    return text("Bag {bag} was changed meanwhile, and not on this screen.", bag=bag.id)


def _news(station: Station, connection: Connection, bag: Bag, shown: Bag) -> Text:
    return in_a_row([*_told(station, bag, shown), *_last_act(station, connection, bag.id)])


def _told(station: Station, bag: Bag, other: Bag) -> Iterator[Text]:
    """State and step, and what besides differs between the two."""
    if bag.step is None:
        yield STATE_NAMES[bag.state]
    else:
        yield text("{state}, step: {step}", state=STATE_NAMES[bag.state], step=STEP_NAMES[bag.step])
    if bag.vial_serial != other.vial_serial:
        yield text("vial {serial}", serial=bag.vial_serial or "–")
    if bag.label_copy != other.label_copy:
        yield text("copy {copy}", copy=bag.label_copy)
    if bag.recalls != other.recalls:
        for recall in bag.recalls:
            yield text("lot {lot} recalled: {reason}", lot=recall.lot, reason=recall.reason)
    if bag.place != other.place and bag.place is not None:
        place = station.site.place_name(bag.place.where)
        yield place if bag.place.covered else text("{place}, without its cover", place=place)
    if bag.infusion_start != other.infusion_start:
        yield text("infusion {time}", time=moment_text(bag.infusion_start, station.site.tz))


def _last_act(station: Station, connection: Connection, bag_id: str) -> Iterator[Text]:
    done = [
        event
        for event in audit.events_about(connection, bag_id)
        if event["result"] == "ok" and event["act"] != Act.CHECK_BEDSIDE  # a look changes nothing
    ]
    last = done[-1]
    at = datetime.fromisoformat(last["at"]).astimezone(station.site.tz)
    who = text(
        "by {name}, {time}, {station}",
        name=find_person(connection, last["by"], left=True).name,
        time=f"{at:%H:%M}",
        station=last["data"]["station"],
    )
    action = last["data"].get("action")
    yield text("{who}: {action}", who=who, action=ACTION_NAMES[Action(action)]) if action else who
