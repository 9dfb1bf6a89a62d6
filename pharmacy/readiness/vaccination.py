"""What the patient is protected from, and the vaccines of the source's first table, before a course."""

from collections.abc import Iterator
from datetime import date

from pharmacy.language import listed, text
from pharmacy.protocol.readiness import Indication, ItemId, Vaccine, VaccineRule
from pharmacy.readiness.doses import in_doses
from pharmacy.readiness.hepatitis_b import against_hepatitis_b, surface_antibody
from pharmacy.readiness.indications import early, not_indicated
from pharmacy.readiness.item import Asked, Item
from pharmacy.readiness.vaccines import VACCINE_NAMES
from pharmacy.readiness.workup import Serology, Vaccination


def vaccination(asked: Asked) -> Iterator[Item]:
    """Serology, history, and an item for each vaccine."""
    yield _serology(asked)
    yield _history(asked)
    for vaccine in Vaccine:
        yield _vaccine(asked, vaccine)


def _serology(asked: Asked) -> Item:
    """Source: R4."""
    rule, known = ItemId.SEROLOGY, asked.workup.serology or Serology()
    missing = [
        name
        for name, found in (
            (text("measles"), known.measles),
            (text("varicella"), known.varicella),
            (text("hepatitis A"), known.hepatitis_a),
            (text("hepatitis B"), surface_antibody(asked)),
        )
        if found is None
    ]
    if missing:
        return asked.not_known(
            rule,
            text("Not known: {infections}.", infections=listed(missing)),
            text("Measure IgG against measles, varicella and hepatitis A, and anti-HBs."),
        )
    return asked.met(rule, text("Known of measles, varicella, hepatitis A and hepatitis B."))


def _history(asked: Asked) -> Item:
    """Source: R4."""
    rule, vaccines = ItemId.VACCINATION_HISTORY, asked.workup.vaccines or {}
    missing = [VACCINE_NAMES[vaccine] for vaccine in Vaccine if vaccine not in vaccines]
    if missing:
        return asked.not_known(
            rule,
            text("Not documented: {vaccines}.", vaccines=listed(missing)),
            text("Look into the vaccination record; enter the doses, or that there was none."),
        )
    return asked.met(rule, text("Documented for every vaccine of the table."))


def _vaccine(asked: Asked, vaccine: Vaccine) -> Item:
    """Source: Table 1, R5; one that was weighed and put off for this course counts as evaluated, R6."""
    item, rule = ItemId(f"vaccine-{vaccine}"), asked.protocol.readiness.vaccines[vaccine]
    given = (asked.workup.vaccines or {}).get(vaccine)
    if given is not None and given.decision is not None and not asked.of_course_before(given.decision.on):
        return asked.met(
            item, text("Weighed on {day}: {reason}", day=given.decision.on, reason=given.decision.reason)
        )
    if rule.indication.value is Indication.ANTI_HBS_LOW:
        return against_hepatitis_b(asked, item, rule, given)
    if (other := not_indicated(asked, item, vaccine, rule)) is not None:
        return other
    if given is None:
        return asked.not_known(
            item,
            text("Not documented."),
            text("Look into the vaccination record; enter the doses, or that there was none."),
        )
    if rule.campaign_first_month is not None:
        return _of_the_season(asked, item, rule, given)
    return in_doses(asked, item, rule, given, early(asked, rule))


def _of_the_season(asked: Asked, item: ItemId, rule: VaccineRule, given: Vaccination) -> Item:
    """One dose each campaign; outside it nobody is vaccinated."""
    assert rule.campaign_first_month is not None
    assert rule.campaign_last_month is not None
    first, last = rule.campaign_first_month.whole(), rule.campaign_last_month.whole()
    today = asked.as_of
    began = date(today.year if today.month >= first else today.year - 1, first, 1)
    if this := [day for day in given.doses if began <= day < asked.first_day]:
        return asked.met(item, text("Given on {day}.", day=max(this)))
    if today.month in range(first, last + 1):
        return asked.not_met(
            item,
            text("Not given in this campaign."),
            text("One dose, before the course: afterwards the response may be less than expected."),
        )
    return asked.not_applicable(
        item, text("Outside the campaign; the next one begins on {day}.", day=date(began.year + 1, first, 1))
    )
