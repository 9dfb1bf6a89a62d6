"""No history of moves, temperatures, clearings and clocks makes a bag usable that any rule forbids.

What is forbidden is decided here once more, and naively: a diary is read from the first line to the last.
Written from the clinical facts and the site policy; nothing of `pharmacy.stability` is used for it.
`ALEMPREP_HYPOTHESIS=soak` tries many more histories, and longer ones.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pharmacy.bedside import AtBedside, Fluid, check
from pharmacy.clock import SetClock
from pharmacy.courses import Patient
from pharmacy.errors import Code, Refusal
from pharmacy.language import verbatim
from pharmacy.places import Place
from pharmacy.premedication import Premedicine
from pharmacy.preparation import State
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.service import bedside, custody, release
from pharmacy.service.judging import judge
from pharmacy.stability import Custody, Move, Reading, Recall, Verdict, verdict
from pharmacy.vital_signs import VitalSigns
from tests.conftest import (
    BOX,
    FRIDGE,
    MORNING,
    NURSE,
    OTHER_FRIDGE,
    PHARMACIST,
    TECHNICIAN,
    WARD,
    House,
    label,
    logged,
    pin_of,
)
from tests.sample import Sample
from tui.house import open_station

SOAK = os.environ.get("ALEMPREP_HYPOTHESIS") == "soak"
MADRID = ZoneInfo("Europe/Madrid")
PROTOCOL = load_protocol()
POLICY = load_policy(PROTOCOL)
INFUSION = timedelta(hours=5, minutes=8, seconds=52, milliseconds=800)
"""101.2 mL: the figure's 306 min for 100 mL, and 1.2 mL more at 25 mL/h, which is 2.88 min."""
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
EIGHT_HOURS = timedelta(hours=8)

KINDS = {
    "BENCH": Place.STATION,
    "FR1": Place.REFRIGERATOR,
    "FR2": Place.REFRIGERATOR,
    "BOX1": Place.UNDER_WAY,
    "W4": Place.WARD,
}


@dataclass(frozen=True)
class Moved:
    at: datetime
    where: str
    covered: bool


@dataclass(frozen=True)
class Read:
    at: datetime
    where: str
    celsius: Decimal
    known: datetime
    """When anybody here learnt of it."""


@dataclass(frozen=True)
class Cleared:
    at: datetime


Line = Moved | Read | Cleared


@dataclass(frozen=True)
class Rules:
    """What the site has decided, in minutes."""

    outside: int = 30
    unread: int = 30
    until_the_end: bool = False

    def last_start(self, mixed: datetime) -> datetime:
        return mixed + EIGHT_HOURS - (INFUSION if self.until_the_end else timedelta())


def forbidden(diary: list[Line], mixed: datetime, now: datetime, rules: Rules) -> set[str]:
    """Every rule that forbids the bag at a moment: the diary is lived through, from one line to the next.

    The first line is the mixing, at the bench. A line of the same moment as another comes after it, but a
    clearing comes before what is learnt at its moment.
    """
    against: set[str] = {"late"} if now > rules.last_start(mixed) else set()
    happened = sorted((line for line in diary if line.at <= now), key=lambda line: line.at)
    happened = [line for line in happened if not isinstance(line, Read) or line.known <= now]
    doubts: set[str] = set()
    where, covered, clock = "BENCH", False, mixed
    outside = unread = timedelta()
    for line in [*happened, None]:
        moment = line.at if line else now
        passed, clock = moment - clock, moment
        if where.startswith("FR"):
            unread += passed
        else:
            outside += passed
        if outside > rules.outside * MINUTE:
            doubts.add("outside")
        if unread > rules.unread * MINUTE:
            doubts.add("unread")
        if passed and not covered and where != "BENCH":
            doubts.add("light")
        match line:
            case Moved():
                where, covered = line.where, line.covered
            case Read() if line.where in beside(diary, line.at):
                unread = timedelta()
            case Cleared():
                outside = unread = timedelta()
                doubts.clear()
    return against | doubts | too_warm_or_cold(diary, now)


