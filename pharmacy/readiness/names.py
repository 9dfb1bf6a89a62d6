"""What is looked at before a course, as people call it."""

from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.readiness import ItemId, Vaccine
from pharmacy.readiness.assess import Verdict
from pharmacy.readiness.item import Status
from pharmacy.readiness.vaccines import VACCINE_NAMES
from pharmacy.readiness.washout import DRUG_NAMES
from pharmacy.readiness.workup import Drug

ITEM_NAMES: dict[ItemId, Text] = {
    ItemId.ADULT: text("age"),
    ItemId.CONSENT: text("informed consent"),
    ItemId.BASELINE_TESTS: text("blood and urine"),
    ItemId.CONCOMITANT: text("other treatments"),
    ItemId.WASHOUT: text("washout"),
    ItemId.PREGNANCY_TEST: text("pregnancy test"),
    ItemId.CONTRACEPTION: text("contraception"),
    ItemId.BREASTFEEDING: text("breastfeeding"),
    ItemId.ACTIVE_INFECTION: text("active infection"),
    ItemId.TUBERCULOSIS: text("latent tuberculosis"),
    ItemId.HEPATITIS_B: text("hepatitis B"),
    ItemId.HEPATITIS_C: text("hepatitis C"),
    ItemId.HIV: text("HIV"),
    ItemId.CYTOMEGALOVIRUS: text("cytomegalovirus"),
    ItemId.VARICELLA_ZOSTER: text("varicella zoster"),
    ItemId.PAPILLOMAVIRUS: text("papillomavirus"),
    ItemId.STRONGYLOIDES: text("Strongyloides"),
    ItemId.SEROLOGY: text("serology"),
    ItemId.VACCINATION_HISTORY: text("vaccination history"),
    **{
        ItemId(f"vaccine-{vaccine}"): text("vaccine: {vaccine}", vaccine=VACCINE_NAMES[vaccine])
        for vaccine in Vaccine
    },
    ItemId.LIVE_VACCINES: text("live vaccines"),
    ItemId.ECG: text("ECG"),
    ItemId.CHEST_X_RAY: text("chest X-ray"),
    ItemId.ANTIVIRAL: text("aciclovir"),
    ItemId.DIET: text("diet"),
    ItemId.INTERVAL: text("time since the course before"),
    ItemId.CD4: text("CD4 cells"),
    ItemId.COMPLICATION: text("complications"),
    ItemId.ACTIVITY: text("disease activity"),
}
"""Lower case, as in the middle of a sentence."""


def item_name(item: str) -> Text:
    """Of an item by its id; a washout with its drug, for there may be several."""
    drug = item.removeprefix(f"{ItemId.WASHOUT}-")
    if drug == item:
        return ITEM_NAMES[ItemId(item)]
    other = drug.removeprefix(f"{Drug.OTHER}-")
    return text("washout: {drug}", drug=verbatim(other) if other != drug else DRUG_NAMES[Drug(drug)])


STATUS_NAMES: dict[Status, Text] = {
    Status.NOT_MET: text("NOT MET"),
    Status.NOT_KNOWN: text("NOT KNOWN"),
    Status.MET: text("met"),
    Status.NOT_APPLICABLE: text("does not apply"),
}
"""Capitals for what is open."""

STATUS_SIGNS: dict[Status, str] = {
    Status.NOT_MET: "✕",
    Status.NOT_KNOWN: "?",
    Status.MET: "✓",
    Status.NOT_APPLICABLE: "–",
}
"""One character each, so that they can be told apart without colour."""

VERDICTS: dict[Verdict, Text] = {
    Verdict.READY: text("READY"),
    Verdict.NOT_READY: text("NOT READY"),
    Verdict.UNKNOWN: text("NOT KNOWN"),
}
