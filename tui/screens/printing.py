"""Printing from a screen: what is asked when a printer cannot say what became of a document."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from labels.press import DOCUMENT_NAMES, NotKnown
from pharmacy.language import text
from pharmacy.service.prints import document_looked
from tui.screens.choice import ChoiceScreen

if TYPE_CHECKING:
    from labels.printers import Printers
    from pharmacy.service.act import Station
    from tui.app import AlemprepApp


async def came_out(app: "AlemprepApp", unknown: NotKnown) -> bool | None:
    """What the person says who has looked; none when they do not say."""
    answer = await app.push_screen_wait(
        ChoiceScreen(
            text("Did it come out?"),
            text(
                "{document}, copy {copy}, was sent to {printer}, which cannot say what became of it. "
                "Look there. One that was out of labels may print it later: switch it off and on first.",
                document=DOCUMENT_NAMES[unknown.waiting.document],
                copy=unknown.waiting.copy_number,
                printer=unknown.printer,
            ),
            [("y", text("yes, it is here")), ("n", text("no, it is nowhere: send it again"))],
        )
    )
    return None if answer is None else answer == "y"


async def brought_out(
    app: "AlemprepApp", bag_id: str, printing: "Callable[[Station, str, str, Printers], str]"
) -> str | None:
    """Print a patient's sheet that is numbered under a bag, and ask the person as often as only they can say
    what became of it; where it is, none when they do not say or when it turns out to be there.
    """
    while True:
        try:
            return await app.act(printing, bag_id, app.house.printers)
        except NotKnown as error:
            unknown = error
        waiting, looked = unknown.waiting, await came_out(app, unknown)
        if looked is None:
            return None
        await app.act(document_looked, bag_id, waiting.document, waiting.copy_number, came_out=looked)
        if looked:
            return None
