"""What the audit's events of a bag say, as a person reads them."""

from collections.abc import Mapping
from typing import Any

from pharmacy.language import Text, text, verbatim
from pharmacy.people import Act
from pharmacy.preparation import ACTION_NAMES, Action
from pharmacy.readiness.names import item_name
from pharmacy.records import VialFate
from pharmacy.service.happened_since import happened_since_mixing
from pharmacy.service.known import Known, Told, moment_in, reason_in, signed_in

PAPER_NAMES: Mapping[str, Text] = {
    "bag label": text("label on the bag"),
    "cover label": text("label on the cover"),
    "premedication": text("premedication orders"),
    "infusion": text("priming and infusion sheet"),
    "record": text("preparation record"),
    "card": text("patient's card"),
    "calendar": text("follow-up calendar"),
    "timeline": text("timeline of the course"),
    "folder": text("course folder"),
}
"""The papers of a bag, by the names under which their copies are numbered."""

TRIED: Mapping[Act, Text] = {
    Act.CORRECT_PATIENT: text("correct the patient"),
    Act.RECORD_WORKUP: text("enter what is known before the course"),
    Act.DECIDE_READINESS: text("decide against a recommendation"),
    Act.ORDER_COURSE: text("order the course"),
    Act.CANCEL_COURSE: text("cancel the course"),
    Act.VERIFY_BAG: ACTION_NAMES[Action.VERIFY],
    Act.RESCHEDULE: text("move the infusion to another time"),
    Act.REPLACE_BAG: text("order another bag for this day"),
    Act.CONFIRM_ORDER: ACTION_NAMES[Action.CONFIRM_ORDER],
    Act.CONFIRM_PATIENT: ACTION_NAMES[Action.CONFIRM_PATIENT],
    Act.SCAN_VIAL: ACTION_NAMES[Action.SCAN_VIAL],
    Act.INSPECT_VIAL: ACTION_NAMES[Action.INSPECT_VIAL],
    Act.REJECT_VIAL: ACTION_NAMES[Action.REJECT_VIAL],
    Act.SCAN_DILUENT: ACTION_NAMES[Action.SCAN_DILUENT],
    Act.DRAW: ACTION_NAMES[Action.DRAW],
    Act.INJECT: ACTION_NAMES[Action.INJECT],
    Act.INVERT: ACTION_NAMES[Action.INVERT],
    Act.COVER: ACTION_NAMES[Action.COVER],
    Act.NUMBER_LABELS: ACTION_NAMES[Action.PRINT_LABELS],
    Act.LABELS_PRINTED: ACTION_NAMES[Action.PRINT_LABELS],
    Act.SCAN_BAG_LABEL: ACTION_NAMES[Action.SCAN_BAG_LABEL],
    Act.SCAN_COVER_LABEL: ACTION_NAMES[Action.SCAN_COVER_LABEL],
    Act.CANCEL: ACTION_NAMES[Action.CANCEL],
    Act.DISCARD: ACTION_NAMES[Action.DISCARD],
    Act.RELEASE: ACTION_NAMES[Action.RELEASE],
    Act.MOVE_BAG: text("put the bag into another place"),
    Act.COVER_BAG: text("take the cover off, or put it on"),
    Act.QUARANTINE: ACTION_NAMES[Action.QUARANTINE],
    Act.CLEAR: ACTION_NAMES[Action.CLEAR],
    Act.GIVE_PREMEDICATION: text("record a premedicine"),
    Act.OBSERVE: text("record heart rate, blood pressure and temperature"),
    Act.PRIME: text("prime the line"),
    Act.CHECK_BEDSIDE: text("check the bag at the bedside"),
    Act.OVERRIDE: text("decide against an item of the bedside check"),
    Act.START_INFUSION: ACTION_NAMES[Action.START_INFUSION],
    Act.SET_RATE: text("set another rate"),
    Act.PAUSE: text("pause the infusion"),
    Act.RESUME: text("resume the infusion"),
    Act.REACTION: text("record a reaction"),
    Act.CLIMB: text("let the rate climb again"),
    Act.COMPLETE: ACTION_NAMES[Action.COMPLETE],
    Act.STOP_INFUSION: ACTION_NAMES[Action.STOP],
    Act.OBSERVED: text("end the observation"),
    Act.RECORD_CHECK: text("record a check after a course"),
    Act.ANSWER_CHECKLIST: text("answer the symptom checklist"),
    Act.GIVE_CALENDAR: text("hand out the follow-up calendar as a file"),
    Act.NUMBER_SHEET: text("print a document"),
    Act.DOCUMENT_SENT: text("print a document"),
    Act.DOCUMENT_PRINTED: text("print a document"),
    Act.DOCUMENT_LOOKED: text("say what became of a document"),
    Act.LOOK_UP: text("look up a bag"),
}
"""What a person was about to do when they were refused."""


def refused(event: Mapping[str, Any]) -> Told:
    """What somebody tried to do, and the refusal in the words that they were shown."""
    act, data = event["act"], event["data"]
    shown = data["shown"]
    tried = TRIED.get(act, verbatim(act))
    lines = [verbatim(shown["what"])]
    if "expected" in shown:
        lines.append(text("expected: {expected}", expected=shown["expected"]))
    if "got" in shown:
        # What was got may be a list, a line each: on paper it is one.
        lines.append(text("got: {got}", got=" · ".join(shown["got"].splitlines())))
    return text("REFUSED “{tried}”: {code}", tried=tried, code=data["code"]), tuple(lines)


