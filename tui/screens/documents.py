"""Which of a bag's papers is to be printed: those there can be now, and why there cannot be the others."""

from typing import TYPE_CHECKING

from pharmacy.language import text
from pharmacy.service.happened import PAPER_NAMES
from pharmacy.service.sheets import Sheet, possible
from tui.screens.choice import ChoiceScreen

if TYPE_CHECKING:
    from pharmacy.service.bag import Bag
    from tui.app import AlemprepApp

KEYS = {
    Sheet.PREMEDICATION: "o",
    Sheet.INFUSION: "i",
    Sheet.RECORD: "r",
    Sheet.CARD: "c",
    Sheet.CALENDAR: "u",
    Sheet.TIMELINE: "t",
    Sheet.FOLDER: "f",
}


async def choose_document(app: "AlemprepApp", bag: "Bag") -> Sheet | None:
    """The paper that somebody wants printed; none when they turn back."""
    found = await app.ask(possible, bag.id)
    answers = [(KEYS[sheet], PAPER_NAMES[sheet]) for sheet, refusal in found.items() if refusal is None]
    besides = [
        text("not now: {document}. {why}", document=PAPER_NAMES[sheet], why=refusal.what)
        for sheet, refusal in found.items()
        if refusal is not None
    ]
    key = await app.push_screen_wait(
        ChoiceScreen(
            text("Documents · bag {bag} · {label}", bag=bag.id, label=bag.label),
            text("Which one is to be printed?"),
            answers,
            besides,
        )
    )
    return next((sheet for sheet, its_key in KEYS.items() if its_key == key), None)
