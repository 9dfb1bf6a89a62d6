"""Infections that are excluded or looked for before a course."""

from collections.abc import Iterator
from datetime import timedelta

from pharmacy.language import Text, text
from pharmacy.protocol.readiness import ItemId
from pharmacy.readiness.item import Asked, Item
from pharmacy.readiness.workup import (
    InfectionResult,
    InfectionTested,
    Result,
    Tuberculosis,
    TuberculosisResult,
)
from pharmacy.sex import Sex


def infections(asked: Asked) -> Iterator[Item]:
    """An active one, latent tuberculosis, and the others that the source names."""
    workup = asked.workup
    yield _active(asked)
    yield _tuberculosis(asked)
    for rule, name, found in (
        (ItemId.HEPATITIS_B, text("hepatitis B"), workup.hepatitis_b),
        (ItemId.HEPATITIS_C, text("hepatitis C"), workup.hepatitis_c),
        (ItemId.HIV, text("HIV"), workup.hiv),
        (ItemId.CYTOMEGALOVIRUS, text("cytomegalovirus"), workup.cytomegalovirus),
        (ItemId.VARICELLA_ZOSTER, text("varicella zoster"), workup.varicella_zoster),
    ):
        yield _screened(asked, rule, name, found)
    yield _papillomavirus(asked)
    yield _strongyloides(asked)


def _active(asked: Asked) -> Item:
    """Source: Before administration of alemtuzumab; an active infection is treated first."""
    rule, seen, days = ItemId.ACTIVE_INFECTION, asked.workup.infection, asked.policy.infection_excluded_within
    if seen is None:
        return asked.not_known(
            rule,
            text("Nobody has excluded an active infection."),
            text("History, examination, and the tests that they call for."),
        )
    if seen.active:
        return asked.not_met(
            rule,
            text("Active on {day}: {what}.", day=seen.on, what=seen.what or text("infection")),
            text("Treat it, and postpone the course until it is over."),
        )
    if asked.old(seen.on, days=days.whole()):
        return asked.not_met(
            rule,
            text(
                "Excluded on {day}, more than {days} d before the first day ({source}).",
                day=seen.on,
                days=days.value,
                source=days.cite,
            ),
            text("Examine the patient again."),
        )
    return asked.met(rule, text("Excluded on {day}.", day=seen.on))


def _tuberculosis(asked: Asked) -> Item:
    """Source: R7. A positive test is treated, and the course waits to see that isoniazid is tolerated."""
    rule, test, months = ItemId.TUBERCULOSIS, asked.workup.tuberculosis, asked.policy.screening_valid_for
    if test is None:
        return asked.not_known(
            rule,
            text("Nobody has looked for latent tuberculosis."),
            text("Interferon-gamma release assay or tuberculin test, as the hospital does it."),
        )
    if test.result is TuberculosisResult.INDETERMINATE:
        return asked.not_known(
            rule, text("The test of {day} says neither yes nor no.", day=test.on), text("Repeat it.")
        )
    if test.result is TuberculosisResult.POSITIVE:
        return _latent_tuberculosis(asked, test)
    if asked.old(test.on, months=months.whole()):
        return asked.not_met(
            rule,
            text(
                "Negative on {day}, more than {months} mo before the first day ({source}).",
                day=test.on,
                months=months.value,
                source=months.cite,
            ),
            text("Test again."),
        )
    return asked.met(rule, text("Negative on {day}.", day=test.on))


