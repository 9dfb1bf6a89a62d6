"""Whether a vaccine is for this patient."""

from pharmacy.courses import months_after
from pharmacy.language import Text, text
from pharmacy.protocol.readiness import Indication, ItemId, Vaccine, VaccineRule
from pharmacy.readiness.item import Asked, Item
from pharmacy.readiness.workup import Antibody, Lesion, Result, Serology
from pharmacy.sex import Sex

_MONTHS_A_YEAR = 12


def not_indicated(asked: Asked, item: ItemId, vaccine: Vaccine, rule: VaccineRule) -> Item | None:
    """Why a vaccine is not for this patient, or why nobody knows; none where it is for them.

    Source: Table 1.
    """
    match rule.indication.value:
        case Indication.IGG_NEGATIVE:
            return _protected(asked, item, vaccine)
        case Indication.WOMEN:
            return _not_for_her(asked, item, rule)
        case _:
            return None


def antibody_against(asked: Asked, vaccine: Vaccine) -> Antibody | None:
    """The IgG that decides on a vaccine, where it is known."""
    known = asked.workup.serology or Serology()
    return {
        Vaccine.HEPATITIS_A: known.hepatitis_a,
        Vaccine.VARICELLA: known.varicella,
        Vaccine.MEASLES: known.measles,
    }.get(vaccine)


def early(asked: Asked, rule: VaccineRule) -> Text | None:
    """What else to think of before a lesion is cut out. Source: Table 1, note b."""
    if rule.after_excision is None or _lesion(asked, rule) is None:
        return None
    return text("High-grade lesion: vaccinate early, before it is cut out if possible.")


def serology_first(asked: Asked, item: ItemId) -> Item:
    """Nobody can say whether a vaccine is needed."""
    return asked.not_known(
        item, text("Serology is not known."), text("Measure it: it decides on this vaccine.")
    )


def _protected(asked: Asked, item: ItemId, vaccine: Vaccine) -> Item | None:
    antibody = antibody_against(asked, vaccine)
    if antibody is None:
        return serology_first(asked, item)
    if antibody.igg is Result.POSITIVE:
        return asked.not_applicable(item, text("Protected: IgG positive on {day}.", day=antibody.on))
    return None


def _not_for_her(asked: Asked, item: ItemId, rule: VaccineRule) -> Item | None:
    """Source: Table 1, note b: preferably below an age; at any age around the excision of a lesion."""
    workup = asked.workup
    if workup.sex is None:
        return asked.not_known(item, text("The patient's sex is not known."), text("Enter it."))
    if workup.sex is Sex.MALE:
        return asked.not_applicable(item, text("For women."))
    if _lesion(asked, rule) is not None:
        return None
    if workup.birth_date is None:
        return asked.not_known(item, text("The birth date is not known."), text("Enter it."))
    assert rule.age_below is not None
    if asked.as_of < months_after(workup.birth_date, rule.age_below.whole() * _MONTHS_A_YEAR):
        return None
    found = workup.papillomavirus
    if found is not None and found.result is Result.POSITIVE and found.lesion is None:
        return asked.not_known(
            item,
            text("Whether there is a high-grade lesion (HSIL, CIN 2-3) is not known."),
            text("Ask the gynaecologist, and enter it: it decides on this vaccine."),
        )
    return asked.not_applicable(
        item,
        text(
            "Preferably for women under {years}; at any age where a high-grade lesion is cut out.",
            years=rule.age_below.value,
        ),
    )


def _lesion(asked: Asked, rule: VaccineRule) -> Lesion | None:
    """A high-grade lesion that makes the vaccine needed now."""
    found = asked.workup.papillomavirus
    lesion = found.lesion if found is not None else None
    if not isinstance(lesion, Lesion) or rule.after_excision is None:
        return None
    if lesion.excised is not None and asked.as_of > months_after(lesion.excised, rule.after_excision.whole()):
        return None
    return lesion
