"""The life of a bag: one table of states and actions, and the fixed order of the steps at the bench.

Source: Fig. 3, preparation; the order of the steps is the house's own, so that a vial is opened
only for a patient who is ready, and the clock starts at one known moment.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text


class State(StrEnum):
    """Where a bag is in its life."""

    PLANNED = "planned"
    VERIFIED = "verified"
    IN_PREPARATION = "in preparation"
    MIXED = "mixed"
    LABELLED = "labelled"
    RELEASED = "released"
    INFUSING = "infusing"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    DISCARDED = "discarded"
    STOPPED = "stopped"
    QUARANTINED = "quarantined"


CLOCKED = frozenset({State.MIXED, State.LABELLED, State.RELEASED, State.QUARANTINED})
"""States in which the bag is mixed and its infusion has not begun: the 8 hours run."""

IN_HAND = CLOCKED | {State.IN_PREPARATION, State.INFUSING}
"""States of a bag that was begun and has not come to its end."""

ENDED = frozenset({State.COMPLETED, State.CANCELLED, State.DISCARDED, State.STOPPED})
"""States that nothing leads out of."""

WASTED = frozenset({State.CANCELLED, State.DISCARDED})
"""Ends without any infusion: the day may have another bag."""


class Action(StrEnum):
    """What a person does to a bag."""

    VERIFY = "verify"
    CONFIRM_ORDER = "confirm order"
    CONFIRM_PATIENT = "confirm patient"
    SCAN_VIAL = "scan vial"
    INSPECT_VIAL = "inspect vial"
    REJECT_VIAL = "reject vial"
    SCAN_DILUENT = "scan diluent"
    DRAW = "draw"
    INJECT = "inject"
    INVERT = "invert"
    COVER = "cover"
    PRINT_LABELS = "print labels"
    REPRINT_LABELS = "reprint labels"
    SCAN_BAG_LABEL = "scan bag label"
    SCAN_COVER_LABEL = "scan cover label"
    RELEASE = "release"
    START_INFUSION = "start infusion"
    COMPLETE = "complete"
    STOP = "stop"
    QUARANTINE = "quarantine"
    CLEAR = "clear"
    CANCEL = "cancel"
    DISCARD = "discard"


TRANSITIONS: dict[tuple[State, Action], State] = {
    (State.PLANNED, Action.VERIFY): State.VERIFIED,
    (State.PLANNED, Action.CANCEL): State.CANCELLED,
    (State.VERIFIED, Action.VERIFY): State.VERIFIED,
    (State.VERIFIED, Action.CONFIRM_ORDER): State.IN_PREPARATION,
    (State.VERIFIED, Action.CANCEL): State.CANCELLED,
    (State.IN_PREPARATION, Action.CONFIRM_PATIENT): State.IN_PREPARATION,
    (State.IN_PREPARATION, Action.SCAN_VIAL): State.IN_PREPARATION,
    (State.IN_PREPARATION, Action.INSPECT_VIAL): State.IN_PREPARATION,
    (State.IN_PREPARATION, Action.REJECT_VIAL): State.IN_PREPARATION,
    (State.IN_PREPARATION, Action.SCAN_DILUENT): State.IN_PREPARATION,
    (State.IN_PREPARATION, Action.DRAW): State.IN_PREPARATION,
    (State.IN_PREPARATION, Action.INJECT): State.MIXED,
    (State.IN_PREPARATION, Action.CANCEL): State.CANCELLED,
    (State.IN_PREPARATION, Action.DISCARD): State.DISCARDED,
    (State.MIXED, Action.INVERT): State.MIXED,
    (State.MIXED, Action.COVER): State.MIXED,
    (State.MIXED, Action.PRINT_LABELS): State.MIXED,
    (State.MIXED, Action.REPRINT_LABELS): State.MIXED,
    (State.MIXED, Action.SCAN_BAG_LABEL): State.MIXED,
    (State.MIXED, Action.SCAN_COVER_LABEL): State.LABELLED,
    (State.MIXED, Action.CLEAR): State.MIXED,
    (State.MIXED, Action.DISCARD): State.DISCARDED,
    (State.LABELLED, Action.REPRINT_LABELS): State.MIXED,
    (State.LABELLED, Action.RELEASE): State.RELEASED,
    (State.LABELLED, Action.QUARANTINE): State.QUARANTINED,
    (State.LABELLED, Action.CLEAR): State.LABELLED,
    (State.LABELLED, Action.DISCARD): State.DISCARDED,
    (State.RELEASED, Action.REPRINT_LABELS): State.MIXED,
    (State.RELEASED, Action.START_INFUSION): State.INFUSING,
    (State.RELEASED, Action.QUARANTINE): State.QUARANTINED,
    (State.RELEASED, Action.CLEAR): State.LABELLED,
    (State.RELEASED, Action.DISCARD): State.DISCARDED,
    (State.INFUSING, Action.COMPLETE): State.COMPLETED,
    (State.INFUSING, Action.STOP): State.STOPPED,
    (State.QUARANTINED, Action.CLEAR): State.LABELLED,
    (State.QUARANTINED, Action.DISCARD): State.DISCARDED,
}
"""Every legal move. A pair that is not here is refused. A reprint and a cleared doubt both lead
back before the second check, because somebody has to look at the bag again; one at the bench that is cleared
goes on where it was. An order is verified
anew when its patient, the protocol or the planned time has changed."""


class Step(StrEnum):
    """The steps at the bench, in their only order."""

    ORDER = "order"
    PATIENT = "patient"
    VIAL = "vial"
    LOOK = "look"
    DILUENT = "diluent"
    DRAW = "draw"
    INJECT = "inject"
    INVERT = "invert"
    COVER = "cover"
    PRINT = "print"
    BAG_LABEL = "bag label"
    COVER_LABEL = "cover label"
    CHECK = "check"

    @property
    def number(self) -> int:
        """Its place, from 1."""
        return STEPS.index(self) + 1


STEPS = tuple(Step)
"""In order. The vial is opened at DRAW; the clock starts at INJECT."""

CONFIRMS: dict[Step, Action] = {
    Step.ORDER: Action.CONFIRM_ORDER,
    Step.PATIENT: Action.CONFIRM_PATIENT,
    Step.VIAL: Action.SCAN_VIAL,
    Step.LOOK: Action.INSPECT_VIAL,
    Step.DILUENT: Action.SCAN_DILUENT,
    Step.DRAW: Action.DRAW,
    Step.INJECT: Action.INJECT,
    Step.INVERT: Action.INVERT,
    Step.COVER: Action.COVER,
    Step.PRINT: Action.PRINT_LABELS,
    Step.BAG_LABEL: Action.SCAN_BAG_LABEL,
    Step.COVER_LABEL: Action.SCAN_COVER_LABEL,
    Step.CHECK: Action.RELEASE,
}
"""The action that confirms each step, and no other."""

_STEP_OF = {action: step for step, action in CONFIRMS.items()}


@dataclass(frozen=True)
class Progress:
    """How far a bag has come."""

    state: State
    step: Step | None
    """The step that waits to be confirmed; none before the order is verified and after release."""

    @property
    def vial_opened(self) -> bool:
        """Whether the concentrate has been drawn, so that the vial can never go back to stock."""
        return self.step is not None and self.step.number > Step.DRAW.number

    @property
    def vial_taken(self) -> bool:
        """Whether a vial has been scanned for this bag."""
        return self.step is not None and self.step.number > Step.VIAL.number


PLANNED = Progress(State.PLANNED, None)
"""Where every bag begins."""


def advance(progress: Progress, action: Action) -> Progress:
    """Where an action leads. Raises `Refusal` and changes nothing when the state or the step forbids it."""
    after = TRANSITIONS.get((progress.state, action))
    if after is None:
        raise Refusal(
            Code.ILLEGAL_ACTION,
            text(
                "“{action}” is not possible: this bag is {state}.",
                action=ACTION_NAMES[action],
                state=STATE_NAMES[progress.state],
            ),
            expected=_states_allowing(action),
            got=STATE_NAMES[progress.state],
            advice=_advice(progress),
        )
    if action in _STEP_OF:
        return _confirm(progress, action, after)
    match action:
        case Action.VERIFY:
            step: Step | None = Step.ORDER
        case Action.REJECT_VIAL:
            _only(progress, action, progress.step is Step.LOOK)
            step = Step.VIAL
        case Action.REPRINT_LABELS:
            _only(progress, action, progress.step is None or progress.step.number >= Step.PRINT.number)
            step = Step.PRINT
        case Action.CLEAR:
            step = progress.step if progress.state is State.MIXED else Step.CHECK
        case Action.CANCEL:
            _only(progress, action, not progress.vial_opened)
            step = None
        case Action.DISCARD:
            _only(progress, action, progress.state is not State.IN_PREPARATION or progress.vial_opened)
            step = None
        case _:
            step = None
    return Progress(after, step)


def _confirm(progress: Progress, action: Action, after: State) -> Progress:
    step = _STEP_OF[action]
    if progress.step is not step:
        raise Refusal(
            Code.STEP_ORDER,
            text("“{action}” is not the next step.", action=ACTION_NAMES[action]),
            expected=STEP_NAMES[progress.step] if progress.step else text("no further step"),
            got=STEP_NAMES[step],
            advice=text("Do the steps in their order; none can be skipped."),
        )
    following = STEPS[step.number] if step.number < len(STEPS) else None
    return replace(progress, state=after, step=following)


def _only(progress: Progress, action: Action, allowed: bool) -> None:
    if not allowed:
        raise Refusal(
            Code.STEP_ORDER,
            text("“{action}” is not possible at this step.", action=ACTION_NAMES[action]),
            expected=_STEPS_FOR[action],
            got=STEP_NAMES[progress.step] if progress.step else STATE_NAMES[progress.state],
            advice=_advice(progress),
        )


def _advice(progress: Progress) -> Text:
    if progress.state in ENDED:
        return text("Nothing more can be done with this bag.")
    if progress.state is State.PLANNED:
        return text("A pharmacist verifies the order first.")
    if progress.step is not None:
        return text("Go on with the step that is due: {step}.", step=STEP_NAMES[progress.step])
    return text("Look at the bag's state on the worklist and do what is due there.")


def _states_allowing(action: Action) -> Text:
    states = [STATE_NAMES[state] for state, allowed in TRANSITIONS if allowed is action]
    joined = states[0]
    for state in states[1:]:
        joined = text("{one} or {other}", one=joined, other=state)
    return text("a bag that is {states}", states=joined)


STATE_NAMES: dict[State, Text] = {
    State.PLANNED: text("NOT VERIFIED"),
    State.VERIFIED: text("verified"),
    State.IN_PREPARATION: text("in preparation"),
    State.MIXED: text("mixed, to be labelled"),
    State.LABELLED: text("to be checked"),
    State.RELEASED: text("released"),
    State.INFUSING: text("infusing"),
    State.COMPLETED: text("completed"),
    State.CANCELLED: text("cancelled"),
    State.DISCARDED: text("DISCARDED"),
    State.STOPPED: text("stopped early"),
    State.QUARANTINED: text("QUARANTINED"),
}
"""As shown to people."""

STEP_NAMES: dict[Step, Text] = {
    Step.ORDER: text("order"),
    Step.PATIENT: text("patient ready"),
    Step.VIAL: text("vial"),
    Step.LOOK: text("look"),
    Step.DILUENT: text("diluent"),
    Step.DRAW: text("draw"),
    Step.INJECT: text("inject: the clock starts"),
    Step.INVERT: text("invert"),
    Step.COVER: text("cover"),
    Step.PRINT: text("print"),
    Step.BAG_LABEL: text("bag label"),
    Step.COVER_LABEL: text("cover label"),
    Step.CHECK: text("second check"),
}
"""As shown in the strip of steps."""

ACTION_NAMES: dict[Action, Text] = {
    Action.VERIFY: text("verify the order"),
    Action.CONFIRM_ORDER: text("confirm the order"),
    Action.CONFIRM_PATIENT: text("patient is ready"),
    Action.SCAN_VIAL: text("scan the vial"),
    Action.INSPECT_VIAL: text("the vial is clear"),
    Action.REJECT_VIAL: text("reject the vial"),
    Action.SCAN_DILUENT: text("scan the diluent"),
    Action.DRAW: text("the concentrate is drawn"),
    Action.INJECT: text("injected into the bag"),
    Action.INVERT: text("inverted gently"),
    Action.COVER: text("opaque cover is on"),
    Action.PRINT_LABELS: text("print the labels"),
    Action.REPRINT_LABELS: text("print the labels again"),
    Action.SCAN_BAG_LABEL: text("scan the bag label"),
    Action.SCAN_COVER_LABEL: text("scan the cover label"),
    Action.RELEASE: text("release"),
    Action.START_INFUSION: text("start the infusion"),
    Action.COMPLETE: text("complete the infusion"),
    Action.STOP: text("stop the infusion"),
    Action.QUARANTINE: text("quarantine"),
    Action.CLEAR: text("clear from quarantine"),
    Action.CANCEL: text("cancel"),
    Action.DISCARD: text("discard"),
}
"""As shown to people."""

_STEPS_FOR: dict[Action, Text] = {
    Action.REJECT_VIAL: text("the step at which the vial is looked at"),
    Action.REPRINT_LABELS: text("labels that were printed before"),
    Action.CANCEL: text("a bag whose vial has not been opened"),
    Action.DISCARD: text("a bag whose vial has been opened"),
}