def _latent_tuberculosis(asked: Asked, test: Tuberculosis) -> Item:
    rule, drug, weeks = ItemId.TUBERCULOSIS, asked.protocol.readiness.isoniazid, asked.policy.isoniazid_delay
    treatment = test.isoniazid
    if treatment is None:
        return asked.not_met(
            rule,
            text("Latent tuberculosis, by the test of {day}.", day=test.on),
            text(
                "Isoniazid {dose} every {hours} h, fasting, for {months} months with {vitamin}; the course "
                "waits {weeks} weeks to see that it is tolerated, not for its end.",
                dose=drug.dose.quantity,
                hours=drug.every.value,
                months=drug.duration.value,
                vitamin=drug.vitamin.value,
                weeks=weeks.value,
            ),
        )
    if treatment.tolerated is False:
        return asked.not_met(
            rule,
            text("Isoniazid, begun on {day}, is not tolerated.", day=treatment.started),
            text("Another treatment, by whoever treats the tuberculosis; then decide."),
        )
    since = treatment.started + timedelta(weeks=weeks.whole())
    if treatment.tolerated is None and since <= asked.first_day:
        return asked.not_known(
            rule,
            text("Isoniazid since {day}; whether it is tolerated is not known.", day=treatment.started),
            text("Ask, test the liver, and enter it."),
        )
    return asked.waits(
        rule,
        since,
        text(
            "Latent tuberculosis; isoniazid since {day}, {weeks} weeks before the course ({source}).",
            day=treatment.started,
            weeks=weeks.value,
            source=weeks.cite,
        ),
        text("Wait, and see that it is tolerated."),
    )


def _screened(asked: Asked, rule: ItemId, name: Text, found: InfectionTested | None) -> Item:
    """Source: R8; an active infection is treated first."""
    months = asked.policy.screening_valid_for
    if found is None:
        return asked.not_known(
            rule,
            text("Nobody has looked for {infection}.", infection=name),
            text("Test, and enter the result."),
        )
    if found.result is InfectionResult.ACTIVE:
        return asked.not_met(
            rule,
            text("Active {infection}, by the test of {day}.", infection=name, day=found.on),
            text("Treat it first; what it means for the course, an infectious diseases specialist says."),
        )
    if asked.old(found.on, months=months.whole()):
        return asked.not_met(
            rule,
            text(
                "Looked for on {day}, more than {months} mo before the first day ({source}).",
                day=found.on,
                months=months.value,
                source=months.cite,
            ),
            text("Test again."),
        )
    if found.result is InfectionResult.PAST:
        return asked.met(
            rule,
            text("Met before or latent, not active, on {day}: it may come back.", day=found.on),
        )
    return asked.met(rule, text("Negative on {day}.", day=found.on))


def _papillomavirus(asked: Asked) -> Item:
    """Source: R8. The result decides on vaccination and cytology, not on the course."""
    rule, workup = ItemId.PAPILLOMAVIRUS, asked.workup
    if workup.sex is Sex.MALE:
        return asked.not_applicable(rule, text("For women."))
    if workup.papillomavirus is None:
        return asked.not_known(
            rule,
            text("Nobody has looked for papillomavirus."),
            text("Cytology or a test for the virus; enter the result."),
        )
    if workup.papillomavirus.result is Result.POSITIVE:
        return asked.met(
            rule,
            text(
                "Found on {day}: vaccination and yearly cytology matter the more.",
                day=workup.papillomavirus.on,
            ),
        )
    return asked.met(rule, text("Negative on {day}.", day=workup.papillomavirus.on))


def _strongyloides(asked: Asked) -> Item:
    """Source: R8, for whoever comes from where it is common."""
    rule, workup = ItemId.STRONGYLOIDES, asked.workup
    if workup.strongyloides is None:
        if workup.from_region is None:
            return asked.not_known(
                rule,
                text("Where the patient comes from is not known."),
                text("Ask: it is looked for in people from Latin America and North Africa."),
            )
        if workup.from_region not in asked.protocol.readiness.strongyloides.regions.value:
            return asked.not_applicable(rule, text("Not from where it is common."))
        return asked.not_known(
            rule, text("Nobody has looked for Strongyloides."), text("Test, and enter the result.")
        )
    found = workup.strongyloides
    if found.result is Result.NEGATIVE:
        return asked.met(rule, text("Negative on {day}.", day=found.on))
    if found.treated is None:
        return asked.not_met(
            rule, text("Found on {day}, not treated.", day=found.on), text("Treat it before the course.")
        )
    return asked.waits(
        rule,
        found.treated,
        text("Found on {day}, treated on {treated}.", day=found.on, treated=found.treated),
        text("Treat it before the course."),
    )
