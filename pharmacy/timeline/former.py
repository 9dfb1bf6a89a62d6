"""The lanes of the treatments before a course, each with the end of its washout."""

from collections.abc import Iterator

from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.readiness import ItemId
from pharmacy.readiness import Item, Status
from pharmacy.readiness.washout import DRUG_NAMES
from pharmacy.readiness.workup import Drug, PreviousTreatment, Result
from pharmacy.timeline.picture import Bar, Lane, Mark, Shape, Sign, Stretch
from pharmacy.timeline.seen import Seen

_JCV = {
    Result.POSITIVE: text("JC antibodies: positive."),
    Result.NEGATIVE: text("JC antibodies: negative."),
}


def former(seen: Seen) -> Iterator[Lane]:
    """One for each treatment; one that says so where they are not known, or were none. Source: Table 3."""
    items = tuple(seen.items(ItemId.WASHOUT))
    if not seen.treatments:
        yield Lane(
            stretch=Stretch.BEFORE,
            name=text("Treatment before"),
            told=(items[0].message,),
            known=items[0].status is not Status.NOT_KNOWN,
            source=items[0].source,
        )
        return
    for treatment, item in zip(seen.treatments, items, strict=True):
        yield _treatment(treatment, item)


def _treatment(given: PreviousTreatment, item: Item) -> Lane:
    last, bars, marks, told = given.last_dose, [], [], []
    if last is not None:
        marks.append(Mark(on=last, sign=Sign.LAST, label=text("{day}", day=last)))
        told.append(text("Last dose {day}.", day=last))
    waits = last is not None and item.no_earlier is not None and item.no_earlier > last
    if last is not None and item.no_earlier is not None and waits:
        label = text("from {day}", day=item.no_earlier)
        bars.append(Bar(first=last, last=item.no_earlier, shape=Shape.WAITS, label=label))
        told.append(text("Course from {day}.", day=item.no_earlier))
    open_points = tuple(_open_points(given)) if last is not None else ()
    if given.drug is Drug.NATALIZUMAB and last is not None:
        told += [_JCV[given.jcv.result]] if given.jcv is not None else []
        told += open_points
    elif not waits or item.status is Status.NOT_KNOWN:
        told.append(item.message)
    tests = tuple(_tests(given))
    told += [text("{what} {day}.", what=what, day=mark.on) for what, mark in tests]
    if given.elimination is not None:
        washed = given.elimination
        label = text("washed out by {day}", day=washed.finished)
        told.append(text("Washed out {first} to {last}.", first=washed.started, last=washed.finished))
        bars.append(Bar(first=washed.started, last=washed.finished, shape=Shape.GIVEN, label=label))
    return Lane(
        stretch=Stretch.BEFORE,
        name=verbatim(given.name) if given.name else DRUG_NAMES[given.drug],
        told=tuple(told),
        bars=tuple(bars),
        marks=(*marks, *(mark for _, mark in tests)),
        known=item.status is not Status.NOT_KNOWN and not open_points,
        source=item.source,
    )


def _open_points(given: PreviousTreatment) -> Iterator[Text]:
    """What nobody knows yet after natalizumab, whatever else the course waits for."""
    if given.drug is not Drug.NATALIZUMAB:
        return
    if given.jcv is None:
        yield text("JC antibodies: not known.")
    elif given.jcv.result is Result.POSITIVE and given.jcv.pml_excluded is None:
        yield text("PML: not ruled out.")
    if not given.mri:
        yield text("MRI: not known.")


def _tests(given: PreviousTreatment) -> Iterator[tuple[Text, Mark]]:
    """What was looked for since the treatment: each in words, and its mark."""
    for day in given.mri:
        yield text("MRI"), Mark(on=day, sign=Sign.DONE, label=text("MRI"))
    if given.jcv is not None and given.jcv.pml_excluded is not None:
        day = given.jcv.pml_excluded
        yield text("PML ruled out"), Mark(on=day, sign=Sign.DONE, label=text("PML ruled out"))
    if given.elimination is not None and given.elimination.level is not None:
        day = given.elimination.level.on
        yield text("Level in blood"), Mark(on=day, sign=Sign.DONE, label=text("level"))
