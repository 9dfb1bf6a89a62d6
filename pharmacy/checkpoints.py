"""Checkpoints of the audit: its heads once a day, signed with a key that is not in the database.

A chain can be rewound, or hashed anew as a whole, and looks sound. Then it does not lead any more to the
heads that a checkpoint saw; whoever wants to forge the checkpoints too needs the key.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from pharmacy.audit import GENESIS
from pharmacy.chain_findings import Finding
from pharmacy.event_form import canonical
from pharmacy.language import Text, text

_TAG = b"alemprep checkpoint 1\x00"
BEGINNING = hashlib.sha256(_TAG).hexdigest()
"""What stands for the checkpoint before the first one."""

KEY_BYTES = 32
"""Of an Ed25519 key, private or public. Source: RFC 8032, section 5.1.5."""


class Statement(BaseModel):
    """What a checkpoint says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: datetime
    """By the site's clock."""
    day: date
    """At the site."""
    heads: tuple[tuple[int, str], ...]
    """Number and hash of the newest event of each lane of the audit."""
    events: int
    """How many there were."""
    previous: str
    """Hash of the checkpoint before."""


class Checkpoint(BaseModel):
    """A signed statement, as it is kept: in a row, and in a line of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statement: str
    """Canonical JSON, exactly as signed."""
    public_key: str
    """Hex."""
    signature: str
    """Hex."""

    @property
    def sha256(self) -> str:
        """Of all of it."""
        parts = (self.statement, self.public_key, self.signature)
        return hashlib.sha256(_TAG + b"\x00".join(map(str.encode, parts))).hexdigest()

    @property
    def said(self) -> Statement | None:
        """What it says; none where that cannot be read."""
        try:
            return Statement.model_validate_json(self.statement)
        except ValidationError:
            return None

    def line(self) -> str:
        """As it stands in the file."""
        return canonical(self.model_dump())


def checkpoint(statement: Statement, key: bytes) -> Checkpoint:
    """Sign a statement."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - heavy, once a day
        Ed25519PrivateKey,
    )

    words = canonical(statement.model_dump(mode="json"))
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(_TAG + words.encode())
    return Checkpoint(statement=words, public_key=public_key(key), signature=signature.hex())


