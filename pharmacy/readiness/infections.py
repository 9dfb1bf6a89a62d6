"""Infections that are excluded or looked for before a course."""

from collections.abc import Iterator
from datetime import date, timedelta

from pharmacy.language import Text, listed, text, verbatim
from pharmacy.protocol.readiness import ItemId, Region
from pharmacy.readiness.item import Asked, Item, all_of
from pharmacy.readiness.words import cited, span
from pharmacy.readiness.workup import (
    InfectionResult,
    InfectionTested,
    Isoniazid,
    Result,
    Tuberculosis,
    TuberculosisResult,
)
from pharmacy.sex import Sex

_FOR_LIFE = frozenset({ItemId.CYTOMEGALOVIRUS, ItemId.VARICELLA_ZOSTER})
"""Whoever has met it keeps it: it is not looked for again. Hepatitis can come back unnoticed."""

_REGIONS: dict[Region, Text] = {
    Region.LATIN_AMERICA: text("Latin America"),
    Region.NORTH_AFRICA: text("North Africa"),
}

_VITAMINS: dict[str, Text] = {"vitamin B6": text("vitamin B6")}


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
            text("Take the history, examine the patient, do the tests that both call for; enter the result."),
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
                "Excluded on {day}, more than {span} before the first day ({source}).",
                day=seen.on,
                span=span(days),
                source=cited(days.cite),
            ),
            text("Examine the patient again."),
        )
    return asked.met(rule, text("Excluded on {day}.", day=seen.on))


def _tuberculosis(asked: Asked) -> Item:
    """Source: R7. A positive test is treated, and the course waits to see that isoniazid is tolerated."""
    rule, test = ItemId.TUBERCULOSIS, asked.workup.tuberculosis
    if test is None:
        return asked.not_known(
            rule,
            text("Nobody has looked for latent tuberculosis."),
            text(
                "Do an interferon-gamma release assay or a tuberculin test, as the hospital does; enter "
                "the result."
            ),
        )
    if test.result is TuberculosisResult.INDETERMINATE:
        return asked.not_known(
            rule, text("The test of {day} says neither yes nor no.", day=test.on), text("Repeat it.")
        )
    if test.result is TuberculosisResult.POSITIVE:
        return _latent_tuberculosis(asked, test)
    return _negative(asked, rule, test.on)


def _negative(asked: Asked, rule: ItemId, on: date) -> Item:
    """Something that was looked for and not found; how long that is believed is local policy."""
    valid = asked.policy.screening_valid_for
    if asked.old(on, months=valid.whole()):
        return asked.not_met(
            rule,
            text(
                "Looked for on {day}, more than {span} before the first day ({source}).",
                day=on,
                span=span(valid),
                source=cited(valid.cite),
            ),
            text("Test again."),
        )
    return asked.met(rule, text("Negative on {day}.", day=on))


def _latent_tuberculosis(asked: Asked, test: Tuberculosis) -> Item:
    if test.isoniazid is None:
        return asked.not_met(
            ItemId.TUBERCULOSIS,
            text("Latent tuberculosis, by the test of {day}.", day=test.on),
            _isoniazid(asked),
        )
    return all_of(
        *_badly_treated(asked, test.isoniazid),
        _long_enough(asked, test.isoniazid),
        *_not_judged(asked, test.isoniazid),
    )


def _badly_treated(asked: Asked, treatment: Isoniazid) -> Iterator[Item]:
    rule, vitamin = ItemId.TUBERCULOSIS, _vitamin(asked)
    if treatment.tolerated is False:
        yield asked.not_met(
            rule,
            text("Isoniazid, begun on {day}, is not tolerated.", day=treatment.started),
            text("Choose another treatment with whoever treats tuberculosis; then decide on the course."),
        )
    if treatment.vitamin_b6 is False:
        yield asked.not_met(
            rule,
            text("Isoniazid since {day}, without {vitamin}.", day=treatment.started, vitamin=vitamin),
            text("Add {vitamin}.", vitamin=vitamin),
        )


def _long_enough(asked: Asked, treatment: Isoniazid) -> Item:
    weeks = asked.policy.isoniazid_delay
    return asked.waits(
        ItemId.TUBERCULOSIS,
        treatment.started + timedelta(weeks=weeks.whole()),
        text(
            "Latent tuberculosis; isoniazid since {day}, {span} before the course are wanted ({source}).",
            day=treatment.started,
            span=span(weeks),
            source=cited(weeks.cite),
        ),
        text("Wait, see that it is tolerated, and enter it. The treatment itself goes on during the course."),
    )


