"""One act from the command line, by somebody who has signed in with badge and PIN."""

from collections.abc import Callable
from pathlib import Path

from pydantic import SecretStr, ValidationError

from pharmacy.clock import SystemClock
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.people import Act
from pharmacy.service import people
from pharmacy.service.act import SECRET
from tui.house import open_station
from tui.places import default_database
from tui.replay import BY_THE_PRESS, arguments_of, carry_out


def single_act(
    name: str, by: str, given: list[str], db: str | None, site: Path | None, *, ask: Callable[[str], str]
) -> None:
    """Sign in, then carry out an act with arguments like `lot=L77F2`. PINs are never arguments: `ask` asks
    for them. Raises `Refusal` as the act does, or for arguments it does not take.
    """
    if name not in set(Act) - BY_THE_PRESS:
        raise _unusable(text("an act of docs/scenarios.md"), name)
    model = arguments_of(name)
    arguments: dict[str, object] = dict(_pair(argument) for argument in given)
    secrets = [field for field, info in model.model_fields.items() if info.annotation is SecretStr]
    if SECRET & set(arguments):
        raise _unusable(text("PINs are asked for, not given"), ", ".join(SECRET & set(arguments)))
    station = open_station(db or default_database(), SystemClock(), site)
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
    carry_out(station, by, name, {field: getattr(checked, field) for field in model.model_fields})


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