def too_warm_or_cold(diary: list[Line], now: datetime) -> set[str]:
    """As the news came in: a clearing takes away what was known by then, and only that."""
    news: list[tuple[datetime, int, bool]] = []
    for line in diary:
        if isinstance(line, Cleared):
            news.append((line.at, 0, False))
        elif isinstance(line, Read) and line.where in beside(diary, line.at):
            news.append((line.known, 1, not Decimal(2) <= line.celsius <= Decimal(8)))
    bad = False
    for moment, what, out_of_range in sorted(news):
        if moment <= now:
            bad = out_of_range or (bad and what == 1)
    return {"temperature"} if bad else set()


def beside(diary: list[Line], moment: datetime) -> set[str]:
    """Where the bag was at a moment: at a moment of moving, in both places."""
    moves = [line for line in diary if isinstance(line, Moved)]
    places = {move.where for move in moves if move.at == moment}
    before = [move.where for move in moves if move.at < moment]
    return places | set(before[-1:])


# the pure verdict

STEPS = [timedelta(), SECOND, MINUTE, 10 * MINUTE, 20 * MINUTE, 29 * MINUTE, 30 * MINUTE, 31 * MINUTE]
GOOD, BAD = ["2", "5", "5.5", "8"], ["1.999999", "8.000001", "-0.5", "25"]


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Line], datetime, datetime]:
    """A diary from the mixing on, the mixing and now. In most of them one kind of thing goes wrong at the
    most, so that not all are forbidden for many reasons at once.
    """
    mixed = draw(
        st.sampled_from(
            [
                datetime(2026, 3, 25, 8, 41, tzinfo=UTC),
                datetime(2026, 3, 28, 23, 30, tzinfo=UTC),  # the night in which summer time begins
                datetime(2026, 10, 24, 22, 30, tzinfo=UTC),  # and ends
            ]
        )
    )
    wrong = draw(st.sampled_from([set(), {"light"}, {"warm"}, {"slow"}, {"light", "warm", "slow"}]))
    clock = mixed
    diary: list[Line] = [Moved(mixed, "BENCH", covered=False)]
    for _ in range(draw(st.integers(0, 40 if SOAK else 16))):
        clock += draw(st.sampled_from(STEPS if "slow" in wrong else STEPS[:5]))
        what = draw(st.sampled_from(["read"] * 4 + ["move"] * 3 + (["clear"] * 2 if wrong else [])))
        if what == "read":
            celsius = draw(st.sampled_from(GOOD + BAD if "warm" in wrong else GOOD))
            known = clock + draw(st.sampled_from([0, 0, 10, 45])) * MINUTE
            where = draw(st.sampled_from(["FR1", "FR2"]))
            diary.append(Read(clock, where, Decimal(celsius), known))
        elif what == "move":
            covered = "light" not in wrong or draw(st.booleans())
            where = draw(st.sampled_from(["FR1"] * 4 + ["FR2"] * 2 + ["BOX1", "W4", "BENCH"]))
            diary.append(Moved(clock, where, covered))
        elif diary[-1].at < clock:
            diary.append(Cleared(clock))
    now = clock + draw(
        st.sampled_from([timedelta(), timedelta(), SECOND, MINUTE, 15 * MINUTE, 30 * MINUTE, EIGHT_HOURS])
    )
    return diary, mixed, now


rules_of_sites = st.builds(
    Rules,
    outside=st.sampled_from([0, 15, 30, 30, 60]),
    unread=st.sampled_from([5, 30, 30, 60]),
    until_the_end=st.booleans(),
)


def judged(
    diary: list[Line],
    mixed: datetime,
    now: datetime,
    rules: Rules,
    *,
    recalled: bool = False,
    doubted: bool = False,
) -> Verdict:
    """The verdict of the code under test, told what is known now."""
    policy = POLICY.model_copy(
        update={
            "eight_hours_cover": POLICY.eight_hours_cover.model_copy(
                update={"value": "end" if rules.until_the_end else "start"}
            ),
            "outside_refrigerator": POLICY.outside_refrigerator.model_copy(
                update={"value": Decimal(rules.outside)}
            ),
            "temperature_reading_gap": POLICY.temperature_reading_gap.model_copy(
                update={"value": Decimal(rules.unread)}
            ),
        }
    )
    known = [line for line in diary if isinstance(line, Read) and line.known <= now]
    cleared = [line.at for line in diary if isinstance(line, Cleared)]
    return verdict(
        PROTOCOL,
        policy,
        mixed_at=mixed,
        planned_infusion=INFUSION,
        custody=Custody(
            moves=tuple(
                Move(at=line.at, place=KINDS[line.where], covered=line.covered, where=line.where)
                for line in diary
                if isinstance(line, Moved)
            ),
            readings=tuple(
                Reading(at=line.at, celsius=line.celsius, recorded_at=line.known)
                for line in known
                if line.where in beside(diary, line.at)
            ),
            cleared_at=cleared[-1] if cleared else None,
        ),
        clock_doubted=doubted,
        recalls=(Recall(lot="L77F2", reason="particles"),) if recalled else (),
        now=now,
        zone=MADRID,
    )


