"""The questions that many screens ask: why, and with whose signature."""

from typing import TYPE_CHECKING

from pharmacy.language import Text, text
from tui.screens.form import Field, FormScreen
from tui.screens.pin import PinScreen

if TYPE_CHECKING:
    from pydantic import SecretStr

    from tui.app import AlemprepApp


async def reason_for(app: "AlemprepApp", title: Text) -> str | None:
    """Why something is done, in words; none when the person turns back."""
    typed = await app.push_screen_wait(FormScreen(title, [Field("reason", text("reason"), words=True)]))
    return typed["reason"] if typed else None


async def pin_for(app: "AlemprepApp", purpose: Text) -> "SecretStr | None":
    """The PIN of who is signed in, given again as a signature; none when they turn back."""
    return await app.push_screen_wait(PinScreen(app.worker.name, purpose))
