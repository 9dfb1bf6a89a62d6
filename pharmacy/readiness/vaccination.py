"""What the patient is protected from, and the vaccines of the source's first table, before a course."""

from collections.abc import Iterator
from datetime import date

from pharmacy.courses import months_after
from pharmacy.language import Text, listed, text
from pharmacy.protocol.readiness import Indication, ItemId, Vaccine, VaccineRule
from pharmacy.readiness.item import Asked, Item
from pharmacy.readiness.workup import Antibody, Result, Serology, Vaccination
from pharmacy.sex import Sex

VACCINE_NAMES: dict[Vaccine, Text] = {
    Vaccine.INFLUENZA: text("seasonal influenza"),
    Vaccine.PNEUMOCOCCAL_13: text("pneumococcus (13-valent)"),
    Vaccine.PNEUMOCOCCAL_23: text("pneumococcus (23-valent)"),
    Vaccine.HEPATITIS_B: text("hepatitis B"),
    Vaccine.HEPATITIS_A: text("hepatitis A"),
    Vaccine.TETANUS: text("tetanus-diphtheria"),
    Vaccine.PAPILLOMAVIRUS: text("human papillomavirus"),
    Vaccine.VARICELLA: text("varicella"),
    Vaccine.MEASLES: text("measles-mumps-rubella"),
}
"""Source: Table 1."""

_MONTHS_A_YEAR = 12


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
            (text("hepatitis B"), known.anti_hbs),
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
    """Source: Table 1, R5; a vaccination that was weighed and put off counts as evaluated, R6."""
    item, rule = ItemId(f"vaccine-{vaccine}"), asked.protocol.readiness.vaccines[vaccine]
    given = (asked.workup.vaccines or {}).get(vaccine)
    if given is not None and given.decision is not None:
        return asked.met(
            item, text("Weighed on {day}: {reason}", day=given.decision.on, reason=given.decision.reason)
        )
    if (other := _indicated(asked, item, vaccine, rule)) is not None:
        return other
    if given is None:
        return asked.not_known(
            item,
            text("Not documented."),
            text("Look into the vaccination record; enter the doses, or that there was none."),
        )
    if rule.campaign_first_month is not None:
        return _of_the_season(asked, item, rule, given)
    return _in_doses(asked, item, rule, given)


def _indicated(asked: Asked, item: ItemId, vaccine: Vaccine, rule: VaccineRule) -> Item | None:
    """Why a vaccine is not for this patient, or why nobody knows; none where it is for them."""
    workup, known = asked.workup, asked.workup.serology or Serology()
    match rule.indication.value:
        case Indication.IGG_NEGATIVE:
            antibody: Antibody | None = {
                Vaccine.HEPATITIS_A: known.hepatitis_a,
                Vaccine.VARICELLA: known.varicella,
                Vaccine.MEASLES: known.measles,
            }[vaccine]
            if antibody is None:
                return _serology_first(asked, item)
            if antibody.igg is Result.POSITIVE:
                return asked.not_applicable(item, text("Protected: IgG positive on {day}.", day=antibody.on))
        case Indication.ANTI_HBS_LOW:
            return _surface_antibody(asked, item, rule)
        case Indication.WOMEN:
            if workup.sex is None:
                return asked.not_known(item, text("The patient's sex is not known."), text("Enter it."))
            if workup.sex is Sex.MALE:
                return asked.not_applicable(item, text("For women."))
            return _too_old(asked, item, rule)
    return None


def _too_old(asked: Asked, item: ItemId, rule: VaccineRule) -> Item | None:
    """Source: Table 1, note b: preferably women below an age. Of a lesion the physician knows."""
    birth = asked.workup.birth_date
    if birth is None:
        return asked.not_known(item, text("The birth date is not known."), text("Enter it."))
    assert rule.age_below is not None
    if months_after(birth, rule.age_below.whole() * _MONTHS_A_YEAR) <= asked.first_day:
        return asked.not_applicable(
            item,
            text(
                "Preferably for women under {years}; also before or after a high-grade lesion is cut out: "
                "then vaccinate early.",
                years=rule.age_below.value,
            ),
        )
    return None


