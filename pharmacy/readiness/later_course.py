"""What a second or later course needs besides: time, CD4 cells, no complication, evidence of activity."""

from collections.abc import Iterator

from pharmacy.courses import earliest_first_day
from pharmacy.language import text, verbatim
from pharmacy.protocol.readiness import ItemId
from pharmacy.readiness.counts import count_above
from pharmacy.readiness.item import Asked, Item
from pharmacy.readiness.words import span


def later_course(asked: Asked) -> Iterator[Item]:
    """None of it applies to course 1; evidence of activity from course 3 on only."""
    if asked.course == 1:
        first = text("For course 2 and later.")
        yield from (
            asked.not_applicable(rule, first) for rule in (ItemId.INTERVAL, ItemId.CD4, ItemId.COMPLICATION)
        )
    else:
        yield _interval(asked)
        yield _cd4(asked)
        yield _complication(asked)
    yield _activity(asked)


def _interval(asked: Asked) -> Item:
    """Source: R23."""
    rule, end, months = ItemId.INTERVAL, asked.workup.previous_course_end, asked.protocol.interval
    if end is None:
        return asked.not_known(
            rule,
            text("When course {number} ended is not known.", number=asked.course - 1),
            text("Look into the patient's card, or ask the neurologist."),
        )
    return asked.waits(
        rule,
        earliest_first_day(asked.protocol, end),
        text(
            "Course {number} ended on {day}; at least {span} lie between two courses.",
            number=asked.course - 1,
            day=end,
            span=span(months),
        ),
        text("Choose a later first day."),
    )


def _cd4(asked: Asked) -> Item:
    """Source: R23. Only a count from after the course before says that the cells are back."""
    return count_above(
        asked,
        ItemId.CD4,
        text("CD4"),
        asked.workup.cd4,
        asked.protocol.interval_cd4_above,
        since=asked.workup.previous_course_end,
    )


def _complication(asked: Asked) -> Item:
    """Source: R23; how long it is believed: Fig. 5, R21."""
    rule, seen = ItemId.COMPLICATION, asked.workup.complication
    if seen is None:
        return asked.not_known(
            rule,
            text("Whether a complication of the course before is still active is not known."),
            text("Go through the list of symptoms and the follow-up tests; a thyroid disorder counts."),
        )
    end = asked.workup.previous_course_end
    if not seen.active and end is not None and seen.on <= end:
        return asked.not_known(
            rule,
            text("None on {day}: that was before the course before had ended.", day=seen.on),
            text("Look again."),
        )
    if seen.active:
        return asked.not_met(
            rule,
            text("Active on {day}: {what}.", day=seen.on, what=seen.what or text("a complication")),
            text("Treat it first; the time between the courses grows."),
        )
    every = asked.protocol.follow_up.checklist_every
    if asked.old(seen.on, months=every.whole()):
        return asked.not_met(
            rule,
            text(
                "None on {day}, more than {span} before the first day; the list of symptoms is gone through "
                "that often ({source}).",
                day=seen.on,
                span=span(every),
                source=every.cite,
            ),
            text("Look again."),
        )
    return asked.met(rule, text("None on {day}.", day=seen.on))


def _activity(asked: Asked) -> Item:
    """Source: Evaluation of treatment response."""
    rule = ItemId.ACTIVITY
    if not asked.protocol.for_course(asked.course).evidence_of_activity.value:
        wanted = [
            number for number, course in asked.protocol.courses.items() if course.evidence_of_activity.value
        ]
        numbers = ", ".join(str(number) for number in wanted)
        return asked.not_applicable(rule, text("Asked for before these courses: {numbers}.", numbers=numbers))
    if not asked.workup.activity_evidence:
        return asked.not_known(
            rule,
            text("What shows disease activity is not known."),
            text("Write down what the neurologist found: relapse, MRI, disability."),
        )
    return asked.met(rule, verbatim(asked.workup.activity_evidence))
