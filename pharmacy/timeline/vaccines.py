"""The lanes of the vaccines before a course: those the course waits for, and the others."""

from datetime import date

from pharmacy.language import Text, listed, text
from pharmacy.protocol.readiness import ItemId, Vaccine
from pharmacy.readiness import Status
from pharmacy.readiness.vaccines import VACCINE_NAMES
from pharmacy.timeline.picture import Bar, Lane, Mark, Shape, Sign, Stretch
from pharmacy.timeline.seen import LOOKED_BACK, Seen


def live_vaccines(seen: Seen) -> Lane:
    """Each dose, and the weeks after the last one. Source: Table 2."""
    item, doses = seen.item(ItemId.LIVE_VACCINES), _doses(seen, live=True)
    bars, told = [], [item.message, *_told(doses)]
    if item.no_earlier is not None and doses:
        last = max(day for _, day in doses)
        label = text("from {day}", day=item.no_earlier)
        bars.append(Bar(first=last, last=item.no_earlier, shape=Shape.WAITS, label=label))
        told.append(text("Course from {day}.", day=item.no_earlier))
    return Lane(
        stretch=Stretch.BEFORE,
        name=text("Live vaccines"),
        told=tuple(told),
        bars=tuple(bars),
        marks=_marks(doses),
        known=item.status is not Status.NOT_KNOWN,
        source=item.source,
    )


def other_vaccines(seen: Seen) -> Lane:
    """Each dose of the months before. Source: Table 1, R4, R5."""
    documented, item = seen.workup.vaccines or {}, seen.item(ItemId.VACCINATION_HISTORY)
    missing = len([vaccine for vaccine in Vaccine if vaccine not in documented])
    doses = _doses(seen, live=False)
    told = _told(doses)
    if missing:
        told.append(
            text("Not known of {count} of {all} vaccines.", count=missing, all=len(Vaccine))
            if documented
            else text("Not known: no vaccination is documented.")
        )
    elif not doses:
        told.append(text("No dose in the {weeks} weeks before.", weeks=LOOKED_BACK.days // 7))
    return Lane(
        stretch=Stretch.BEFORE,
        name=text("Other vaccines"),
        told=tuple(told),
        marks=_marks(doses),
        known=not missing,
        source=item.source,
    )


def _doses(seen: Seen, *, live: bool) -> list[tuple[Vaccine, date]]:
    """The doses of the months before the course, by day; older ones are in the vaccination record."""
    rules = seen.protocol.readiness.vaccines
    return sorted(
        (
            (vaccine, day)
            for vaccine, given in (seen.workup.vaccines or {}).items()
            if rules[vaccine].live.value is live
            for day in given.doses
            if seen.first_day - LOOKED_BACK <= day < seen.first_day
        ),
        key=lambda dose: (dose[1], dose[0]),
    )


def _told(doses: list[tuple[Vaccine, date]]) -> list[Text]:
    """Each vaccine with its days."""
    vaccines = dict.fromkeys(vaccine for vaccine, _ in doses)
    return [
        text(
            "{vaccine}: {days}.",
            vaccine=VACCINE_NAMES[vaccine],
            days=listed(text("{day}", day=day) for which, day in doses if which is vaccine),
        )
        for vaccine in vaccines
    ]


def _marks(doses: list[tuple[Vaccine, date]]) -> tuple[Mark, ...]:
    return tuple(Mark(on=day, sign=Sign.DONE, label=VACCINE_NAMES[vaccine]) for vaccine, day in doses)
