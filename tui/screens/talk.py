"""The conversations that many screens have: fill in a form, see it once more, sign."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from pharmacy.errors import AlemprepError, Code
from pharmacy.language import Text, text, verbatim
from tui.screens.confirm import ConfirmScreen
from tui.screens.form import Field, FormScreen
from tui.screens.pin import PinScreen

if TYPE_CHECKING:
    from pydantic import SecretStr

    from pharmacy.service.bag import Bag
    from tui.app import AlemprepApp

R = TypeVar("R")

REASON = Field("reason", text("reason"), words=True)


async def fill_in(
    app: "AlemprepApp",
    title: Text,
    fields: Sequence[Field],
    do: Callable[[dict[str, str]], Awaitable[R | None]],
    *,
    intro: Text | None = None,
    typed: Mapping[str, str] | None = None,
    rules: bool = True,
) -> R | None:
    """Ask until it is done; none when the person turns back. What is refused is shown beside what was typed,
    without `rules` only what is the fault of one of the lines. When `do` gives none, somebody wants to change
    what they typed.
    """
    names = {field.name for field in fields}
    refused: AlemprepError | None = None
    while True:
        typed = await app.push_screen_wait(
            FormScreen(title, fields, intro=intro, typed=typed, refused=refused)
        )
        if typed is None:
            return None
        refused = None
        try:
            done = await do(typed)
        except AlemprepError as error:
            away = error.code is Code.CHANGED_MEANWHILE or app.closing
            if away or not (rules or error.field in names):
                raise
            refused = error
        else:
            if done is not None:
                return done


async def confirmed(
    app: "AlemprepApp",
    title: Text,
    facts: Sequence[tuple[Text, Text]],
    fields: Sequence[Field],
    typed: Mapping[str, str],
) -> bool:
    """Whether somebody who sees it once more, with what they typed, still wants it done."""
    shown = [(field.label, verbatim(typed[field.name])) for field in fields if typed[field.name]]
    return await app.push_screen_wait(ConfirmScreen(title, [*facts, *shown]))


async def decide(
    app: "AlemprepApp",
    title: Text,
    bag: "Bag",
    do: Callable[[dict[str, str]], Awaitable[R]],
    fields: Sequence[Field] = (REASON,),
    check: Callable[[dict[str, str]], object] | None = None,
    follows: Text | None = None,
) -> R | None:
    """Something grave about one bag: which bag, why, once more with what follows from it, and only then is it
    done. `check` raises for what cannot be used of what was typed.
    """
    facts = [*which(bag), *([(text("then"), follows)] if follows is not None else [])]

    async def once_more(typed: dict[str, str]) -> R | None:
        if check is not None:
            check(typed)
        return await do(typed) if await confirmed(app, title, facts, fields, typed) else None

    intro = text("{bag} · {label}", bag=bag.id, label=bag.label)
    return await fill_in(app, title, fields, once_more, intro=intro, rules=False)


def which(bag: "Bag") -> list[tuple[Text, Text]]:
    """Which bag: enough that nobody takes it for another."""
    return [
        (text("bag"), verbatim(bag.id)),
        (
            text("patient"),
            text("{name} · NHC {record}", name=bag.patient.name, record=bag.patient.record_number),
        ),
        (
            text("course"),
            text("{course}, day {day} of {days}", course=bag.course, day=bag.day, days=bag.days),
        ),
    ]


async def pin_for(app: "AlemprepApp", purpose: Text) -> "SecretStr | None":
    """The PIN of who is signed in, given again as a signature; none when they turn back."""
    return await app.push_screen_wait(PinScreen(app.worker.name, purpose))