PATIENT = Patient(
    record_number="00482913",
    family_name="Núñez",
    given_name="María",
    birth_date=date(1986, 7, 4),
    ward="ward 4",
)


def at_the_bed(held: Verdict, now: datetime) -> AtBedside:
    """Everything else is right."""
    given = {
        Premedicine.ANTIPYRETIC: (now - 120 * MINUTE,),
        Premedicine.ANTIHISTAMINE: (now - 120 * MINUTE,),
        Premedicine.STEROID: (now - 90 * MINUTE,),
    }
    return AtBedside(
        bag_id="26-000001-5",
        patient=PATIENT,
        wristband=PATIENT,
        wristband_said=verbatim("a wristband"),
        on_date=now.astimezone(MADRID).date(),
        course=1,
        day=1,
        days=5,
        state=State.RELEASED,
        against=None,
        label_copy=1,
        scanned_copy=1,
        bag_label_scanned=False,
        started=None,
        ended_because="",
        verdict=held,
        quarantined_because="",
        where=verbatim("fridge"),
        given=given,
        signs=VitalSigns(at=now, heart_rate=78, systolic=124, diastolic=76, celsius=Decimal("36.8")),
        primed_with=Fluid.DRUG_SOLUTION,
        primed_at=now,
        overrides={},
    )


NAMES = {
    "recalled": Code.RECALLED,
    "doubted": Code.CLOCK_BEHIND,
    "late": Code.PAST_START_BEFORE,
    "outside": Code.OUTSIDE_POLICY,
    "unread": Code.OUTSIDE_POLICY,
    "light": Code.OUTSIDE_POLICY,
    "temperature": Code.OUTSIDE_POLICY,
}

seen: set[bool] = set()
"""The verdicts there were."""


@settings(max_examples=5000 if SOAK else 300, deadline=None, derandomize=not SOAK)
@given(
    history=histories(),
    rules=rules_of_sites,
    recalled=st.integers(0, 9).map(lambda number: number == 0),
    doubted=st.integers(0, 9).map(lambda number: number == 0),
)
def judge_a_history(
    history: tuple[list[Line], datetime, datetime], rules: Rules, recalled: bool, doubted: bool
) -> None:
    diary, mixed, now = history
    found = judged(diary, mixed, now, rules, recalled=recalled, doubted=doubted)
    against = forbidden(diary, mixed, now, rules)
    against |= ({"recalled"} if recalled else set()) | ({"doubted"} if doubted else set())
    assert found.usable == (not against), (against, [str(reason.words) for reason in found.reasons])
    assert {reason.code for reason in found.reasons} == {NAMES[rule] for rule in against}
    assert check(PROTOCOL, POLICY, at_the_bed(found, now), now, MADRID).go == (not against)
    seen.add(found.usable)


def test_no_history_makes_a_bag_usable_that_any_rule_forbids() -> None:
    judge_a_history()
    assert seen == {True, False}  # otherwise it would prove little


@settings(max_examples=3000 if SOAK else 200, deadline=None, derandomize=not SOAK)
@given(history=histories(), rules=rules_of_sites)
def test_until_when_a_bag_is_usable_is_told_to_the_second(
    history: tuple[list[Line], datetime, datetime], rules: Rules
) -> None:
    diary, mixed, now = history
    diary = [replace(line, known=line.at) if isinstance(line, Read) else line for line in diary]
    found = judged(diary, mixed, now, rules)
    if not found.usable:
        return
    until = found.usable_until
    assert until >= now
    assert judged(diary, mixed, until, rules).usable
    assert not forbidden(diary, mixed, until, rules)
    assert not judged(diary, mixed, until + SECOND, rules).usable
    assert forbidden(diary, mixed, until + SECOND, rules)


# through the real acts, on a real database

SCANS = {"FR2": FRIDGE, "FR1": OTHER_FRIDGE, "BOX1": BOX, "W4": WARD}


