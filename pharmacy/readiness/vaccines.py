"""The vaccines of the source's first table, as they are called."""

from pharmacy.language import Text, text
from pharmacy.protocol.readiness import Vaccine

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
