"""An infusion reckoned from a file of what happened. The format is described in docs/infusion-events.md."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, decimal_text, text, verbatim
from pharmacy.protocol.files import read_whole
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.quantities import decimal_from, hundredths
from pharmacy.rate_events import reckonable
from pharmacy.rate_history import Happening, RateEvent, Response, run

_FIELDS = {
    Happening.START: {"rate_ml_per_h", "volume_ml", "primed_ml", "mixed_at"},
    Happening.RATE: {"rate_ml_per_h"},
    Happening.RESUME: {"rate_ml_per_h"},
    Happening.REACTION: {"grade", "response"},
}
"""Besides when and what."""

T = TypeVar("T")


def _moment(raw: object) -> datetime:
    moment = datetime.fromisoformat(str(raw))
    reckonable(moment)
    return moment


Number = Annotated[Decimal, BeforeValidator(lambda raw: decimal_from(str(raw)))]
When = Annotated[datetime, BeforeValidator(_moment)]


class _Line(BaseModel):
    """One line of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: When
    event: Happening
    rate_ml_per_h: Number | None = None
    grade: int | None = None
    response: Response | None = None
    volume_ml: Number | None = None
    primed_ml: Number | None = None
    mixed_at: When | None = None


@dataclass(frozen=True)
class _File:
    """What a file tells."""

    name: str
    lines: dict[int, _Line]
    """By their numbers in the file."""

    @property
    def zone(self) -> timezone:
        """Of the first event."""
        return timezone(next(iter(self.lines.values())).at.utcoffset() or timedelta())

    def one(self, name: str, said: T | None, of: Callable[[_Line], T | None]) -> T | None:
        """A value that the file or the command line may give. Raises `Refusal` when they give two."""
        found = {value for value in (said, *map(of, self.lines.values())) if value is not None}
        if len(found) > 1:
            raise Refusal(
                Code.BAD_FILE,
                text("{name} is given twice, and differs.", name=name),
                expected=text("it once: with the start in the file, or on the command line"),
                got=verbatim(", ".join(sorted(map(str, found)))),
                advice=text("Find out which one is true; leave the other out."),
                bad_input=True,
            )
        return found.pop() if found else None


def reckoned(
    path: Path,
    *,
    volume_ml: str | None,
    primed_ml: str | None,
    mixed_at: datetime | None,
    at: datetime | None,
    policy: Path | None,
) -> dict[str, Any]:
    """The infusion of a file at a moment, of its last event unless told otherwise, as it is printed.

    Raises `Refusal` naming file and line for what cannot be read or cannot have happened so.
    """
    file = _read(path)
    volume = file.one("volume_ml", _number(volume_ml), lambda line: line.volume_ml)
    primed = file.one("primed_ml", _number(primed_ml), lambda line: line.primed_ml)
    mixed = file.one("mixed_at", mixed_at, lambda line: line.mixed_at)
    if volume is None:
        raise Refusal(
            Code.MISSING,
            text("How much is to be given stands nowhere."),
            expected=text("{name} with the start in the file, or on the command line", name="volume_ml"),
            got=text("nothing"),
            advice=text("Give the volume of bag and line together, in mL."),
            bad_input=True,
        )
    protocol = load_protocol()
    zone = file.zone
    try:
        running = run(
            protocol,
            load_policy(protocol, policy),
            volume_ml=volume,
            primed_ml=Decimal(0) if primed is None else primed,
            mixed_at=mixed,
            events=tuple(
                RateEvent(
                    at=line.at,
                    what=line.event,
                    rate_ml_per_h=line.rate_ml_per_h,
                    grade=line.grade,
                    response=line.response,
                )
                for line in file.lines.values()
            ),
            now=at or max(line.at for line in file.lines.values()),
            zone=zone,
        )
    except Refusal as wrong:
        if not wrong.field:
            raise
        number = list(file.lines)[int(wrong.field.removeprefix("events."))]
        raise _in_line(file.name, number, wrong) from wrong

    def local(moment: datetime | None) -> str | None:
        return moment.astimezone(zone).isoformat() if moment else None

    return {
        "given_ml": decimal_text(hundredths(running.given_ml)),
        "given_mg": decimal_text(hundredths(running.given_mg)),
        "remaining_ml": decimal_text(hundredths(running.remaining_ml)),
        "ends_at": local(running.ends_at),
        "finish_before": local(running.finish_before),
        "findings": [
            {"code": finding.code, "at": local(finding.at), "message": str(finding.words)}
            for finding in running.findings
        ],
    }


def lines(told: dict[str, Any]) -> list[str]:
    """The same for a person."""
    return [
        f"given          {told['given_ml']} mL, {told['given_mg']} mg",
        f"remaining      {told['remaining_ml']} mL",
        f"ends           {told['ends_at'] or '-'}",
        f"finish before  {told['finish_before'] or '-'}",
        *(f"! {finding['code']}: {finding['message']}" for finding in told["findings"]),
    ]


def _number(raw: str | None) -> Decimal | None:
    return None if raw is None else decimal_from(raw)


def _read(path: Path) -> _File:
    try:
        raw_lines = read_whole(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise _unreadable(text("{file}: no text in UTF-8", file=path.name)) from error
    found = {
        number: _line(raw, path.name, number)
        for number, raw in enumerate(raw_lines, 1)
        if raw.strip() and not raw.lstrip().startswith("#")
    }
    if not found:
        raise _unreadable(text("{file}: no event", file=path.name))
    return _File(path.name, found)


def _line(raw: str, file: str, number: int) -> _Line:
    where = f"{file}, line {number}"
    try:
        # numbers as they are written: a float is not exact
        fields = json.loads(raw, object_pairs_hook=_once, parse_float=str, parse_int=str, parse_constant=str)
        line = _Line.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or "line"
        raise _unreadable(verbatim(f"{where}: {name}: {first['msg']}")) from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(verbatim(f"{where}: {error}")) from error
    except Refusal as wrong:
        raise _in_line(file, number, wrong) from wrong
    unknown = line.model_fields_set - {"at", "event"} - _FIELDS.get(line.event, set())
    if unknown:
        raise _unreadable(verbatim(f"{where}: {line.event} has no {', '.join(sorted(unknown))}"))
    return line


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a key stands twice")
    return fields


def _in_line(file: str, number: int, wrong: Refusal) -> Refusal:
    """A refusal that says where in the file its cause stands."""
    return Refusal(
        Code.BAD_FILE,
        text("{file}, line {line}: {what}", file=file, line=number, what=wrong.what),
        expected=wrong.expected,
        got=wrong.got,
        advice=text("Correct the line and try again."),
        source=wrong.source,
        bad_input=True,
    )


def _unreadable(why: Text) -> Refusal:
    return Refusal(
        Code.BAD_FILE,
        text("The events cannot be read."),
        expected=text("one event a line, as docs/infusion-events.md describes"),
        got=why,
        advice=text("Correct the line and try again."),
        bad_input=True,
    )
