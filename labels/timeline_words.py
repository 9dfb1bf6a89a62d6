"""What a timeline says in words beside its shapes: stretches, scales, sources."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pharmacy.courses import months_after
from pharmacy.language import Language, Text, date_text, in_a_row, run_on, text, verbatim
from pharmacy.protocol.policy import LOCAL_POLICY
from pharmacy.timeline import Lane, Shape, Sign, Stretch, Timeline

STRETCH_NAMES: dict[Stretch, Text] = {
    Stretch.BEFORE: text("Before"),
    Stretch.DURING: text("Infusion days"),
    Stretch.AFTER: text("After"),
}
"""At the head of each."""

SHAPE_NAMES: dict[Shape, Text] = {
    Shape.WAITS: text("the course waits"),
    Shape.GIVEN: text("a medicine is given"),
    Shape.KEPT: text("kept to, or avoided"),
    Shape.BELIEVED: text("recent enough"),
}
SIGN_NAMES: dict[Sign, Text] = {
    Sign.OPENS: text("may begin"),
    Sign.LAST: text("last dose, end"),
    Sign.DONE: text("done"),
    Sign.DUE: text("due"),
}
GOES_ON = text("goes on")
"""What an arrow means."""

_SHORT = re.compile(r"Table \d+|Figs?\. \d+|R\d+")
MONTHS = (3, 6, 12)
"""That are named in the first year after a course."""
NAMED_WEEKS = 6
"""At most, on the scale before a course."""
YEARS = (24, 36, 48, 60)
"""Months that are named after it."""


def told(lane: Lane) -> Text:
    """All that a lane says, in words."""
    return run_on(lane.told)


def cited_short(source: str) -> Text:
    """Tables, figures and recommendations alone, and local policy: the paper has no room for headings."""
    parts = [verbatim(part) for part in _SHORT.findall(source)]
    if LOCAL_POLICY in source:
        parts.append(text("local policy"))
    return in_a_row(parts)


def short_date(day: date, language: Language) -> str:
    """A day without its year, where the years stand nearby."""
    return date_text(day, language).rpartition(" ")[0]


def counted(picture: Timeline, stretch: Stretch) -> Text:
    """What a stretch's scale is counted in."""
    match stretch:
        case Stretch.BEFORE:
            return text("weeks before day {day}", day=1)
        case Stretch.DURING:
            return text("course {course}", course=picture.course)
        case Stretch.AFTER:
            return text("months after day {day}", day=len(picture.infusions))


def weeks(picture: Timeline) -> Iterator[tuple[int, date]]:
    """The weeks that are named on the scale before a course, and their days: some six of them."""
    whole = (picture.first_day - picture.begins).days // 7
    step = -(-whole // NAMED_WEEKS)
    step += step % 2  # an even number of weeks, as most of the rules have
    for number in range(step, whole + 1, step):
        yield number, picture.first_day - timedelta(weeks=number)


def months(picture: Timeline) -> Iterator[tuple[int, date]]:
    """The months that are named on the scales after a course, and their days."""
    for number in (*MONTHS, *YEARS):
        day = months_after(picture.last_day, number)
        if day <= picture.ends:
            yield number, day
