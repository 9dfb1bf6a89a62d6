"""The bedside check: may this bag be started in this patient now? Eleven numbered items, each with a source.

    1  the wristband is this bag's patient's
    2  the bag is for today
    3  it is released
    4  the label is the newest copy
    5  it was not started, stopped or discarded
    6  its lots are not recalled
    7  it is within its clock, or clocks
    8  it stayed cold and dark, and everybody knows where it was
    9  the premedication was given, and early enough
    10 heart rate, blood pressure and temperature were taken
    11 the line is primed with the drug solution

All must pass; none is left out because an earlier one failed. Source: Fig. 3, R17–R19.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from pharmacy.courses import Patient
from pharmacy.errors import Code
from pharmacy.language import Text, in_a_row, text
from pharmacy.moments import Moment, clock_time, whole_minutes
from pharmacy.premedication import Premedicine, drug_name
from pharmacy.preparation import STATE_NAMES, State
from pharmacy.protocol.model import Medicine, Protocol
from pharmacy.protocol.policy import LOCAL_POLICY, Overridable, SitePolicy
from pharmacy.protocol.values import Amount
from pharmacy.stability import Reason, Verdict
from pharmacy.vital_signs import VitalSigns, unusual


class Fluid(StrEnum):
    """What an infusion line was filled with."""

    DRUG_SOLUTION = "drug solution"
    SALINE = "saline"


FLUID_NAMES: dict[Fluid, Text] = {
    Fluid.DRUG_SOLUTION: text("drug solution"),
    Fluid.SALINE: text("saline"),
}
"""As shown to people."""


class Item(StrEnum):
    """What is checked, in this order."""

    PATIENT = "patient"
    DAY = "day"
    RELEASED = "released"
    COPY = "copy"
    UNUSED = "unused"
    RECALL = "recall"
    CLOCK = "clock"
    CUSTODY = "custody"
    PREMEDICATION = "premedication"
    VITAL_SIGNS = "vital signs"
    LINE = "line"

    @property
    def number(self) -> int:
        """Its place, from 1."""
        return list(Item).index(self) + 1


BEFORE_PRIMING = frozenset(Item) - {Item.PREMEDICATION, Item.VITAL_SIGNS, Item.LINE}
"""What must hold before a bag's line is primed: a wrong bag is not even opened."""

ITEM_NAMES: dict[Item, Text] = {
    Item.PATIENT: text("same patient"),
    Item.DAY: text("this patient's bag for today"),
    Item.RELEASED: text("released"),
    Item.COPY: text("label not void"),
    Item.UNUSED: text("not started, stopped or discarded"),
    Item.RECALL: text("lots not recalled"),
    Item.CLOCK: text("within its time"),
    Item.CUSTODY: text("custody unbroken, cold and dark"),
    Item.PREMEDICATION: text("premedication given, and early enough"),
    Item.VITAL_SIGNS: text("heart rate, blood pressure, temperature taken"),
    Item.LINE: text("line primed with the drug solution"),
}
"""As shown to people."""

OVERRIDES: dict[Item, Overridable] = {
    Item.PREMEDICATION: Overridable.PREMEDICATION,
    Item.VITAL_SIGNS: Overridable.VITAL_SIGNS,
}
"""The items that a policy may let a physician or pharmacist decide against."""


class Frozen(BaseModel):
    """Looked up or decided once, never changed."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)


class AtBedside(Frozen):
    """Everything that is known when a nurse stands at the bed with a bag."""

    bag_id: str
    patient: Patient
    """The bag's."""
    wristband: Patient | None
    """Who wears the wristband; none where it is nobody's known here, or unreadable."""
    wristband_said: Text
    """What was scanned, in words."""
    on_date: date
    course: int
    day: int
    days: int
    state: State
    against: Text | None
    """What was entered since the order was verified, and speaks against the course."""
    label_copy: int
    """The newest."""
    scanned_copy: int | None
    """Of the cover label that was scanned; none when the bag's number was typed."""
    bag_label_scanned: bool
    """The label on the bag itself was scanned, so that the cover is not on it."""
    started: Text | None
    """By whom and when, once it was."""
    ended_because: str
    verdict: Verdict | None
    """None for a bag that is not mixed."""
    quarantined_because: str
    where: Text
    """Where it is, as far as is recorded."""
    given: Mapping[Premedicine, tuple[Moment, ...]]
    """When each premedicine was given today."""
    signs: VitalSigns | None
    """The newest."""
    primed_with: Fluid | None
    primed_at: Moment | None
    overrides: Mapping[Overridable, Text]
    """What was decided against, by whom and why."""


