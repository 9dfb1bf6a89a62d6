"""A patient's facts in a form: of somebody new, or of somebody about whom something is wrong."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from pharmacy.courses import Patient
from pharmacy.errors import AlemprepError
from pharmacy.language import Text, text
from pharmacy.service import patients
from tui.screens.form import Field, FormScreen
from tui.typed import day_from

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
    intro = text("This patient is not known here yet. Copy from the record, and compare.")
    return await _typed(app, text("New patient"), intro, NEW, known, patients.add_patient)


async def correct_patient(app: "AlemprepApp", patient: Patient) -> Patient | None:
    """Correct what is known of somebody; none when the person turns back."""
    title, record = text("Correct the patient"), patient.record_number
    intro = text("Record number {record}. Enter passes over what is right.", record=record)
    known = patient.model_dump(mode="json") | {"wristband": patient.wristband or ""}
    return await _typed(app, title, intro, CORRECTED, known, patients.correct_patient, record)


async def _typed(
    app: "AlemprepApp",
    title: Text,
    intro: Text,
    fields: Sequence[Field],
    known: Mapping[str, str],
    carry_out: Callable[..., Patient],
    *of: str,
) -> Patient | None:
    """Ask until the act is carried out; what is refused is shown beside what was typed."""
    typed: Mapping[str, str] | None = known
    refused: AlemprepError | None = None
    while True:
        typed = await app.push_screen_wait(
            FormScreen(title, fields, intro=intro, typed=typed, refused=refused)
        )
        if typed is None:
            return None
        try:
            facts = {**typed, "birth_date": day_from(typed["birth_date"])}
            return await app.act(carry_out, *of, **facts)
        except AlemprepError as error:
            refused = error
