"""A day from a file: every line an act, carried out by the same functions as the screens.

The format is described in docs/scenarios.md.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import orjson
from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError, create_model

from labels.press import (
    print_calendar,
    print_card,
    print_folder,
    print_infusion,
    print_labels,
    print_premedication,
    print_record,
    print_timeline,
)
from labels.printers import Printers
from pharmacy.bedside import Bedside
from pharmacy.clock import SetClock
from pharmacy.errors import AlemprepError, Code, Refusal
from pharmacy.follow_up import flags_told
from pharmacy.identity import label_code
from pharmacy.language import decimal_text, text, verbatim
from pharmacy.people import Act
from pharmacy.preparation import WASTED
from pharmacy.protocol.files import read_whole, why
from pharmacy.quantities import hundredths
from pharmacy.service import (
    approvals,
    badges,
    bedside,
    bench,
    courses,
    custody,
    follow_up,
    infusions,
    look_ups,
    orders,
    patients,
    people,
    release,
    stockroom,
    workups,
)
from pharmacy.service.act import ACTS, Station
from pharmacy.service.bag import Bag
from pharmacy.service.bags import bags_of_patient
from pharmacy.service.checkpoints import begin_day
from pharmacy.service.follow_up import Answered, Recorded, counted_text

WORKPLACES = (
    approvals,
    badges,
    bedside,
    bench,
    courses,
    custody,
    follow_up,
    infusions,
    look_ups,
    orders,
    patients,
    people,
    release,
    stockroom,
    workups,
)
"""Importing them fills `ACTS`."""

_LABEL = re.compile(r"\{([BC])([1-9]|[12]\d|3[0-5])\}", re.ASCII)
"""What stands in a `scan` for a label of the line's bag: the piece and its copy."""

PRINTS: dict[str, Callable[..., Any]] = {
    "print.labels": print_labels,
    "print.premedication": print_premedication,
    "print.infusion": print_infusion,
    "print.record": print_record,
    "print.card": print_card,
    "print.calendar": print_calendar,
    "print.timeline": print_timeline,
    "print.folder": print_folder,
}
"""Acts that need a printer besides."""

BY_THE_PRESS = frozenset(
    {
        Act.NUMBER_LABELS,
        Act.LABELS_PRINTED,
        Act.DOCUMENT_SENT,
        Act.DOCUMENT_PRINTED,
        Act.DOCUMENT_LOOKED,
    }
)
"""Acts that only printing itself can do truthfully; scenarios print with `PRINTS`."""

INFUSING = frozenset(act for act in Act if act.startswith("infusion.")) | {Act.START_INFUSION}
"""Acts after which a line tells how much was given."""

VERDICTS = frozenset({"go", "stop"})
"""What a scenario may expect of a look at the bedside."""

FIRST_PERSON = "people.first"
"""Makes the administrator of an empty house."""

EDIT_POLICY = "policy.edit"
"""Writes another value into the site policy file beside the database, as somebody with an editor would."""

IN_SCENARIOS = {
    FIRST_PERSON: create_model(
        FIRST_PERSON, __config__=ConfigDict(extra="forbid"), name=(str, ...), pin=(SecretStr, ...)
    ),
    EDIT_POLICY: create_model(
        EDIT_POLICY, __config__=ConfigDict(extra="forbid"), key=(str, ...), value=(str, ...)
    ),
}
"""What only scenarios do, each with its arguments."""

SAID_OF_SCENARIOS = {
    FIRST_PERSON: "Make the administrator of an empty house.",
    EDIT_POLICY: "Write another `value` (TOML) under a `key` of the `site-policy.toml` beside the database.",
}
"""What they do, for docs/scenarios.md."""

_YEARS = (2000, 2098)
"""Of a bag's id, with a year to spare for what is reckoned from it."""

_LAST_MINUTE = "23:59"
"""Of the day, in place of a time after midnight: on the same day, that would be long over."""

_RELATIVE_TIME = re.compile(r"now(?:(?P<sign>[+-])(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d))?")
_RELATIVE_DAY = re.compile(r"today(?:(?P<sign>[+-])(?P<days>\d{1,4}))?")


@dataclass(frozen=True)
class Line:
    """One line of a scenario, read."""

    number: int
    at: datetime
    by: str
    act: str
    arguments: BaseModel
    """As the act's function declares them; the bag's id is filled in when its turn comes."""
    expect: str
    """`ok`, the code of the refusal that is right here, or the verdict of a look: `go`, `stop`."""
    bag: str | None


class Outcome(BaseModel):
    """What came of one act, as printed."""

    model_config = ConfigDict(frozen=True)

    line: int
    at: datetime
    by: str
    act: str
    result: str
    """`ok` or `refused`."""
    code: str | None
    message: str
    expected: str
    """What the scenario says should come."""
    bag: str | None = None
    state: str | None = None
    step: str | None = None
    verdict: str | None = None
    """Of a look at the bedside: `go` or `stop`."""
    failing: tuple[int, ...] | None = None
    """The numbers of the items that do not pass."""
    given_ml: str | None = None
    """What an infusion had given after an act on it, to 0.01 mL."""
    event: int | None = None
    """The audit event of a refusal."""

    @property
    def as_expected(self) -> bool:
        """Whether the scenario foresaw it."""
        return self.expected in {self.code or "ok", self.verdict}


