"""Protocol and site policy: in force as a pharmacist signed them, whatever has become of their files since.

What is signed is kept word for word. The files beside it are proposals: an edited one is told, and changes
nothing until it is signed. What the database says was signed is believed only with its hashes and its event.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from sqlalchemy import Connection, bindparam, select
from sqlmodel import col

from pharmacy import audit
from pharmacy.clock import CLOCK_TOLERANCE
from pharmacy.database import Database
from pharmacy.database.troubles import EDITED
from pharmacy.errors import Code, Refusal, Trouble
from pharmacy.event_form import canonical
from pharmacy.language import Text, text
from pharmacy.people import Act
from pharmacy.plain import plain
from pharmacy.protocol.differences import Difference, differences
from pharmacy.protocol.files import toml_in
from pharmacy.protocol.loader import SHIPPED_POLICY, SHIPPED_PROTOCOL, file_content, policy_in, protocol_in
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy
from pharmacy.records import ApprovalRow, PersonRow, columns
from pharmacy.service.act import Desk, Station, act
from pharmacy.service.bag import Bag
from pharmacy.service.signatures import ORDER_VERIFIED, signed_at
from pharmacy.service.standing import newer_values
from pharmacy.statements import Statement

SUBJECT = "policy"
"""What the audit's events of signing are about."""


@dataclass(frozen=True)
class ValueFiles:
    """Where protocol and site policy are proposed."""

    own_policy: Path
    """Beside the database; where there is none, the shipped one is proposed."""
    protocol: Path = SHIPPED_PROTOCOL

    @property
    def policy(self) -> Path:
        """The policy file as it is now."""
        return self.own_policy if self.own_policy.is_file() else SHIPPED_POLICY


@dataclass(frozen=True)
class Proposed:
    """What stands in the files at one moment."""

    protocol: Protocol
    policy: SitePolicy
    protocol_text: str
    policy_text: str


class Approval(BaseModel):
    """A pharmacist's signature under one version of both."""

    model_config = ConfigDict(frozen=True)

    id: int
    protocol: str
    """Its id and version."""
    protocol_sha256: str
    policy: str
    """Its id and version."""
    policy_sha256: str
    signed_by: str
    """The signer's name."""
    signed_at: datetime
    signed_sha256: str
    """Of the canonical facts that were signed."""
    protocol_text: str = Field(exclude=True, repr=False)
    """Word for word."""
    policy_text: str = Field(exclude=True, repr=False)
    """Word for word."""
    unreadable: str = ""
    """Why this version of alemprep cannot work by it; empty when it can."""


@dataclass(frozen=True)
class Values:
    """By what a station works, and what everybody there should know about it."""

    protocol: Protocol
    policy: SitePolicy
    approval: Approval | None
    notice: Text | None


@act(Act.SIGN_POLICY)
def sign_policy(
    desk: Desk,
    protocol_sha256: str,
    policy_sha256: str,
    pin: SecretStr,  # noqa: ARG001 - checked by `act`
) -> Approval:
    """Put protocol and site policy in force as they stand in their files. Signed is what the signer has read,
    by its SHA-256: a file that was changed since is refused. So is a signer whose station does not hold what
    was signed last: they have read how the files differ from something older.
    """
    proposed = read_proposed(desk.station.files)
    _hold_unless_overtaken(desk)
    for name, read, found in (
        (text("protocol"), protocol_sha256, proposed.protocol.sha256),
        (text("site policy"), policy_sha256, proposed.policy.sha256),
    ):
        if read != found:
            raise Refusal(
                Code.VALUES_DIFFER,
                text("The {file} is not the one that you have read.", file=name),
                expected=text("sha256 {sha256} …", sha256=read[:16]),
                got=text("sha256 {sha256} …", sha256=found[:16]),
                advice=text("Read what it says now, then sign that: key p on the worklist."),
            )
    signed = _signed(protocol_sha256, policy_sha256, desk.by.badge, desk.now)
    desk.changes.add(
        ApprovalRow,
        protocol_sha256=protocol_sha256,
        policy_sha256=policy_sha256,
        protocol_text=proposed.protocol_text,
        policy_text=proposed.policy_text,
        signed_sha256=signed,
        signed_by=desk.by.badge,
        signed_at=desk.now,
    )
    desk.about(SUBJECT, protocol=protocol_sha256, policy=policy_sha256, signed_sha256=signed)
    return approvals(desk.connection)[-1]


def read_proposed(files: ValueFiles) -> Proposed:
    """What stands in the files now. Raises `Trouble` (`bad-file`) for one that cannot be used."""
    protocol_text, policy_text = file_content(files.protocol), file_content(files.policy)
    protocol = protocol_in(protocol_text, str(files.protocol))
    return Proposed(
        protocol=protocol,
        policy=policy_in(protocol, policy_text, str(files.policy)),
        protocol_text=protocol_text.decode(),
        policy_text=policy_text.decode(),
    )


