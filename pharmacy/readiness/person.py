"""What the patient has agreed to, what they are, and what they do: items on the person before a course."""

from collections.abc import Iterator
from datetime import timedelta

from pharmacy.courses import months_after
from pharmacy.language import Text, text
from pharmacy.protocol.readiness import ItemId
from pharmacy.readiness.item import Asked, Item
from pharmacy.readiness.words import cited, span
from pharmacy.readiness.workup import Result
from pharmacy.sex import Sex

_MONTHS_A_YEAR = 12


def person(asked: Asked) -> Iterator[Item]:
    """Age, consent, pregnancy, contraception, breastfeeding, prophylaxis, diet."""
    yield _adult(asked)
    yield _consent(asked)
    yield _pregnancy_test(asked)
    yield _contraception(asked)
    yield _breastfeeding(asked)
    yield _antiviral(asked)
    yield _diet(asked)


def _adult(asked: Asked) -> Item:
    """Source: Paediatric populations."""
    rule, birth, years = ItemId.ADULT, asked.workup.birth_date, asked.protocol.age_least
    if birth is None:
        return asked.not_known(rule, text("The birth date is not known."), text("Enter it."))
    return asked.waits(
        rule,
        months_after(birth, years.whole() * _MONTHS_A_YEAR),
        text("Born on {day}; treated from {years} years on.", day=birth, years=years.value),
        text("Wait; safety below that age is not established."),
    )


def _consent(asked: Asked) -> Item:
    """Each course is consented to anew: R24 has the same procedures for all, and what is explained has
    changed since. Source: R12, R24.
    """
    rule, consent = ItemId.CONSENT, asked.workup.consent
    if consent is None:
        return asked.not_known(
            rule,
            text("Nobody has said that the patient has signed the informed consent."),
            text("Look for the signed form, or have it signed after the talk on risks and follow-up."),
        )
    if asked.of_course_before(consent.on):
        return asked.not_known(
            rule,
            text("Signed on {day}: that was for the course before.", day=consent.on),
            text("Look for the signed form, or have it signed after the talk on risks and follow-up."),
        )
    return asked.waits(
        rule,
        consent.on,
        text("Signed on {day}.", day=consent.on),
        text("Consent comes before the course: check both days."),
    )


def _could_bear_children(asked: Asked, rule: ItemId) -> Item | None:
    """Why a rule for women who could become pregnant does not apply, or cannot be judged; none if it does."""
    workup = asked.workup
    if workup.sex is None:
        return asked.not_known(rule, text("The patient's sex is not known."), text("Enter it."))
    if workup.sex is Sex.MALE:
        return asked.not_applicable(rule, text("For women."))
    if workup.childbearing is None:
        return asked.not_known(
            rule,
            text("Whether the patient could become pregnant is not known."),
            text("Ask, and enter it."),
        )
    if not workup.childbearing:
        return asked.not_applicable(rule, text("The patient cannot become pregnant."))
    return None


def _pregnancy_test(asked: Asked) -> Item:
    """Source: R14, R26."""
    rule, test = ItemId.PREGNANCY_TEST, asked.workup.pregnancy_test
    if test is not None and test.result is Result.POSITIVE:
        return asked.not_met(
            rule,
            text("Pregnant by the test of {day}.", day=test.on),
            text(
                "Treat only if the benefit for her justifies the risk for the child: her physician decides."
            ),
        )
    if (other := _could_bear_children(asked, rule)) is not None:
        return other
    if test is None:
        return asked.not_known(rule, text("No pregnancy test."), text("Test before the first infusion."))
    days = asked.policy.pregnancy_test_valid_for
    if asked.old(test.on, days=days.whole()):
        return asked.not_met(
            rule,
            text(
                "Negative on {day}, more than {span} before the first day ({source}).",
                day=test.on,
                span=span(days),
                source=cited(days.cite),
            ),
            text("Test again."),
        )
    return asked.met(rule, text("Negative on {day}.", day=test.on))