def public_key(key: bytes) -> str:
    """What a hospital's key is known by, in hex."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw().hex()


def is_signed(made: Checkpoint) -> bool:
    """Whether the signature is that of its key, for just this statement."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(made.public_key))
        key.verify(bytes.fromhex(made.signature), _TAG + made.statement.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def read_line(line: str) -> Checkpoint | None:
    """A line of the file of checkpoints; none for one that is no checkpoint."""
    try:
        return Checkpoint.model_validate(orjson.loads(line))
    except (orjson.JSONDecodeError, ValidationError):
        return None


class Evidence(BaseModel):
    """Everything that speaks for or against the checkpoints."""

    model_config = ConfigDict(frozen=True)

    table: tuple[Checkpoint, ...]
    """In the database, in their order."""
    file: tuple[Checkpoint | None, ...]
    """The lines of the file beside it, before the database was looked at; none for one without sense."""
    file_after: tuple[Checkpoint | None, ...]
    """The same afterwards: a line is written when its row is there already."""
    recorded: Mapping[str, int]
    """Which checkpoints the audit itself says were made: its event, by their hash."""
    hashes: Mapping[int, str]
    """Hash of every event that a checkpoint saw, as it stands now."""
    events: int
    """How many there are now."""
    newest: int
    """Number of the newest."""
    key: str | None
    """The hospital's public key; none where nobody knows it."""


def seen(checkpoints: Sequence[Checkpoint | None]) -> set[int]:
    """The numbers of all events that checkpoints saw."""
    found: set[int] = set()
    for made in checkpoints:
        said = made.said if made else None
        found |= {seq for seq, _ in said.heads} if said else set()
    return found


def lacking(table: Sequence[Checkpoint], file: Sequence[Checkpoint | None]) -> tuple[Checkpoint, ...]:
    """The newest checkpoints of the database that a file lacks only because its station was not opened since:
    it holds all that were made before, and the later ones are signed with the same key, each chained to the
    one before. None where anything else is the matter.
    """
    lines = tuple(dict.fromkeys(file))
    before = lines[-1] if lines else None
    if before is None or table[: len(lines)] != lines:
        return ()
    later = tuple(table[len(lines) :])
    for made in later:
        said = made.said
        follows = said is not None and said.previous == before.sha256
        if not follows or made.public_key != before.public_key or not is_signed(made):
            return ()
        before = made
    return later


def check(found: Evidence) -> list[Finding]:
    """Everything that is wrong with the checkpoints, or that they show to be wrong with the audit:

    1. each is signed, with the hospital's key, and can be read
    2. each follows the one before
    3. each event that it saw stands in the audit as it was then
    4. table, file and audit tell of the same checkpoints; only the newest may the file still lack
    """
    in_table = {made.sha256 for made in found.table}
    removed = [made for made in dict.fromkeys(found.file) if made is not None and made.sha256 not in in_table]
    every = [*found.table, *removed]
    findings: list[Finding] = []
    for made in every:
        findings += _about_signature(made, found.key)  # (1)
    if every and found.key is None:
        findings.append(_unknown_key())  # (1)
    findings += _about_order(found.table)  # (2)
    for made in every:
        findings += _about_events(made, found)  # (3)
    findings += _about_places(found, removed)  # (4)
    return findings


def _about_signature(made: Checkpoint, key: str | None) -> Iterator[Finding]:
    if not is_signed(made):
        words = text(
            "{checkpoint} was changed: its signature does not belong to what it says.", checkpoint=_name(made)
        )
        yield Finding(what=words)
    elif key is not None and made.public_key != key:
        words = text(
            "{checkpoint} is not signed with the hospital's key {key}… but with {other}…: somebody else "
            "made it.",
            checkpoint=_name(made),
            key=key[:16],
            other=made.public_key[:16],
        )
        yield Finding(what=words)
    if made.said is None:
        yield Finding(what=text("{checkpoint} does not say what a checkpoint says.", checkpoint=_name(made)))


def _unknown_key() -> Finding:
    words = text(
        "Whether the hospital signed the checkpoints, nobody can tell here: its key is missing. "
        "Give it with --key."
    )
    return Finding(what=words)


def _about_order(table: Sequence[Checkpoint]) -> Iterator[Finding]:
    before = BEGINNING
    for made in table:
        said = made.said
        if said is not None and said.previous != before:
            words = text(
                "{checkpoint} does not follow the one before it in the database: one was removed, put in or "
                "changed.",
                checkpoint=_name(made),
            )
            yield Finding(what=words)
        before = made.sha256


def _about_events(made: Checkpoint, found: Evidence) -> Iterator[Finding]:
    said = made.said
    if said is None:
        return
    stands = {seq: found.hashes.get(seq, GENESIS if seq == 0 else None) for seq, _ in said.heads}
    for seq, hashed in said.heads:
        if stands[seq] is None:
            words = text(
                "{checkpoint} saw event {event}, which is not there any more: the audit was wound back.",
                checkpoint=_name(made),
                event=seq,
            )
            yield Finding(event=min(seq, found.newest + 1), what=words)
        elif stands[seq] != hashed:
            words = text(
                "{checkpoint} saw event {event} otherwise than it stands here: it, or one before it, was "
                "written anew.",
                checkpoint=_name(made),
                event=seq,
            )
            yield Finding(event=seq, what=words)
    if all(stands[seq] == hashed for seq, hashed in said.heads) and said.events > found.events:
        words = text(
            "{checkpoint} counted {then} events; now there are {now}.",
            checkpoint=_name(made),
            then=said.events,
            now=found.events,
        )
        yield Finding(what=words)


def _about_places(found: Evidence, removed: Sequence[Checkpoint]) -> Iterator[Finding]:
    for number, read in enumerate(found.file, 1):
        if read is None:
            yield Finding(what=text("Line {line} of the file of checkpoints is no checkpoint.", line=number))
    for made in removed:
        words = text(
            "{checkpoint} stands in the file but not in the database: it was removed there.",
            checkpoint=_name(made),
        )
        yield Finding(what=words)
    later = lacking(found.table, found.file_after)
    in_file = {made.sha256 for made in (*found.file, *found.file_after, *later) if made is not None}
    for made in found.table:
        if made.sha256 not in in_file:
            words = text(
                "{checkpoint} stands in the database but not in the file: it was removed there, or could not "
                "be written.",
                checkpoint=_name(made),
            )
            yield Finding(what=words)
        if made.sha256 not in found.recorded:
            yield Finding(
                what=text(
                    "{checkpoint} is not recorded: no event says that it was made.", checkpoint=_name(made)
                )
            )
    known = {made.sha256 for made in (*found.table, *removed)}
    for sha256, event in found.recorded.items():
        if sha256 not in known:
            words = text(
                "Event {event} says that a checkpoint was made, which is neither in the database nor in the "
                "file: it was removed, or changed.",
                event=event,
            )
            yield Finding(event=event, what=words)


def _name(made: Checkpoint) -> Text:
    """What a checkpoint is called: by its day, or by its hash where that cannot be read."""
    said = made.said
    if said is None:
        return text("The checkpoint {hash}…", hash=made.sha256[:16])
    return text("The checkpoint of {day}", day=said.day)