def files_now(station: Station) -> Proposed | Trouble:
    """What stands in the files now, or why it cannot be used: for whoever only reads."""
    try:
        return read_proposed(station.files)
    except Trouble as trouble:
        return trouble


def approvals(connection: Connection) -> tuple[Approval, ...]:
    """All signatures under protocol and policy, oldest first."""
    rows = connection.execute(
        select(*columns(ApprovalRow), col(PersonRow.name).label("name"))
        .join(PersonRow, col(PersonRow.badge) == col(ApprovalRow.signed_by))
        .order_by(col(ApprovalRow.id))
    )
    return tuple(
        Approval(
            **(dict(row._mapping) | {"signed_by": row.name}),
            protocol=_named(row.protocol_text),
            policy=_named(row.policy_text),
        )
        for row in rows
    )


def in_force(database: Database, files: ValueFiles, zone: tzinfo) -> Values:
    """The values by which a station works from now on: the newest signed ones, or before the first signature
    the proposed ones. A proposed file that cannot be used is told, and stops nothing.

    Raises `Trouble` (`values-altered`) where what is stored is not what was signed.
    """
    with database.reading() as connection:
        found = approvals(connection)
        _refuse_altered(connection, found)
    if not found:
        return _unsigned(files, None)
    approval = found[-1]
    try:
        protocol = protocol_in(approval.protocol_text.encode(), str(_SIGNED))
        policy = policy_in(protocol, approval.policy_text.encode(), str(_SIGNED))
    except Trouble as trouble:
        return _unsigned(files, approval.model_copy(update={"unreadable": trouble.message()}))
    return Values(protocol, policy, approval, _notice(files, approval, zone))


def renewed(station: Station) -> Station:
    """The station, working by what is in force now."""
    values = in_force(station.database, station.files, station.site.tz)
    return replace(
        station,
        protocol=values.protocol,
        policy=values.policy,
        approval=values.approval,
        notice=values.notice,
    )


def differing(old: Approval | None, new: Approval | Proposed) -> list[tuple[Text, Difference]]:
    """What two versions of both files say differently, each with its file: everything, when there is no old
    one.
    """
    return [
        (name, difference)
        for name, before, after in (
            (text("protocol"), old.protocol_text if old else "", new.protocol_text),
            (text("site policy"), old.policy_text if old else "", new.policy_text),
        )
        for difference in differences(before, after)
    ]


def last_change(station: Station) -> list[tuple[Text, Difference]]:
    """What the newest signature changed; nothing for the first one."""
    with station.database.reading() as connection:
        found = approvals(connection)
    return differing(found[-2], found[-1]) if found[1:] else []


def is_signed(approval: Approval | None, proposed: Proposed) -> bool:
    """Whether the files are, letter for letter, what was signed."""
    return approval is not None and (approval.protocol_sha256, approval.policy_sha256) == (
        proposed.protocol.sha256,
        proposed.policy.sha256,
    )


def verified_under(station: Station, bag: Bag) -> Approval | None:
    """The signature that was in force when a bag's order was verified; none when the order is older."""
    with station.database.reading() as connection:
        at = signed_at(connection, bag.id, ORDER_VERIFIED)
        return approval_then(approvals(connection), bag.protocol_sha256, bag.policy_sha256, at)


def approval_then(
    signed: Iterable[Approval], protocol_sha256: str, policy_sha256: str, at: datetime
) -> Approval | None:
    """The signature that was in force at a moment, if it was under these two; none where it was not: the
    order is older than signed values. Where the clocks of two stations may disagree about which came first,
    the one that is under these two.
    """
    known = list(signed)
    surely = [number for number, each in enumerate(known) if each.signed_at <= at - CLOCK_TOLERANCE]
    perhaps = [each for each in known[max(surely, default=0) :] if each.signed_at <= at + CLOCK_TOLERANCE]
    wanted = (protocol_sha256, policy_sha256)
    fitting = [each for each in perhaps if (each.protocol_sha256, each.policy_sha256) == wanted]
    return fitting[-1] if fitting else None


_SIGNED = text("What was signed")
_UNSIGNED = text("Nothing can be prepared: no pharmacist has signed the values in force. See p.")


def _unsigned(files: ValueFiles, approval: Approval | None) -> Values:
    """What `DESPITE_VALUES` goes by, and nothing else does: a running infusion is paused or stopped whatever
    stands in the files.
    """
    try:
        proposed = read_proposed(files)
    except Trouble:
        proposed = read_proposed(ValueFiles(SHIPPED_POLICY))
    return Values(proposed.protocol, proposed.policy, approval, _UNSIGNED)


