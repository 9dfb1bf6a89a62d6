"""Labels drawn and thrown away: what cannot be printed is told before it is too late.

This module is the `Proof` of a station.
"""

from datetime import timedelta
from typing import get_args

from labels.bag_label import bag_label_pdf
from labels.compose import bag_label
from labels.content import Piece
from pharmacy.courses import Patient
from pharmacy.identity import new_bag_id
from pharmacy.preparation import State
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.documents import Facts
from pharmacy.site import Dpi

LONGEST_LOT = "0" * 20
"""Source: GS1 General Specifications, application identifier 10."""
LONGEST_ANCHOR = f"{10**6}:{'0' * 16}"


def of_patient(station: Station, patient: Patient) -> None:
    """Draw both labels of a patient for whom nothing is ordered yet. Raises `LabelOverflow`, or `Refusal` for
    a letter the font lacks.
    """
    now = station.clock.now()
    imagined = Bag(
        id=new_bag_id(now.year, 1),
        state=State.PLANNED,
        step=None,
        patient=patient,
        course_id=0,
        course=1,
        day=1,
        days=station.protocol.for_course(1).days.whole(),
        previous_end=None,
        activity_evidence="",
        first_day=now.date(),
        on_date=now.date(),
        infusion_start=now + timedelta(days=1),
    )
    of_bag(station, imagined, prepared_by="")


def of_bag(station: Station, bag: Bag, prepared_by: str) -> None:
    """Draw both labels of a bag that is not mixed yet: with what is known of it, and the longest that can
    come where nothing is, for either kind of printer. Raises `LabelOverflow`, or `Refusal` for a letter the
    font lacks.
    """
    when = bag.infusion_start
    imagined = bag.model_copy(
        update={
            "state": State.MIXED,
            "mixed_at": when,
            "vial_lot": bag.vial_lot or LONGEST_LOT,
            "vial_expiry": bag.vial_expiry or when.date(),
            "diluent": bag.diluent or next(iter(station.protocol.diluents)),
            "diluent_lot": bag.diluent_lot or LONGEST_LOT,
            "diluent_expiry": bag.diluent_expiry or when.date(),
            "label_copy": 1,
        }
    )
    known = Facts(bag=imagined, copy_number=1, anchor=LONGEST_ANCHOR, prepared_by=prepared_by, verified_by="")
    for piece in Piece:
        for dpi in get_args(Dpi):
            bag_label_pdf(bag_label(station, known, piece, when), dpi)