class Check(Frozen):
    """One item of the check, decided."""

    item: Item
    passed: bool
    expected: Text
    got: Text
    source: str
    advice: Text
    """What to do when it does not pass."""
    overridden: bool = False
    """It passes because somebody decided so."""

    @property
    def n(self) -> int:
        """Its number."""
        return self.item.number

    @property
    def name(self) -> Text:
        """Its name."""
        return ITEM_NAMES[self.item]


class Bedside(Frozen):
    """What the whole check says."""

    checks: tuple[Check, ...]
    at: datetime

    @property
    def go(self) -> bool:
        """Whether every item passes."""
        return all(check.passed for check in self.checks)

    @property
    def failing(self) -> tuple[Check, ...]:
        """Every item that does not."""
        return tuple(check for check in self.checks if not check.passed)


def check(protocol: Protocol, policy: SitePolicy, known: AtBedside, now: datetime, zone: ZoneInfo) -> Bedside:
    """Decide every item. `zone` is for what counts as today and for the words."""
    return Bedside(
        checks=(
            _patient(protocol, known),  # (1)
            _day(protocol, known, now.astimezone(zone).date()),  # (2)
            _released(known),  # (3)
            _copy(known),  # (4)
            _unused(protocol, known),  # (5)
            _recall(known),  # (6)
            _clock(protocol, known, zone),  # (7)
            _custody(policy, known),  # (8)
            _decided_against(policy, known, _premedication(protocol, policy, known, now, zone)),  # (9)
            _decided_against(policy, known, _vital_signs(protocol, policy, known, now, zone)),  # (10)
            _line(protocol, known, zone),  # (11)
        ),
        at=now,
    )


def _patient(protocol: Protocol, known: AtBedside) -> Check:
    same = known.wristband is not None and known.wristband.record_number == known.patient.record_number
    return Check(
        item=Item.PATIENT,
        passed=same,
        expected=text(
            "{name}, record number {record}", name=known.patient.name, record=known.patient.record_number
        ),
        got=known.wristband_said
        if known.wristband is None
        else text(
            "{name}, record number {record}",
            name=known.wristband.name,
            record=known.wristband.record_number,
        ),
        source=protocol.dose.cite,
        advice=text(
            "Wrong patient or wrong bag: do not connect it. Take the bag away and call the pharmacy."
        ),
    )


def _day(protocol: Protocol, known: AtBedside, today: date) -> Check:
    return Check(
        item=Item.DAY,
        passed=known.on_date == today,
        expected=text("a bag for {today}", today=today),
        got=text(
            "course {course}, day {day} of {days}, for {date}",
            course=known.course,
            day=known.day,
            days=known.days,
            date=known.on_date,
        ),
        source=protocol.for_course(known.course).days.cite,
        advice=text("It is another day's bag: do not connect it. Call the pharmacy."),
    )


def _released(known: AtBedside) -> Check:
    if known.against is not None:
        return Check(
            item=Item.RELEASED,
            passed=False,
            expected=text("nothing against the course since it was verified"),
            got=known.against,
            source=LOCAL_POLICY,
            advice=text("Do not connect it: ask the physician. On the worklist y shows all of it."),
        )
    return Check(
        item=Item.RELEASED,
        passed=known.state in {State.RELEASED, State.INFUSING, State.COMPLETED, State.STOPPED},
        expected=STATE_NAMES[State.RELEASED],
        got=STATE_NAMES[known.state],
        source=LOCAL_POLICY,
        advice=text("No pharmacist stands for this bag: bring it back to the pharmacy."),
    )


def _copy(known: AtBedside) -> Check:
    newest = text("the cover label, copy {copy}", copy=known.label_copy)
    if known.bag_label_scanned:
        got = text("the label of the bag itself: its cover is off")
    elif known.scanned_copy is None:
        got = text("the number was typed, so that the copy was not read")
    else:
        got = text("the cover label, copy {copy}", copy=known.scanned_copy)
    return Check(
        item=Item.COPY,
        passed=not known.bag_label_scanned and known.scanned_copy in {None, known.label_copy},
        expected=newest,
        got=got,
        source=LOCAL_POLICY,
        advice=text("Scan the label on the opaque cover. If it is void, bring the bag back to the pharmacy."),
    )


