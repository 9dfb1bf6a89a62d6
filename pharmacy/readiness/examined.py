"""What is examined and measured before a course, infections and blood counts of a washout aside."""

from collections.abc import Iterator
from datetime import date

from pharmacy.language import Text, listed, text, verbatim
from pharmacy.protocol.policy import MeasuredSetting
from pharmacy.protocol.readiness import ItemId
from pharmacy.protocol.values import Amount
from pharmacy.readiness.item import Asked, Item, all_of
from pharmacy.readiness.words import cited, span
from pharmacy.readiness.workup import BaselineTests, ChestXRay

BASELINE_NAMES: dict[str, Text] = {
    "blood_count": text("blood count"),
    "biochemistry": text("biochemistry"),
    "kidney": text("kidney function"),
    "thyroid": text("thyroid function"),
    "proteinuria": text("proteinuria"),
}
"""Source: R13."""


def examined(asked: Asked) -> Iterator[Item]:
    """Blood and urine, ECG, chest X-ray, and what else the patient takes."""
    yield _baseline(asked)
    yield _concomitant(asked)
    yield _ecg(asked)
    yield _chest_x_ray(asked)


def _baseline(asked: Asked) -> Item:
    """Source: R13."""
    rule, done = ItemId.BASELINE_TESTS, asked.workup.baseline or BaselineTests()
    found: dict[str, date | None] = {name: getattr(done, name) for name in BASELINE_NAMES}
    days = {name: day for name, day in found.items() if day is not None}
    open_points = [
        *_against(asked, done),
        *_too_old(asked, days),
        *_missing(asked, [BASELINE_NAMES[name] for name in found if name not in days]),
    ]
    if open_points:
        return all_of(*open_points)
    return asked.met(rule, text("Blood and urine tested, the oldest on {day}.", day=min(days.values())))


def _against(asked: Asked, done: BaselineTests) -> Iterator[Item]:
    if done.finding is not None:
        yield asked.not_met(
            ItemId.BASELINE_TESTS,
            text("Against the course: {finding}.", finding=done.finding),
            text("The neurologist decides what follows from it; then test again."),
        )


def _too_old(asked: Asked, days: dict[str, date]) -> Iterator[Item]:
    months = asked.policy.baseline_tests_valid_for
    old = [
        text("{test} of {day}", test=BASELINE_NAMES[name], day=day)
        for name, day in days.items()
        if asked.old(day, months=months.whole())
    ]
    if old:
        yield asked.not_met(
            ItemId.BASELINE_TESTS,
            text(
                "More than {span} before the first day ({source}): {tests}.",
                span=span(months),
                source=cited(months.cite),
                tests=listed(old),
            ),
            text("Test again."),
        )


def _missing(asked: Asked, tests: list[Text]) -> Iterator[Item]:
    if tests:
        yield asked.not_known(
            ItemId.BASELINE_TESTS,
            text("Not known: {tests}.", tests=listed(tests)),
            text("Test blood and urine, and enter the day of each test."),
        )


def _concomitant(asked: Asked) -> Item:
    """Source: R13."""
    rule, taken = ItemId.CONCOMITANT, asked.workup.concomitant
    if taken is None:
        return asked.not_known(
            rule,
            text("Nobody has gone through what else the patient takes."),
            text("Go through it; enter the drugs, or that there is none."),
        )
    drugs = verbatim(", ".join(taken.drugs)) if taken.drugs else text("nothing else")
    if not taken.accepted:
        return asked.not_met(
            rule,
            text(
                "Against the course, as judged on {day}: {drugs}.",
                day=taken.on,
                drugs=_named(drugs, taken.what),
            ),
            text("Change that treatment, then judge again."),
        )
    if asked.of_course_before(taken.on):
        return asked.ask_again(rule, taken.on)
    return asked.met(rule, text("Judged on {day}: {drugs}.", day=taken.on, drugs=drugs))


def _named(drugs: Text, why: str | None) -> Text:
    return text("{drugs} ({why})", drugs=drugs, why=why) if why else drugs


def _ecg(asked: Asked) -> Item:
    """Source: R15; how old it may be is local policy."""
    months = asked.policy.ecg_valid_for
    return _picture(asked, ItemId.ECG, text("No ECG."), asked.workup.ecg, months)


def _chest_x_ray(asked: Asked) -> Item:
    """Source: R15. One that is up to two months old will do for whoever has no symptoms."""
    months = asked.protocol.readiness.chest_x_ray.valid_for
    picture = _picture(asked, ItemId.CHEST_X_RAY, text("No chest X-ray."), asked.workup.chest_x_ray, months)
    return all_of(picture, *_symptoms(asked))


def _symptoms(asked: Asked) -> Iterator[Item]:
    rule, symptoms = ItemId.CHEST_X_RAY, asked.workup.respiratory_symptoms
    months = asked.protocol.readiness.chest_x_ray.valid_for
    if symptoms is None:
        yield asked.not_known(
            rule,
            text("Whether the patient has respiratory symptoms is not known."),
            text(
                "Ask: only without symptoms is an X-ray of the last {span} enough.",
                span=span(months),
            ),
        )
    elif symptoms.present:
        yield asked.not_met(
            rule,
            text("Respiratory symptoms on {day}: an older X-ray does not do.", day=symptoms.on),
            text("Have them examined and X-rayed now, and enter the symptoms as cleared up when they are."),
        )
    elif asked.of_course_before(symptoms.on) or asked.old(symptoms.on, months=months.whole()):
        yield asked.not_known(
            rule,
            text("Whether the patient has respiratory symptoms was last asked on {day}.", day=symptoms.on),
            text("Ask again, and enter it."),
        )


def _picture(
    asked: Asked, rule: ItemId, none: Text, done: ChestXRay | None, months: Amount | MeasuredSetting
) -> Item:
    if done is None:
        return asked.not_known(rule, none, text("Have it done, and enter its day."))
    if done.finding is not None:
        return asked.not_met(
            rule,
            text("Of {day}: {finding}.", day=done.on, finding=done.finding),
            text("The physician who ordered it decides what follows from it."),
        )
    if asked.old(done.on, months=months.whole()):
        return asked.not_met(
            rule,
            text(
                "Of {day}, more than {span} before the first day ({source}).",
                day=done.on,
                span=span(months),
                source=cited(months.cite),
            ),
            text("Repeat it."),
        )
    return asked.met(rule, text("Of {day}, without a finding against the course.", day=done.on))
