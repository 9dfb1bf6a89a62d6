"""Every state and every action: what is allowed, and that nothing else is."""

import pytest

from pharmacy.errors import Code, Refusal
from pharmacy.preparation import CONFIRMS, PLANNED, STEPS, Action, Progress, State, Step, advance

LEGAL = {
    # before the bench
    ("planned", "verify"): "verified",
    ("planned", "cancel"): "cancelled",
    ("verified", "verify"): "verified",
    ("verified", "confirm order"): "in preparation",
    ("verified", "cancel"): "cancelled",
    # at the bench, vial closed and open
    ("in preparation", "confirm patient"): "in preparation",
    ("in preparation", "scan vial"): "in preparation",
    ("in preparation", "inspect vial"): "in preparation",
    ("in preparation", "reject vial"): "in preparation",
    ("in preparation", "scan diluent"): "in preparation",
    ("in preparation", "draw"): "in preparation",
    ("in preparation", "inject"): "mixed",
    ("in preparation", "cancel"): "cancelled",
    ("in preparation", "discard"): "discarded",
    # mixed: the clock runs
    ("mixed", "invert"): "mixed",
    ("mixed", "cover"): "mixed",
    ("mixed", "print labels"): "mixed",
    ("mixed", "reprint labels"): "mixed",
    ("mixed", "scan bag label"): "mixed",
    ("mixed", "scan cover label"): "labelled",
    ("mixed", "clear"): "mixed",
    ("mixed", "discard"): "discarded",
    ("labelled", "release"): "released",
    ("labelled", "reprint labels"): "mixed",
    ("labelled", "quarantine"): "quarantined",
    ("labelled", "clear"): "labelled",
    ("labelled", "discard"): "discarded",
    ("released", "start infusion"): "infusing",
    ("released", "reprint labels"): "mixed",
    ("released", "quarantine"): "quarantined",
    ("released", "clear"): "labelled",
    ("released", "discard"): "discarded",
    ("quarantined", "clear"): "labelled",
    ("quarantined", "discard"): "discarded",
    # at the bedside
    ("infusing", "complete"): "completed",
    ("infusing", "stop"): "stopped",
}
"""The moves that the house allows, written from its design. Whatever is not here must be refused."""

STEPS_OF: dict[str, tuple[Step | None, ...]] = {
    "planned": (None,),
    "verified": (Step.ORDER,),
    "in preparation": (Step.PATIENT, Step.VIAL, Step.LOOK, Step.DILUENT, Step.DRAW, Step.INJECT),
    "mixed": (Step.INVERT, Step.COVER, Step.PRINT, Step.BAG_LABEL, Step.COVER_LABEL),
    "labelled": (Step.CHECK,),
    "released": (None,),
    "infusing": (None,),
    "completed": (None,),
    "cancelled": (None,),
    "discarded": (None,),
    "stopped": (None,),
    "quarantined": (None,),
}
"""At which steps a bag of each state can stand."""

AT_STEP = {
    "order": "confirm order",
    "patient": "confirm patient",
    "vial": "scan vial",
    "look": "inspect vial",
    "diluent": "scan diluent",
    "draw": "draw",
    "inject": "inject",
    "invert": "invert",
    "cover": "cover",
    "print": "print labels",
    "bag label": "scan bag label",
    "cover label": "scan cover label",
    "check": "release",
}
"""The one action that confirms each step, in order."""

OUTSIDE_STEPS: dict[str, set[str | None]] = {
    "reject vial": {"look"},
    "reprint labels": {"print", "bag label", "cover label", "check", None},
    "cancel": {None, "order", "patient", "vial", "look", "diluent", "draw"},
    "discard": {"inject", "invert", "cover", "print", "bag label", "cover label", "check", None},
}
"""At which steps the actions that confirm none may come, where their state allows them."""

WHERE = [(State(state), step) for state, steps in STEPS_OF.items() for step in steps]


def refused(progress: Progress, action: Action) -> Refusal:
    with pytest.raises(Refusal) as caught:
        advance(progress, action)
    return caught.value


