"""What is recorded at the bed: premedication, observations, and a decision against an item of the check."""

from datetime import datetime
from typing import TYPE_CHECKING

from pharmacy.language import Text, decimal_text, text, verbatim
from pharmacy.people import Act
from pharmacy.premedication import Premedicine, drug_name
from pharmacy.protocol.policy import Overridable, Range
from pharmacy.service import bedside, people
from pharmacy.service.bag import Bag
from tui.screens.choice import ChoiceScreen
from tui.screens.form import Field
from tui.screens.second_person import signer
from tui.screens.talk import REASON, confirmed, fill_in, which
from tui.screens.tell import TellScreen

if TYPE_CHECKING:
    from tui.app import AlemprepApp

WHEN = [Field("given_at", text("given at"), text("HH:MM, empty: now"), optional=True)]

OVERRIDABLE_NAMES = {
    Overridable.PREMEDICATION: text("premedication"),
    Overridable.VITAL_SIGNS: text("heart rate, blood pressure, temperature"),
}


async def premedicate(app: "AlemprepApp", bag: Bag) -> bool:
    """Which medicine was given, and when; whether it was recorded."""
    await app.act(people.permit, Act.GIVE_PREMEDICATION)
    rules = app.station.protocol.premedication
    medicines = {
        "a": (Premedicine.ANTIPYRETIC, drug_name(rules.antipyretic.drug.value)),
        "h": (Premedicine.ANTIHISTAMINE, drug_name(rules.antihistamine.drug.value)),
        "s": (Premedicine.STEROID, drug_name(rules.steroid.drug.value)),
    }
    answer = await app.push_screen_wait(
        ChoiceScreen(
            text("Premedication"),
            text("{bag} · {label}. Which medicine was given?", bag=bag.id, label=bag.label),
            [(key, drug) for key, (_, drug) in medicines.items()],
        )
    )
    if answer is None:
        return False
    medicine, drug = medicines[answer]
    title = text("{drug} was given", drug=drug)

    async def do(typed: dict[str, str]) -> datetime | None:
        if not await confirmed(app, title, which(bag), WHEN, typed):
            return None
        return await app.act(bedside.give_premedication, bag.id, medicine, typed["given_at"])

    return await fill_in(app, title, WHEN, do) is not None


async def observe(app: "AlemprepApp", bag: Bag) -> bool:
    """Heart rate, blood pressure, temperature and skin; whether they were recorded. What is unusual is told,
    and stays until it is read.
    """
    await app.act(people.permit, Act.OBSERVE)
    policy, title = app.station.policy, text("Heart rate, blood pressure, temperature")
    fields = [
        Field("heart_rate", text("heart rate"), _usual(policy.heart_rate)),
        Field("systolic", text("systolic pressure"), _usual(policy.systolic_pressure)),
        Field("diastolic", text("diastolic pressure"), _usual(policy.diastolic_pressure)),
        Field("temperature", text("temperature"), _usual(policy.body_temperature)),
        Field("skin", text("skin"), text("empty: nothing new"), words=True, optional=True),
    ]

    async def do(typed: dict[str, str]) -> tuple[Text, ...] | None:
        if not await confirmed(app, title, which(bag), fields, typed):
            return None
        await app.act(people.refuse_unproven, Act.OBSERVE, bag.id)
        return await app.act(bedside.observe, bag.id, **typed)

    found = await fill_in(app, title, fields, do)
    if found:
        await app.push_screen_wait(TellScreen(text("Tell the physician"), found))
    return found is not None


async def decide_against(app: "AlemprepApp", bag: Bag, items: list[Overridable]) -> bool:
    """A physician or pharmacist decides against an item that policy names; whether they did."""
    item: Overridable = items[0]
    if len(items) > 1:
        answers = {str(number): each for number, each in enumerate(items, start=1)}
        answer = await app.push_screen_wait(
            ChoiceScreen(
                text("Decide against an item"),
                text("{bag} · {label}. Against which one?", bag=bag.id, label=bag.label),
                [(key, OVERRIDABLE_NAMES[each]) for key, each in answers.items()],
            )
        )
        if answer is None:
            return False
        item = answers[answer]
    title = text("Start in spite of: {item}", item=OVERRIDABLE_NAMES[item])
    who = text("a physician or a pharmacist")
    purpose = text(
        "decides against “{item}” for bag {bag} of {name}",
        item=OVERRIDABLE_NAMES[item],
        bag=bag.id,
        name=bag.patient.name,
    )
    decider = await signer(app, Act.OVERRIDE, who, purpose, bag.id)
    if decider is None:
        return False
    facts = [*which(bag), (text("decided by"), verbatim(decider.person.name))]

    async def do(typed: dict[str, str]) -> Bag | None:
        if not await confirmed(app, title, facts, [REASON], typed):
            return None
        return await app.act_of(
            decider.person.badge, bedside.override, bag.id, item, reason=typed["reason"], pin=decider.pin
        )

    return await fill_in(app, title, [REASON], do) is not None


def _usual(limits: Range) -> Text:
    # As it has to be typed, with a decimal point in every language.
    assert limits.usual is not None
    least, most = decimal_text(limits.usual.least), decimal_text(limits.usual.most)
    return text("{unit}, usual {least}–{most}", unit=limits.unit, least=least, most=most)
