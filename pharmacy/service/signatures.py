"""Signatures: who, when, meaning, and the hash of exactly what was signed."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlmodel import col

from pharmacy.event_form import canonical
from pharmacy.language import text
from pharmacy.plain import plain
from pharmacy.records import SignatureRow
from pharmacy.service.act import Desk
from pharmacy.service.bag import Bag

ORDER_VERIFIED, BAG_RELEASED = "order verified", "bag released"
READINESS_DECIDED = "recommendation decided against"
CUSTODY_CLEARED, CHECK_OVERRIDDEN = "custody cleared", "bedside check overridden"
MEANINGS = {
    ORDER_VERIFIED: text("order verified"),
    BAG_RELEASED: text("bag released"),
    READINESS_DECIDED: text("recommendation decided against"),
    CUSTODY_CLEARED: text("custody cleared"),
    CHECK_OVERRIDDEN: text("bedside check overridden"),
}
"""What a signature can say, and how people read it."""


def sign(desk: Desk, bag: Bag, meaning: str, facts: Mapping[str, object]) -> str:
    """Put the acting person's name to facts about a bag; return the SHA-256 of what was signed.
    Whoever signs has just given badge and PIN again: the act takes `pin`.
    """
    digest = hashlib.sha256(canonical(plain(facts)).encode()).hexdigest()
    desk.changes.add(
        SignatureRow,
        bag_id=bag.id,
        badge=desk.by.badge,
        signed_at=desk.now,
        meaning=meaning,
        signed_sha256=digest,
    )
    return digest


def signed_at(connection: Connection, bag_id: str, meaning: str) -> datetime:
    """When a meaning was last signed for a bag; it was."""
    at: datetime = connection.execute(
        select(func.max(col(SignatureRow.signed_at))).where(
            col(SignatureRow.bag_id) == bag_id, col(SignatureRow.meaning) == meaning
        )
    ).scalar_one()
    return at


def signer(connection: Connection, bag_id: str, meaning: str) -> str | None:
    """The badge of who last signed a meaning for a bag."""
    badge: str | None = connection.execute(
        select(col(SignatureRow.badge))
        .where(col(SignatureRow.bag_id) == bag_id, col(SignatureRow.meaning) == meaning)
        .order_by(col(SignatureRow.id).desc())
        .limit(1)
    ).scalar_one_or_none()
    return badge