class AtTheBed(RuleBasedStateMachine):
    """One bag of a patient who is ready, from its release to its start."""

    sample: Sample

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="at-the-bed-"))
        self.clock = SetClock(MORNING)
        where = self.sample.copy(self.folder)
        self.house = House(open_station(where, self.clock), self.clock, where, self.folder)
        self.diary: list[Line] = []
        self.given: dict[Premedicine, list[datetime]] = {}
        self.signs: tuple[datetime, int] | None = None
        self.line: Fluid | None = None
        self.state = "released"
        self.over = False

    def teardown(self) -> None:
        self.house.station.database.close()
        self.sample.drop(self.house.where)
        shutil.rmtree(self.folder)

    @initialize()
    def released(self) -> None:
        self.bag_id = self.house.released()
        self.mixed = MORNING
        self.diary += [Moved(MORNING, "BENCH", covered=False), Moved(MORNING, "BENCH", covered=True)]

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def against(self) -> set[str]:
        return forbidden(self.diary, self.mixed, self.now, Rules())

    def put_aside(self) -> None:
        """What cannot be undone puts a bag aside when an act brings it to light."""
        if self.against() & {"outside", "light", "temperature"} and self.state in {"released", "labelled"}:
            self.state = "quarantined"

    def failing(self) -> set[int]:
        """The numbers of the items that must fail."""
        against = self.against()
        found = set()
        if self.now.astimezone(MADRID).date() != MORNING.date():
            found.add(2)
        if self.state != "released":
            found.add(3)
        if "late" in against:
            found.add(7)
        if against - {"late"} or self.state == "quarantined":
            found.add(8)
        for medicine, least, most in (
            (Premedicine.ANTIPYRETIC, 90, 210),
            (Premedicine.ANTIHISTAMINE, 90, 210),
            (Premedicine.STEROID, 60, 180),
        ):
            spans = [self.now - at for at in self.given.get(medicine, [])]
            if not any(least * MINUTE <= span <= most * MINUTE for span in spans):
                found.add(9)
        if self.signs is None or self.now - self.signs[0] > 60 * MINUTE or self.signs[1] > 120:
            found.add(10)
        if self.line is not Fluid.DRUG_SOLUTION:
            found.add(11)
        return found

    def attempt(self, allowed: bool, act: Callable[[], object]) -> bool:
        refusal = None
        try:
            act()
        except Refusal as refused:
            refusal = refused
        assert allowed == (refusal is None), refusal or "this should have been refused"
        return allowed

    @precondition(lambda self: not self.over)
    @rule(
        where=st.sampled_from(["FR2", "FR2", "FR2", "FR1", "BOX1", "W4"]),
        covered=st.sampled_from([True] * 7 + [False]),
    )
    def carry(self, where: str, covered: bool) -> None:
        custody.move_bag(self.house.station, NURSE, self.bag_id, SCANS[where], covered)
        last = [line for line in self.diary if isinstance(line, Moved)][-1]
        if (last.where, last.covered) != (where, covered):
            self.diary.append(Moved(self.now, where, covered))
        self.put_aside()

    def aside_by(self, where: str) -> None:
        if any(isinstance(line, Moved) and line.where == where for line in self.diary) and not self.over:
            self.put_aside()

    @rule(where=st.sampled_from(["FR2", "FR2", "FR1"]), celsius=st.sampled_from([*GOOD * 5, "8.1", "1.9"]))
    def read(self, where: str, celsius: str) -> None:
        self.clock.advance(SECOND)
        custody.record_temperature(self.house.station, NURSE, SCANS[where], celsius)
        self.diary.append(Read(self.now, where, Decimal(celsius), self.now))
        self.aside_by(where)

    @rule(minutes=st.sampled_from([10, 45, 120]), warm=st.sampled_from([False] * 6 + [True]))
    def wait_and_import(self, minutes: int, warm: bool) -> None:
        """The logger of a refrigerator is read out for the time that has passed."""
        start = self.now
        self.clock.advance(minutes * MINUTE)
        spans = range(10, minutes + 1, 10)
        readings = [(start + span * MINUTE, "9" if warm and span == spans[-1] else "5.5") for span in spans]
        custody.import_temperatures(self.house.station, TECHNICIAN, FRIDGE, "log.csv", logged(*readings))
        self.diary += [Read(at, "FR2", Decimal(celsius), self.now) for at, celsius in readings]
        self.aside_by("FR2")

    @rule(minutes=st.sampled_from([1, 14, 29, 61]))
    def wait(self, minutes: int) -> None:
        self.clock.advance(minutes * MINUTE)

    @precondition(lambda self: not self.over)
    @rule(medicines=st.sampled_from([list(Premedicine), [Premedicine.STEROID], [Premedicine.ANTIPYRETIC]]))
    def premedicate(self, medicines: list[Premedicine]) -> None:
        for medicine in medicines:
            bedside.give_premedication(self.house.station, NURSE, self.bag_id, medicine)
            self.given.setdefault(medicine, []).append(self.now)

    @rule(heart_rate=st.sampled_from([50, 78, 120, 121]))
    def observe(self, heart_rate: int) -> None:
        bedside.observe(self.house.station, NURSE, self.bag_id, str(heart_rate), "124", "76", "36.8")
        self.signs = (self.now, heart_rate)

    @precondition(lambda self: not self.over)
    @rule(fluid=st.sampled_from([Fluid.DRUG_SOLUTION, Fluid.DRUG_SOLUTION, Fluid.SALINE]))
    def prime(self, fluid: Fluid) -> None:
        allowed = not self.failing() & {2, 3, 7, 8} and self.line is not Fluid.DRUG_SOLUTION
        if self.attempt(
            allowed,
            lambda: bedside.prime(
                self.house.station, NURSE, self.bag_id, "NHC00482913", label(self.bag_id, "C"), "20", fluid
            ),
        ):
            self.line = fluid

    @precondition(lambda self: not self.over)
    @rule()
    def clear(self) -> None:
        against = self.against()
        if self.attempt(
            bool(against or self.state == "quarantined") and "late" not in against,
            lambda: custody.clear(
                self.house.station, PHARMACIST, self.bag_id, "shown to be cold", pin_of(PHARMACIST)
            ),
        ):
            self.diary.append(Cleared(self.now))
            self.clock.advance(SECOND)
            self.state = "labelled"

    @precondition(lambda self: self.state == "labelled")
    @rule()
    def release(self) -> None:
        if self.attempt(
            not self.against(),
            lambda: release.release(
                self.house.station, PHARMACIST, self.bag_id, label(self.bag_id, "C"), pin_of(PHARMACIST)
            ),
        ):
            self.state = "released"

    @precondition(lambda self: not self.over)
    @rule()
    def start(self) -> None:
        if self.attempt(
            not self.failing(),
            lambda: bedside.start(
                self.house.station, NURSE, self.bag_id, "NHC00482913", label(self.bag_id, "C")
            ),
        ):
            self.over = True

    @invariant()
    def the_check_says_what_the_diary_says(self) -> None:
        if not self.diary:
            return
        looked = bedside.verify(
            self.house.station, NURSE, self.bag_id, "NHC00482913", label(self.bag_id, "C")
        )
        if self.over:
            assert 5 in {each.n for each in looked.failing}
            return
        assert {each.n for each in looked.failing} == self.failing()
        held = judge(self.house.station, self.house.bag(self.bag_id), self.now)
        assert held is not None
        assert held.usable == (not self.against())


def test_the_bedside_says_go_only_when_the_diary_does(sample: Sample) -> None:
    AtTheBed.sample = sample
    run_state_machine_as_test(
        AtTheBed,
        settings=settings(
            deadline=None,
            max_examples=200 if SOAK else 5,
            stateful_step_count=60 if SOAK else 30,
            suppress_health_check=list(HealthCheck),
            derandomize=not SOAK,
        ),
    )


def test_the_bedside_can_be_brought_to_a_start(sample: Sample) -> None:
    """The machine itself reaches a GO: otherwise it would prove little."""
    AtTheBed.sample = sample
    bed = AtTheBed()
    bed.released()
    bed.carry("FR2", covered=True)
    bed.premedicate(list(Premedicine))
    bed.wait_and_import(120, warm=False)
    bed.observe(78)
    bed.carry("W4", covered=True)
    bed.wait(14)
    bed.the_check_says_what_the_diary_says()
    bed.prime(Fluid.DRUG_SOLUTION)
    assert not bed.failing()
    bed.the_check_says_what_the_diary_says()
    bed.start()
    assert bed.over
    bed.the_check_says_what_the_diary_says()
    bed.teardown()