def _contraception(asked: Asked) -> Item:
    """Source: R14, R27."""
    rule, contraception = ItemId.CONTRACEPTION, asked.workup.contraception
    if (other := _could_bear_children(asked, rule)) is not None:
        return other
    length = span(asked.protocol.follow_up.contraception_for)
    if contraception is None:
        return asked.not_known(
            rule,
            text("Nobody has asked about contraception."),
            text("Ask: it must be effective during the course and for {span} after.", span=length),
        )
    if not contraception.effective:
        return asked.not_met(
            rule,
            text("No effective contraception, by what was said on {day}.", day=contraception.on),
            text("Begin it; it is kept up until {span} after the course.", span=length),
        )
    if asked.of_course_before(contraception.on):
        return asked.ask_again(rule, contraception.on)
    return asked.met(
        rule,
        text(
            "Effective, by what was said on {day}; it is kept up until {span} after the course.",
            day=contraception.on,
            span=length,
        ),
    )


def _breastfeeding(asked: Asked) -> Item:
    """Source: R28."""
    rule, said = ItemId.BREASTFEEDING, asked.workup.breastfeeding
    if asked.workup.sex is Sex.MALE:
        return asked.not_applicable(rule, text("For women."))
    if said is None:
        return asked.not_known(
            rule, text("Whether the patient breastfeeds is not known."), text("Ask, and enter it.")
        )
    if said.breastfeeds:
        return asked.not_met(
            rule,
            text("The patient breastfeeds, by what was said on {day}.", day=said.on),
            text(
                "Interrupt it for the course and for {span} after the last infusion.",
                span=span(asked.protocol.follow_up.no_breastfeeding_for),
            ),
        )
    if asked.of_course_before(said.on):
        return asked.ask_again(rule, said.on)
    return asked.met(rule, text("No breastfeeding, by what was said on {day}.", day=said.on))


def _antiviral(asked: Asked) -> Item:
    """Source: R9, R16. What was prescribed for an earlier course is used up."""
    rule, ordered = ItemId.ANTIVIRAL, asked.workup.antiviral
    if ordered is None:
        return asked.not_known(
            rule,
            text("No prophylaxis against herpes is prescribed, as far as is known."),
            _prophylaxis(asked),
        )
    if asked.of_course_before(ordered.prescribed):
        return asked.not_met(
            rule,
            text(
                "{drug}, prescribed on {day}: that was for the course before.",
                drug=ordered.drug,
                day=ordered.prescribed,
            ),
            _prophylaxis(asked),
        )
    return asked.waits(
        rule,
        max(ordered.prescribed, ordered.first_dose or ordered.prescribed),
        text("{drug}, prescribed on {day}.", drug=ordered.drug, day=ordered.prescribed)
        if ordered.first_dose is None
        else text("{drug} from {day} on.", drug=ordered.drug, day=ordered.first_dose),
        text("The first dose comes before the first infusion: prescribe it for the first day."),
    ).model_copy(update={"no_earlier": None})  # it is moved with the course, and holds nobody up


def _prophylaxis(asked: Asked) -> Text:
    drug = asked.protocol.premedication.antiviral
    return text(
        "Prescribe {drug} {dose} every {hours} h for {least} to {most} weeks, the first dose before the "
        "first infusion; or {other} {other_dose} every {other_hours} h.",
        drug=drug.drug.value,
        dose=drug.dose.quantity,
        hours=drug.every.value,
        least=drug.least_duration.value,
        most=drug.most_duration.value,
        other=drug.alternative.drug.value,
        other_dose=drug.alternative.dose.quantity,
        other_hours=drug.alternative.every.value,
    )


def _diet(asked: Asked) -> Item:
    """One begun for the course before has ended in between, as far as is known. Source: R10."""
    rule, diet, weeks = ItemId.DIET, asked.workup.diet, asked.protocol.follow_up.diet_before
    if diet is None:
        return asked.not_known(
            rule,
            text("Nobody has said that the patient keeps the diet."),
            text(
                "Explain it, and enter since when: no raw or undercooked meat, nothing from unpasteurised "
                "milk, from {span} before the course until {after} after it, or until the immune system "
                "is back.",
                span=span(weeks),
                after=span(asked.protocol.follow_up.diet_for),
            ),
        )
    if asked.of_course_before(diet.since):
        return asked.ask_again(rule, diet.since)
    return asked.waits(
        rule,
        diet.since + timedelta(weeks=weeks.whole()),
        text("Kept since {day}; {span} before the course are wanted.", day=diet.since, span=span(weeks)),
        text("Wait, or begin later."),
    )