def test_every_state_and_action_is_named_here() -> None:
    assert set(STEPS_OF) == {state.value for state in State}
    assert list(AT_STEP) == [step.value for step in Step]
    confirming = set(AT_STEP.values())
    assert confirming | set(OUTSIDE_STEPS) | {
        "verify",
        "start infusion",
        "complete",
        "stop",
        "quarantine",
        "clear",
    } == {action.value for action in Action}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize(("state", "step"), WHERE)
def test_every_state_step_and_action_is_decided(state: State, step: Step | None, action: Action) -> None:
    progress = Progress(state, step)
    after = LEGAL.get((state.value, action.value))
    if after is None:
        assert refused(progress, action).code is Code.ILLEGAL_ACTION
        return
    step_name = step.value if step else None
    if action.value in AT_STEP.values():
        in_turn = AT_STEP.get(step_name or "") == action.value
    else:
        in_turn = action.value not in OUTSIDE_STEPS or step_name in OUTSIDE_STEPS[action.value]
    if in_turn:
        assert advance(progress, action).state.value == after
    else:
        assert refused(progress, action).code is Code.STEP_ORDER


def test_the_whole_way_has_13_steps_in_this_order() -> None:
    progress = advance(PLANNED, Action.VERIFY)
    for number, (step, action) in enumerate(AT_STEP.items(), 1):
        assert progress.step == step
        assert progress.step.number == number
        progress = advance(progress, Action(action))
    assert progress == Progress(State.RELEASED, None)


@pytest.mark.parametrize("due", STEPS)
@pytest.mark.parametrize("tried", STEPS)
def test_no_step_can_be_skipped_or_done_twice(due: Step, tried: Step) -> None:
    state = next(State(state) for state, steps in STEPS_OF.items() if due in steps)
    if tried is due:
        advance(Progress(state, due), CONFIRMS[tried])
    else:
        assert refused(Progress(state, due), CONFIRMS[tried]).code in {Code.STEP_ORDER, Code.ILLEGAL_ACTION}


def test_a_rejected_vial_leads_back_to_the_scan_of_another() -> None:
    assert advance(Progress(State.IN_PREPARATION, Step.LOOK), Action.REJECT_VIAL) == Progress(
        State.IN_PREPARATION, Step.VIAL
    )


@pytest.mark.parametrize(
    ("state", "step"),
    [(State.MIXED, Step.COVER_LABEL), (State.LABELLED, Step.CHECK), (State.RELEASED, None)],
)
def test_a_reprint_makes_the_bag_be_labelled_and_checked_again(state: State, step: Step | None) -> None:
    assert advance(Progress(state, step), Action.REPRINT_LABELS) == Progress(State.MIXED, Step.PRINT)


@pytest.mark.parametrize("state", [State.QUARANTINED, State.RELEASED])
def test_a_cleared_bag_is_checked_again_before_it_is_released(state: State) -> None:
    assert advance(Progress(state, None), Action.CLEAR) == Progress(State.LABELLED, Step.CHECK)


@pytest.mark.parametrize("step", STEPS_OF["mixed"])
def test_a_bag_that_is_cleared_at_the_bench_goes_on_where_it_was(step: Step) -> None:
    assert advance(Progress(State.MIXED, step), Action.CLEAR) == Progress(State.MIXED, step)


@pytest.mark.parametrize("end", [State.COMPLETED, State.CANCELLED, State.DISCARDED, State.STOPPED])
@pytest.mark.parametrize("action", Action)
def test_nothing_leads_out_of_an_end(end: State, action: Action) -> None:
    refusal = refused(Progress(end, None), action)
    assert refusal.code is Code.ILLEGAL_ACTION
    assert str(refusal.advice) == "Nothing more can be done with this bag."


