"""`alemprep readiness`: how a patient stands before a course, from a file, without a hospital."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pharmacy.errors import Code, Refusal
from pharmacy.language import Language, Text, text, verbatim
from tui.command import REFUSED, UNREADABLE, Json, Lang, in_words, print_json, typed_date

if TYPE_CHECKING:
    from pharmacy.readiness import Item, Readiness
    from pharmacy.readiness.workup import Workup

_CALENDAR = (date(2000, 1, 1), date(2999, 12, 31))
"""Beside its ends no interval can be reckoned."""


@in_words
def readiness(
    patient: Annotated[
        Path | None, typer.Option(help="What is known of the patient: JSON, as docs/readiness.md says.")
    ] = None,
    course: Annotated[int, typer.Option(help="Which course: 1 to 4.")] = 1,
    first_day: Annotated[
        str | None, typer.Option(help="Its first infusion day, YYYY-MM-DD. Default: the day of the question.")
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the file's JSON Schema instead.")] = False,
    language: Lang = None,
    as_json: Json = False,
) -> None:
    """Whether a patient is ready for a course, and from when: every item with its source and what to do.

    Reads a file, writes nothing. Rules and local policy are the shipped ones. Exit code 0: ready; 1: not
    ready; 2: something is not known, or the file cannot be used.
    """
    if schema:
        _print_schema()
        return
    from pharmacy.protocol.loader import load_policy, load_protocol  # noqa: PLC0415 - only when it is asked for
    from pharmacy.readiness import Verdict, assess  # noqa: PLC0415
    from pharmacy.readiness.restrictions import restrictions  # noqa: PLC0415

    protocol = load_protocol()
    workup, as_of = _read(patient)
    first = _first_day(first_day, as_of)
    _check(workup, course, first, as_of)
    found = assess(protocol, load_policy(protocol), workup, course=course, first_day=first, as_of=as_of)
    spoken = language or Language.ENGLISH
    reminders = restrictions(protocol)
    if as_json:
        print_json(_told(found, reminders, spoken))
    else:
        print("\n".join(line.in_(spoken) for line in _lines(found, reminders)))
    code = {Verdict.READY: 0, Verdict.NOT_READY: REFUSED, Verdict.UNKNOWN: UNREADABLE}[found.verdict]
    if code:
        raise typer.Exit(code)


def _print_schema() -> None:
    from pharmacy.readiness.schema import schema  # noqa: PLC0415

    print(json.dumps(schema(), ensure_ascii=False, indent=2))


def _read(patient: Path | None) -> "tuple[Workup, date]":
    """What is known, and the day of the question: the file's, or else today."""
    from pharmacy.protocol.files import read_whole  # noqa: PLC0415
    from pharmacy.readiness.reading import workup_from  # noqa: PLC0415

    if patient is None:
        raise Refusal(
            Code.MISSING,
            text("Nothing is known of the patient."),
            expected=text("a file: --patient FILE"),
            got=text("no file"),
            advice=text("docs/readiness.md says what it holds; samples/readiness has some to begin with."),
            bad_input=True,
            field="patient",
        )
    workup = workup_from(read_whole(patient), str(patient))
    return workup, workup.as_of or _today()


def _today() -> date:
    return datetime.now().astimezone().date()


def _check(workup: "Workup", course: int, first_day: date, as_of: date) -> None:
    """Raise `Refusal` for entries that cannot be true, by today's clock and by the day of the question."""
    from pharmacy.readiness.entries import check_course, check_entries  # noqa: PLC0415

    check_entries(workup, min(as_of, _today()))
    check_course(workup, course, first_day)


def _first_day(raw: str | None, as_of: date) -> date:
    day = typed_date(raw) if raw is not None else as_of
    first, last = max(_CALENDAR[0], as_of), _CALENDAR[1]
    if not first <= day <= last:
        raise Refusal(
            Code.PAST_DAY if day < as_of else Code.NOT_A_DATE,
            text("A course cannot begin on {day}.", day=day),
            expected=text("a day from {first} to {last}", first=first, last=last),
            got=verbatim(day.isoformat()),
            advice=text("Type the day again, or put the day of the question into the file (as_of)."),
            bad_input=True,
            field="first_day",
        )
    return day


def _told(found: "Readiness", reminders: tuple[Text, ...], language: Language) -> dict[str, Any]:
    """The answer as programs read it."""
    return {
        "verdict": found.verdict,
        "earliest": found.earliest.isoformat() if found.earliest else None,
        "not_before": found.not_before.isoformat() if found.not_before else None,
        "course": found.course,
        "first_day": found.first_day.isoformat(),
        "items": [_item(item, language) for item in found.items],
        "differs": [reminder.in_(language) for reminder in reminders],
    }


def _item(item: "Item", language: Language) -> dict[str, Any]:
    from pharmacy.protocol.readiness import Weight  # noqa: PLC0415

    return {
        "id": item.id,
        "status": item.status,
        "met_on": item.met_on.isoformat() if item.met_on else None,
        "source": item.source,
        "message": item.message.in_(language),
        "what_to_do": item.to_do.in_(language) if item.to_do else None,
        "overridable": item.weight is Weight.RECOMMENDED,
    }


def _lines(found: "Readiness", reminders: tuple[Text, ...]) -> Iterator[Text]:
    """The answer as a person reads it: the verdict, what is open with what to do, the rest, the reminders."""
    from pharmacy.readiness.names import STATUS_SIGNS, VERDICTS, item_name  # noqa: PLC0415
    from pharmacy.readiness.words import cited  # noqa: PLC0415

    yield text(
        "{verdict}: course {course} from {day} on",
        verdict=VERDICTS[found.verdict],
        course=found.course,
        day=found.first_day,
    )
    if found.earliest is not None:
        yield text("Ready by time alone from: {day}", day=found.earliest)
    elif found.not_before is not None:
        yield text("Not before {day}, whatever else is done.", day=found.not_before)
    for item in sorted(found.items, key=lambda item: item not in found.open):
        yield text(
            "{mark} {title}: {message} ({source})",
            mark=STATUS_SIGNS[item.status],
            title=item_name(item.id),
            message=item.message,
            source=cited(item.source),
        )
        if item.to_do is not None:
            yield text("    what now: {advice}", advice=item.to_do)
    for reminder in reminders:
        yield text("! {reminder}", reminder=reminder)
