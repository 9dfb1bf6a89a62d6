"""What the audit's events of a bag say once it is mixed: where it was put, how it was checked and given."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pharmacy.bedside import FLUID_NAMES, ITEM_NAMES, OVERRIDES, Fluid, Item
from pharmacy.infusion import Response
from pharmacy.language import Text, in_a_row, text, verbatim
from pharmacy.people import Act
from pharmacy.premedication import Premedicine, premedicine_name
from pharmacy.preparation import Action
from pharmacy.service.known import Known, Told, moment_in, reason_in, signed_in
from pharmacy.vital_signs import VitalSigns

ANSWERS: Mapping[Response, Text] = {
    Response.GO_ON: text("the infusion goes on"),
    Response.REDUCE: text("the rate reduced"),
    Response.HOLD: text("paused until the symptoms subside"),
    Response.STOP_FOR_GOOD: text("stopped for good"),
}
"""What was done about a reaction, as a record has it."""


_OVERRIDDEN: Mapping[str, Text] = {named: ITEM_NAMES[item] for item, named in OVERRIDES.items()}


def happened_since_mixing(event: Mapping[str, Any], known: Known) -> Told | None:
    """What a person did with a mixed bag, and with what; none for other acts."""
    act, data = event["act"], event["data"]
    if data.get("action") == Action.QUARANTINE:
        return text("Put into quarantine"), (text("Reason: {reason}", reason=data["quarantined_because"]),)
    if "too_late" in data:
        return text("Found only after the start"), (verbatim(data["too_late"]),)
    match act:
        case Act.MOVE_BAG:
            return text("Put into {place}", place=known.site.place_name(data["place"])), (_cover(data),)
        case Act.COVER_BAG:
            return (
                text("Opaque cover put on again") if data["covered"] else text("Opaque cover taken off"),
                (known.site.place_name(data["place"]), reason_in(data)),
            )
        case Act.CLEAR:
            against = [text("cleared: {what}", what=what) for what in data["against"]]
            return text("Custody cleared and signed"), (*against, reason_in(data), signed_in(data))
    return _at_the_bed(act, data, known) or _infused(act, data)


def _at_the_bed(act: str, data: Mapping[str, Any], known: Known) -> Told | None:
    match act:
        case Act.GIVE_PREMEDICATION:
            drug = premedicine_name(known.protocol, Premedicine(data["medicine"]))
            return text("{drug} given", drug=drug), (moment_in(data["given_at"], known),)
        case Act.OBSERVE:
            unusual = [text("for the physician: {what}", what=what) for what in data["unusual"]]
            signs = VitalSigns.model_validate(data["signs"])
            return text("Patient looked at"), (signs.in_a_line(), *unusual)
        case Act.PRIME:
            fluid = FLUID_NAMES[Fluid(data["fluid"])]
            volume = Decimal(data["volume_ml"])
            return text("Line primed with {fluid}: {volume} mL", fluid=fluid, volume=volume), _typed(data)
        case Act.CHECK_BEDSIDE:
            return _looked(data, known)
        case Act.OVERRIDE:
            return (
                text("Decided against the bedside check: {item}", item=_OVERRIDDEN[data["item"]]),
                (reason_in(data), signed_in(data)),
            )
        case Act.START_INFUSION:
            rate = Decimal(data["rate_ml_per_h"])
            return text("Checked at the bedside: GO. Started at {rate} mL/h", rate=rate), _typed(data)
        case Act.OBSERVED:
            return text("Observation after the infusion is over"), ()
    return None


def _looked(data: Mapping[str, Any], known: Known) -> Told:
    """GO, or STOP with what speaks against it; a command says which moment it asked for."""
    failing = [
        text("{n} {name}", n=item.number, name=ITEM_NAMES[item])
        for item in Item
        if str(item.number) in data["failing"]
    ]
    details = [text("does not pass: {items}", items=in_a_row(failing))] if failing else []
    if "asked_for" in data:
        details.append(text("asked for {moment}", moment=moment_in(data["asked_for"], known)))
    details += _typed(data)
    go = data["verdict"] == "go"
    return text("Checked at the bedside: GO") if go else text("Checked at the bedside: STOP"), tuple(details)


def _typed(data: Mapping[str, Any]) -> tuple[Text, ...]:
    """Why the bag's number was typed instead of its label scanned."""
    if "typed_because" not in data:
        return ()
    return (text("number typed: {reason}", reason=data["typed_because"]),)


def _infused(act: str, data: Mapping[str, Any]) -> Told | None:
    so_far = _so_far(data)
    match act:
        case Act.SET_RATE:
            return text("Rate set to {rate} mL/h", rate=Decimal(data["rate_ml_per_h"])), so_far
        case Act.PAUSE:
            return text("Infusion paused"), (reason_in(data), *so_far)
        case Act.RESUME:
            return text("Infusion resumed at {rate} mL/h", rate=Decimal(data["rate_ml_per_h"])), so_far
        case Act.REACTION:
            answer = ANSWERS[Response(data["response"])]
            reaction = text("Reaction of grade {grade}: {answer}", grade=data["grade"], answer=answer)
            return reaction, (text("symptoms: {symptoms}", symptoms=data["reason"]), *so_far)
        case Act.CLIMB:
            return text("The rate may climb again"), (reason_in(data), *so_far)
        case Act.COMPLETE:
            return text("Infusion completed"), so_far
        case Act.STOP_INFUSION:
            return text("Infusion stopped early"), (reason_in(data), *so_far)
    return None


def _so_far(data: Mapping[str, Any]) -> tuple[Text, ...]:
    idle = _idle(data)
    if "given_ml" not in data:
        return idle
    given = {"volume": Decimal(data["given_ml"]), "dose": Decimal(data["given_mg"])}
    return (text("given: {volume} mL, {dose} mg", **given), *idle)


def _idle(data: Mapping[str, Any]) -> tuple[Text, ...]:
    """That the name is that of who signed in, and nobody was asked whether they still are here."""
    if "idle_minutes" not in data:
        return ()
    return (text("no PIN was asked for {minutes} min and more", minutes=data["idle_minutes"]),)


def _cover(data: Mapping[str, Any]) -> Text:
    return text("covered") if data["covered"] else text("NOT covered")