@pytest.mark.parametrize(
    ("state", "step", "action", "after"),
    [
        (State.PLANNED, None, Action.CANCEL, State.CANCELLED),
        (State.IN_PREPARATION, Step.DRAW, Action.CANCEL, State.CANCELLED),
        (State.IN_PREPARATION, Step.INJECT, Action.DISCARD, State.DISCARDED),
        (State.LABELLED, Step.CHECK, Action.DISCARD, State.DISCARDED),
        (State.LABELLED, Step.CHECK, Action.QUARANTINE, State.QUARANTINED),
        (State.RELEASED, None, Action.START_INFUSION, State.INFUSING),
        (State.INFUSING, None, Action.STOP, State.STOPPED),
    ],
)
def test_no_step_is_due_any_more_where_the_bench_is_left(
    state: State, step: Step | None, action: Action, after: State
) -> None:
    assert advance(Progress(state, step), action) == Progress(after, None)


@pytest.mark.parametrize(("number", "opened"), [(6, False), (7, True)])
def test_the_vial_is_open_once_the_concentrate_is_drawn(number: int, opened: bool) -> None:
    step = STEPS[number - 1]
    assert (step.value, Progress(State.IN_PREPARATION, step).vial_opened) == (
        {6: "draw", 7: "inject"}[number],
        opened,
    )


def test_a_skipped_step_is_refused_in_these_words() -> None:
    assert refused(Progress(State.IN_PREPARATION, Step.VIAL), Action.DRAW).lines() == [
        "“the concentrate is drawn” is not the next step.",
        "expected: vial",
        "got: draw",
        "what now: Do the steps in their order; none can be skipped.",
    ]


def test_the_wrong_state_is_refused_in_these_words() -> None:
    assert refused(Progress(State.MIXED, Step.INVERT), Action.CANCEL).lines() == [
        "“cancel” is not possible: this bag is mixed, to be labelled.",
        "expected: a bag that is NOT VERIFIED or verified or in preparation",
        "got: mixed, to be labelled",
        "what now: Go on with the step that is due: invert.",
    ]


def test_a_bag_whose_vial_is_open_is_not_cancelled_in_these_words() -> None:
    assert refused(Progress(State.IN_PREPARATION, Step.INJECT), Action.CANCEL).lines() == [
        "“cancel” is not possible at this step.",
        "expected: a bag whose vial has not been opened",
        "got: inject: the clock starts",
        "what now: Go on with the step that is due: inject: the clock starts.",
    ]


def test_a_bag_whose_vial_is_closed_is_not_discarded_in_these_words() -> None:
    assert refused(Progress(State.IN_PREPARATION, Step.DRAW), Action.DISCARD).lines() == [
        "“discard” is not possible at this step.",
        "expected: a bag whose vial has been opened",
        "got: draw",
        "what now: Go on with the step that is due: draw.",
    ]


def test_an_unverified_bag_is_not_prepared_in_these_words() -> None:
    assert refused(PLANNED, Action.CONFIRM_ORDER).lines() == [
        "“confirm the order” is not possible: this bag is NOT VERIFIED.",
        "expected: a bag that is verified",
        "got: NOT VERIFIED",
        "what now: A pharmacist verifies the order first.",
    ]


def test_a_released_bag_is_not_prepared_in_these_words() -> None:
    assert refused(Progress(State.RELEASED, None), Action.DRAW).lines() == [
        "“the concentrate is drawn” is not possible: this bag is released.",
        "expected: a bag that is in preparation",
        "got: released",
        "what now: Look at the bag's state on the worklist and do what is due there.",
    ]


def test_a_bag_that_stands_at_no_step_where_there_should_be_one_goes_nowhere() -> None:
    assert refused(Progress(State.IN_PREPARATION, None), Action.DRAW).lines() == [
        "“the concentrate is drawn” is not the next step.",
        "expected: no further step",
        "got: draw",
        "what now: Do the steps in their order; none can be skipped.",
    ]
    assert refused(Progress(State.IN_PREPARATION, None), Action.REJECT_VIAL).lines() == [
        "“reject the vial” is not possible at this step.",
        "expected: the step at which the vial is looked at",
        "got: in preparation",
        "what now: Look at the bag's state on the worklist and do what is due there.",
    ]
