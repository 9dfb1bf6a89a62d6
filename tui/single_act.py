"""One act from the command line, by somebody who has signed in with badge and PIN."""

from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, SecretStr, ValidationError

from pharmacy.clock import SystemClock
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.people import Act
from pharmacy.plain import plain
from pharmacy.preparation import STATE_NAMES
from pharmacy.service import people
from pharmacy.service.act import SECRET
from pharmacy.service.bag import Bag
from pharmacy.service.courses import OrderedCourse
from tui.command import begin_day
from tui.house import open_station
from tui.places import default_database
from tui.replay import BY_THE_PRESS, arguments_of, carry_out


def single_act(
    name: str, by: str, given: list[str], db: str | None, site: Path | None, *, ask: Callable[[str], str]
) -> object:
    """Sign in, then carry out an act with arguments like `lot=L77F2`; return what it returns. PINs are never
    arguments: `ask` asks for them. Raises `Refusal` as the act does, or for arguments it does not take.
    """
    if name not in set(Act) - BY_THE_PRESS:
        raise _unusable(text("an act of docs/scenarios.md"), name)
    model = arguments_of(name)
    arguments: dict[str, object] = dict(_pair(argument) for argument in given)
    secrets = [field for field, info in model.model_fields.items() if info.annotation is SecretStr]
    if SECRET & set(arguments):
        raise _unusable(text("PINs are asked for, not given"), ", ".join(SECRET & set(arguments)))
    station = open_station(db or default_database(), SystemClock(), site)
    begin_day(station)
    pin = SecretStr(ask("your PIN"))
    people.sign_in(station, by, pin)
    for field in secrets:
        arguments[field] = pin if field == "pin" else SecretStr(ask(field.replace("_", " ")))
    try:
        checked = model.model_validate(arguments)
    except ValidationError as error:
        first = error.errors()[0]
        what = ".".join(map(str, first["loc"])).replace("bag_id", "bag")
        raise _unusable(text("the arguments of {act}", act=name), f"{what}: {first['msg']}") from error
    return carry_out(station, by, name, {field: getattr(checked, field) for field in model.model_fields})


def lines(result: object) -> list[str]:
    """What came of an act, a line each: bags with their patient and state, anything else by what it says."""
    match result:
        case None:
            return []
        case list() | tuple():
            return [line for item in result for line in lines(item)] or ["none"]
        case Bag():
            return [f"{result.id}  {result.label}  {STATE_NAMES[result.state]}"]
        case OrderedCourse():
            return list(result.bag_ids)
        case BaseModel():
            return [
                "  ".join(f"{name}: {value}" for name, value in plain(result).items() if _is_plain(value))
            ]
        case _:
            return [str(result)]


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int) and value != ""


def _pair(argument: str) -> tuple[str, str]:
    field, equals, value = argument.partition("=")
    if not equals:
        raise _unusable(text("an argument like lot=L77F2"), argument)
    return ("bag_id" if field == "bag" else field), value


def _unusable(expected: Text, got: str) -> Refusal:
    return Refusal(
        Code.MISSING,
        text("This act cannot be carried out so."),
        expected=expected,
        got=verbatim(got),
        advice=text("Look at docs/scenarios.md for acts and their arguments."),
        bad_input=True,
    )
