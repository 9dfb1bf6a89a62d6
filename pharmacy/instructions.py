"""What to do at each step of a preparation, why, and what confirms it.

The numbers in the sentences are the protocol's and the policy's own.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from pharmacy.language import Text, text
from pharmacy.preparation import Step
from pharmacy.protocol.model import Diluent, Protocol
from pharmacy.protocol.policy import LOCAL_POLICY, SitePolicy


class Confirmation(StrEnum):
    """What confirms a step."""

    KEY = "key"
    VIAL = "vial"
    DILUENT = "diluent"
    PRINT = "print"
    BAG_LABEL = "bag label"
    COVER_LABEL = "cover label"
    SECOND_PERSON = "second person"


class Instruction(BaseModel):
    """One step, as a screen shows it."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    step: Step
    title: Text
    """The one thing to do now."""
    detail: Text
    why: Text
    source: str
    confirmed_by: Confirmation


DILUENT_NAMES: dict[Diluent, Text] = {
    Diluent.SODIUM_CHLORIDE: text("sodium chloride"),
    Diluent.GLUCOSE: text("glucose"),
}
"""International names, lower case."""


def diluent_text(protocol: Protocol, diluent: Diluent) -> Text:
    """A diluent as it is ordered and labelled: `100 mL sodium chloride 0.9 %`."""
    strength = protocol.diluents[diluent]
    return text(
        "{volume} mL {name} {percent} %",
        volume=strength.volume.value,
        name=DILUENT_NAMES[diluent],
        percent=strength.strength.value,
    )


def instruction(protocol: Protocol, policy: SitePolicy, step: Step) -> Instruction:
    """What to do at a step."""
    title, detail, why, source, confirmed_by = _sentences(protocol, policy)[step]
    return Instruction(
        step=step, title=title, detail=detail, why=why, source=source, confirmed_by=confirmed_by
    )


def _sentences(
    protocol: Protocol, policy: SitePolicy
) -> dict[Step, tuple[Text, Text, Text, str, Confirmation]]:
    volume = protocol.vial_volume.quantity
    hours = protocol.storage_limit.quantity
    permitted = [diluent_text(protocol, diluent) for diluent in protocol.diluents]
    diluents = permitted[0]
    for other in permitted[1:]:
        diluents = text("{one} or {other}", one=diluents, other=other)
    return {
        Step.ORDER: (
            text("READ THE ORDER"),
            text("Patient, course and day on the order in your hand are the ones above."),
            text("A bag for the wrong patient can kill."),
            protocol.dose.cite,
            Confirmation.KEY,
        ),
        Step.PATIENT: (
            text("CALL THE WARD"),
            text("The patient is there, the steroid is running, the line is in."),
            text(
                "A mixed bag lives {hours}, so the vial is opened only for a patient who is ready.",
                hours=hours,
            ),
            protocol.storage_limit.cite,
            Confirmation.KEY,
        ),
        Step.VIAL: (
            text("SCAN THE VIAL"),
            text(
                "alemtuzumab {dose} / {volume}, from the refrigerator, never frozen. "
                "The carton's 2-D code is the easiest to read.",
                dose=protocol.vial_dose.quantity,
                volume=volume,
            ),
            text("Right product, in date, not recalled, never used before."),
            protocol.vial_never_frozen.cite,
            Confirmation.VIAL,
        ),
        Step.LOOK: (
            text("LOOK AT THE VIAL"),
            text("The liquid is clear, without particles. Not clear, or doubt? Press x: take another vial."),
            text("A vial that is cloudy or was frozen must not be given."),
            protocol.vial_never_frozen.cite,
            Confirmation.KEY,
        ),
        Step.DILUENT: (
            text("SCAN THE DILUENT"),
            text("{diluents}. Nothing else.", diluents=diluents),
            text("Only these two are known to be right for alemtuzumab."),
            next(iter(protocol.diluents.values())).volume.cite,
            Confirmation.DILUENT,
        ),
        Step.DRAW: (
            text("DRAW EXACTLY {volume}", volume=volume),
            text("The vial holds a little more; the rest stays in it. Aseptic technique, in the cabinet.")
            if policy.laminar_flow_cabinet_required.value
            else text("The vial holds a little more; the rest stays in it. Aseptic technique."),
            text(
                "{volume} is {dose}. The vial counts as used from here on.",
                volume=volume,
                dose=protocol.dose.quantity,
            ),
            protocol.vial_volume.cite,
            Confirmation.KEY,
        ),
        Step.INJECT: (
            text("INJECT INTO THE BAG NOW"),
            text("Confirm at the moment you inject: the {hours} start with this key.", hours=hours),
            text("From mixing, the bag keeps at most {hours} in the refrigerator.", hours=hours),
            protocol.storage_limit.cite,
            Confirmation.KEY,
        ),
        Step.INVERT: (
            text("INVERT GENTLY"),
            text("Turn the bag over slowly until it is mixed. Do not shake."),
            text("The mixture must not be agitated."),
            protocol.do_not_agitate.cite,
            Confirmation.KEY,
        ),
        Step.COVER: (
            text("PUT THE OPAQUE COVER ON"),
            text("The whole bag is in the dark. The line need not be covered."),
            text("The solution must be protected from light."),
            protocol.opaque_bag.cite,
            Confirmation.KEY,
        ),
        Step.PRINT: (
            text("PRINT THE LABELS"),
            text("One for the bag, one for its cover, both of this bag and of the same copy."),
            text("A label exists only for a mixed bag."),
            LOCAL_POLICY,
            Confirmation.PRINT,
        ),
        Step.BAG_LABEL: (
            text("SCAN THE BAG LABEL"),
            text("Stick it on the bag, over the diluent's own code. Then scan its square code."),
            text("What is on the bag must be readable, and this bag's."),
            LOCAL_POLICY,
            Confirmation.BAG_LABEL,
        ),
        Step.COVER_LABEL: (
            text("SCAN THE COVER LABEL"),
            text("Stick it on the opaque cover of the same bag. Then scan its square code."),
            text("On the ward the cover hides the bag's own label."),
            LOCAL_POLICY,
            Confirmation.COVER_LABEL,
        ),
        Step.CHECK: (
            text("SECOND CHECK"),
            text(
                "Put it into the refrigerator at {least} to {most} °C and scan the refrigerator's code. A "
                "pharmacist who had no hand in this bag then scans their badge.",
                least=protocol.storage_temperature_least.value,
                most=protocol.storage_temperature_most.value,
            ),
            text("Nobody releases their own preparation."),
            protocol.storage_limit.cite,
            Confirmation.SECOND_PERSON,
        ),
    }
