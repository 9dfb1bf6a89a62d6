"""The lanes of what comes before a course: what it waits for, and what has to be recent."""

from collections.abc import Iterator
from datetime import date, timedelta

from pharmacy.courses import months_after
from pharmacy.language import Text, listed, text
from pharmacy.protocol.policy import MeasuredSetting
from pharmacy.protocol.readiness import ItemId
from pharmacy.protocol.values import Amount
from pharmacy.readiness import Item, Status
from pharmacy.readiness.names import item_name
from pharmacy.readiness.workup import Done, Drug, Measurement, TuberculosisResult
from pharmacy.timeline.former import former
from pharmacy.timeline.picture import Bar, Lane, Mark, Shape, Sign, Stretch
from pharmacy.timeline.seen import LOOKED_BACK, Seen
from pharmacy.timeline.vaccines import live_vaccines, other_vaccines

NOT_ENTERED = text("Not known.")


def before(seen: Seen) -> Iterator[Lane]:
    """From what decides on the first day to what the patient keeps to from some weeks before."""
    yield _opens(seen)
    if seen.plan.number > 1:
        yield _course_before(seen)
    yield from former(seen)
    yield from _cells(seen)
    yield live_vaccines(seen)
    yield other_vaccines(seen)
    yield from _tuberculosis(seen)
    yield _examined(
        seen,
        ItemId.CHEST_X_RAY,
        text("Chest X-ray"),
        seen.workup.chest_x_ray,
        seen.protocol.readiness.chest_x_ray.valid_for,
    )
    yield _examined(seen, ItemId.ECG, text("ECG"), seen.workup.ecg, seen.policy.ecg_valid_for)
    yield _consent(seen)
    yield _diet(seen)


def _opens(seen: Seen) -> Lane:
    """The first day after today that time leaves open, and what decides it. What else is in the way, and why
    something is no longer, stands on the readiness list.
    """
    waiting, decided = seen.waiting_for, len(seen.decided_against)
    others = len([item for item in seen.open if item not in waiting])
    besides = [text("Other points not met or not known: {count}.", count=others)] if others else []
    besides += [text("Decided against: {count}.", count=decided)] if decided else []
    name = text("The course may begin")
    if not waiting or waiting[0].no_earlier is None:
        unknown = any(item.status is Status.NOT_KNOWN for item in seen.open)
        told = (
            text("Not known: nothing that is entered sets a day.")
            if unknown
            else text("No day has to be waited for any more.")
        )
        return Lane(
            stretch=Stretch.BEFORE,
            name=name,
            told=(told, *besides),
            known=not unknown,
            source="R7, R10, R13, R23",
        )
    day, items = waiting[0].no_earlier, listed(item_name(item.id) for item in waiting)
    when = (
        text("By time alone from {day}, after the first day planned: {items}.", day=day, items=items)
        if day > seen.first_day
        else text("By time alone from {day}: {items}.", day=day, items=items)
    )
    return Lane(
        stretch=Stretch.BEFORE,
        name=name,
        told=(when, *besides),
        marks=(Mark(on=day, sign=Sign.OPENS, label=text("from {day}", day=day)),),
        source=waiting[0].source,
    )


def _course_before(seen: Seen) -> Lane:
    """Source: R23."""
    item, end = seen.item(ItemId.INTERVAL), seen.workup.previous_course_end
    name = text("Course {number}", number=seen.plan.number - 1)
    lane = _waiting(item, name, end, text("course {number} ended", number=seen.plan.number - 1))
    if end is None or item.no_earlier is None:
        return lane
    told = text("Ended on {day}. This course from {first}.", day=end, first=item.no_earlier)
    return lane.model_copy(update={"told": (told,)})


def _waiting(item: Item, name: Text, since: date | None, ended: Text) -> Lane:
    """A lane that the course waits for, from a day on."""
    bars, marks, told = [], [], [item.message]
    if since is not None:
        marks.append(Mark(on=since, sign=Sign.LAST, label=ended))
        if item.no_earlier is not None and item.no_earlier > since:
            to = text("from {day}", day=item.no_earlier)
            bars.append(Bar(first=since, last=item.no_earlier, shape=Shape.WAITS, label=to))
            told.append(text("Course from {day}.", day=item.no_earlier))
    return Lane(
        stretch=Stretch.BEFORE,
        name=name,
        told=tuple(told),
        bars=tuple(bars),
        marks=tuple(marks),
        known=item.status is not Status.NOT_KNOWN,
        source=item.source,
    )


def _cells(seen: Seen) -> Iterator[Lane]:
    """Counts, where a treatment before or a course before makes them matter; each of them has its own number.

    Source: Table 3, R23.
    """
    lymphocytes, cd4 = _limits(seen)
    if lymphocytes:
        yield _counts(seen, text("Lymphocytes"), seen.workup.lymphocytes, lymphocytes)
    if cd4:
        yield _counts(seen, text("CD4+ cells"), seen.workup.cd4, cd4)


