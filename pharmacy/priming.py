"""How the infusion line is filled from the bag, and what stands before and after it.

The numbers in the sentences are the protocol's and the policy's own. Source: Fig. 3, third panel.
"""

from pydantic import BaseModel, ConfigDict

from pharmacy.language import Text, text
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy


class PrimingStep(BaseModel):
    """One thing to do with bag and line."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    title: Text
    """The one thing to do now."""
    detail: Text
    why: Text
    source: str


BEFORE_PRIMING = text("Check wristband and bag: same patient, today's course day, before START BEFORE.")
"""Comes before the first step: a wrong bag is not even opened."""

CONNECT = text("Connect to the patient, set the first rate, note the time.")
"""Comes after the last step, and not before the bedside check says GO."""


def priming_steps(protocol: Protocol, policy: SitePolicy) -> tuple[PrimingStep, ...]:
    """What to do with the line, in this order."""
    line = policy.line_volume
    return (
        PrimingStep(
            title=text("CLOSE THE CLAMP"),
            detail=text(
                "Close the clamp. Connect the line to the bag under its opaque cover; do not shake it."
            ),
            why=text("The solution must stay in the dark, and must not be agitated."),
            source=protocol.opaque_bag.cite,
        ),
        PrimingStep(
            title=text("FILL THE LINE"),
            detail=text(
                "Fill the line with the DRUG SOLUTION, not with saline: {line} mL, without air.",
                line=line.value,
            ),
            why=text(
                "Filled with saline, the first {line} mL would give the patient no drug.", line=line.value
            ),
            source=f"{protocol.prime_line_with_drug.cite}; {line.cite}",
        ),
        PrimingStep(
            title=text("KEEP WHAT IS IN IT"),
            detail=text("What fills the line is part of the dose. Do not let it run out."),
            why=text("It is subtracted from the bag, and given at the end like the rest."),
            source=protocol.give_what_is_left_in_line.cite,
        ),
    )