def read_scenario(path: Path, now: datetime) -> list[Line]:
    """Read a scenario, its includes first. `now` is what `now` and `today` in it count from.
    Raises `Refusal` naming file and line for whatever cannot be read.
    """
    return list(_read(path, now, depth=0))


def replay(station: Station, clock: SetClock, lines: list[Line], printers: Printers) -> Iterator[Outcome]:
    """Carry out the lines, each at its own time, and tell what came of each. Every day begins with a
    checkpoint of the audit, if its clock is not behind. What is signed is in force from the next line on.
    """
    day = None
    for line in lines:
        clock.set(line.at)
        today = line.at.astimezone(station.site.tz).date()
        if today != day:
            day = today
            with suppress(Refusal):
                begin_day(station)
        outcome = _outcome(station, line, printers)
        yield outcome
        if line.act == Act.SIGN_POLICY and outcome.code is None:
            station = approvals.renewed(station)


def arguments_of(act: str) -> type[BaseModel]:
    """The model of an act's arguments, as its function declares them: singly, or as one model of its own."""
    return _arguments(act)


def carry_out(station: Station, by: str, act: str, given: dict[str, Any]) -> object:
    """Carry out an act with arguments that its model has read."""
    model = _arguments(act)
    whole = [name for name, hint in _declared(act).items() if hint is model]
    return ACTS[Act(act)](station, by, **({whole[0]: model(**given)} if whole else given))


def _outcome(station: Station, line: Line, printers: Printers) -> Outcome:
    told: dict[str, Any] = {
        "line": line.number,
        "at": line.at,
        "by": line.by,
        "act": line.act,
        "expected": line.expect,
        "bag": line.bag,
    }
    try:
        result = _carry_out(station, line, printers)
    except AlemprepError as refusal:
        return Outcome(
            **told, result="refused", code=refusal.code, message=refusal.message(), event=refusal.event
        )
    message = _said(result)
    if isinstance(result, Bag):
        told |= {"bag": result.id, "state": result.state, "step": result.step}
        if line.act in INFUSING:
            given = infusions.infusion(station, result.id).running.given_ml
            told["given_ml"] = decimal_text(hundredths(given))
    if isinstance(result, Bedside):
        told |= {
            "verdict": "go" if result.go else "stop",
            "failing": tuple(each.n for each in result.failing),
        }
        message = " · ".join(["GO" if result.go else "STOP", *(f"{e.n} {e.name}" for e in result.failing)])
    return Outcome(**told, result="ok", code=None, message=message)


def _said(result: object) -> str:
    """What an act after a course led to."""
    match result:
        case Recorded():
            return str(counted_text(result))
        case Answered():
            return " · ".join(map(str, flags_told(result.flags)))
        case _:
            return ""


def _carry_out(station: Station, line: Line, printers: Printers) -> object:
    given = {name: getattr(line.arguments, name) for name in type(line.arguments).model_fields}
    if line.bag is not None:
        given["bag_id"] = _bag_id(station, line.bag)
        if "scan" in given:
            given["scan"] = _LABEL.sub(
                lambda label: label_code(given["bag_id"], label[1], int(label[2])), given["scan"]
            )
    if line.act == FIRST_PERSON:
        return people.first_person(station, line.by, **given)
    if line.act == EDIT_POLICY:
        _edit_policy(station.files, **given)
        return None
    if line.act == Act.SIGN_POLICY:
        given |= _read_values(station, given)
    if line.act in PRINTS:
        return PRINTS[line.act](station, line.by, printers=printers, **given)
    return carry_out(station, line.by, line.act, given)


@cache
def _arguments(act: str) -> type[BaseModel]:
    if act in IN_SCENARIOS:
        return IN_SCENARIOS[act]
    declared = _declared(act)
    for hint in declared.values():
        if len(declared) == 1 and isinstance(hint, type) and issubclass(hint, BaseModel):
            return hint
    defaults = inspect.signature(_function(act)).parameters
    fields: dict[str, Any] = {
        name: (hint, ... if defaults[name].default is inspect.Parameter.empty else defaults[name].default)
        for name, hint in declared.items()
    }
    return create_model(act, __config__=ConfigDict(extra="forbid"), **fields)


def _declared(act: str) -> dict[str, Any]:
    """What a function takes besides who acts where: names and types, in order."""
    hints = get_type_hints(inspect.unwrap(_function(act)))
    skipped = {"desk"} if "desk" in hints else {"station", "badge", "printers"}
    return {name: hint for name, hint in hints.items() if name not in skipped | {"return"}}


def _function(act: str) -> Callable[..., Any]:
    return PRINTS[act] if act in PRINTS else ACTS[Act(act)]


