"""What to do about a reaction, step by step, with the figures of this infusion.

Source: Fig. 3, fourth panel; R20.
"""

from collections.abc import Iterator

from pharmacy.infusion import Response, reaction_rule
from pharmacy.language import Text, text
from pharmacy.protocol.model import Protocol, ReactionAct
from pharmacy.quantities import hundredths
from pharmacy.rate_history import Running


def reaction_steps(protocol: Protocol, grade: int, response: Response, after: Running) -> tuple[Text, ...]:
    """The protocol's acts for a grade, in its order, as they follow from what was decided. `after` is the
    infusion once the reaction is recorded.
    """
    return tuple(_steps(protocol, grade, response, after))


def _steps(protocol: Protocol, grade: int, response: Response, after: Running) -> Iterator[Text]:
    rule = reaction_rule(protocol, grade)
    stopped = response in {Response.HOLD, Response.STOP_FOR_GOOD}
    for act in rule.acts.value if rule is not None else ():
        match act:
            case ReactionAct.SYMPTOMATIC:
                yield text("Give symptomatic medication.")
            case ReactionAct.CONTINUE:
                yield _goes_on(after)
            case ReactionAct.REDUCE_OR_STOP | ReactionAct.STOP_FOR_GOOD:
                yield _answer(response, after)
            case ReactionAct.FLUSH if stopped:
                yield text("Flush the line with saline.")
            case ReactionAct.WAIT if response is Response.HOLD:
                yield text("Wait for the symptoms to subside.")
            case ReactionAct.RESUME if response is Response.HOLD:
                yield text("Then resume at {rate} mL/h, not faster.", rate=after.resume_at)
    if after.held:
        yield text("The rate does not rise again until a physician says so.")


def _goes_on(after: Running) -> Text:
    if after.rate_ml_per_h:
        return text("The infusion goes on, at {rate} mL/h.", rate=after.rate_ml_per_h)
    return text("The infusion goes on as it is.")


def _answer(response: Response, after: Running) -> Text:
    match response:
        case Response.REDUCE:
            return text("Set the pump to {rate} mL/h now.", rate=after.rate_ml_per_h)
        case Response.HOLD:
            return text("Stop the pump now, and leave the catheter in.")
    return text(
        "Stop the infusion for good: {ml} mL, {mg} mg were given. The catheter stays in.",
        ml=hundredths(after.given_ml),
        mg=hundredths(after.given_mg),
    )
