"""How an act of a person is carried out: known, permitted, decided and recorded in one transaction.

A service function is written as `def scan_vial(desk, bag_id, scan)` and called as
`scan_vial(station, badge, bag_id, scan)`. Between the two stands `act`: it opens the transaction,
looks up who acts, asks the one table of roles, and writes the audit event with what the function
changed. A refusal rolls everything back and is recorded on its own.
"""

import functools
import hashlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from pydantic import SecretStr
from sqlalchemy import Connection, and_, or_, select
from sqlmodel import col

from pharmacy import audit
from pharmacy.changes import Change, Changes
from pharmacy.clock import CLOCK_TOLERANCE, Clock
from pharmacy.database import Database
from pharmacy.errors import AlemprepError, Code, Refusal, Trouble
from pharmacy.language import Text, text, verbatim
from pharmacy.moments import moment_text
from pharmacy.people import Act, Person, SignedIn, require_role
from pharmacy.plain import plain
from pharmacy.preparation import CLOCKED, State
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy
from pharmacy.records import BagRow
from pharmacy.service import pins, sessions
from pharmacy.service.standing import Standing, refuse_other_values, standing
from pharmacy.service.typed_pins import typed_pins
from pharmacy.site import Site
from pharmacy.statements import Statement
from pharmacy.witness import Witness

if TYPE_CHECKING:
    from pharmacy.service.approvals import Approval, ValueFiles
    from pharmacy.service.proof import Proof

P = ParamSpec("P")
R = TypeVar("R")

DESPITE_CLOCK = frozenset({Act.SIGN_IN, Act.SIGN_OUT, Act.ACCEPT_CLOCK, Act.DISCARD, Act.QUARANTINE})
"""Acts that a clock running behind does not stop: none of them makes a bag usable for longer."""


@dataclass(frozen=True)
class Station:
    """A workplace: everything that an act needs besides the person."""

    database: Database
    clock: Clock
    site: Site
    protocol: Protocol
    """In force: as it was signed, word for word. Before the first signature the proposed one, by which no
    more is done than `DESPITE_VALUES` names.
    """
    policy: SitePolicy
    """Likewise."""
    approval: "Approval | None"
    """Who signed both, and when; none before the first signature."""
    files: "ValueFiles"
    """Where the proposed ones are."""
    notice: Text | None
    """What everybody should know about the files, as they were when this station read them."""
    pepper: bytes
    """Secret outside the database that every PIN is hashed with."""
    witness: Witness
    """What vouches for the audit outside the database."""
    proof: "Proof"
    """Tries what will be printed, long before it is."""
    name: str
    """As it stands in the audit."""
    signed_in: SignedIn | None = None
    """Who has signed in at this window; none where there is no window, as on the command line."""


@dataclass
class Desk:
    """One act in progress."""

    station: Station
    connection: Connection
    by: Person
    subject: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    others: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    afterwards: Callable[[int], Any] | None = None
    """For an act whose result needs the number of its own event: makes the result."""
    changes: Changes = field(init=False)
    """What the act has written into the tables: all of it stands in its event."""

    def __post_init__(self) -> None:
        self.changes = Changes(self.connection)

    @functools.cached_property
    def now(self) -> datetime:
        """The moment of the act, one for all that it decides and writes. The clock is read when it is first
        asked for: by then the act holds the bag, patient or values that it had to wait for. Which product it
        takes from, or which bags of a refrigerator were too warm, may be waited for later.
        """
        return self.station.clock.now()

    @property
    def today(self) -> date:
        """The day at the site."""
        return self.now.astimezone(self.station.site.tz).date()

    def about(self, subject: str, **data: object) -> None:
        """Say what the audit event of this act is about, and what it changed."""
        self.subject = subject
        self.data |= {key: plain(value) for key, value in data.items()}

    def also(self, subject: str, **data: object) -> None:
        """Say what the act changed about something else: an event of its own, under that subject."""
        self.others.append((subject, {key: plain(value) for key, value in data.items()}))


ACTS: dict[Act, Callable[..., Any]] = {}
"""Every act by its name, as scenarios call it: `ACTS[name](station, badge, **arguments)`."""


