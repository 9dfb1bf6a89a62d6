"""Roles, and the one table of who may do what."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim

NOBODY = ""
"""Stands for a badge where nobody was signed in: a look at a bag from the command line."""


class Role(StrEnum):
    """What a person is at work."""

    PHARMACIST = "pharmacist"
    TECHNICIAN = "technician"
    NURSE = "nurse"
    PHYSICIAN = "physician"
    ADMINISTRATOR = "administrator"


class Person(BaseModel):
    """Somebody with a badge."""

    model_config = ConfigDict(frozen=True)

    badge: str
    """What the badge's code says, without the site's frame around it."""
    name: str
    """As printed: `T. Ruiz`."""
    role: Role


class SignedIn(Person):
    """Somebody who has just proven who they are."""

    session: int | None = None
    """Number of the sign-in's event, where it was at a window; a later sign-in elsewhere ends it."""
    idle_minutes: int = 0
    """For how long nobody had used the window, where it lets them act all the same: a running infusion's."""


class Act(StrEnum):
    """Everything a person can do, by the name that scenarios and the audit use."""

    SIGN_IN = "people.sign_in"
    SIGN_OUT = "people.sign_out"
    ADD_PERSON = "people.add"
    CHANGE_PIN = "people.change_pin"
    GIVE_PIN = "people.give_pin"
    UNLOCK = "people.unlock"
    LEAVE = "people.leave"
    ACCEPT_CLOCK = "station.accept_clock"
    SIGN_POLICY = "policy.sign"
    LOOK_UP = "station.look_up"
    ENROL_PRODUCT = "stock.enrol"
    RECEIVE_VIAL = "stock.receive_vial"
    RECEIVE_DILUENT = "stock.receive_diluent"
    RECALL_LOT = "stock.recall"
    ADD_PATIENT = "orders.add_patient"
    CORRECT_PATIENT = "orders.correct_patient"
    RECORD_WORKUP = "readiness.record"
    DECIDE_READINESS = "readiness.decide"
    ORDER_COURSE = "orders.course"
    CANCEL_COURSE = "orders.cancel_course"
    VERIFY_BAG = "orders.verify"
    RESCHEDULE = "orders.reschedule"
    REPLACE_BAG = "orders.replace"
    CONFIRM_ORDER = "bench.order"
    CONFIRM_PATIENT = "bench.patient"
    SCAN_VIAL = "bench.vial"
    INSPECT_VIAL = "bench.look"
    REJECT_VIAL = "bench.reject_vial"
    SCAN_DILUENT = "bench.diluent"
    DRAW = "bench.draw"
    INJECT = "bench.inject"
    INVERT = "bench.invert"
    COVER = "bench.cover"
    NUMBER_LABELS = "bench.number_labels"
    LABELS_PRINTED = "bench.labels_printed"
    SCAN_BAG_LABEL = "bench.bag_label"
    SCAN_COVER_LABEL = "bench.cover_label"
    CANCEL = "bench.cancel"
    DISCARD = "bench.discard"
    RELEASE = "release.release"
    MOVE_BAG = "custody.move"
    COVER_BAG = "custody.cover"
    RECORD_TEMPERATURE = "custody.reading"
    IMPORT_TEMPERATURES = "custody.import"
    QUARANTINE = "custody.quarantine"
    CLEAR = "custody.clear"
    GIVE_PREMEDICATION = "bedside.premedication"
    OBSERVE = "bedside.observe"
    PRIME = "bedside.prime"
    CHECK_BEDSIDE = "bedside.verify"
    OVERRIDE = "bedside.override"
    START_INFUSION = "bedside.start"
    SET_RATE = "infusion.rate"
    PAUSE = "infusion.pause"
    RESUME = "infusion.resume"
    REACTION = "infusion.reaction"
    CLIMB = "infusion.climb"
    COMPLETE = "infusion.complete"
    STOP_INFUSION = "infusion.stop"
    OBSERVED = "infusion.observed"
    RECORD_CHECK = "follow_up.check"
    ANSWER_CHECKLIST = "follow_up.checklist"
    GIVE_CALENDAR = "follow_up.calendar"
    NUMBER_SHEET = "documents.number"
    DOCUMENT_SENT = "documents.sent"
    DOCUMENT_PRINTED = "documents.printed"
    DOCUMENT_LOOKED = "documents.looked"


