"""Whole lives of bags, at random, through the real acts on a real database, beside a naive copy.

`ALEMPREP_HYPOTHESIS=soak` runs many more and longer ones.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pharmacy import audit
from pharmacy.clock import SetClock
from pharmacy.errors import Refusal
from pharmacy.service import bench, courses, custody, orders, patients, people, release
from pharmacy.service.bags import find_bag
from pharmacy.service.courses import WantedCourse
from tests.conftest import (
    FRIDGE,
    MADRID,
    MORNING,
    NURSE,
    PHARMACIST,
    PHYSICIAN,
    PIECE,
    SALINE,
    SECOND,
    TECHNICIAN,
    WARD,
    label,
    logged,
    pin_of,
    vial,
)
from tests.raw import Raw
from tests.sample import Sample
from tui.house import open_station

SOAK = os.environ.get("ALEMPREP_HYPOTHESIS") == "soak"

ORDER: tuple[str, ...] = (
    "order",
    "patient",
    "vial",
    "look",
    "diluent",
    "draw",
    "inject",
    "invert",
    "cover",
    "print",
)
ORDER += ("bag label", "cover label", "check")
"""The steps, once more."""
ENDS = {"cancelled", "discarded"}
EIGHT_HOURS = timedelta(hours=8)
HALF_AN_HOUR = timedelta(minutes=30)
A_QUARTER = timedelta(minutes=15)
DAY = MORNING.date()
SERIALS = ["7H2K1", "7H2K2", "7H2K3", "UNSEEN"]
PATIENTS = ["00482913", "00511270"]


@dataclass
class Naive:
    """What a bag should be, as a child would keep book of it."""

    state: str = "planned"
    step: str | None = None
    serial: str | None = None
    saline: bool = False
    drawn_at: datetime | None = None
    mixed_at: datetime | None = None
    places: tuple[tuple[datetime, bool], ...] = ()
    """Since when it was where, in a refrigerator or not."""
    was_in: bool = False
    """It was in the refrigerator at least once."""
    doubted: bool = False
    copy: int = 0
    hands: frozenset[str] = frozenset()

    def carried(self, cold: bool, now: datetime) -> None:
        """A clock that was set back makes no move earlier than the one before it."""
        self.places += ((max(now, self.places[-1][0]) if self.places else now, cold),)

    def outside(self, now: datetime) -> timedelta:
        """Out of the refrigerator since it was mixed, or cleared."""
        outside = timedelta()
        for number, (since, cold) in enumerate(self.places, 1):
            until = self.places[number][0] if number < len(self.places) else now
            if not cold and until > since:
                outside += until - since
        return outside


class BagLife(RuleBasedStateMachine):
    """Two patients' bags of one day, three vials, three pairs of hands, and a clock."""

    sample: Sample

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="bag-life-"))
        self.where = self.sample.copy(self.folder)
        self.clock = SetClock(MORNING)
        self.station = open_station(self.where, self.clock)
        self.bags: dict[str, Naive] = {}
        self.live: dict[str, str] = {}
        self.vials = dict.fromkeys(SERIALS[:3], "in stock")
        self.checked = 0
        self.hash = hashlib.sha256(b"alemprep audit 1\x00").hexdigest()

    def teardown(self) -> None:
        self.station.database.close()
        self.sample.drop(self.where)
        shutil.rmtree(self.folder)

    @initialize()
    def ordered(self) -> None:
        for patient in PATIENTS:
            today = self.clock.now().astimezone(MADRID)
            wanted = WantedCourse(patient=patient, number=1, first_day=today.date(), infusion_at=time(12))
            course = courses.order_course(self.station, PHYSICIAN, wanted)
            self.bags[course.bag_ids[0]] = Naive()
            self.live[patient] = course.bag_ids[0]

    # helpers

    def over(self, bag: Naive) -> bool:
        late = bag.mixed_at is not None and self.clock.now() - bag.mixed_at > EIGHT_HOURS
        warm = bag.outside(self.clock.now()) > HALF_AN_HOUR
        return late or warm or (bag.mixed_at is not None and bag.doubted)

    def today(self) -> bool:
        return self.clock.now().astimezone(MADRID).date() == DAY

    def attempt(self, allowed: bool, act: Callable[[], object]) -> bool:
        """Do it; it must work exactly when the naive copy says so."""
        refusal = None
        try:
            act()
        except Refusal as refused:
            refusal = refused
        assert allowed == (refusal is None), refusal or "this should have been refused"
        return allowed

    def confirm(self, patient: str, by: str, step: str, act: Callable[[str], object]) -> None:
        """One step, right only when it is due."""
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        due = bag.step == step and bag.state not in ENDS and not self.over(bag)
        if step in {"order", "draw"}:
            due = due and self.today()
        if step == "inject" and bag.drawn_at is not None:
            due = due and not bag.doubted and self.clock.now() - bag.drawn_at <= A_QUARTER
        if self.attempt(due, lambda: act(bag_id)):
            bag.step = ORDER[ORDER.index(step) + 1]
            bag.hands |= {by}
            if step == "order":
                bag.state = "in preparation"
            if step == "draw":
                self.vials[str(bag.serial)], bag.drawn_at = "used", self.clock.now()
            if step == "inject":
                bag.state, bag.mixed_at = "mixed", self.clock.now()
                bag.carried(False, self.clock.now())
            if step == "cover":
                bag.carried(bag.places[-1][1], self.clock.now())
            if step == "cover label":
                bag.state = "labelled"

    # what people do

    @rule(patient=st.sampled_from(PATIENTS))
    def verify(self, patient: str) -> None:
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        if self.attempt(
            bag.state in {"planned", "verified"},
            lambda: orders.verify_bag(self.station, PHARMACIST, bag_id, pin_of(PHARMACIST)),
        ):
            bag.state, bag.step = "verified", "order"

    @rule(
        patient=st.sampled_from(PATIENTS),
        by=st.sampled_from([TECHNICIAN, PHARMACIST]),
        step=st.sampled_from(["order", "patient", "look", "draw", "inject", "invert", "cover"]),
    )
    def press_any_key(self, patient: str, by: str, step: str) -> None:
        self.press(patient, by, step)

    @rule(patient=st.sampled_from(PATIENTS), by=st.sampled_from([TECHNICIAN, TECHNICIAN, PHARMACIST]))
    def go_on(self, patient: str, by: str) -> None:
        """Whatever is due, done right, so that lives are not all short."""
        bag = self.bags[self.live[patient]]
        free = [serial for serial, fate in self.vials.items() if fate == "in stock"]
        match bag.step:
            case None:
                self.verify(patient)
            case "vial":
                self.scan_vial(patient, by, free[0] if free else "UNSEEN")
            case "diluent":
                self.scan_diluent(patient, by)
            case "print":
                self.print_labels(patient, by)
            case "bag label" | "cover label" as step:
                self.scan_label(patient, by, "B" if step == "bag label" else "C", 0, own=True)
            case "check":
                self.release(patient, SECOND)
            case str(step):
                self.press(patient, by, step)

    def press(self, patient: str, by: str, step: str) -> None:
        act = {
            "order": bench.confirm_order,
            "patient": bench.confirm_patient,
            "look": bench.inspect_vial,
            "draw": bench.draw,
            "inject": bench.inject,
            "invert": bench.invert,
            "cover": bench.cover,
        }[step]
        self.confirm(patient, by, step, lambda bag_id: act(self.station, by, bag_id))

    @rule(
        patient=st.sampled_from(PATIENTS),
        by=st.sampled_from([TECHNICIAN, PHARMACIST]),
        serial=st.sampled_from(SERIALS),
    )
    def scan_vial(self, patient: str, by: str, serial: str) -> None:
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        free = self.vials.get(serial) == "in stock"
        if self.attempt(
            bag.step == "vial" and bag.state not in ENDS and free,
            lambda: bench.scan_vial(self.station, by, bag_id, vial(serial)),
        ):
            bag.step, bag.serial, self.vials[serial] = "look", serial, "taken"
            bag.hands |= {by}

    @rule(patient=st.sampled_from(PATIENTS))
    def reject_vial(self, patient: str) -> None:
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        if self.attempt(
            bag.step == "look" and bag.state not in ENDS,
            lambda: bench.reject_vial(self.station, TECHNICIAN, bag_id, "particles"),
        ):
            self.vials[str(bag.serial)] = "rejected"
            bag.step, bag.serial = "vial", None

    @rule(patient=st.sampled_from(PATIENTS), by=st.sampled_from([TECHNICIAN, PHARMACIST]))
    def scan_diluent(self, patient: str, by: str) -> None:
        self.confirm(
            patient, by, "diluent", lambda bag_id: bench.scan_diluent(self.station, by, bag_id, SALINE)
        )
        bag = self.bags[self.live[patient]]
        bag.saline = bag.step is not None and ORDER.index(bag.step) > ORDER.index("diluent")

    @rule(patient=st.sampled_from(PATIENTS), by=st.sampled_from([TECHNICIAN, PHARMACIST]))
    def print_labels(self, patient: str, by: str) -> None:
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        first = bag.step == "print"
        again = bag.state in {"labelled", "released"} or bag.step in {"bag label", "cover label"}
        if self.attempt(
            (first or again) and bag.state not in ENDS and not self.over(bag),
            lambda: bench.number_labels(self.station, by, bag_id, "smudged"),
        ):
            bag.copy += 1
            bag.state, bag.step = "mixed", "print"
            bench.labels_printed(self.station, by, bag_id, bag.copy, PIECE, PIECE)
            bag.step = "bag label"
            bag.hands |= {by}

    @rule(
        patient=st.sampled_from(PATIENTS),
        by=st.sampled_from([TECHNICIAN, PHARMACIST]),
        piece=st.sampled_from("BC"),
        older=st.sampled_from([0, 0, 1]),
        own=st.booleans(),
    )
    def scan_label(self, patient: str, by: str, piece: str, older: int, own: bool) -> None:
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        whose = bag_id if own else self.live[PATIENTS[1 - PATIENTS.index(patient)]]
        step = "bag label" if piece == "B" else "cover label"
        scan = bench.scan_bag_label if piece == "B" else bench.scan_cover_label
        code = label(whose, piece, max(1, bag.copy - older))
        right = bag.copy > 0 and own and (older == 0 or bag.copy == 1)
        due = bag.step == step and bag.state not in ENDS and not self.over(bag)
        if self.attempt(due and right, lambda: scan(self.station, by, bag_id, code)):
            bag.step = ORDER[ORDER.index(step) + 1]
            bag.state = "labelled" if piece == "C" else bag.state
            bag.hands |= {by}

    @rule(patient=st.sampled_from(PATIENTS), by=st.sampled_from([TECHNICIAN, PHARMACIST, SECOND]))
    def release(self, patient: str, by: str) -> None:
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        may = by != TECHNICIAN and by not in bag.hands
        if self.attempt(
            bag.state == "labelled" and may and not self.over(bag),
            lambda: release.release(
                self.station, by, bag_id, label(bag_id, "C", max(1, bag.copy)), pin_of(by)
            ),
        ):
            bag.state, bag.step = "released", None

    @rule(patient=st.sampled_from(PATIENTS), sealed=st.booleans())
    def cancel(self, patient: str, sealed: bool) -> None:
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        closed = bag.state in {"planned", "verified"} or (
            bag.state == "in preparation" and ORDER.index(str(bag.step)) <= ORDER.index("draw")
        )
        if self.attempt(
            closed, lambda: bench.cancel(self.station, TECHNICIAN, bag_id, "called off", vial_sealed=sealed)
        ):
            if bag.serial is not None:
                self.vials[bag.serial] = "in stock" if sealed else "destroyed"
            bag.state, bag.step, bag.saline = "cancelled", None, False

    @rule(patient=st.sampled_from(PATIENTS))
    def discard(self, patient: str) -> None:
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        opened = bag.state in {"mixed", "labelled", "released", "quarantined"} or (
            bag.state == "in preparation" and bag.step == "inject"
        )
        if self.attempt(opened, lambda: bench.discard(self.station, TECHNICIAN, bag_id, "leaks")):
            bag.state, bag.step = "discarded", None

    @rule(patient=st.sampled_from(PATIENTS))
    def replace(self, patient: str) -> None:
        bag_id = self.live[patient]
        made: list[str] = []
        if self.attempt(
            self.bags[bag_id].state in ENDS and self.today(),
            lambda: made.append(orders.replace_bag(self.station, PHARMACIST, bag_id, "lost").id),
        ):
            self.bags[made[0]] = Naive()
            self.live[patient] = made[0]

    @rule(minutes=st.sampled_from([1, 14, 60, 239, 480]))
    def wait(self, minutes: int) -> None:
        """The refrigerator's logger shows 5 °C every 20 minutes: what is in there stays cold."""
        readings = [
            (self.clock.now() + timedelta(minutes=passed), "5.0") for passed in range(20, minutes + 1, 20)
        ]
        self.clock.advance(timedelta(minutes=minutes))
        if readings:
            custody.import_temperatures(self.station, TECHNICIAN, FRIDGE, "log", logged(*readings))
            for bag in self.bags.values():
                if bag.was_in:
                    self.put_aside(bag)

    def put_aside(self, bag: Naive) -> None:
        """What a look at its custody does to a bag that was out for too long."""
        warm = bag.outside(self.clock.now()) > HALF_AN_HOUR
        if warm and bag.state in {"labelled", "released"}:
            bag.state, bag.step = "quarantined", None

    @rule(patient=st.sampled_from(PATIENTS), cold=st.sampled_from([True, True, False]))
    def carry(self, patient: str, cold: bool) -> None:
        """Into the refrigerator, or out to the ward."""
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        if self.attempt(
            bag.state in {"mixed", "labelled", "released", "quarantined"},
            lambda: custody.move_bag(self.station, NURSE, bag_id, FRIDGE if cold else WARD, covered=True),
        ):
            if bag.places[-1][1] is not cold:
                bag.carried(cold, self.clock.now())
            bag.was_in |= cold
            self.put_aside(bag)

    @rule(patient=st.sampled_from(PATIENTS))
    def clear(self, patient: str) -> None:
        """A pharmacist takes upon themselves what is against a bag's custody, where nothing else is."""
        bag_id = self.live[patient]
        bag = self.bags[bag_id]
        late = bag.mixed_at is not None and self.clock.now() - bag.mixed_at > EIGHT_HOURS
        doubtful = bag.state == "quarantined" or (
            bag.state in {"mixed", "labelled", "released"} and bag.outside(self.clock.now()) > HALF_AN_HOUR
        )
        if self.attempt(
            doubtful and not late and not bag.doubted,
            lambda: custody.clear(self.station, PHARMACIST, bag_id, "shown to be cold", pin_of(PHARMACIST)),
        ):
            bag.places = ((self.clock.now(), bag.places[-1][1]),)
            if bag.state != "mixed":
                bag.state, bag.step = "labelled", "check"

    @precondition(lambda self: self.clock.now() >= MORNING + timedelta(hours=1))
    @rule(accepted=st.booleans())
    def set_the_clock_back(self, accepted: bool) -> None:
        """An hour, and somebody comes to the station: whoever accepts it, or the next to be stopped."""
        people.sign_out(self.station, TECHNICIAN)  # so that the later moment is on record
        self.clock.advance(timedelta(hours=-1))
        if accepted:
            people.accept_clock(self.station, PHARMACIST, "it was ahead", pin_of(PHARMACIST))
        else:
            with pytest.raises(Refusal, match="clock of this computer is behind"):
                patients.add_patient(self.station, PHYSICIAN, "9", "N", "A", DAY, "W")
            self.clock.advance(timedelta(hours=1))
        for bag in self.bags.values():
            if bag.state in {"mixed", "labelled", "released", "quarantined"} or bag.step == "inject":
                bag.doubted = True

    @precondition(lambda self: self.bags)
    @rule()
    def restart(self) -> None:
        self.station.database.close()
        self.station = open_station(self.where, self.clock)

    # what always holds

    @invariant()
    def every_bag_is_what_the_naive_copy_says(self) -> None:
        for bag_id, naive in self.bags.items():
            bag = find_bag(self.station, bag_id)
            assert (bag.state.value, bag.step.value if bag.step else None) == (naive.state, naive.step)
            assert (bag.mixed_at, bag.vial_serial, bag.label_copy, bag.clock_doubted) == (
                naive.mixed_at,
                naive.serial,
                naive.copy,
                naive.doubted,
            )

    @invariant()
    def every_vial_is_accounted_for_and_in_one_bag_at_most(self) -> None:
        connection = Raw(self.where)
        fates = dict(connection.execute("SELECT serial, fate FROM vial").fetchall())
        owners = connection.execute(
            "SELECT count(*) FROM bag WHERE vial_serial IS NOT NULL AND state <> 'cancelled' "
            "GROUP BY vial_serial"
        ).fetchall()
        (taken,) = connection.execute("SELECT taken FROM diluent WHERE lot = 'B4471'").fetchone()
        connection.close()
        assert {serial: fates[serial] for serial in self.vials} == self.vials
        assert set(owners) <= {(1,)}
        assert taken == sum(bag.saline for bag in self.bags.values())

    @invariant()
    def the_chain_goes_on_unbroken(self) -> None:
        if self.sample.server:
            with self.station.database.reading() as reading:
                assert audit.verify(reading).ok
            return
        connection = Raw(self.where)
        rows = connection.execute(
            "SELECT seq, prev_hash, hash, body FROM event WHERE seq > ? ORDER BY seq", (self.checked,)
        ).fetchall()
        head = connection.execute("SELECT seq, hash FROM head").fetchone()
        connection.close()
        for seq, prev_hash, stored, body in rows:
            assert (seq, prev_hash) == (self.checked + 1, self.hash)
            content = b"alemprep audit 1\x00" + self.hash.encode() + b"\x00" + body.encode()
            assert stored == hashlib.sha256(content).hexdigest()
            self.checked, self.hash = seq, stored
        assert head == (self.checked, self.hash)


def test_bags_live_as_the_house_decided(sample: Sample) -> None:
    BagLife.sample = sample
    run_state_machine_as_test(
        BagLife,
        settings=settings(
            deadline=None,
            max_examples=500 if SOAK else 10,
            stateful_step_count=80 if SOAK else 35,
            suppress_health_check=list(HealthCheck),
            derandomize=not SOAK,
        ),
    )


def test_a_whole_life_can_be_lived(sample: Sample) -> None:
    """The machine itself reaches a release: otherwise it would prove little."""
    BagLife.sample = sample
    life = BagLife()
    life.ordered()
    while life.bags[life.live[PATIENTS[0]]].state != "released":
        life.go_on(PATIENTS[0], TECHNICIAN)
    life.every_bag_is_what_the_naive_copy_says()
    life.wait(480)
    life.every_vial_is_accounted_for_and_in_one_bag_at_most()
    life.wait(1)
    with pytest.raises(AssertionError):
        life.attempt(True, lambda: bench.number_labels(life.station, TECHNICIAN, life.live[PATIENTS[0]], "x"))
    life.discard(PATIENTS[0])
    life.the_chain_goes_on_unbroken()
    life.teardown()