def _surface_antibody(asked: Asked, item: ItemId, rule: VaccineRule) -> Item | None:
    measured = (asked.workup.serology or Serology()).anti_hbs
    if measured is None:
        return _serology_first(asked, item)
    assert rule.protective_from is not None
    value = measured.in_unit(rule.protective_from.unit)
    if value is None:
        return asked.not_known(
            item,
            text(
                "Surface antibody of {day}: {got} is no result; expected a number of {unit}.",
                day=measured.on,
                got=str(measured),
                unit=rule.protective_from.unit,
            ),
            text("Look at the report, and enter the value with its unit: nothing is converted."),
        )
    if value >= rule.protective_from.value:
        return asked.not_applicable(
            item,
            text(
                "Protected: surface antibody {value} {unit} on {day}.",
                value=value,
                unit=rule.protective_from.unit,
                day=measured.on,
            ),
        )
    return None


def _serology_first(asked: Asked, item: ItemId) -> Item:
    return asked.not_known(
        item, text("Serology is not known."), text("Measure it: it decides on this vaccine.")
    )


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
            text("One dose; the response may be less than expected later."),
        )
    return asked.not_applicable(
        item, text("Outside the campaign; the next one begins on {day}.", day=date(began.year + 1, first, 1))
    )


def _in_doses(asked: Asked, item: ItemId, rule: VaccineRule, given: Vaccination) -> Item:
    doses = sorted(day for day in set(given.doses) if day < asked.first_day)
    if given.complete:
        return asked.met(item, text("Completed, by the vaccination record."))
    if (early := _too_early_after_conjugate(asked, rule, doses)) is not None:
        return asked.not_met(
            item,
            text("Given on {day}, too early after the 13-valent one.", day=doses[0]),
            text("Not before {day}; weigh another dose.", day=early),
        )
    best = max((_counted(doses, months) for months in rule.schedules.value), key=len, default=[])
    whole = max(len(months) for months in rule.schedules.value)
    if len(best) == whole:
        return asked.met(item, text("Completed on {day}.", day=best[-1]))
    if len(doses) > len(best) and len(doses) >= whole:
        return asked.not_met(
            item,
            text(
                "{given} doses, of which {counted} kept the intervals of the schedule.",
                given=len(doses),
                counted=len(best),
            ),
            _next(rule, best),
        )
    return asked.not_met(
        item,
        text("{given} of {whole} doses.", given=len(best), whole=whole),
        _before_live(asked, rule, best) if rule.live.value else _next(rule, best),
    )


def _too_early_after_conjugate(asked: Asked, rule: VaccineRule, doses: list[date]) -> date | None:
    """The first day on which the dose would have counted; none where it does."""
    if rule.after_pneumococcal_13 is None or not doses:
        return None
    conjugate = (asked.workup.vaccines or {}).get(Vaccine.PNEUMOCOCCAL_13, Vaccination()).doses
    if not conjugate:
        return None
    earliest = months_after(min(conjugate), rule.after_pneumococcal_13.whole())
    return earliest if max(doses) < earliest else None


def _counted(doses: list[date], months: tuple[int, ...]) -> list[date]:
    """The doses that fulfil a schedule: each no earlier after the first than the schedule says."""
    found: list[date] = []
    for day in doses:
        if len(found) == len(months):
            break
        if not found or day >= months_after(found[0], months[len(found)]):
            found.append(day)
    return found


def _next(rule: VaccineRule, counted: list[date]) -> Text:
    if not counted:
        return text("Begin; or enter why not, weighed against the delay.")
    day = min(
        months_after(counted[0], months[len(counted)])
        for months in rule.schedules.value
        if len(months) > len(counted)
    )
    return text("Next dose from {day} on; or enter why not, weighed against the delay.", day=day)


def _before_live(asked: Asked, rule: VaccineRule, counted: list[date]) -> Text:
    """A live vaccine has to be complete some weeks before; the whole way from today is said."""
    span = rule.schedules.value[0]
    left = span[-1] - span[len(counted)]
    weeks = asked.protocol.readiness.live_vaccines.complete_before
    return text(
        "Live: complete it {weeks} weeks before the course, which takes {months} months or more from "
        "the next dose on. Or enter why not, weighed against the delay.",
        weeks=weeks.value,
        months=left,
    )
