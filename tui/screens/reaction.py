"""The patient reacts: how severe, what is done about the infusion, and then what to do, step by step."""

from typing import TYPE_CHECKING, NamedTuple

from labels.compose import cited
from pharmacy.infusion import Response, reaction_rule, reactions
from pharmacy.language import text
from pharmacy.rate_events import named
from pharmacy.rate_history import Running, answers_to
from pharmacy.reaction_steps import reaction_steps
from pharmacy.service.bag import Bag
from tui.screens.choice import ChoiceScreen
from tui.screens.form import Field
from tui.screens.talk import confirmed, fill_in, which
from tui.screens.tell import TellScreen

if TYPE_CHECKING:
    from tui.app import AlemprepApp

SYMPTOMS = [Field("symptoms", text("symptoms"), words=True)]

RESPONSE_KEYS = {
    Response.GO_ON: "g",
    Response.REDUCE: "h",
    Response.HOLD: "p",
    Response.STOP_FOR_GOOD: "x",
}


class Asked(NamedTuple):
    """What the nurse says of a reaction."""

    grade: int
    response: Response
    symptoms: str


async def ask_reaction(app: "AlemprepApp", bag: Bag, running: Running) -> Asked | None:
    """Grade, answer and symptoms, shown once more; none when they turn back."""
    protocol = app.station.protocol
    meanings = [
        (grade, reaction.meaning)
        for reaction in reactions(protocol)
        for grade in range(int(reaction.grades[0]), int(reaction.grades[-1]) + 1)
    ]
    title = text("The patient reacts")
    answer = await app.push_screen_wait(
        ChoiceScreen(
            title,
            text("{bag} · {label}. How severe is it?", bag=bag.id, label=bag.label),
            [(str(grade), meaning) for grade, meaning in meanings],
        )
    )
    if answer is None:
        return None
    grade = int(answer)
    answers = answers_to(protocol, running, grade)
    response = answers[0]
    if len(answers) > 1:
        keys = {RESPONSE_KEYS[each]: each for each in answers}
        chosen = await app.push_screen_wait(
            ChoiceScreen(
                title,
                text("Grade {grade}. What is done about the infusion?", grade=grade),
                [(key, named((each,))) for key, each in keys.items()],
            )
        )
        if chosen is None:
            return None
        response = keys[chosen]
    facts = [
        *which(bag),
        (text("grade"), text("{grade}, {meaning}", grade=grade, meaning=dict(meanings)[grade])),
        (text("infusion"), named((response,))),
    ]

    async def do(typed: dict[str, str]) -> Asked | None:
        if not await confirmed(app, text("Reaction of grade {grade}", grade=grade), facts, SYMPTOMS, typed):
            return None
        return Asked(grade, response, typed["symptoms"])

    return await fill_in(app, title, SYMPTOMS, do)


async def tell_reaction(app: "AlemprepApp", bag: Bag, asked: Asked, after: Running) -> None:
    """What to do now, with the figures of this infusion, until it is acknowledged."""
    protocol = app.station.protocol
    rule = reaction_rule(protocol, asked.grade)
    assert rule is not None
    await app.push_screen_wait(
        TellScreen(
            text("Reaction, grade {grade}", grade=asked.grade),
            [
                *reaction_steps(protocol, asked.grade, asked.response, after),
                text("Look at the patient, and record it (o). Bag {bag}.", bag=bag.id),
            ],
            numbered=True,
            source=cited(rule.acts.cite),
        )
    )
