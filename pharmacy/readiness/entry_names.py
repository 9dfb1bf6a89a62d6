"""What is entered before a course, as people call it."""

from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.readiness import ItemId, Vaccine
from pharmacy.readiness.names import ITEM_NAMES
from pharmacy.readiness.vaccines import VACCINE_NAMES

SECTION_NAMES: dict[str, Text] = {
    "as_of": text("day of the newest entry"),
    "birth_date": text("birth date"),
    "sex": text("sex"),
    "previous_course_end": text("end of the course before"),
    "activity_evidence": ITEM_NAMES[ItemId.ACTIVITY],
    "consent": ITEM_NAMES[ItemId.CONSENT],
    "baseline": ITEM_NAMES[ItemId.BASELINE_TESTS],
    "lymphocytes": text("lymphocytes"),
    "cd4": ITEM_NAMES[ItemId.CD4],
    "childbearing": text("could become pregnant"),
    "pregnancy_test": ITEM_NAMES[ItemId.PREGNANCY_TEST],
    "contraception": ITEM_NAMES[ItemId.CONTRACEPTION],
    "breastfeeding": ITEM_NAMES[ItemId.BREASTFEEDING],
    "infection": ITEM_NAMES[ItemId.ACTIVE_INFECTION],
    "tuberculosis": ITEM_NAMES[ItemId.TUBERCULOSIS],
    "hepatitis_b": ITEM_NAMES[ItemId.HEPATITIS_B],
    "hepatitis_c": ITEM_NAMES[ItemId.HEPATITIS_C],
    "hiv": ITEM_NAMES[ItemId.HIV],
    "cytomegalovirus": ITEM_NAMES[ItemId.CYTOMEGALOVIRUS],
    "varicella_zoster": ITEM_NAMES[ItemId.VARICELLA_ZOSTER],
    "papillomavirus": ITEM_NAMES[ItemId.PAPILLOMAVIRUS],
    "from_region": text("where the patient comes from"),
    "strongyloides": ITEM_NAMES[ItemId.STRONGYLOIDES],
    "serology": ITEM_NAMES[ItemId.SEROLOGY],
    "vaccines": ITEM_NAMES[ItemId.VACCINATION_HISTORY],
    "steroid": text("steroids"),
    "ecg": ITEM_NAMES[ItemId.ECG],
    "chest_x_ray": ITEM_NAMES[ItemId.CHEST_X_RAY],
    "respiratory_symptoms": text("respiratory symptoms"),
    "previous_treatments": text("previous treatments"),
    "concomitant": ITEM_NAMES[ItemId.CONCOMITANT],
    "antiviral": text("prophylaxis against herpes"),
    "diet": ITEM_NAMES[ItemId.DIET],
    "complication": ITEM_NAMES[ItemId.COMPLICATION],
}
"""By section of the work-up; lower case."""


def entry_name(key: str) -> Text:
    """Of an entry by its dotted key, with the key for whoever writes files.

    >>> str(entry_name("chest_x_ray.on")), str(entry_name("vaccines.influenza"))
    ('chest X-ray (chest_x_ray.on)', 'seasonal influenza vaccine (vaccines.influenza)')
    """
    section, _, rest = key.partition(".")
    vaccine = rest.partition(".")[0] if section == "vaccines" else ""
    name = SECTION_NAMES.get(section)
    if vaccine in set(Vaccine):
        name = text("{vaccine} vaccine", vaccine=VACCINE_NAMES[Vaccine(vaccine)])
    return verbatim(key) if name is None else text("{name} ({key})", name=name, key=key)
