"""PINs: stored as argon2id with a pepper, tried a limited number of times."""

import hmac
from datetime import datetime, timedelta
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from pydantic import SecretStr
from sqlalchemy import Connection, bindparam, case, or_, select, update
from sqlmodel import col

from pharmacy.clock import Clock
from pharmacy.database import Database
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.moments import clock_time, next_minute, whole_minutes
from pharmacy.people import gone
from pharmacy.records import PersonRow
from pharmacy.site import Site
from pharmacy.statements import Statement

TRIES = 5
"""Wrong PINs in a row before a badge has to wait."""

WAIT = timedelta(minutes=15)
"""How long it waits."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def hashed(pepper: bytes, badge: str, pin: SecretStr) -> str:
    """What is stored of a PIN."""
    return _HASHER.hash(peppered(pepper, badge, pin))


class Door(Protocol):
    """What a PIN is checked at: a station."""

    @property
    def database(self) -> Database:
        """Where the hashes are."""

    @property
    def clock(self) -> Clock:
        """By which one waits."""

    @property
    def site(self) -> Site:
        """In whose zone it is told until when."""

    @property
    def pepper(self) -> bytes:
        """What they are hashed with besides."""


_THIS = col(PersonRow.badge) == bindparam("of_badge")
_WAITED = col(PersonRow.tried_at) < bindparam("long_ago")
_LATER = case(
    (col(PersonRow.tried_at) > bindparam("to_now"), col(PersonRow.tried_at)), else_=bindparam("to_now")
)
"""A station whose clock is behind ends no wait that began by another's."""
_TRY = Statement(
    update(PersonRow)
    .where(_THIS, col(PersonRow.left_at).is_(None), or_(col(PersonRow.tries) < TRIES, _WAITED))
    .values(tries=case((_WAITED, 1), else_=col(PersonRow.tries) + 1), tried_at=_LATER)
    .returning(col(PersonRow.pin_hash), col(PersonRow.tries))
)
_KNOWN = Statement(select(col(PersonRow.name), col(PersonRow.left_at), col(PersonRow.tried_at)).where(_THIS))
_HASH = Statement(select(col(PersonRow.pin_hash)).where(_THIS))
_RIGHT = Statement(update(PersonRow).where(_THIS).values(tries=0))


def check(door: Door, badge: str, pin: object) -> str:
    """Raise `Refusal` unless badge and PIN belong together; give what is stored of the PIN, for
    `refuse_replaced`. The try is counted before the PIN is looked at, so that many guesses at once get no
    more tries than one after another.
    """
    assert isinstance(pin, SecretStr)
    with door.database.atomic() as connection:
        now = door.clock.now()
        tried = _TRY.one(connection, of_badge=badge, to_now=now, long_ago=now - WAIT)
        known = _KNOWN.one(connection, of_badge=badge)
    if known is None:
        raise Refusal(
            Code.UNKNOWN_PERSON,
            text("Nobody here has this badge."),
            expected=text("the badge of somebody who works here"),
            got=verbatim(badge),
            advice=text("Scan your own badge. An administrator adds new people."),
        )
    if known.left_at is not None:
        raise gone(badge, known.name)
    until = _until(door, known.tried_at or now, now)
    if tried is None:
        raise _locked_out(badge, until)
    try:
        _HASHER.verify(tried.pin_hash, peppered(door.pepper, badge, pin))
    except (VerifyMismatchError, InvalidHashError):
        raise (_wrong(badge) if tried.tries < TRIES else _last_wrong(badge, until)) from None
    with door.database.atomic() as connection:
        _RIGHT.rows(connection, of_badge=badge)
    return str(tried.pin_hash)


def refuse_replaced(connection: Connection, badge: str, pin_hash: str) -> None:
    """Raise `Refusal` when a badge has got a new PIN since its old one was checked."""
    stored = _HASH.one(connection, of_badge=badge)
    if stored is None or stored.pin_hash != pin_hash:
        raise _wrong(badge)


def _until(door: Door, tried_at: datetime, now: datetime) -> Text:
    """Until when a badge waits whose last try was then: the clock time, and the day where it is another."""
    until, zone = next_minute(tried_at + WAIT), door.site.tz
    day, at = until.astimezone(zone).date(), clock_time(until, zone)
    return verbatim(at) if day == now.astimezone(zone).date() else text("{day}, {time}", day=day, time=at)


def _locked_out(badge: str, until: Text) -> Refusal:
    return Refusal(
        Code.LOCKED_OUT,
        text("This badge has had too many wrong PINs."),
        expected=text("at most {tries} tries in {minutes} min", tries=TRIES, minutes=whole_minutes(WAIT)),
        got=verbatim(badge),
        advice=text(
            "Wait until {when}, or ask an administrator to let it be tried at once.",
            when=until,
        ),
    )


def _wrong(badge: str) -> Refusal:
    return Refusal(
        Code.WRONG_PIN,
        text("Badge and PIN do not belong together."),
        expected=text("the PIN of badge {badge}", badge=badge),
        got=text("another PIN"),
        advice=text(
            "Scan your badge and type your PIN again; after {tries} wrong ones the badge waits.",
            tries=TRIES,
        ),
    )


def _last_wrong(badge: str, until: Text) -> Refusal:
    """What is said of the try after which the badge waits: it is the badge that is named, not who acts."""
    return Refusal(
        Code.LAST_WRONG_PIN,
        text("Badge and PIN do not belong together; badge {badge} waits now.", badge=badge),
        expected=text("the PIN of badge {badge}", badge=badge),
        got=text("another PIN"),
        advice=text(
            "That was the last of {tries} tries: the badge waits until {when}. An administrator can let it "
            "be tried at once.",
            tries=TRIES,
            when=until,
        ),
    )


def waits_until(tries: int, tried_at: datetime | None, now: datetime) -> datetime | None:
    """Until when a badge waits after so many tries, the last of them then; none where it does not."""
    if tried_at is None or tries < TRIES or tried_at + WAIT < now:
        return None
    return tried_at + WAIT


def peppered(pepper: bytes, badge: str, pin: SecretStr) -> str:
    """What is hashed for a PIN: nothing that can be tried without the pepper, or for another badge."""
    return hmac.new(pepper, f"{badge}\x00{pin.get_secret_value()}".encode(), "sha256").hexdigest()