def _unused(protocol: Protocol, known: AtBedside) -> Check:
    ended = text("{state}: {reason}", state=STATE_NAMES[known.state], reason=known.ended_because)
    over = known.state in {State.DISCARDED, State.CANCELLED}
    return Check(
        item=Item.UNUSED,
        passed=known.started is None and not over,
        expected=text("a bag that nobody has started"),
        got=ended if over else known.started or STATE_NAMES[known.state],
        source=protocol.dose.cite,
        advice=text("It must not be started (again): one bag a day. Call the physician and the pharmacy."),
    )


def _recall(known: AtBedside) -> Check:
    recalls = [reason for reason in _reasons(known) if reason.code is Code.RECALLED]
    return Check(
        item=Item.RECALL,
        passed=not recalls,
        expected=text("lots that may be used"),
        got=in_a_row(reason.words for reason in recalls) if recalls else text("none recalled"),
        source=LOCAL_POLICY,
        advice=text("Do not start it. Take the bag back to the pharmacy."),
    )


_CLOCKS = frozenset({Code.PAST_START_BEFORE, Code.CLOCK_BEHIND})


def _clock(protocol: Protocol, known: AtBedside, zone: ZoneInfo) -> Check:
    held = known.verdict
    late = [reason for reason in _reasons(known) if reason.code in _CLOCKS]
    if held is None:
        expected, got = text("mixed, and started in time"), text("not mixed")
    elif held.finish_before is not None:
        expected = text(
            "started before {start}, finished before {finish}",
            start=clock_time(held.start_before, zone),
            finish=clock_time(held.finish_before, zone),
        )
        got = text("in time")
    else:
        expected = text("started before {start}", start=clock_time(held.start_before, zone))
        got = text("in time")
    return Check(
        item=Item.CLOCK,
        passed=held is not None and not late,
        expected=expected,
        got=in_a_row(reason.words for reason in late) if late else got,
        source=protocol.storage_limit.cite,
        advice=text("Its time is over: do not start it. Call the pharmacy for another bag.")
        if held is not None
        else text("It is not prepared: there is nothing to start. Call the pharmacy."),
    )


def _custody(policy: SitePolicy, known: AtBedside) -> Check:
    # Whatever is neither a recall nor a matter of time: no reason is without an item that fails by it.
    told = _CLOCKS | {Code.RECALLED}
    broken = [reason.words for reason in _reasons(known) if reason.code not in told]
    if known.state is State.QUARANTINED and not broken:
        broken = [text("in quarantine: {reason}", reason=known.quarantined_because)]
    return Check(
        item=Item.CUSTODY,
        passed=known.verdict is not None and not broken,
        expected=text(
            "cold and dark; at most {minutes} out of the refrigerator",
            minutes=policy.outside_refrigerator.quantity,
        ),
        got=in_a_row(broken) if broken else known.where,
        source=policy.outside_refrigerator.cite,
        advice=text("Call the pharmacy: a pharmacist clears the bag, with the reason, or discards it."),
    )


def _wanted(
    protocol: Protocol, policy: SitePolicy
) -> Iterator[tuple[Premedicine, Medicine, timedelta, timedelta]]:
    """Each premedicine, with how long before the start it is given at the least and at the most."""
    rules = protocol.premedication
    wanted: tuple[tuple[Premedicine, Medicine, Amount], ...] = (
        (Premedicine.ANTIPYRETIC, rules.antipyretic, rules.antipyretic.before),
        (Premedicine.ANTIHISTAMINE, rules.antihistamine, rules.antihistamine.before),
        (Premedicine.STEROID, rules.steroid, rules.steroid.before),
    )
    for premedicine, medicine, before in wanted:
        least = before.duration - policy.premedication_tolerance.duration
        yield premedicine, medicine, least, before.duration + policy.premedication_delay.duration