_ALL = frozenset(Role)
_BENCH = frozenset({Role.PHARMACIST, Role.TECHNICIAN})
_PRINTS = _BENCH | {Role.NURSE}
"""Sheets; a label only who may number it."""
_PHARMACIST = frozenset({Role.PHARMACIST})
_CARRIES = _BENCH | {Role.NURSE}
"""Whoever has a bag in hand."""
_BEDSIDE = frozenset({Role.NURSE, Role.PHYSICIAN})
_ASKS = _BEDSIDE | _PHARMACIST
"""Whoever asks and examines the patient before a course and after it, and whoever judges it."""
_DECIDES = frozenset({Role.PHARMACIST, Role.PHYSICIAN})
_RUNS_THE_HOUSE = frozenset({Role.PHARMACIST, Role.ADMINISTRATOR})
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

MAY: Mapping[Act, frozenset[Role]] = {
    Act.SIGN_IN: _ALL,
    Act.SIGN_OUT: _ALL,
    Act.ADD_PERSON: _ADMINISTRATOR,
    Act.CHANGE_PIN: _ALL,
    Act.GIVE_PIN: _ADMINISTRATOR,
    Act.UNLOCK: _ADMINISTRATOR,
    Act.LEAVE: _ADMINISTRATOR,
    Act.ACCEPT_CLOCK: _RUNS_THE_HOUSE,
    Act.SIGN_POLICY: _PHARMACIST,
    Act.LOOK_UP: _ALL,
    Act.ENROL_PRODUCT: _BENCH,
    Act.RECEIVE_VIAL: _BENCH,
    Act.RECEIVE_DILUENT: _BENCH,
    Act.RECALL_LOT: _PHARMACIST,
    Act.ADD_PATIENT: frozenset({Role.PHARMACIST, Role.PHYSICIAN}),
    Act.CORRECT_PATIENT: frozenset({Role.PHARMACIST, Role.PHYSICIAN}),
    Act.RECORD_WORKUP: _ASKS,
    Act.DECIDE_READINESS: _DECIDES,
    Act.ORDER_COURSE: frozenset({Role.PHARMACIST, Role.PHYSICIAN}),
    Act.CANCEL_COURSE: frozenset({Role.PHARMACIST, Role.PHYSICIAN}),
    Act.VERIFY_BAG: _PHARMACIST,
    Act.RESCHEDULE: _PHARMACIST,
    Act.REPLACE_BAG: _PHARMACIST,
    Act.CONFIRM_ORDER: _BENCH,
    Act.CONFIRM_PATIENT: _BENCH,
    Act.SCAN_VIAL: _BENCH,
    Act.INSPECT_VIAL: _BENCH,
    Act.REJECT_VIAL: _BENCH,
    Act.SCAN_DILUENT: _BENCH,
    Act.DRAW: _BENCH,
    Act.INJECT: _BENCH,
    Act.INVERT: _BENCH,
    Act.COVER: _BENCH,
    Act.NUMBER_LABELS: _BENCH,
    Act.LABELS_PRINTED: _BENCH,
    Act.SCAN_BAG_LABEL: _BENCH,
    Act.SCAN_COVER_LABEL: _BENCH,
    Act.CANCEL: _BENCH,
    Act.DISCARD: _BENCH,
    Act.RELEASE: _PHARMACIST,
    Act.MOVE_BAG: _CARRIES,
    Act.COVER_BAG: _CARRIES,
    Act.RECORD_TEMPERATURE: _CARRIES,
    Act.IMPORT_TEMPERATURES: _CARRIES,
    Act.QUARANTINE: _CARRIES | {Role.PHYSICIAN},
    Act.CLEAR: _PHARMACIST,
    Act.GIVE_PREMEDICATION: _BEDSIDE,
    Act.OBSERVE: _BEDSIDE,
    Act.PRIME: _BEDSIDE,
    Act.CHECK_BEDSIDE: _ALL,
    Act.OVERRIDE: _DECIDES,
    Act.START_INFUSION: _BEDSIDE,
    Act.SET_RATE: _BEDSIDE,
    Act.PAUSE: _BEDSIDE,
    Act.RESUME: _BEDSIDE,
    Act.REACTION: _BEDSIDE,
    Act.CLIMB: frozenset({Role.PHYSICIAN}),
    Act.COMPLETE: _BEDSIDE,
    Act.STOP_INFUSION: _BEDSIDE,
    Act.OBSERVED: _BEDSIDE,
    Act.RECORD_CHECK: _ASKS,
    Act.ANSWER_CHECKLIST: _ASKS,
    Act.GIVE_CALENDAR: _ASKS,
    Act.NUMBER_SHEET: _PRINTS,
    Act.DOCUMENT_SENT: _PRINTS,
    Act.DOCUMENT_PRINTED: _PRINTS,
    Act.DOCUMENT_LOOKED: _PRINTS,
}
"""Who may do each act. Source for the bench: design of the house; the dilution is prepared by
trained staff (Fig. 3)."""

