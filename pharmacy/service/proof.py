"""What a station asks of whoever draws its labels: to try them while something can still be corrected."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pharmacy.courses import Patient
    from pharmacy.service.act import Station
    from pharmacy.service.bag import Bag


class Proof(Protocol):
    """Both raise `Refusal`: label-overflow for a text that does not fit its place, no-glyph for a character
    that cannot be printed.
    """

    def of_patient(self, station: "Station", patient: "Patient") -> None:
        """Try the labels of a patient, before they are entered or corrected."""

    def of_bag(self, station: "Station", bag: "Bag", prepared_by: str) -> None:
        """Try the labels of a bag with its preparer's name, before its vial is opened."""
