"""`alemprep followup`: what is due after a course, for a program or as a file for the patient's calendar."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pharmacy.errors import Code, Refusal
from pharmacy.language import text, verbatim
from pharmacy.sex import Sex
from tui.command import Json, Lang, in_words, print_json, typed_date

if TYPE_CHECKING:
    from pharmacy.follow_up_calendar import Calendar
    from pharmacy.protocol.model import Protocol


@in_words
def followup(
    last_course_end: Annotated[str, typer.Option(help="The last infusion day, YYYY-MM-DD.")],
    sex: Annotated[
        Sex | None, typer.Option(help="Whether cytology is due. Not given: it is there, marked as for women.")
    ] = None,
    jcv_after_natalizumab: Annotated[
        bool,
        typer.Option(
            "--jcv-after-natalizumab", help="Treated with natalizumab before, JC virus positive: MRI too."
        ),
    ] = False,
    ics: Annotated[Path | None, typer.Option(help="Write an iCalendar file here.")] = None,
    reference: Annotated[
        str | None,
        typer.Option(
            help="With --ics: your own word for this patient, not their name. A later file with the same "
            "word moves the events of this one. Default: the day itself, so that nothing is moved."
        ),
    ] = None,
    language: Lang = None,
    as_json: Json = False,
) -> None:
    """What is due after a course: tests, checklist, cytology, MRI; each with its day and source."""
    from pharmacy.clock import SystemClock  # noqa: PLC0415 - as every command: only when it is asked for
    from pharmacy.follow_up_calendar import calendar_after, refuse_last_day  # noqa: PLC0415
    from pharmacy.protocol.loader import load_protocol  # noqa: PLC0415

    if (ics is None) is not as_json:
        raise _neither_or_both(both=as_json)
    if reference is not None and ics is None:
        raise _no_file_for(reference)
    last_day, now = typed_date(last_course_end), SystemClock().now()
    refuse_last_day(last_day, now.astimezone().date())
    protocol = load_protocol()
    calendar = calendar_after(protocol, last_day, sex=sex, jcv_after_natalizumab=jcv_after_natalizumab)
    if ics is None:
        print_json(_told(protocol, calendar))
        return
    from labels.follow_up_ics import follow_up_ics  # noqa: PLC0415
    from tui.calendar_file import write_calendar  # noqa: PLC0415
    from tui.places import default_database, language_of  # noqa: PLC0415

    content = follow_up_ics(
        protocol,
        calendar,
        language=language or language_of(default_database(), None),
        at=now,
        reference=reference or last_day.isoformat(),
    )
    write_calendar(ics, content)
    days = sum(1 for _ in calendar.days())
    print(f"{ics}: {days} days from {calendar.checks[0].due} to {calendar.until}")


def _told(protocol: "Protocol", calendar: "Calendar") -> dict[str, Any]:
    """The calendar as programs read it."""
    from pharmacy.follow_up_calendar import check_told  # noqa: PLC0415

    return {
        "last_course_end": calendar.counted_from.isoformat(),
        "until": calendar.until.isoformat(),
        "items": [
            {
                "due": check.due.isoformat(),
                "kind": check.kind.value,
                "source": check.source,
                "message": str(check_told(protocol, check)),
            }
            for check in calendar.checks
        ],
    }


def _neither_or_both(*, both: bool) -> Refusal:
    return Refusal(
        Code.MISSING,
        text("It is not clear what is wanted: the days on the screen, or a file."),
        expected=verbatim("--json | --ics FILE"),
        got=text("both") if both else text("neither"),
        advice=text("Give one of the two: --json prints the days, --ics writes a file for a calendar."),
        bad_input=True,
    )


def _no_file_for(reference: str) -> Refusal:
    return Refusal(
        Code.MISSING,
        text("A reference is only for a file."),
        expected=verbatim("--ics FILE --reference WORD"),
        got=verbatim(f"--json --reference {reference}"),
        advice=text("Leave the reference out, or name a file."),
        bad_input=True,
    )