ROLE_NAMES: Mapping[Role, Text] = {
    Role.PHARMACIST: text("pharmacist"),
    Role.TECHNICIAN: text("technician"),
    Role.NURSE: text("nurse"),
    Role.PHYSICIAN: text("physician"),
    Role.ADMINISTRATOR: text("administrator"),
}
"""As shown to people."""

PIN_LEAST, PIN_MOST = 4, 8
"""How many digits a PIN has."""


def require_role(person: Person, act: Act) -> None:
    """Raise `Refusal` unless the person's role may do the act."""
    allowed = MAY[act]
    if person.role in allowed:
        return
    wanted = [ROLE_NAMES[role] for role in Role if role in allowed]
    expected = wanted[0]
    for other in wanted[1:]:
        expected = text("{one} or {other}", one=expected, other=other)
    raise Refusal(
        Code.NOT_YOUR_ROLE,
        text("This is not yours to do."),
        expected=expected,
        got=text("{name}, {role}", name=person.name, role=ROLE_NAMES[person.role]),
        advice=text("Ask somebody whose role it is to sign in."),
    )


def same_name(one: str, other: str) -> bool:
    """Whether two names could be one person's: capitals and blanks tell nobody apart.

    >>> same_name("F. Soler", " f.  SOLER"), same_name("F. Soler", "F. Soler Roca")
    (True, False)
    """
    return one.casefold().split() == other.casefold().split()


def gone(badge: str, name: str) -> Refusal:
    """The refusal of a badge whose person has left."""
    return Refusal(
        Code.PERSON_LEFT,
        text("The person of this badge does not work here any more."),
        expected=text("the badge of somebody who works here"),
        got=text("{badge}, {name}", badge=badge, name=name),
        advice=text("Scan your own badge. Whoever comes back gets a new one from an administrator."),
    )


def could_be_pin(words: str) -> bool:
    """Whether words have the form of a PIN: somebody may have typed theirs at the wrong moment.

    >>> could_be_pin("2580"), could_be_pin("26-000001-5")
    (True, False)
    """
    return words.isascii() and words.isdigit() and PIN_LEAST <= len(words) <= PIN_MOST


def check_new_pin(pin: str) -> None:
    """Raise `Refusal` for a PIN that is no PIN, or that anybody would try first."""
    runs = {"01234567890", "09876543210"}
    if not could_be_pin(pin) or len(set(pin)) == 1 or any(pin in run for run in runs):
        raise Refusal(
            Code.WEAK_PIN,
            text("This PIN cannot be used."),
            expected=text(
                "{least} to {most} digits, neither all the same nor counting up or down",
                least=PIN_LEAST,
                most=PIN_MOST,
            ),
            got=verbatim("•" * min(len(pin), PIN_MOST)),
            advice=text("Choose another one."),
        )