def _limits(seen: Seen) -> tuple[list[Amount], list[Amount]]:
    """Above which numbers of lymphocytes and CD4+ cells the treatments before and the course before have to
    be.
    """
    rules = seen.protocol.readiness.washout
    lymphocytes, cd4 = [], [seen.protocol.interval_cd4_above] if seen.plan.number > 1 else []
    for drug in (treatment.drug for treatment in seen.treatments):
        if drug is Drug.DIMETHYL_FUMARATE:
            lymphocytes.append(rules.dimethyl_fumarate.lymphocytes_above)
        elif drug is Drug.FINGOLIMOD:
            lymphocytes.append(rules.fingolimod.lymphocytes_above)
        elif drug.value in rules.immunosuppressants.drugs.value:
            lymphocytes.append(rules.immunosuppressants.lymphocytes_above)
            cd4.append(rules.immunosuppressants.cd4_above)
    return lymphocytes, cd4


def _counts(seen: Seen, name: Text, counts: tuple[Measurement, ...], limits: list[Amount]) -> Lane:
    """Those of the months before, and the newest. Of several numbers the highest one has to be passed."""
    above, since = max(limits, key=lambda limit: limit.value), seen.first_day - LOOKED_BACK
    newest = max(counts, key=lambda count: count.on, default=None)
    shown = sorted(
        (count for count in counts if count.on >= since or count is newest), key=lambda count: count.on
    )
    said = [text("{day}: {value} {unit}", day=each.on, value=each.value, unit=each.unit) for each in shown]
    needed = text("more than {cells} needed", cells=above.quantity)
    return Lane(
        stretch=Stretch.BEFORE,
        name=name,
        told=(
            text("{counts}; {needed}.", counts=listed(said), needed=needed)
            if said
            else text("Not known; {needed}.", needed=needed),
        ),
        marks=tuple(
            Mark(on=count.on, sign=Sign.DONE, label=text("{value}", value=count.value)) for count in shown
        ),
        known=bool(counts),
        source="; ".join(dict.fromkeys(limit.cite for limit in limits if limit.value == above.value)),
    )


def _tuberculosis(seen: Seen) -> Iterator[Lane]:
    """Isoniazid, and the weeks in which the course waits to see that it is tolerated. Source: R7."""
    item, test, rule = seen.item(ItemId.TUBERCULOSIS), seen.workup.tuberculosis, seen.protocol.readiness
    if test is not None and test.result is TuberculosisResult.NEGATIVE and item.status is Status.MET:
        return
    treatment = test.isoniazid if test is not None else None
    name = text("Isoniazid") if treatment else text("Tuberculosis")
    if treatment is None:
        yield _waiting(item, name, None, name)
        return
    end = months_after(treatment.started, rule.isoniazid.duration.whole())
    lane = _waiting(item, name, treatment.started, text("begun {day}", day=treatment.started))
    taken = Bar(first=treatment.started, last=end, shape=Shape.GIVEN, label=text("to {day}", day=end))
    yield lane.model_copy(
        update={
            "told": (*lane.told, text("Taken to {day}.", day=end)),
            "bars": (taken, *lane.bars),
            "marks": (Mark(on=treatment.started, sign=Sign.DONE, label=lane.marks[0].label),),
        }
    )


def _examined(
    seen: Seen, rule: ItemId, name: Text, done: Done | None, months: Amount | MeasuredSetting
) -> Lane:
    """Something that is believed for some months. Source: R15."""
    since, item = months_after(seen.first_day, -months.whole()), seen.item(rule)
    recent = Bar(
        first=since,
        last=seen.first_day,
        shape=Shape.BELIEVED,
        label=text("believed from {day}", day=since),
    )
    marks = () if done is None else (Mark(on=done.on, sign=Sign.DONE, label=text("{day}", day=done.on)),)
    return Lane(
        stretch=Stretch.BEFORE,
        name=name,
        told=(
            text("Of {day}.", day=done.on) if done and item.status is Status.MET else item.message,
            text("Recent enough from {day} on.", day=since),
        ),
        bars=(recent,),
        marks=marks,
        known=item.status is not Status.NOT_KNOWN,
        source=months.cite,
    )


def _consent(seen: Seen) -> Lane:
    item, consent = seen.item(ItemId.CONSENT), seen.workup.consent
    return Lane(
        stretch=Stretch.BEFORE,
        name=text("Informed consent"),
        told=(NOT_ENTERED,) if consent is None else (item.message,),
        marks=()
        if consent is None
        else (Mark(on=consent.on, sign=Sign.DONE, label=text("{day}", day=consent.on)),),
        known=consent is not None,
        source=item.source,
    )


def _diet(seen: Seen) -> Lane:
    """No raw meat, no unpasteurised milk, from before to after. Source: R10."""
    rules, diet = seen.protocol.follow_up, seen.workup.diet
    since = seen.first_day - timedelta(weeks=rules.diet_before.whole())
    until = seen.ends.diet_until
    kept = text("Whether kept is not known.") if diet is None else text("Kept since {day}.", day=diet.since)
    return Lane(
        stretch=Stretch.BEFORE,
        name=text("Diet"),
        told=(text("{first} to {last}, at least.", first=since, last=until), kept),
        bars=(
            Bar(
                first=since,
                last=until,
                shape=Shape.KEPT,
                label=text("to {day}", day=until),
                at_least=True,
            ),
        ),
        marks=()
        if diet is None
        else (Mark(on=diet.since, sign=Sign.DONE, label=text("kept since {day}", day=diet.since)),),
        known=diet is not None,
        source=rules.diet_before.cite,
    )