def _edit_policy(files: approvals.ValueFiles, key: str, value: str) -> None:
    edited, found = re.subn(
        rf"(?m)^(\[{re.escape(key)}\]\nvalue = ).*$",
        lambda head: f"{head[1]}{value}",
        read_whole(files.policy).decode(),
    )
    if not found:
        raise _unreadable(f"{EDIT_POLICY}: there is no value {key!r} in {files.policy}")
    files.own_policy.write_text(edited, encoding="utf-8")


def _read_values(station: Station, given: dict[str, Any]) -> dict[str, str]:
    """The hashes of what a signer has read: `{proposed}`, or still `{in force}`, stand for them."""
    proposed = approvals.read_proposed(station.files)
    return {
        f"{name}_sha256": given[f"{name}_sha256"]
        .replace("{proposed}", getattr(proposed, name).sha256)
        .replace("{in force}", getattr(station, name).sha256)
        for name in ("protocol", "policy")
    }


def _bag_id(station: Station, reference: str) -> str:
    """A bag by its id, or by `record/course/day`: the newest one that is not cancelled or discarded,
    or the newest of those where no other is.
    """
    parts = reference.split("/")
    if len(parts) != len(("record", "course", "day")):
        return reference
    record, course, day = parts
    with station.database.reading() as connection:
        bags = [
            bag
            for bag in bags_of_patient(connection, record)
            if (str(bag.course), str(bag.day)) == (course, day)
        ]
    if not bags:
        return reference
    return max(bags, key=lambda bag: (bag.state not in WASTED, bag.id)).id


def _read(path: Path, now: datetime, depth: int) -> Iterator[Line]:
    try:
        raw_lines = read_whole(path).decode("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise _unreadable(f"{path}: {why(error)}") from error
    for number, raw in enumerate(raw_lines, 1):
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        where = f"{path.name}, line {number}"
        try:
            fields = orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise _unreadable(f"{where}: {error}") from error
        if not isinstance(fields, dict):
            raise _unreadable(f"{where}: not a JSON object")
        if set(fields) == {"include"} and depth == 0:
            yield from _read(path.parent / str(fields["include"]), now, depth + 1)
        else:
            yield _line(fields, number, where, now)


def _line(fields: dict[str, Any], number: int, where: str, now: datetime) -> Line:
    fields = dict(fields)
    try:
        at, by, act = (str(fields.pop(name)) for name in ("at", "by", "act"))
    except KeyError as error:
        raise _unreadable(f"{where}: {error} is missing") from error
    if act not in {*Act, *PRINTS, *IN_SCENARIOS} - BY_THE_PRESS:
        raise _unreadable(f"{where}: there is no act {act!r}")
    expect = str(fields.pop("expect", "ok"))
    verdicts = VERDICTS if act == Act.CHECK_BEDSIDE else frozenset[str]()
    if expect not in {"ok", *Code, *verdicts}:
        raise _unreadable(f"{where}: there is no code {expect!r}")
    bag = fields.pop("bag", None)
    arguments = {key: _value(value, now) for key, value in fields.items()}
    if bag is not None:
        arguments["bag_id"] = str(bag)
    try:
        checked = _arguments(act).model_validate(arguments)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or act
        raise _unreadable(f"{where}: {name.replace('bag_id', 'bag')}: {first['msg']}") from error
    return Line(
        number=number,
        at=_moment(at, where, now),
        by=by,
        act=act,
        arguments=checked,
        expect=expect,
        bag=str(bag) if bag is not None else None,
    )


def _moment(raw: str, where: str, now: datetime) -> datetime:
    relative = _RELATIVE_TIME.fullmatch(raw)
    if relative:
        span = timedelta(hours=int(relative["hours"] or 0), minutes=int(relative["minutes"] or 0))
        return now - span if relative["sign"] == "-" else now + span
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError as error:
        raise _unreadable(f"{where}: at: {error}") from error
    if moment.tzinfo is None:
        raise _unreadable(f"{where}: at: {raw} has no zone, like 2026-03-25T09:41:00+01:00")
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise _unreadable(f"{where}: at: {raw} is outside the years {_YEARS[0]} to {_YEARS[1]}")
    return moment


def _value(value: object, now: datetime) -> object:
    if isinstance(value, str) and _RELATIVE_TIME.fullmatch(value):
        then = _moment(value, value, now)
        return f"{then:%H:%M}" if then.date() <= now.date() else _LAST_MINUTE
    if isinstance(value, dict):
        return {name: _value(inside, now) for name, inside in value.items()}
    if isinstance(value, list):
        return [_value(inside, now) for inside in value]
    relative = _RELATIVE_DAY.fullmatch(value) if isinstance(value, str) else None
    if not relative:
        return value
    days = timedelta(days=int(relative["days"] or 0))
    return (now.date() - days if relative["sign"] == "-" else now.date() + days).isoformat()


def _unreadable(why: str) -> Refusal:
    return Refusal(
        Code.BAD_FILE,
        text("The scenario cannot be read."),
        expected=text("one act a line, as docs/scenarios.md describes"),
        got=verbatim(why),
        advice=text("Correct the line and replay it again."),
        bad_input=True,
    )
