"""The one word that says how a mixed bag stands while it waits to be started."""

from datetime import datetime
from enum import StrEnum

from pharmacy.errors import Code
from pharmacy.language import Text, text
from pharmacy.preparation import State
from pharmacy.protocol.policy import SitePolicy
from pharmacy.stability import Verdict


class Word(StrEnum):
    """From the least to the most pressing."""

    IN_TIME = "in time"
    SOON = "soon"
    NOW = "now"
    QUARANTINED = "quarantined"
    OVER = "over"
    RECALLED = "recalled"


HELD_BACK = frozenset({Word.QUARANTINED, Word.OVER, Word.RECALLED})
"""Words of a bag that nobody may start as it is."""

WORD_NAMES: dict[Word, Text] = {
    Word.IN_TIME: text("in time"),
    Word.SOON: text("! SOON"),
    Word.NOW: text("!! NOW"),
    Word.QUARANTINED: text("✕ QUARANTINED"),
    Word.OVER: text("✕ OVER"),
    Word.RECALLED: text("✕ RECALLED"),
}
"""As shown to people: each tells itself from the others without any colour."""


def in_doubt(state: State, verdict: Verdict) -> bool:
    """Whether a mixed bag is in quarantine, by its figures or because somebody put it there, and nothing else
    is against it: a pharmacist clears it or discards it.
    """
    return verdict.only_custody or (verdict.usable and state is State.QUARANTINED)


def word_for(policy: SitePolicy, state: State, verdict: Verdict, now: datetime) -> Word:
    """How a mixed bag that is not started stands. At the very moment of a warning's time it is given; at
    "start before" itself the infusion may still start.

    Source: the times are local policy; Fig. 3: at most 8 hours.
    """
    if any(reason.code is Code.RECALLED for reason in verdict.reasons):
        return Word.RECALLED
    if in_doubt(state, verdict):
        return Word.QUARANTINED
    if not verdict.usable:
        return Word.OVER
    left = verdict.start_before - now
    if left <= policy.last_warning.duration:
        return Word.NOW
    return Word.SOON if left <= policy.first_warning.duration else Word.IN_TIME
