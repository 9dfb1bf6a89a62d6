"""`make catalogue`: bring the Spanish catalogue up to date with the sentences in the code.

New sentences enter the .po file untranslated; a test fails until they are translated.
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from pharmacy.language import LOCALE

ROOT = Path(__file__).parent.parent
PO = LOCALE / "es" / "LC_MESSAGES" / "alemprep.po"
MO = PO.with_suffix(".mo")
PACKAGES = ("pharmacy", "labels", "tui")
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in the header for every date, so that the same sentences give the same files."""


def sentences() -> Catalog:
    """Every sentence marked with `text(…)` in the code."""
    found = Catalog(project="alemprep", charset="utf-8", creation_date=BEGUN)
    for package in PACKAGES:
        for name, line, message, _comments, _context in extract_from_dir(
            ROOT / package, method_map=[("**.py", "python")], keywords={"text": None}, comment_tags=()
        ):
            assert isinstance(message, str), f"{package}/{name}: {message!r} is not one sentence"
            if message and not _is_sql(ROOT / package / name, line):
                found.add(message, locations=[(f"{package}/{name}", 0)])
    return found


def _is_sql(path: Path, line: int) -> bool:
    """Whether the `text(…)` of that line is SQLAlchemy's, which no person reads."""
    return "sa.text(" in path.read_text(encoding="utf-8").splitlines()[line - 1]


def translations() -> Catalog:
    """The catalogue as it stands in the tree."""
    if not PO.exists():
        return Catalog(locale="es")
    with PO.open("rb") as file:
        return read_po(file, locale="es")


def _plain_header(catalogue: Catalog) -> None:
    """Say whose sentences these are, and nothing that changes from one day to the next."""
    catalogue.header_comment = "# alemprep in Spanish."
    catalogue.fuzzy = False
    catalogue.project, catalogue.version = "alemprep", "Spanish"
    catalogue.charset = "utf-8"
    catalogue.creation_date = catalogue.revision_date = BEGUN
    catalogue.msgid_bugs_address = catalogue.last_translator = ""
    catalogue.language_team = "Spanish"


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> None:
    """Merge, write both files, and say what is still to be translated."""
    catalogue = translations()
    catalogue.update(sentences(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    _plain_header(catalogue)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(
            file,
            catalogue,
            width=100,
            no_location=False,
            include_lineno=False,
            omit_header=False,
            sort_output=True,
        )
    MO.write_bytes(compiled(catalogue))
    missing = [message.id for message in catalogue if message.id and not message.string]
    print(f"{len(catalogue)} sentences, {len(missing)} to be translated in {PO.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
