"""Which entry of a work-up is wrong, and what could stand there, in the reader's language."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pharmacy.language import Text, listed, text, verbatim
from pharmacy.readiness.nothing_found import WHAT_WAS_FOUND

_SHOWN = 120
"""Characters of a wrong entry; the rest of a long one helps nobody."""


class WrongEntry(NamedTuple):
    """An entry that cannot be used."""

    key: str
    """Dotted, as in the file."""
    expected: Text
    got: Text


def first_wrong(error: ValidationError, found: object) -> WrongEntry:
    """The first wrong entry of plain data. Where one of several shapes may stand, the shape that fits best
    says what is wrong; if none does, each says what it would be.
    """
    told = [(_key(each, found), each) for each in error.errors(include_url=False)]
    section = told[0][0][:1]
    key = max((key for key, _ in told if key[:1] == section), key=len)
    here = [each for other, each in told if other == key]
    expected = {str(said): said for said in map(_expected, here)}
    return WrongEntry(".".join(key), _either(list(expected.values())), _got(here[0]))


def _key(error: ErrorDetails, found: object) -> tuple[str, ...]:
    """Where it stands in the data, without the names that pydantic gives to the shapes that it tried."""
    key: list[str] = []
    inside: Any = found
    for part in error["loc"]:
        if _is_in(inside, part):
            inside = inside[part]
        elif error["type"] != "missing" or part != error["loc"][-1]:
            continue
        key.append(str(part))
    return tuple(key)


def _is_in(inside: object, part: int | str) -> bool:
    if isinstance(inside, list | tuple):
        return isinstance(part, int) and part < len(inside)
    return isinstance(inside, Mapping) and part in inside


def _either(shapes: list[Text]) -> Text:
    first, *others = shapes
    for other in others:
        first = text("{one}, or {other}", one=first, other=other)
    return first


def _got(error: ErrorDetails) -> Text:
    return text("nothing") if error["type"] == "missing" else verbatim(str(error["input"])[:_SHOWN])


def _expected(error: ErrorDetails) -> Text:
    kind, limits = error["type"], error.get("ctx", {})
    if kind in {"enum", "literal_error"}:
        choices = [verbatim(choice) for choice in re.findall(r"'([^']*)'", str(limits["expected"]))]
        return text("one of these: {choices}", choices=listed(choices)) if choices[1:] else choices[0]
    if kind in {"greater_than_equal", "less_than_equal"}:
        limit = verbatim(str(limits.get("ge", limits.get("le"))))
        if kind == "less_than_equal":
            return text("a number up to {limit}", limit=limit)
        return text("a number from {limit} on", limit=limit)
    if kind == "string_too_long":
        return text("at most {number} characters", number=limits["max_length"])
    return _EXPECTED.get(kind, text("what docs/readiness.md says"))


_A_DAY = text("a day, year first: YYYY-MM-DD")
_A_NUMBER = text("a number, exactly as it was reported")
_A_WHOLE_NUMBER = text("a whole number")
_AN_OBJECT = text("an object with entries of its own")
_A_LIST = text("a list")
_WORDS = text("words")
_EXPECTED: dict[str, Text] = {
    "missing": text("this entry, with a value"),
    "extra_forbidden": text("only entries that docs/readiness.md names"),
    "not_a_day": _A_DAY,
    "date_type": _A_DAY,
    "not_exact": _A_NUMBER,
    "decimal_type": _A_NUMBER,
    "decimal_parsing": _A_NUMBER,
    "decimal_max_digits": text("a number of at most 12 digits"),
    "finite_number": _A_NUMBER,
    "bool_type": text("true or false"),
    "int_type": _A_WHOLE_NUMBER,
    "int_parsing": _A_WHOLE_NUMBER,
    "int_from_float": _A_WHOLE_NUMBER,
    "not_printable": text("characters that can be printed"),
    "no_finding": text("what was found; left out where nothing was"),
    "no_activity": WHAT_WAS_FOUND,
    "string_type": _WORDS,
    "string_too_short": _WORDS,
    "tuple_type": _A_LIST,
    "too_short": text("a list with at least one entry"),
    "dict_type": _AN_OBJECT,
    "model_type": _AN_OBJECT,
    "model_attributes_type": _AN_OBJECT,
}
"""By pydantic's name of what went wrong, and the two of `workup`."""