def act(
    name: Act,
) -> Callable[[Callable[Concatenate[Desk, P], R]], Callable[Concatenate[Station, str, P], R]]:
    """Make an act of a function. An argument `pin` is the acting person's own, checked before
    anything else; `witness` with `witness_pin` is a second, different person's.
    """

    def decorate(function: Callable[Concatenate[Desk, P], R]) -> Callable[Concatenate[Station, str, P], R]:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def run(station: Station, badge: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
            given = dict(signature.bind(None, *args, **kwargs).arguments)
            given.pop("desk")
            with recorded(station, badge, name, given):
                proven = _prove(station, badge, given)
                with station.database.atomic() as connection:
                    # Not before the transaction: another station may have been waited for.
                    begun = station.clock.now()
                    stands = standing(connection, badge)
                    desk = Desk(station, connection, stands.person)
                    _check_clock(desk, name, begun, stands.latest)
                    _refuse_unpermitted(station, connection, name, stands, proven)
                    result = function(desk, *args, **kwargs)
                    if name not in DESPITE_CLOCK and _behind(desk.now, stands.latest):
                        # Set back while something was waited for.
                        raise _clock_behind(station, desk.now, stands.latest)
                    numbers = audit.record(connection, desk.now, list(_entries(desk, name)))
                    if connection.dialect.name != "sqlite" and not _ends_here(desk, name):
                        # Left, signed in elsewhere, another PIN or other values while something was waited
                        # for; as long as a lane is held, nobody signs.
                        _refuse_unpermitted(station, connection, name, standing(connection, badge), proven)
                    return result if desk.afterwards is None else desk.afterwards(numbers[-1])

        ACTS[name] = run
        return run

    return decorate


def _refuse_unpermitted(
    station: Station, connection: Connection, name: Act, stands: Standing, proven: Mapping[str, str]
) -> None:
    """Raise `Refusal` unless whoever acts is signed in here, has the role for the act, would do it by the
    newest signed values, and the PINs that were proven are still those of their badges.
    """
    if station.signed_in is not None and name not in sessions.AT_THE_DOOR:
        sessions.refuse_closed(connection, station.signed_in, station.site.tz)
    require_role(stands.person, name)
    refuse_other_values(station, connection, name, stands.newest_values)
    for badge, pin_hash in proven.items():
        pins.refuse_replaced(connection, badge, pin_hash)


def _ends_here(desk: Desk, name: Act) -> bool:
    """Whether the act has just ended the work, the sign-in or the PIN of whoever does it, or is at its
    window.
    """
    here = desk.station.signed_in
    return name in {Act.LEAVE, Act.GIVE_PIN, Act.CHANGE_PIN} and desk.subject in {
        desk.by.badge,
        here and here.badge,
    }


def _entries(desk: Desk, name: Act) -> Iterator[audit.Entry]:
    """What the events of an act say; the last one is about its own subject and tells what was written."""
    where = _where(desk.station)
    for subject, data in desk.others:
        yield audit.Entry(name, desk.by.badge, "ok", subject, data | where)
    changed = {"changed": desk.changes.told} if desk.changes.told else {}
    yield audit.Entry(name, desk.by.badge, "ok", desk.subject, desk.data | changed | where)


def _where(station: Station) -> dict[str, Any]:
    """Where an act was carried out, and whether anybody could have, because the window does not lock."""
    idle = station.signed_in.idle_minutes if station.signed_in is not None else 0
    return {"station": station.name} | ({"idle_minutes": idle} if idle else {})


@contextmanager
def recorded(station: Station, badge: str, name: Act, given: Mapping[str, object]) -> Iterator[None]:
    """Write down, in a transaction of its own, whatever is refused or fails in here; it is raised on."""
    try:
        yield
    except AlemprepError as error:
        if error.event is None:
            try:
                _record(station, badge, name, error, given)
            except Trouble:
                # A database that cannot be written cannot take the record either; the first trouble is told.
                if isinstance(error, Refusal):
                    raise
        raise


SECRET = frozenset({"pin", "new_pin", "witness_pin"})
"""Arguments that are never written down."""


def _record(
    station: Station, badge: str, name: Act, error: AlemprepError, given: Mapping[str, object]
) -> None:
    told = {key: plain(_short(key, value)) for key, value in given.items() if key not in SECRET}
    with station.database.atomic() as connection:
        pins_in_it = typed_pins(connection, station.site, badge, told)
        kept = {key: pins_in_it.hidden(key, value) for key, value in told.items()}
        shown = error.parts(station.site.language)
        data = {
            "code": error.code,
            "refusal": pins_in_it.words(error.message()),
            "shown": {part: pins_in_it.words(words) for part, words in shown.items()},
            "station": station.name,
            "given": kept,
        }
        now = station.clock.now()
        if _behind(now, audit.latest(connection)):
            changes = Changes(connection)
            data |= {"doubted": _doubt_open_bags(connection, changes), "changed": changes.told}
        event = audit.append(
            connection,
            act=name,
            by=pins_in_it.badge(badge),
            now=now,
            result="refused",
            subject=str(kept.get("bag_id", "")).replace("\0", "\ufffd"),
            data=data,
        )
    # Only now, when it is durable: a number that nobody finds again would be worse than none.
    error.event = event


def _short(name: str, value: object) -> object:
    """A whole file must not stand in the audit for ever."""
    if name == "content" and isinstance(value, str):
        digest = hashlib.sha256(value.encode(errors="surrogateescape")).hexdigest()
        return f"{len(value)} characters, sha256 {digest}"
    return value


def _behind(now: datetime, latest: datetime) -> bool:
    """Whether the clock has run backwards, further than clocks may lie apart."""
    return now < latest - CLOCK_TOLERANCE


_DRAWN = and_(col(BagRow.state) == State.IN_PREPARATION, col(BagRow.drawn_at).is_not(None))
_IN_HAND = or_(*(col(BagRow.state) == state for state in sorted(CLOCKED)), _DRAWN)
_HOLD = Statement(select(col(BagRow.id)).where(_IN_HAND).order_by(col(BagRow.id)).with_for_update())
"""Locks them where that is possible, in the order in which everybody locks bags; those in doubt already too,
for one of them may be what the act is about.
"""
_DOUBT = Change(BagRow, {"clock_doubted": True}, _IN_HAND, col(BagRow.clock_doubted).is_(False))


def _doubt_open_bags(connection: Connection, changes: Changes) -> list[str]:
    """The clock has run backwards: nobody knows any more when the bags in hand were mixed, or their vials
    opened. Mark them so that they can only be discarded, and return their ids.
    """
    _HOLD.rows(connection)
    return sorted(row.id for row in changes.make(_DOUBT))


def _prove(station: Station, badge: str, given: Mapping[str, object]) -> dict[str, str]:
    """Check the PINs among the arguments; what is stored of each, by badge. A PIN in the open is a mistake in
    the program: `TypeError`.
    """
    proven = {}
    for name in SECRET & given.keys():
        if not isinstance(given[name], SecretStr):
            raise TypeError(f"{name} must be a SecretStr")
    witness = given.get("witness")
    if "pin" in given:
        proven[badge] = pins.check(station, badge, given["pin"])
    if "witness_pin" in given:
        if witness == badge:
            raise Refusal(
                Code.SELF_WITNESS,
                text("Nobody can be their own witness."),
                expected=text("the badge of a second person"),
                got=verbatim(badge),
                advice=text("Ask a colleague to scan their badge and type their PIN."),
            )
        proven[str(witness)] = pins.check(station, str(witness), given["witness_pin"])
    return proven


def _check_clock(desk: Desk, name: Act, now: datetime, latest: datetime) -> None:
    """Refuse to work by a clock that has run backwards: it would lengthen every limit unseen. What is
    permitted all the same puts the mixed bags in doubt.
    """
    if not _behind(now, latest):
        return
    if name in DESPITE_CLOCK:
        desk.data["doubted"] = _doubt_open_bags(desk.connection, desk.changes)
        return
    raise _clock_behind(desk.station, now, latest)


def _clock_behind(station: Station, now: datetime, latest: datetime) -> Refusal:
    zone = station.site.tz
    return Refusal(
        Code.CLOCK_BEHIND,
        text("The clock of this computer is behind."),
        expected=text("a moment after the last recorded act, {when}", when=moment_text(latest, zone)),
        got=verbatim(moment_text(now, zone)),
        advice=text(
            "Set the clock right. If it is right now and was ahead before, a pharmacist or administrator "
            "accepts it: sign in and press k. Bags mixed until now can only be discarded."
        ),
    )


def must(condition: object, what: str) -> None:
    """Stop an act whose conditional write touched nothing: somebody else was faster, or there is no such row.
    `what`: a bag's number, or a paper's besides.
    """
    if not condition:
        raise Trouble(
            Code.DATABASE_BUSY,
            text("Somebody else changed this at the same moment, or it is not there; nothing was done."),
            expected=text("{what} as it was a moment ago", what=what),
            got=text("it is not so any more"),
            advice=text("Look at the worklist and try again."),
        )
