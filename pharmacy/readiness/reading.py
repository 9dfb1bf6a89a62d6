"""A work-up from JSON, as a file or an act has it, and back."""

import json
from decimal import Decimal

from pydantic import ValidationError

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text
from pharmacy.readiness.entry_names import entry_name
from pharmacy.readiness.workup import Workup
from pharmacy.readiness.wrong_entry import first_wrong


def workup_from(content: bytes | str, name: str) -> Workup:
    """What a JSON text says, its numbers exact. Raises `Refusal` (bad-file), naming the entry that is wrong;
    `name` is what the refusal calls the text.
    """
    try:
        found = json.loads(content, parse_float=Decimal, object_pairs_hook=_once, parse_constant=_no_number)
    except _NotJson as error:
        raise _wrong(name, "", _JSON, error.said) from error
    except json.JSONDecodeError as error:
        where = text("line {line}, character {column}", line=error.lineno, column=error.colno)
        raise _wrong(name, "", _JSON, where) from error
    except (ValueError, RecursionError) as error:
        raise _wrong(name, "", _JSON, text("something else")) from error
    return workup_in(found, name)


def workup_in(found: object, name: str) -> Workup:
    """The work-up that plain data says. Raises `Refusal` (bad-file), naming the entry that is wrong."""
    try:
        return Workup.model_validate(found)
    except ValidationError as error:
        key, expected, got = first_wrong(error, found)
        raise _wrong(name, key, expected, got) from error


def workup_text(workup: Workup) -> str:
    """As it is stored: the same for the same entries, numbers as written, without what is not known."""
    return json.dumps(
        workup.model_dump(mode="json", exclude_defaults=True),
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )


_JSON = text("JSON, each key once")


class _NotJson(ValueError):
    """What in a text is not JSON as it is wanted here."""

    def __init__(self, said: Text) -> None:
        super().__init__(str(said))
        self.said = said


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
        raise _NotJson(text("{key} stands there twice", key=twice[:60]))
    return found


def _no_number(constant: str) -> object:
    raise _NotJson(text("{constant} is no number", constant=constant))


def _wrong(name: str, key: str, expected: Text, got: Text) -> Refusal:
    return Refusal(
        Code.BAD_FILE,
        text("{file} cannot be used: {key} is wrong.", file=name, key=entry_name(key))
        if key
        else text("{file} cannot be used.", file=name),
        expected=expected,
        got=got,
        advice=text("Correct it; docs/readiness.md says what can stand there."),
        bad_input=True,
        field=key,
    )
