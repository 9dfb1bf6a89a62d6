"""docs/traceability.md: where each recommendation, table and figure of the source stands in the software.

What the protocol file cites is collected from it; what is done besides, or why nothing is, stands in `ROWS`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pharmacy.protocol.differences import values_in
from pharmacy.protocol.loader import SHIPPED_PROTOCOL

HEAD = """\
# Traceability

*Written by `make docs` from the protocol file and the code.*

The source is the expert consensus that `pharmacy/protocol/consensus-2019.toml` cites: 29 recommendations,
three tables and the figures that ask for something. What each asks is told here in words of our own; read the
source itself before you rely on it. *Items* are what `alemprep readiness` and the verification of a course
look at ([readiness.md](readiness.md)); *values* are tables and keys of the protocol file; *where* is the code
that shows or enforces it. Where nothing is done, the last column says why that is not software's business.

| source | what it asks | items | values | where, or why not |
|---|---|---|---|---|
"""


class Row(NamedTuple):
    """One recommendation, table or figure."""

    asks: str
    where: tuple[str, ...] = ()
    """Files that show or enforce it."""
    why_not: str = ""
    """Why all of it, or the rest, is not software's business."""


_ITEMS = "pharmacy/readiness/"
_CARD = "labels/patient_card.py"
_CALENDAR = "pharmacy/follow_up_calendar.py"
ROWS: dict[str, Row] = {
    "R1": Row(
        "Who is a candidate: active or aggressive disease, or one that another drug did not hold",
        why_not="The neurologist's diagnosis. alemprep begins with an ordered course.",
    ),
    "R2": Row(
        "More care after other immunosuppressants", (f"{_ITEMS}washout.py", f"{_ITEMS}live_intervals.py")
    ),
    "R3": Row(
        "Vaccinate early in the disease; live vaccines neither in pregnancy nor under immunosuppressants",
        (f"{_ITEMS}live_vaccines.py", f"{_ITEMS}live_intervals.py", f"{_ITEMS}doses.py"),
        "When in the disease somebody is vaccinated is decided years before alemprep knows them.",
    ),
    "R4": Row("Know serology and vaccination history", (f"{_ITEMS}vaccination.py",)),
    "R5": Row(
        "Weigh each vaccine of Table 1",
        (
            f"{_ITEMS}vaccination.py",
            f"{_ITEMS}doses.py",
            f"{_ITEMS}hepatitis_b.py",
            f"{_ITEMS}indications.py",
        ),
    ),
    "R6": Row(
        "Weigh vaccination against delay; keep the intervals of Table 2",
        (f"{_ITEMS}live_vaccines.py", f"{_ITEMS}vaccination.py"),
        "The weighing is the physician's: entered as a decision with its day and reason.",
    ),
    "R7": Row(
        "Look for latent tuberculosis; isoniazid, and a delay to see it tolerated",
        (f"{_ITEMS}infections.py",),
    ),
    "R8": Row("Look for other infections", (f"{_ITEMS}infections.py",)),
    "R9": Row(
        "Prophylaxis against herpes from the first dose on",
        (f"{_ITEMS}person.py", "pharmacy/premedication.py"),
    ),
    "R10": Row("A diet against Listeria before and after", (f"{_ITEMS}person.py", _CARD)),
    "R11": Row(
        "No other routine prophylaxis afterwards; with symptoms, exclude a severe infection",
        (_CARD, "pharmacy/follow_up.py"),
        "Excluding it is the physician's; the card says which signs to call for.",
    ),
    "R12": Row("Written informed consent", (f"{_ITEMS}person.py",), "The form itself is the hospital's."),
    "R13": Row(
        "Washout and other treatments weighed; blood and urine tested",
        (f"{_ITEMS}washout.py", f"{_ITEMS}examined.py"),
    ),
    "R14": Row(
        "Pregnancy test and contraception; infections and vaccination looked at",
        (f"{_ITEMS}person.py", f"{_ITEMS}infections.py", f"{_ITEMS}vaccination.py"),
    ),
    "R15": Row("ECG and recent chest X-ray", (f"{_ITEMS}examined.py",)),
    "R16": Row(
        "Aciclovir before alemtuzumab; in the ward or as an outpatient",
        (f"{_ITEMS}person.py", "pharmacy/premedication.py"),
        "In the ward or not is the hospital's choice; alemprep works for both.",
    ),
    "R17": Row("Premedication", ("pharmacy/premedication.py", "labels/premedication_sheet.py")),
    "R18": Row("Rates, 4 to 8 hours, 2 hours of observation", ("pharmacy/infusion.py", "pharmacy/pump.py")),
    "R19": Row("Vital signs every hour, skin", ("pharmacy/vital_signs.py", "tui/screens/infusion.py")),
    "R20": Row("Reactions treated by severity", ("pharmacy/reaction_steps.py", "tui/screens/reaction.py")),
    "R21": Row(
        "The patient knows the warning signs of Fig. 4",
        ("pharmacy/follow_up.py", "tui/screens/checklist.py", _CARD),
    ),
    "R22": Row(
        "Cytology every year in women",
        (f"{_ITEMS}infections.py", _CALENDAR, _CARD),
        "The appointment is not made here: it stands in the calendar.",
    ),
    "R23": Row(
        "12 months between courses, longer without CD4 above 200 or with a complication",
        (f"{_ITEMS}later_course.py", "pharmacy/courses.py"),
    ),
    "R24": Row("Later courses by the same procedures", ("pharmacy/courses.py", f"{_ITEMS}assess.py")),
    "R25": Row(
        "Weigh vaccinating people who live with the patient",
        why_not="They are not patients of this course; the patient's card asks them to think of it.",
    ),
    "R26": Row(
        "In pregnancy only if the benefit justifies it",
        (f"{_ITEMS}person.py",),
        "The weighing is the physician's: a positive test is not met, and can be decided against.",
    ),
    "R27": Row("Contraception for 4 months after", (f"{_ITEMS}person.py", "pharmacy/follow_up.py", _CARD)),
    "R28": Row(
        "No breastfeeding until 4 months after", (f"{_ITEMS}person.py", "pharmacy/follow_up.py", _CARD)
    ),
    "R29": Row(
        "Put surgery off until the immune system is back, if it can wait",
        why_not="The surgeon decides, months after the bag; the card has the patient tell the surgeon.",
    ),
    "Table 1": Row(
        "Vaccines: for whom, schedule, booster, notes a to d",
        (
            f"{_ITEMS}vaccination.py",
            f"{_ITEMS}doses.py",
            f"{_ITEMS}hepatitis_b.py",
            f"{_ITEMS}indications.py",
        ),
    ),
    "Table 2": Row(
        "Live vaccines before, under and after treatments; inactivated ones are allowed at any time",
        (f"{_ITEMS}live_vaccines.py", f"{_ITEMS}live_intervals.py", _CARD),
        "That inactivated ones are allowed forbids nothing; that they work less is said where one is due.",
    ),
    "Table 3": Row(
        "Waiting time and tests after each previous treatment; MRI after the course",
        (f"{_ITEMS}washout.py", _CALENDAR),
    ),
    "Fig. 3": Row(
        "Premedication, preparation, rates, reactions",
        (
            "pharmacy/instructions.py",
            "pharmacy/stability.py",
            "pharmacy/premedication.py",
            "pharmacy/infusion.py",
        ),
    ),
    "Fig. 4": Row("Checklist of symptoms", ("pharmacy/follow_up.py", _CARD)),
    "Fig. 5": Row(
        "Summary of before, during and after",
        (f"{_ITEMS}assess.py", "pharmacy/follow_up.py", _CALENDAR, _CARD),
        "The clinic makes the monthly tests and checks; the calendar has their days.",
    ),
}
"""Fig. 1 and 2 show results of trials and ask for nothing."""

