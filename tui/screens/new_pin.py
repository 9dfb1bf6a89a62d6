"""A PIN that is to hold from now on: typed twice, so that nobody is locked out by a slip."""

from typing import TYPE_CHECKING

from pharmacy.errors import Refusal
from pharmacy.language import Text, in_a_row, text
from pharmacy.people import check_new_pin
from tui.screens.pin import PinScreen
from tui.screens.talk import pin_for

if TYPE_CHECKING:
    from pydantic import SecretStr

    from tui.app import AlemprepApp

NEXT = text("next")


async def new_pin(app: "AlemprepApp", name: str) -> "SecretStr | None":
    """A PIN that can be used, typed twice by the person whose it will be; none when they turn back."""
    complaint: Text | None = None
    while True:
        chosen = text("chooses a new PIN")
        first = await app.push_screen_wait(PinScreen(name, chosen, complaint=complaint, enters=NEXT))
        if first is None:
            return None
        try:
            check_new_pin(first.get_secret_value())
        except Refusal as weak:
            complaint = in_a_row(part for part in (weak.what, weak.expected) if part is not None)
            continue
        again = await app.push_screen_wait(PinScreen(name, text("types the new PIN once more"), enters=NEXT))
        if again is None:
            return None
        if again.get_secret_value() == first.get_secret_value():
            return first
        complaint = text("The two were not the same. Choose the new PIN again.")


async def change_pin(app: "AlemprepApp") -> None:
    """The own PIN of who is signed in: the old one, which is tried at once, then the new one twice."""
    from pharmacy.service import badges, people  # noqa: PLC0415 - the first start needs neither

    old = await pin_for(app, text("changes their PIN: first the one that holds until now"))
    if old is None:
        return
    await app.act(people.sign_in, old)
    new = await new_pin(app, app.worker.name)
    if new is not None:
        await app.act(badges.change_pin, new_pin=new, pin=old)
        app.say_here(text("✓ {name} has a new PIN.", name=app.worker.name))
