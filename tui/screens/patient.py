"""A patient's facts in a form: of somebody new, or of somebody about whom something is wrong."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pharmacy.courses import Patient
from pharmacy.language import Text, text
from pharmacy.service import patients
from tui.screens.form import Field
from tui.screens.talk import confirmed, fill_in
from tui.typed import day_from, read

if TYPE_CHECKING:
    from tui.app import AlemprepApp

FACTS = [
    Field("family_name", text("family name"), words=True),
    Field("given_name", text("given name"), words=True),
    Field("birth_date", text("birth date"), text("YYYY-MM-DD")),
    Field("ward", text("ward"), words=True),
    Field("wristband", text("wristband's number"), text("if it has its own"), optional=True),
]
NEW = [Field("record_number", text("record number")), *FACTS]
CORRECTED = [Field("reason", text("reason"), text("what was wrong"), words=True), *FACTS]


async def new_patient(app: "AlemprepApp", known: Mapping[str, str]) -> Patient | None:
    """Enter somebody of whom a scan may have told something; none when the person turns back."""

    async def do(**facts: Any) -> Patient:
        return await app.act(patients.add_patient, **facts)

    intro = text("This patient is not known here yet. Copy from the record, and compare.")
    return await _typed(app, text("New patient"), intro, NEW, known, do)


async def correct_patient(
    app: "AlemprepApp", patient: Patient, do: Callable[..., Awaitable[Patient]]
) -> Patient | None:
    """Correct what is known of somebody; none when the person turns back."""
    intro = text("Record number {record}. Enter passes over what is right.", record=patient.record_number)
    known = patient.model_dump(mode="json") | {"wristband": patient.wristband or ""}
    return await _typed(app, text("Correct the patient"), intro, CORRECTED, known, do)


async def _typed(
    app: "AlemprepApp",
    title: Text,
    intro: Text,
    fields: Sequence[Field],
    known: Mapping[str, str],
    do: Callable[..., Awaitable[Patient]],
) -> Patient | None:
    """Ask, show once more, carry out."""

    async def once_more(typed: dict[str, str]) -> Patient | None:
        birth_date = read(typed, "birth_date", day_from)
        if not await confirmed(app, title, [], fields, typed):
            return None
        return await do(**typed | {"birth_date": birth_date})

    return await fill_in(app, title, fields, once_more, intro=intro, typed=known)