def _not_judged(asked: Asked, treatment: Isoniazid) -> Iterator[Item]:
    unknown = [
        words
        for words, known in (
            (text("whether it is tolerated"), treatment.tolerated),
            (text("whether {vitamin} is taken too", vitamin=_vitamin(asked)), treatment.vitamin_b6),
        )
        if known is None
    ]
    if unknown:
        yield asked.not_known(
            ItemId.TUBERCULOSIS,
            text("Isoniazid since {day}; not known: {what}.", day=treatment.started, what=listed(unknown)),
            text("Ask, test the liver, and enter it."),
        )


def _isoniazid(asked: Asked) -> Text:
    drug = asked.protocol.readiness.isoniazid
    return text(
        "Isoniazid {dose} every {hours} h, fasting, for {span} with {vitamin}; the course waits {wait} to "
        "see that it is tolerated, not for its end.",
        dose=drug.dose.quantity,
        hours=drug.every.value,
        span=span(drug.duration),
        vitamin=_vitamin(asked),
        wait=span(asked.policy.isoniazid_delay),
    )


def _vitamin(asked: Asked) -> Text:
    name = asked.protocol.readiness.isoniazid.vitamin.value
    return _VITAMINS.get(name, verbatim(name))


def _screened(asked: Asked, rule: ItemId, name: Text, found: InfectionTested | None) -> Item:
    """Source: R8; an active infection is treated first."""
    if found is None:
        return asked.not_known(
            rule,
            text("Nobody has looked for {infection}.", infection=name),
            text("Test, and enter the result."),
        )
    if found.result is InfectionResult.ACTIVE or (
        rule is ItemId.HIV and found.result is not InfectionResult.NEGATIVE
    ):
        return asked.not_met(
            rule,
            text("Infected with {infection}, by the test of {day}.", infection=name, day=found.on),
            text("Treat it first; what it means for the course, a specialist in infectious diseases says."),
        )
    if found.result is InfectionResult.PAST and (
        rule in _FOR_LIFE or not asked.old(found.on, months=asked.policy.screening_valid_for.whole())
    ):
        return asked.met(
            rule, text("Met before or latent, not active, on {day}: it may come back.", day=found.on)
        )
    return _negative(asked, rule, found.on)


def _papillomavirus(asked: Asked) -> Item:
    """Source: R8, R22. The result decides on vaccination and cytology, not on the course."""
    rule, workup = ItemId.PAPILLOMAVIRUS, asked.workup
    if workup.sex is Sex.MALE:
        return asked.not_applicable(rule, text("For women."))
    found = workup.papillomavirus
    if found is None:
        return asked.not_known(
            rule,
            text("Nobody has looked for papillomavirus."),
            text("Do a cytology or a test for the virus; enter the result."),
        )
    if found.result is Result.POSITIVE:
        return asked.met(
            rule, text("Found on {day}: vaccination and yearly cytology matter the more.", day=found.on)
        )
    return _negative(asked, rule, found.on)


def _strongyloides(asked: Asked) -> Item:
    """Source: R8, for whoever comes from where it is common."""
    rule, workup = ItemId.STRONGYLOIDES, asked.workup
    found = workup.strongyloides
    if found is None:
        return _not_looked_for(asked)
    if found.result is Result.NEGATIVE:
        return _negative(asked, rule, found.on)
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


def _not_looked_for(asked: Asked) -> Item:
    rule, region = ItemId.STRONGYLOIDES, asked.workup.from_region
    regions = asked.protocol.readiness.strongyloides.regions.value
    common = listed(_REGIONS[each] for each in regions)
    if region is None:
        return asked.not_known(
            rule,
            text("Where the patient comes from is not known."),
            text(
                "Ask: it is looked for in people from where it is common, such as: {regions}.", regions=common
            ),
        )
    if region not in regions:
        return asked.not_applicable(
            rule,
            text(
                "From none of these: {regions}. It is common elsewhere too: test whoever comes from there.",
                regions=common,
            ),
        )
    return asked.not_known(
        rule, text("Nobody has looked for Strongyloides."), text("Test, and enter the result.")
    )