def premedication_stands(
    protocol: Protocol,
    policy: SitePolicy,
    given: Mapping[Premedicine, tuple[Moment, ...]],
    now: datetime,
) -> dict[Premedicine, str]:
    """How each premedicine stands: `missing`, `early`, `right` or `late`, by what was given and the time now.
    Somebody who decides against one of them decides about this: a decision on what was early says nothing of
    what has become too late.
    """
    stands = {}
    for premedicine, _, least, most in _wanted(protocol, policy):
        since = [now - at for at in given.get(premedicine, ()) if at <= now]
        if not since:
            stands[premedicine] = "missing"
        elif any(least <= span <= most for span in since):
            stands[premedicine] = "right"
        else:
            stands[premedicine] = "early" if min(since) < least else "late"
    return stands


def signs_stand(policy: SitePolicy, signs: VitalSigns | None, now: datetime) -> str:
    """How the vital signs stand: `missing`, `old`, `unusual` or `right`."""
    if signs is None:
        return "missing"
    if not timedelta() <= now - signs.at <= policy.vital_signs_before.duration:
        return "old"
    return "unusual" if unusual(policy, signs) else "right"


def _premedication(
    protocol: Protocol, policy: SitePolicy, known: AtBedside, now: datetime, zone: ZoneInfo
) -> Check:
    right = True
    expected, got = [], []
    for premedicine, medicine, least, most in _wanted(protocol, policy):
        given = [at for at in known.given.get(premedicine, ()) if at <= now]
        in_time = [at for at in given if least <= now - at <= most]
        right = right and bool(in_time)
        # The one that counts; without any, the newest.
        given = in_time or given
        drug = drug_name(medicine.drug.value)
        expected.append(
            text(
                "{drug} {least} to {most} min before",
                drug=drug,
                least=whole_minutes(least),
                most=whole_minutes(most),
            )
        )
        got.append(
            text(
                "{drug} at {time}, {minutes} min before",
                drug=drug,
                time=clock_time(given[-1], zone),
                minutes=whole_minutes(now - given[-1]),
            )
            if given
            else text("{drug} not recorded", drug=drug)
        )
    return Check(
        item=Item.PREMEDICATION,
        passed=right,
        expected=in_a_row(expected),
        got=in_a_row(got),
        source=f"{protocol.premedication.steroid.before.cite}; {policy.premedication_tolerance.cite}",
        advice=text(
            "Give what is missing and record when, or wait until it is early enough. Ask the physician."
        ),
    )


def _vital_signs(
    protocol: Protocol, policy: SitePolicy, known: AtBedside, now: datetime, zone: ZoneInfo
) -> Check:
    signs, within = known.signs, policy.vital_signs_before
    found = list(unusual(policy, signs)) if signs else []
    if signs is None:
        got = text("not recorded")
    else:
        taken = text("{signs}, at {time}", signs=signs.in_a_line(), time=clock_time(signs.at, zone))
        got = in_a_row([taken, *found])
    return Check(
        item=Item.VITAL_SIGNS,
        passed=signs_stand(policy, signs, now) == "right",
        expected=text("taken at most {minutes} before, and usual", minutes=within.quantity),
        got=got,
        source=f"{protocol.observed.cite}; {within.cite}",
        advice=text("Call the physician about what is unusual.")
        if found
        else text("Take heart rate, blood pressure and temperature, and record them."),
    )


def _line(protocol: Protocol, known: AtBedside, zone: ZoneInfo) -> Check:
    fluid, at = known.primed_with, known.primed_at
    return Check(
        item=Item.LINE,
        passed=fluid is Fluid.DRUG_SOLUTION,
        expected=FLUID_NAMES[Fluid.DRUG_SOLUTION],
        got=text("{fluid}, at {time}", fluid=FLUID_NAMES[fluid], time=clock_time(at, zone))
        if fluid is not None and at is not None
        else text("not primed"),
        source=protocol.prime_line_with_drug.cite,
        advice=text("Take a new line and prime it with the drug solution.")
        if fluid is Fluid.SALINE
        else text("Prime the line with the drug solution, not with saline."),
    )


def _decided_against(policy: SitePolicy, known: AtBedside, found: Check) -> Check:
    """An item that does not pass, but that somebody entitled decided against where the policy lets them."""
    item = OVERRIDES[found.item]
    if found.passed or item not in policy.may_be_overridden.value or item not in known.overrides:
        return found
    got = in_a_row([found.got, known.overrides[item]])
    return found.model_copy(update={"passed": True, "overridden": True, "got": got})


def _reasons(known: AtBedside) -> tuple[Reason, ...]:
    return known.verdict.reasons if known.verdict else ()