_ITEM = "readiness.items."


def cited() -> dict[str, list[str]]:
    """The keys of the protocol file by what they cite."""
    found: dict[str, list[str]] = {}
    for value in values_in(SHIPPED_PROTOCOL.read_text(encoding="utf-8")):
        for name in re.findall(r"\bR\d+\b|Table \d|Fig\. \d", value.source):
            found.setdefault(name, []).append(value.key)
    return found


def traceability_page() -> str:
    """docs/traceability.md."""
    keys = cited()
    return HEAD + "\n".join(_line(name, row, keys.get(name, [])) for name, row in ROWS.items()) + "\n"


def named_files(page: str) -> Iterator[str]:
    """Every file that the page links to, from the top of the tree."""
    yield from re.findall(r"\]\(\.\./([^)]+)\)", page)


def _line(name: str, row: Row, keys: list[str]) -> str:
    items = [key.removeprefix(_ITEM) for key in keys if key.startswith(_ITEM)]
    values = _tables([key for key in keys if not key.startswith(_ITEM)])
    where = [f"[{path}](../{path})" for path in row.where]
    last = ". ".join(part for part in (", ".join(where), row.why_not) if part)
    return f"| {name} | {row.asks} | {_code(items)} | {_code(values)} | {last} |"


def _tables(keys: list[str]) -> list[str]:
    """Each table once, and the keys that stand in none."""
    return list(dict.fromkeys(_table(key) for key in keys))


def _table(key: str) -> str:
    """`readiness.washout.natalizumab.wait` is in `readiness.washout.natalizumab`, others two names deep; what
    follows a course is told one by one.
    """
    parts = key.split(".")
    if parts[0] == "follow_up":
        return key
    deep = 3 if parts[0] == "readiness" else 2
    return ".".join(parts[: min(deep, len(parts) - 1)]) if len(parts) > 1 else key


def _code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def named_keys(page: str) -> Iterator[str]:
    """Every item and value that the page names, as a dotted key of the protocol file."""
    for line in page.splitlines():
        cells = line.split(" | ")
        if len(cells) == 5 and cells[0] not in {"| source", "|---"}:
            yield from (_ITEM + name for name in re.findall(r"`([^`]+)`", cells[2]))
            yield from re.findall(r"`([^`]+)`", cells[3])
