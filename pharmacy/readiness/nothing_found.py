"""Words that say that nothing was found, where what was found is asked for."""

import re
import unicodedata

from pharmacy.language import text

WHAT_WAS_FOUND = text("what shows it, first of all what was found: relapse, MRI, disability")
"""What evidence of disease activity has to say."""

_WHOLE = re.compile(
    r"(no|none|nil|nothing|negative|normal|unremarkable|clear|ok|n\.?/?a\.?|"
    r"no findings?|no pml|no abnormalit(y|ies)|"
    r"ninguno?|ninguna|nada|negativ[oa]|anodin[oa]|bien|sin hallazgos?|sin alteraciones|"
    r"sin lmp|no lmp|[-–—.?]+)"
)
_DENIES = re.compile(
    r"(there (is|was|are) )?(no|not|none|nil|nothing|never|without|absence|0|zero|non-?active|inactive|"
    r"negative|sin|ni|ninguno?|ninguna|nunca|nada|tampoco|ausencia|inactiv[oa]|negativ[oa]|"
    r"stable|estable|neda(-?\d)?|unchanged|normal|pending|pendiente|unknown|desconocid[oa])\b"
)
_ENDS = re.compile(
    r".*\b(normal|unchanged|stable|estable|inactiv[eao]|(no|sin) (\w+ )?(activity|changes?|lesions?|"
    r"actividad|cambios?|lesion(es)?))"
)
_WHERE = frozenset({"mri", "rm", "irm"})
_PARTS = re.compile(r"[:;,.]+\s+|\bbut\b|\bpero\b")


def says_nothing(words: str) -> bool:
    """Whether the words only say that there is no finding, in English or Spanish.

    >>> says_nothing("Normal."), says_nothing("no PML"), says_nothing("no P waves")
    (True, True, False)
    """
    return _WHOLE.fullmatch(_plain(words) or "-") is not None


def denies(words: str) -> bool:
    """Whether every part of the words says what was not found, and none what was.

    >>> denies("No hay actividad"), denies("RM sin cambios"), denies("(no activity)")
    (True, True, True)
    >>> denies("two new T2 lesions"), denies("No response to fingolimod: two relapses in 2025")
    (False, False)
    """
    return all(
        _DENIES.match(part) or _ENDS.fullmatch(part) or says_nothing(part)
        for part in map(_plain, _PARTS.split(_plain(words)))
        if part and part not in _WHERE
    )


def _plain(words: str) -> str:
    """In lower case, without accents and the signs around it."""
    letters = unicodedata.normalize("NFD", words.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)).strip(" .()[]-–—*¿?¡!")