def _notice(files: ValueFiles, approval: Approval, zone: tzinfo) -> Text | None:
    """What everybody should know about the files, in one line."""
    who, day = approval.signed_by, approval.signed_at.astimezone(zone).date()
    try:
        changed = _changed(files, approval, read_proposed(files))
    except Trouble:
        return text(
            "A values file cannot be used; what {name} signed on {day} holds. See p.", name=who, day=day
        )
    if not changed:
        return None
    names = ", ".join(path.name for path in changed)
    return text("{file} differs from what {name} signed on {day}: see p.", file=names, name=who, day=day)


def _changed(files: ValueFiles, approval: Approval, proposed: Proposed) -> list[Path]:
    """Which of the two files is not what was signed."""
    return [
        path
        for path, signed, found in (
            (files.protocol, approval.protocol_sha256, proposed.protocol.sha256),
            (files.policy, approval.policy_sha256, proposed.policy.sha256),
        )
        if signed != found
    ]


def _signed(protocol_sha256: str, policy_sha256: str, badge: str, at: datetime) -> str:
    """The hash of what a pharmacist puts their name to."""
    facts = {"protocol": protocol_sha256, "policy": policy_sha256, "by": badge, "at": at.astimezone(UTC)}
    return hashlib.sha256(canonical(plain(facts)).encode()).hexdigest()


_SIGNER = Statement(
    select(col(PersonRow.badge))
    .where(col(PersonRow.badge) == bindparam("of_badge"))
    .with_for_update(read=True, key_share=True)
)


def _hold_unless_overtaken(desk: Desk) -> None:
    """Hold the audit, so that nothing is done under values that are being replaced, and nobody else signs.
    Raises `Refusal` unless the station holds what was signed last, and `Trouble` where that was altered.
    """
    _SIGNER.rows(desk.connection, of_badge=desk.by.badge)  # of whom the signature will tell; before the audit
    audit.hold(desk.connection)
    before = approvals(desk.connection)
    _refuse_altered(desk.connection, before)
    held = desk.station.approval
    if before and (held is None or held.id != before[-1].id):
        raise newer_values(desk.station, desk.connection, before[-1].id)


def _refuse_altered(connection: Connection, found: Sequence[Approval]) -> None:
    """Raise `Trouble` when texts, hashes, signer and event of the newest signature do not belong together, or
    when the audit tells of a newer one: a table can be edited by whoever may open the database.
    """
    signings = [event for event in audit.events_about(connection, SUBJECT) if _is_signing(event)]
    newest = signings[-1] if signings else None
    if not found:
        if newest is not None:
            raise _altered(_TOLD_LAST, text("nothing signed"))
        return
    approval = found[-1]
    row = connection.execute(select(*columns(ApprovalRow)).where(col(ApprovalRow.id) == approval.id)).one()
    digest = _signed(row.protocol_sha256, row.policy_sha256, row.signed_by, row.signed_at)
    for what, expected, got in (
        (text("protocol"), row.protocol_sha256, _sha256(row.protocol_text)),
        (text("site policy"), row.policy_sha256, _sha256(row.policy_text)),
        (text("signature"), row.signed_sha256, digest),
    ):
        if expected != got:
            raise _altered(
                text("{what}: sha256 {sha256} …", what=what, sha256=expected[:16]),
                text("{what}: sha256 {sha256} …", what=what, sha256=got[:16]),
            )
    if not _vouches(newest, row):
        raise _altered(
            _TOLD_LAST, text("signature {number}, by {name}", number=row.id, name=approval.signed_by)
        )


_TOLD_LAST = text("the signature that the audit tells of last")


def _is_signing(event: object) -> bool:
    """Whether values were signed by an event, which may be anything that somebody has put there."""
    match event:
        case {"act": Act.SIGN_POLICY, "result": "ok"}:
            return True
    return False


def _vouches(event: object, row: Any) -> bool:
    """Whether an event tells of this very row: one that is put in again has another number."""
    match event:
        case {"by": by, "data": {"signed_sha256": signed, "changed": {"approval": [{"id": number}]}}}:
            return (by, signed, number) == (row.signed_by, row.signed_sha256, row.id)
    return False


def _altered(expected: Text, got: Text) -> Trouble:
    return Trouble(
        Code.VALUES_ALTERED,
        text("The protocol and site policy in the database are not what was signed."),
        expected=expected,
        got=got,
        advice=EDITED,
    )


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


@lru_cache(maxsize=8)
def _named(content: str) -> str:
    """Id and version of a file, as far as it still says them: it may be altered, or of another alemprep."""
    try:
        found = toml_in(content.encode())
    except ValueError:
        return "–"
    return f"{found.get('id', '–')} {found.get('version', '–')}"
