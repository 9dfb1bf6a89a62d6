"""Words that say that nothing was found, where what was found is asked for."""

import re

from pharmacy.language import text

WHAT_WAS_FOUND = text("what shows it, first of all what was found: relapse, MRI, disability")
"""What evidence of disease activity has to say."""

_WHOLE = re.compile(
    r"(no|none|nil|nothing|not known|unknown|negative|normal|unremarkable|clear|ok|n\.?/?a\.?|"
    r"no findings?|no pml|no abnormalit(y|ies)|"
    r"ningun[oa]?|nada|no consta|desconocid[oa]|negativ[oa]|anodin[oa]|bien|sin hallazgos?|sin alteraciones|"
    r"sin lmp|no lmp|[-–—.?]+)"
)
_DENIES = re.compile(
    r"(no|not|none|nil|nothing|without|sin|ning[uú]n[oa]?|nada|tampoco|negativ[oa]|negative)\b"
)


def says_nothing(words: str) -> bool:
    """Whether the words only say that there is no finding, in English or Spanish.

    >>> says_nothing("Normal."), says_nothing("no PML"), says_nothing("no P waves")
    (True, True, False)
    """
    return _WHOLE.fullmatch(words.casefold().strip().removesuffix(".").replace("ú", "u") or "-") is not None


def denies(words: str) -> bool:
    """Whether the words begin by saying what was not found.

    >>> denies("No hay actividad"), denies("two new T2 lesions"), denies("nocturnal relapse")
    (True, False, False)
    """
    return _DENIES.match(words.casefold().strip()) is not None or says_nothing(words)
