"""Acts at the bed: premedication, observations, priming, the check that says GO or STOP, the start."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from pydantic import SecretStr

from pharmacy import audit
from pharmacy.bedside import BEFORE_PRIMING, Bedside, Check, Fluid
from pharmacy.clock import CLOCK_TOLERANCE, SetClock
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, in_a_row, joined, text, verbatim
from pharmacy.local_time import NoSuchMoment, moment_of
from pharmacy.moments import clock_time
from pharmacy.people import NOBODY, Act
from pharmacy.plain import plain
from pharmacy.premedication import Premedicine
from pharmacy.preparation import ENDED, STATE_NAMES, Action, State
from pharmacy.protocol.model import Diluent
from pharmacy.protocol.policy import Overridable
from pharmacy.pump import Happening
from pharmacy.quantities import Limits, decimal_from
from pharmacy.records import BagRow, MedicationRow, ObservationRow, OverrideRow, RateRow
from pharmacy.scans import BagScan, WristbandScan, describe
from pharmacy.service.act import Desk, Station, act, must, recorded
from pharmacy.service.at_bedside import (
    Seen,
    bedside_check,
    facts_about,
    read_any_label,
    read_label,
    started,
)
from pharmacy.service.bag import Bag
from pharmacy.service.bags import find_bag, hold_bag, load_bag
from pharmacy.service.kept import kept
from pharmacy.service.moving import move
from pharmacy.service.reading import read_for
from pharmacy.service.signatures import CHECK_OVERRIDDEN, sign
from pharmacy.service.standing import NEWEST_VALUES, refuse_other_values
from pharmacy.service.words import need
from pharmacy.vital_signs import SKIN_MOST, VitalSigns, temperature_sign, unusual, whole_sign


@act(Act.GIVE_PREMEDICATION)
def give_premedication(desk: Desk, bag_id: str, medicine: Premedicine, given_at: str = "") -> datetime:
    """A premedicine was given, now or at a clock time of today, `HH:MM`; return the moment."""
    bag = hold_bag(desk.connection, bag_id)
    if bag.started_at is not None or bag.state in ENDED:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("It is too late to record premedication for this bag."),
            expected=text("a bag that is not started"),
            got=text("bag {bag}, {state}", bag=verbatim(bag.id), state=STATE_NAMES[bag.state]),
            advice=text("Write it into the patient's record; tell the pharmacist."),
        )
    moment = _today_at(desk, given_at) if given_at else desk.now
    desk.changes.add(
        MedicationRow,
        bag_id=bag_id,
        medicine=medicine,
        given_at=moment,
        given_by=desk.by.badge,
        recorded_at=desk.now,
    )
    desk.about(bag_id, medicine=medicine, given_at=moment)
    return moment


@act(Act.OBSERVE)
def observe(
    desk: Desk,
    bag_id: str,
    heart_rate: str,
    systolic: str,
    diastolic: str,
    temperature: str,
    skin: str = "",
) -> tuple[Text, ...]:
    """Heart rate (/min), blood pressure (mmHg), temperature (°C) and what the skin shows, now; return what
    has to be told to the physician. What nobody can have measured is refused.
    """
    bag = hold_bag(desk.connection, bag_id)
    if bag.state in {State.CANCELLED, State.DISCARDED} or bag.observed_at is not None:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("Nothing more is observed for this bag."),
            expected=text("a bag that waits for its patient, runs, or is under observation"),
            got=text("bag {bag}, {state}", bag=verbatim(bag.id), state=STATE_NAMES[bag.state]),
            advice=text("Scan the label of the bag in your hand."),
        )
    policy = desk.station.policy
    signs = VitalSigns(
        at=desk.now,
        heart_rate=whole_sign(policy.heart_rate, heart_rate, "heart_rate"),
        systolic=whole_sign(policy.systolic_pressure, systolic, "systolic"),
        diastolic=whole_sign(policy.diastolic_pressure, diastolic, "diastolic"),
        celsius=temperature_sign(policy.body_temperature, temperature, "temperature"),
        skin=need(skin, SKIN_MOST, "skin") if skin.strip() else "",
    )
    if signs.diastolic >= signs.systolic:
        raise Refusal(
            Code.IMPOSSIBLE_VALUE,
            text("The lower pressure cannot be the higher one."),
            expected=text("the systolic pressure first, then the diastolic, which is lower"),
            got=verbatim(f"{signs.systolic}/{signs.diastolic}"),
            advice=text("Type both again; nothing was recorded."),
            bad_input=True,
            field="diastolic",
        )
    desk.changes.add(
        ObservationRow,
        bag_id=bag_id,
        observed_by=desk.by.badge,
        millicelsius=int(signs.celsius.scaleb(3).to_integral_value()),
        **signs.model_dump(exclude={"celsius"}),
    )
    found = unusual(policy, signs)
    desk.about(bag_id, signs=signs, unusual=[words.in_(desk.station.site.language) for words in found])
    return found


@act(Act.PRIME)
def prime(
    desk: Desk, bag_id: str, wristband: str, scan: str, volume_ml: str, fluid: Fluid, reason: str = ""
) -> Bag:
    """The infusion line was filled, from the bag or with saline. A bag that is not this patient's, not
    released, late or warm is not even opened: what can be checked before is checked first. A number that was
    typed instead of a scan needs the reason.
    """
    bag = hold_bag(desk.connection, bag_id)
    bedside = _checked(desk, bag, wristband, scan, reason)
    failing = [each for each in bedside.failing if each.item in BEFORE_PRIMING]
    if failing:
        raise _stop(bag, failing)
    if bag.primed_with is Fluid.DRUG_SOLUTION:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text("The line of this bag is primed already."),
            expected=text("one line for a bag: what fills another one is lost to the patient"),
            got=text("{volume} mL of drug solution", volume=bag.primed_ml),
            advice=text(
                "Is the line lost, part of the dose is lost with it: the bag is discarded, and a pharmacist "
                "orders another."
            ),
        )
    volume = decimal_from(volume_ml.strip(), field="volume_ml")
    bounds = _line_bounds(desk, kept(bag.diluent, "diluent"))
    microlitres = volume.scaleb(3)
    if not bounds.holds(volume) or microlitres != microlitres.to_integral_value():
        raise Refusal(
            Code.INFUSION_VOLUME,
            text("A line cannot have been filled with this volume."),
            expected=text(
                "from {least} to {most} mL, with three decimals at most", least=bounds.least, most=bounds.most
            ),
            got=text("{volume} mL", volume=volume),
            advice=text("Type what the maker of the line states, in mL."),
            bad_input=True,
            field="volume_ml",
        )
    before = {"id": bag_id, "state": State.RELEASED, "primed_at": bag.primed_at}
    primed = {"primed_with": fluid, "primed_microlitres": int(microlitres), "primed_at": desk.now}
    must(desk.changes.change(BagRow, before, **primed), bag_id)
    desk.about(bag_id, fluid=fluid, volume_ml=volume)
    return load_bag(desk.connection, bag_id)


@act(Act.CHECK_BEDSIDE)
def verify(desk: Desk, bag_id: str, wristband: str, scan: str, reason: str = "") -> Bedside:
    """Look: may this bag be started in this patient now? The answer is recorded, whatever it is. A number
    that was typed instead of a scan needs the reason.
    """
    bedside = _checked(desk, hold_bag(desk.connection, bag_id), wristband, scan, reason)
    desk.about(bag_id, **told(bedside))
    return bedside


def look(station: Station, wristband: str, scan: str, at: datetime) -> Bedside:
    """Look from the command line, where nobody is signed in: how is it at a moment, by what is recorded now?
    `scan` is of a label, or a bag's typed number. The answer is recorded, and so is a refusal.

    This computer's clock may be behind a database in which another day was rehearsed. A look makes no bag
    usable for longer, so it neither fails for that nor puts bags in doubt: it is then recorded at the newest
    moment that is.
    """
    with station.database.reading() as connection:
        moment = max(station.clock.now(), audit.latest(connection))
    station = replace(station, clock=SetClock(moment))
    given: dict[str, object] = {"wristband": wristband, "scan": scan, "asked_for": at, "command": True}
    with recorded(station, NOBODY, Act.CHECK_BEDSIDE, given):
        read = read_any_label(station, scan, text("the cover label of a bag, or its number"))
        given["bag_id"] = read.bag_id
        with station.database.atomic() as connection:
            newest = connection.execute(NEWEST_VALUES).scalar_one()
            refuse_other_values(station, connection, Act.CHECK_BEDSIDE, newest)
            bag = load_bag(connection, read.bag_id)
            bedside = bedside_check(station, connection, bag, Seen(wristband, read), at)
            asked = {"asked_for": at, "command": True, "typed": read.typed, "station": station.name}
            audit.append(
                connection,
                act=Act.CHECK_BEDSIDE,
                by=NOBODY,
                now=moment,
                result="ok",
                subject=bag.id,
                data=plain(told(bedside) | asked),
            )
    return bedside


def scanned(station: Station, badge: str, scan: str) -> WristbandScan | Bag:
    """What was scanned for a check: a wristband, or the label of a bag, whatever its copy. Anything else is
    refused, and recorded, and so is the number of a bag that there is not.
    """
    with recorded(station, badge, Act.CHECK_BEDSIDE, {"scan": scan}):
        read = read_for(
            station,
            badge,
            Act.CHECK_BEDSIDE,
            scan,
            (WristbandScan, BagScan),
            expected=text("the patient's wristband, or the label on the bag's cover"),
            advice=text("Scan the wristband and the cover label, in any order."),
        )
        if isinstance(read, WristbandScan):
            return read
        assert isinstance(read, BagScan)
        if read.typed:
            raise Refusal(
                Code.MISSING,
                text("A bag's number says less than its label."),
                expected=text("the label on the bag's cover, scanned"),
                got=describe(read),
                advice=text(
                    "Where the label cannot be scanned, press t and type its number, with the reason."
                ),
            )
        return find_bag(station, read.bag_id)


def typed_number(station: Station, badge: str, number: str, reason: str) -> Bag:
    """The bag whose number was typed, because its label cannot be scanned. Refusals are recorded."""
    with recorded(station, badge, Act.CHECK_BEDSIDE, {"scan": number, "reason": reason}):
        read = read_for(
            station,
            badge,
            Act.CHECK_BEDSIDE,
            number,
            (BagScan,),
            expected=text("the number on the bag's label, like 26-000123-5"),
            advice=text("Type the number as it is printed on the label."),
            typed=True,
        )
        need(reason)
        assert isinstance(read, BagScan)
        return find_bag(station, read.bag_id)


@act(Act.OVERRIDE)
def override(desk: Desk, bag_id: str, item: Overridable, reason: str, pin: SecretStr) -> Bag:  # noqa: ARG001
    """A physician or pharmacist decides against an item that policy names, as it is recorded and stands now;
    anything new that is recorded about it, or what was early becoming late, and the decision no longer holds.
    """
    bag = hold_bag(desk.connection, bag_id)
    policy = desk.station.policy
    if item not in policy.may_be_overridden.value or bag.state is not State.RELEASED:
        permitted = [verbatim(each) for each in policy.may_be_overridden.value]
        raise Refusal(
            Code.NOTHING_TO_OVERRIDE,
            text("Nobody can decide against this."),
            expected=text("an item that policy names, of a released bag: {items}", items=in_a_row(permitted))
            if permitted
            else text("nothing: this site's policy lets nobody override any item"),
            got=text("{item}, bag {bag}, {state}", item=item, bag=bag.id, state=STATE_NAMES[bag.state]),
            advice=text("A STOP stays a STOP. Do what the check says."),
            source=policy.may_be_overridden.cite,
        )
    why = need(reason)
    facts = facts_about(desk.station, desk.connection, bag_id, item, desk.now)
    if facts.right:
        raise Refusal(
            Code.NOTHING_TO_OVERRIDE,
            text("There is nothing to decide against: this passes."),
            expected=text("an item of the check that does not pass"),
            got=text("{item}, bag {bag}, {state}", item=item, bag=bag.id, state=STATE_NAMES[bag.state]),
            advice=text("Scan wristband and bag; the check says what is left."),
        )
    desk.changes.add(
        OverrideRow,
        bag_id=bag_id,
        item=item,
        facts_sha256=facts.sha256,
        reason=why,
        decided_by=desk.by.badge,
        decided_at=desk.now,
    )
    signed = sign(
        desk, bag, CHECK_OVERRIDDEN, {"bag": bag, "item": item, "facts_sha256": facts.sha256, "reason": why}
    )
    desk.about(bag_id, item=item, reason=why, signed_sha256=signed)
    return bag


@act(Act.START_INFUSION)
def start(desk: Desk, bag_id: str, wristband: str, scan: str, reason: str = "") -> Bag:
    """Start the infusion at the protocol's first rate, if the check says GO at this very moment. A number
    that was typed instead of a scan needs the reason.
    """
    bag = hold_bag(desk.connection, bag_id)
    before = started(desk.station, desk.connection, bag)
    if before is not None:
        raise Refusal(
            Code.ALREADY_STARTED,
            text("This bag was started already."),
            expected=text("a bag that nobody has started"),
            got=before,
            advice=text("Do not connect it again. Open it to go on with its infusion."),
        )
    bedside = _checked(desk, bag, wristband, scan, reason)
    if not bedside.go:
        raise _stop(bag, list(bedside.failing))
    first = desk.station.protocol.infusion_rates[1].rate
    moved = move(desk, bag, Action.START_INFUSION, started_at=desk.now)
    desk.changes.add(
        RateRow,
        bag_id=bag_id,
        at=desk.now,
        what=Happening.START,
        microlitres_an_hour=int(first.value.scaleb(3)),
        done_by=desk.by.badge,
    )
    desk.about(bag_id, **told(bedside), rate_ml_per_h=first.value)
    return moved


def told(bedside: Bedside) -> dict[str, object]:
    """A check as it is recorded: the verdict, and every item that does not pass or was decided against."""
    return {
        "verdict": "go" if bedside.go else "stop",
        "failing": {str(each.n): str(each.got) for each in bedside.failing},
        "overridden": [each.n for each in bedside.checks if each.overridden],
    }


def _checked(desk: Desk, bag: Bag, wristband: str, scan: str, reason: str) -> Bedside:
    read = read_label(desk.station, bag, scan)
    if read.typed:
        desk.about(bag.id, typed_because=need(reason))
    return bedside_check(desk.station, desk.connection, bag, Seen(wristband, read), desk.now)


def _stop(bag: Bag, failing: list[Check]) -> Refusal:
    first = failing[0]
    return Refusal(
        Code.BEDSIDE_STOP,
        text("STOP. Do not start bag {bag}.", bag=bag.id),
        expected=text("every item of the bedside check"),
        got=joined(text("{n} {name}: {got}", n=each.n, name=each.name, got=each.got) for each in failing),
        advice=first.advice,
        source=first.source,
    )


def _line_bounds(desk: Desk, diluent: Diluent) -> Limits:
    """What an infusion line can hold: as far as policy lets the site's own be set, and less than the bag."""
    setting, bag = desk.station.policy.line_volume, desk.station.protocol.bag_volume(diluent).value
    if setting.limits is None:
        return Limits(least=Decimal("0.001"), most=bag)
    return Limits(least=setting.limits.least, most=min(setting.limits.most, bag))


def _today_at(desk: Desk, at: str) -> datetime:
    """A clock time of today that is not to come. Raises `Refusal`."""
    zone = desk.station.site.tz
    try:
        moment = moment_of(datetime.strptime(f"{desk.today} {at}", "%Y-%m-%d %H:%M"), zone)  # noqa: DTZ007
    except (ValueError, NoSuchMoment) as error:
        raise Refusal(
            Code.NOT_A_DATE,
            text("This is not a clock time that can be used."),
            expected=text("a clock time of today, like 09:34"),
            got=verbatim(at),
            advice=text("Correct it and go on."),
            bad_input=True,
            field="given_at",
        ) from error
    if moment > desk.now + CLOCK_TOLERANCE:
        raise Refusal(
            Code.NOT_A_DATE,
            text("This time is still to come."),
            expected=text("a time up to now, {now}", now=clock_time(desk.now, zone)),
            got=verbatim(at),
            advice=text("Record it when it was given."),
            bad_input=True,
            field="given_at",
        )
    return moment
