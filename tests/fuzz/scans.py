"""What arrives at the reader: a whole code, or what damage left of it."""

from dataclasses import dataclass
from random import Random

from pharmacy.scans import Scan
from tests.fuzz.codes import GS, whole_code
from tests.fuzz.damage import ACCIDENTS, SETTINGS


@dataclass(frozen=True)
class Arrival:
    """What arrived, what was done to it, and all that it may honestly be taken for."""

    raw: str
    damage: str
    may_say: tuple[Scan, ...]


def arrival(seed: int) -> Arrival:
    """The arrival of a seed: always the same."""
    rng = Random(seed)
    code = whole_code(rng)
    kind = rng.random()
    if kind < 0.1:
        return Arrival(code.sent, "none", (code.says,))
    if kind < 0.15:
        other = whole_code(rng)
        between = rng.choice(("", "", "\r", "\n", GS, " "))
        return Arrival(f"{code.sent}{between}{other.sent}", "two joined", (code.says, other.says))
    damages = [rng.choice(ACCIDENTS if kind < 0.65 else SETTINGS)]
    if kind > 0.5 and rng.random() < 0.3:
        damages.append(rng.choice(SETTINGS))
    raw = code.sent
    for damage in damages:
        raw = damage(rng, raw) if raw else raw
    name = damages[0].__name__.replace("_", " ") if len(damages) == 1 else "two damages"
    return Arrival(raw, name, (code.says,))
