"""What the items and the verdicts are called where a person reads them."""

from pharmacy.language import Text, text
from pharmacy.protocol.readiness import ItemId
from pharmacy.readiness.assess import Verdict

TITLES: dict[ItemId, Text] = {
    ItemId.ADULT: text("Age"),
    ItemId.CONSENT: text("Consent"),
    ItemId.BASELINE_TESTS: text("Blood and urine"),
    ItemId.CONCOMITANT: text("Other drugs"),
    ItemId.WASHOUT: text("Washout"),
    ItemId.PREGNANCY_TEST: text("Pregnancy test"),
    ItemId.CONTRACEPTION: text("Contraception"),
    ItemId.BREASTFEEDING: text("Breastfeeding"),
    ItemId.ACTIVE_INFECTION: text("Active infection"),
    ItemId.TUBERCULOSIS: text("Latent tuberculosis"),
    ItemId.HEPATITIS_B: text("Hepatitis B"),
    ItemId.HEPATITIS_C: text("Hepatitis C"),
    ItemId.HIV: text("HIV"),
    ItemId.CYTOMEGALOVIRUS: text("Cytomegalovirus"),
    ItemId.VARICELLA_ZOSTER: text("Varicella zoster"),
    ItemId.PAPILLOMAVIRUS: text("Papillomavirus"),
    ItemId.STRONGYLOIDES: text("Strongyloides"),
    ItemId.SEROLOGY: text("Serology"),
    ItemId.VACCINATION_HISTORY: text("Vaccination history"),
    ItemId.VACCINE_INFLUENZA: text("Influenza vaccine"),
    ItemId.VACCINE_PNEUMOCOCCAL_13: text("Pneumococcal vaccine, 13-valent"),
    ItemId.VACCINE_PNEUMOCOCCAL_23: text("Pneumococcal vaccine, 23-valent"),
    ItemId.VACCINE_HEPATITIS_B: text("Hepatitis B vaccine"),
    ItemId.VACCINE_HEPATITIS_A: text("Hepatitis A vaccine"),
    ItemId.VACCINE_TETANUS: text("Tetanus-diphtheria vaccine"),
    ItemId.VACCINE_PAPILLOMAVIRUS: text("Papillomavirus vaccine"),
    ItemId.VACCINE_VARICELLA: text("Varicella vaccine"),
    ItemId.VACCINE_MEASLES: text("Measles-mumps-rubella vaccine"),
    ItemId.LIVE_VACCINES: text("Live vaccines"),
    ItemId.ECG: text("ECG"),
    ItemId.CHEST_X_RAY: text("Chest X-ray"),
    ItemId.ANTIVIRAL: text("Herpes prophylaxis"),
    ItemId.DIET: text("Diet"),
    ItemId.INTERVAL: text("Time between courses"),
    ItemId.CD4: text("CD4"),
    ItemId.COMPLICATION: text("Complications"),
    ItemId.ACTIVITY: text("Disease activity"),
}

VERDICTS: dict[Verdict, Text] = {
    Verdict.READY: text("READY"),
    Verdict.NOT_READY: text("NOT READY"),
    Verdict.UNKNOWN: text("NOT KNOWN"),
}
