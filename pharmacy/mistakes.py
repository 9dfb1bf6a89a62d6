"""Where the program failed, without any value: among them are patients and the secret of the PINs."""

import os
import traceback
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_OURS = tuple(f"{_ROOT / package}{os.sep}" for package in ("pharmacy", "labels", "tui"))
_DEEPEST = 5
"""How many of our own places are told: the last ones."""


def place_of(error: BaseException, deepest: int = _DEEPEST) -> str:
    """An error's kind, the last of our own places that it came through, and the one where it happened."""
    frames = traceback.extract_tb(error.__traceback__)
    told = [frame for frame in frames if frame.filename.startswith(_OURS)][-deepest:]
    if frames and frames[-1] not in told:
        told.append(frames[-1])
    return " · ".join([type(error).__name__, *map(_place, told)])


def _place(frame: traceback.FrameSummary) -> str:
    return f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}"
