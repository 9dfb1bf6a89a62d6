"""A work-up from JSON, as a file or an act has it, and back."""

import json
from decimal import Decimal

from pydantic import ValidationError

from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.readiness.workup import Workup


def workup_from(content: bytes | str, name: str) -> Workup:
    """What a JSON text says, its numbers exact. Raises `Refusal` (bad-file), naming the entry that is wrong;
    `name` is what the refusal calls the text.
    """
    try:
        found = json.loads(content, parse_float=Decimal, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _wrong(name, "", "JSON, each key once", str(error)) from error
    return workup_in(found, name)


def workup_in(found: object, name: str) -> Workup:
    """The work-up that plain data says."""
    try:
        return Workup.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise _wrong(name, key, first["msg"], str(first["input"])) from error


def workup_text(workup: Workup) -> str:
    """As it is stored: the same for the same entries, numbers as written, without what is not known."""
    return json.dumps(
        workup.model_dump(mode="json", exclude_defaults=True),
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
        raise ValueError(f"{twice} stands there twice")
    return found


def _no_number(constant: str) -> object:
    raise ValueError(f"{constant} is no number")


def _wrong(name: str, key: str, expected: str, got: str) -> Refusal:
    return Refusal(
        Code.BAD_FILE,
        text("{file} cannot be used: {key} is wrong.", file=name, key=key)
        if key
        else text("{file} cannot be used.", file=name),
        expected=verbatim(expected[:200]),
        got=verbatim(got[:120]),
        advice=text("Correct it; docs/readiness.md says what can stand there."),
        bad_input=True,
        field=key,
    )
