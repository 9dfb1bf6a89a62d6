"""For the sample hospital without scanner and thermometer: the scan that the step at hand is waiting for,
and temperatures.
"""

from pharmacy.identity import GS, label_code, place_code
from pharmacy.places import Place
from pharmacy.preparation import Step
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.in_stock import diluents_in_stock, vials_in_stock

PRETENDED_CELSIUS = "4.6"
"""What every thermometer shows."""

PREFIX = "]d2"
"""What a scanner sends before a GS1 DataMatrix. Source: ISO/IEC 15424."""


def pretended_scan(station: Station, bag: Bag) -> str:
    """What a scanner would send now. Empty, and so refused as nothing read, when the stock is empty."""
    match bag.step:
        case Step.VIAL:
            for vial in vials_in_stock(station):
                return f"{PREFIX}01{vial.gtin}17{vial.expiry:%y%m%d}10{vial.lot}{GS}21{vial.serial}"
        case Step.DILUENT:
            for diluent in diluents_in_stock(station):
                return f"{PREFIX}01{diluent.gtin}17{diluent.expiry:%y%m%d}10{diluent.lot}"
        case Step.BAG_LABEL:
            return PREFIX + label_code(bag.id, "B", bag.label_copy)
        case Step.CHECK if at_bench(bag) and (cold := refrigerators(station)):
            return cold[0]
        case Step.COVER_LABEL | Step.CHECK:
            return pretended_label(bag)
    return ""


def refrigerators(station: Station) -> list[str]:
    """The codes on all of them."""
    places = station.site.places.items()
    return [PREFIX + place_code(key) for key, place in places if place.kind is Place.REFRIGERATOR]


def at_bench(bag: Bag) -> bool:
    """Whether a bag is still where it was mixed."""
    return bag.place is not None and bag.place.place is Place.STATION


def pretended_wristband(bag: Bag) -> str:
    """What a scanner would send of the wristband of a bag's patient, as the sample hospital writes it."""
    return f"NHC{bag.patient.record_number}"


def pretended_label(bag: Bag) -> str:
    """What a scanner would send of the label on a bag's cover."""
    return PREFIX + label_code(bag.id, "C", bag.label_copy)