def happened(event: Mapping[str, Any], known: Known) -> Told | None:  # noqa: C901, PLR0912 - one case an act
    """What a person did, and with what; none for what only prepares another event."""
    data = event["data"]
    match event["act"]:
        case Act.ORDER_COURSE:
            return text("Planned, with course {course}", course=data["course"]), ()
        case Act.REPLACE_BAG:
            return text("Ordered in place of bag {bag}", bag=data["replaces"]), (reason_in(data),)
        case Act.CANCEL_COURSE:
            return text("Cancelled with its whole course"), (reason_in(data),)
        case Act.CORRECT_PATIENT:
            return text("Patient corrected: the order is to be verified again"), (reason_in(data),)
        case Act.RECORD_WORKUP if not data["verify_again"]:
            return text("Something speaks against the course by what is known now, and the bag is begun"), ()
        case Act.RECORD_WORKUP:
            return text("No longer ready by what is known now: the order is to be verified again"), ()
        case Act.DECIDE_READINESS:
            return text("Decided against a recommendation: {item}", item=item_name(data["item"])), (
                verbatim(data["finding"]),
                reason_in(data),
                signed_in(data),
            )
        case Act.VERIFY_BAG:
            return text("Order verified and signed"), (signed_in(data),)
        case Act.RESCHEDULE:
            moved = text(
                "from {before} to {after}",
                before=moment_in(data["before"], known),
                after=moment_in(data["infusion_start"], known),
            )
            return text("Infusion moved to another time"), (moved, reason_in(data))
        case Act.CONFIRM_ORDER:
            return text("Order in hand read: patient, course and day are this bag's"), ()
        case Act.CONFIRM_PATIENT:
            return text("Ward called: the patient is there, the steroid is running, the line is in"), ()
        case Act.SCAN_VIAL:
            return text("Vial scanned"), (known.vial(data["vial_gtin"], data["vial_serial"]),)
        case Act.INSPECT_VIAL:
            return text("Vial looked at: clear, without particles"), ()
        case Act.REJECT_VIAL:
            return text("Vial {serial} rejected, put aside for good", serial=data["rejected"]), (
                reason_in(data),
            )
        case Act.SCAN_DILUENT:
            return text("Diluent scanned"), (known.diluent(data["diluent_gtin"], data["diluent_lot"]),)
        case Act.DRAW:
            volume = known.protocol.vial_volume.quantity
            return text("{volume} drawn; the vial counts as used", volume=volume), ()
        case Act.INJECT:
            return text("Injected into the diluent bag: mixed, the clock starts"), ()
        case Act.INVERT:
            return text("Inverted gently, not shaken"), ()
        case Act.COVER:
            return text("Opaque cover put on"), ()
        case Act.NUMBER_LABELS if data["reason"]:
            return text(
                "Labels to be printed again as copy {copy}: earlier ones are void", copy=data["copy"]
            ), (reason_in(data),)
        case Act.LABELS_PRINTED:
            printed = text("Bag label and cover label printed, copy {copy}", copy=data["copy"])
            sent = text("Bag label and cover label sent to a printer, copy {copy}", copy=data["copy"])
            both = data["bag_label"]["confirmed"] and data["cover_label"]["confirmed"]
            return printed if both else sent, ()
        case Act.SCAN_BAG_LABEL:
            return text("Bag label read back from the bag"), _proven(data)
        case Act.SCAN_COVER_LABEL:
            return text("Cover label read back from the opaque cover"), _proven(data)
        case Act.RELEASE:
            return text("Checked, cover label scanned, released and signed"), (signed_in(data),)
        case Act.CANCEL:
            return text("Cancelled"), (reason_in(data), *_accounted(data))
        case Act.DISCARD:
            return text("Discarded"), (
                reason_in(data),
                text("vial {serial} was used up", serial=data["vial"]),
            )
        case Act.RECALL_LOT:
            return text("Lot {lot} recalled", lot=data["recalled"]), (reason_in(data),)
        case Act.DOCUMENT_PRINTED:
            if data["printed"]["confirmed"]:
                return text("Printed: {paper}", paper=_paper(data)), ()
            return text("Sent to a printer that cannot confirm it: {paper}", paper=_paper(data)), ()
        case Act.DOCUMENT_LOOKED:
            came_out = (
                text("Came out: {paper}", paper=_paper(data))
                if data["came_out"]
                else text("Did not come out: {paper}", paper=_paper(data))
            )
            return came_out, (text("said by: {who}", who=data["said_by"]),)
        case Act.NUMBER_LABELS | Act.NUMBER_SHEET | Act.DOCUMENT_SENT:
            return None
        case other:
            return happened_since_mixing(event, known) or (verbatim(other), ())


def _paper(data: Mapping[str, Any]) -> Text:
    return text("{document}, copy {copy}", document=PAPER_NAMES[data["document"]], copy=data["copy"])


def _proven(data: Mapping[str, Any]) -> tuple[Text, ...]:
    """Of a label that its printer had not confirmed."""
    return (text("The printer had not confirmed it; this scan does."),) if "print" in data else ()


def _accounted(data: Mapping[str, Any]) -> list[Text]:
    """What became of what had been scanned for a bag that was cancelled."""
    found = []
    if "vial" in data:
        found.append(
            text("vial {serial}, still sealed and cold, back in stock", serial=data["vial"])
            if data["vial_fate"] == VialFate.IN_STOCK
            else text("vial {serial} destroyed", serial=data["vial"])
        )
    if "diluent_returned" in data:
        found.append(text("diluent of lot {lot} back in stock", lot=data["diluent_returned"]))
    return found
