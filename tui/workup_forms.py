"""What is typed for each item of a patient's work-up, and how it becomes an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, in_a_row, text, verbatim
from pharmacy.protocol.readiness import ItemId, Region, Vaccine
from pharmacy.readiness import Workup
from pharmacy.readiness.examined import BASELINE_NAMES
from pharmacy.readiness.names import item_name
from pharmacy.readiness.workup import Drug
from pharmacy.sex import Sex
from tui.screens.form import Field
from tui.typed import day_from, number_from, on_line

NONE = "none"
"""What the work-up says where there was nothing of a kind, which is something else than not knowing."""


class Kind(Enum):
    """How a line is written."""

    DAY = auto()
    DAYS = auto()
    """Several, with a blank between them."""
    YES = auto()
    WORDS = auto()
    NAMES = auto()
    """Several, with a comma between them."""
    NUMBER = auto()
    """As on the report, with a decimal point."""
    WHOLE = auto()
    CHOICE = auto()


@dataclass(frozen=True)
class Leaf:
    """One line of a form: where its value stands in the work-up."""

    path: str
    """Dotted, from the section on."""
    label: Text
    kind: Kind
    needed: bool = False
    choices: tuple[tuple[str, Text], ...] = ()
    """What can be chosen, by number from 1: the value, and how people call it."""

    @property
    def field(self) -> Field:
        """The line; its name cannot have dots on a screen."""
        return Field(
            line_of(self.path),
            self.label,
            self._hint,
            words=self.kind is Kind.WORDS,
            optional=not self.needed,
        )

    @property
    def _hint(self) -> Text | None:
        if self.kind is Kind.CHOICE:
            return in_a_row(
                text("{number} {name}", number=number, name=name)
                for number, (_, name) in enumerate(self.choices, 1)
            )
        return {
            Kind.DAY: text("YYYY-MM-DD"),
            Kind.DAYS: text("YYYY-MM-DD, a blank between"),
            Kind.YES: text("y or n"),
            Kind.NAMES: text("a comma between"),
            Kind.NUMBER: text("as on the report, with a point"),
        }.get(self.kind)

    def value(self, typed: str) -> object:
        """What was typed, as the work-up has it; none for nothing. Raises `Refusal` naming the line."""
        if not typed:
            return None
        with on_line(line_of(self.path)):
            match self.kind:
                case Kind.DAY:
                    return day_from(typed).isoformat()
                case Kind.DAYS:
                    return [day_from(day).isoformat() for day in typed.split()]
                case Kind.YES:
                    return _yes(typed)
                case Kind.NAMES:
                    return [name.strip() for name in typed.split(",") if name.strip()]
                case Kind.WHOLE:
                    return number_from(typed)
                case Kind.CHOICE:
                    return self._chosen(typed)
                case Kind.WORDS | Kind.NUMBER:
                    return typed

    def _chosen(self, typed: str) -> str:
        if not typed.isdecimal() or not 1 <= int(typed) <= len(self.choices):
            raise _unusable(text("1 to {last}", last=len(self.choices)), typed)
        return self.choices[int(typed) - 1][0]

    def shown(self, value: object) -> str:
        """A value of the work-up, as it would be typed."""
        match value:
            case None:
                return ""
            case bool():
                return "y" if value else "n"
            case list() | tuple():
                return (", " if self.kind is Kind.NAMES else " ").join(map(str, value))
            case _ if self.kind is Kind.CHOICE:
                return next((str(n) for n, (raw, _) in enumerate(self.choices, 1) if raw == value), "")
            case _:
                return str(value)


def line_of(path: str) -> str:
    """The name of a line on the screen.

    >>> line_of("tuberculosis.isoniazid.started")
    'tuberculosis__isoniazid__started'
    """
    return path.replace(".", "__")


def entries_from(leaves: tuple[Leaf, ...], typed: Mapping[str, str], known: Workup) -> dict[str, Any]:
    """The sections that a form's lines are about, with what else stands there; none for an empty one."""
    found = _known(known)
    entries: dict[str, Any] = {
        section: found.get(section) for section in (leaf.path.split(".")[0] for leaf in leaves)
    }
    for leaf in leaves:
        _put(entries, leaf, leaf.value(typed[line_of(leaf.path)]))
    return {section: _without_nothing(value) for section, value in entries.items()}


def _put(entries: dict[str, Any], leaf: Leaf, value: object) -> None:
    """A value at its path. `none` as the last part of a path stands for all that is above it."""
    *above, name = leaf.path.split(".")
    if name == NONE:
        if not value:
            return
        *above, name = above
        value = NONE
    inside: dict[str, Any] = entries
    for each in above:
        found = inside.get(each)
        inside[each] = found if isinstance(found, dict) else {}
        inside = inside[each]
    inside[name] = value


def _without_nothing(value: Any) -> Any:
    """None for what says nothing at all."""
    if not isinstance(value, dict):
        return value
    left = {name: _without_nothing(inside) for name, inside in value.items()}
    return {name: inside for name, inside in left.items() if inside is not None} or None


def typed_from(leaves: tuple[Leaf, ...], known: Workup) -> dict[str, str]:
    """What stands in the lines when the form opens: what is known."""
    found = _known(known)
    return {line_of(leaf.path): leaf.shown(_at(found, leaf.path)) for leaf in leaves}


def _known(known: Workup) -> dict[str, Any]:
    """As plain data. That a vaccine is documented at all is known, even if no dose was ever given."""
    found = known.model_dump(mode="json", exclude_defaults=True)
    for vaccination in found.get("vaccines", {}).values():
        vaccination.setdefault("complete", False)
    return found


def _at(found: Any, path: str) -> object:
    for name in path.split("."):
        if name == NONE and found == NONE:
            return True
        if not isinstance(found, dict):
            return None
        found = found.get(name)
    return None if isinstance(found, dict) else found


def _yes(typed: str) -> bool:
    yes = {"y": True, "yes": True, "s": True, "sí": True, "si": True, "n": False, "no": False}
    if typed.casefold() not in yes:
        raise _unusable(text("y or n"), typed)
    return yes[typed.casefold()]


def _unusable(expected: Text, typed: str) -> Refusal:
    return Refusal(
        Code.MISSING,
        text("This cannot be chosen here."),
        expected=expected,
        got=verbatim(typed[:20]),
        advice=text("Correct it and go on."),
        bad_input=True,
    )


_ON = text("day")
_NEGATIVE, _POSITIVE = ("negative", text("negative")), ("positive", text("positive"))
_RESULTS = (_NEGATIVE, _POSITIVE)
_INFECTION = (_NEGATIVE, ("past", text("past or latent")), ("active", text("active")))


def _day(path: str, label: Text = _ON, *, needed: bool = False) -> Leaf:
    return Leaf(path, label, Kind.DAY, needed)


def _yes_or_no(path: str, label: Text) -> Leaf:
    return Leaf(path, label, Kind.YES)


def _words(path: str, label: Text) -> Leaf:
    return Leaf(path, label, Kind.WORDS)


def _choice(path: str, label: Text, choices: tuple[tuple[str, Text], ...]) -> Leaf:
    return Leaf(path, label, Kind.CHOICE, choices=choices)


def _tested(section: str, results: tuple[tuple[str, Text], ...] = _RESULTS) -> tuple[Leaf, ...]:
    return _day(f"{section}.on"), _choice(f"{section}.result", text("result"), results)


def _antibody(name: str, label: Text) -> tuple[Leaf, ...]:
    return (
        _choice(f"serology.{name}.igg", label, _RESULTS),
        _day(f"serology.{name}.on"),
    )


def measured(path: str, label: Text) -> tuple[Leaf, ...]:
    """A value, its unit as it stands on the report, and its day."""
    return (
        Leaf(f"{path}.value", label, Kind.NUMBER),
        Leaf(f"{path}.unit", text("unit"), Kind.NUMBER),
        _day(f"{path}.on"),
    )


def _vaccine(vaccine: Vaccine) -> tuple[Leaf, ...]:
    section = f"vaccines.{vaccine}"
    return (
        Leaf(f"{section}.doses", text("doses"), Kind.DAYS),
        _yes_or_no(f"{section}.complete", text("complete by the record")),
        _words(f"{section}.decision.reason", text("put off, because")),
        _day(f"{section}.decision.on", text("weighed on")),
    )


_SEX = _choice("sex", text("sex"), ((Sex.FEMALE, text("female")), (Sex.MALE, text("male"))))
_CHILDBEARING = _yes_or_no("childbearing", text("could become pregnant"))

FORMS: dict[ItemId, tuple[Leaf, ...]] = {
    ItemId.CONSENT: (_day("consent.on", text("signed on")),),
    ItemId.BASELINE_TESTS: (
        *(_day(f"baseline.{name}", label) for name, label in BASELINE_NAMES.items()),
        _words("baseline.finding", text("against the course")),
    ),
    ItemId.CONCOMITANT: (
        _day("concomitant.on", text("judged on")),
        Leaf("concomitant.drugs", text("takes"), Kind.NAMES),
        _yes_or_no("concomitant.accepted", text("goes with the course")),
        _words("concomitant.what", text("if not, why")),
    ),
    ItemId.PREGNANCY_TEST: (_SEX, _CHILDBEARING, *_tested("pregnancy_test")),
    ItemId.CONTRACEPTION: (
        _SEX,
        _CHILDBEARING,
        _day("contraception.on", text("asked on")),
        _yes_or_no("contraception.effective", text("effective")),
    ),
    ItemId.BREASTFEEDING: (
        _SEX,
        _day("breastfeeding.on", text("asked on")),
        _yes_or_no("breastfeeding.breastfeeds", text("breastfeeds")),
    ),
    ItemId.ACTIVE_INFECTION: (
        _day("infection.on", text("examined on")),
        _yes_or_no("infection.active", text("active infection")),
        _words("infection.what", text("which")),
    ),
    ItemId.TUBERCULOSIS: (
        *_tested("tuberculosis", (*_RESULTS, ("indeterminate", text("neither")))),
        _day("tuberculosis.isoniazid.started", text("isoniazid since")),
        _yes_or_no("tuberculosis.isoniazid.tolerated", text("tolerated")),
        _yes_or_no("tuberculosis.isoniazid.vitamin_b6", text("vitamin B6")),
    ),
    ItemId.HEPATITIS_B: _tested("hepatitis_b", _INFECTION),
    ItemId.HEPATITIS_C: _tested("hepatitis_c", _INFECTION),
    ItemId.HIV: _tested("hiv", _INFECTION),
    ItemId.CYTOMEGALOVIRUS: _tested("cytomegalovirus", _INFECTION),
    ItemId.VARICELLA_ZOSTER: _tested("varicella_zoster", _INFECTION),
    ItemId.PAPILLOMAVIRUS: (
        _SEX,
        *_tested("papillomavirus"),
        _day("papillomavirus.lesion.on", text("high-grade lesion on")),
        _day("papillomavirus.lesion.excised", text("cut out on")),
        _yes_or_no(f"papillomavirus.lesion.{NONE}", text("no such lesion")),
    ),
    ItemId.STRONGYLOIDES: (
        _choice(
            "from_region",
            text("comes from"),
            (
                (Region.LATIN_AMERICA, text("Latin America")),
                (Region.NORTH_AFRICA, text("North Africa")),
                ("elsewhere", text("elsewhere")),
            ),
        ),
        *_tested("strongyloides"),
        _day("strongyloides.treated", text("treated on")),
    ),
    ItemId.SEROLOGY: (
        *_antibody("measles", text("IgG measles")),
        *_antibody("varicella", text("IgG varicella")),
        *_antibody("hepatitis_a", text("IgG hepatitis A")),
        *measured("serology.anti_hbs", text("anti-HBs")),
    ),
    **{ItemId(f"vaccine-{vaccine}"): _vaccine(vaccine) for vaccine in Vaccine},
    ItemId.ECG: (_day("ecg.on"), _words("ecg.finding", text("against the course"))),
    ItemId.CHEST_X_RAY: (
        _day("chest_x_ray.on"),
        _words("chest_x_ray.finding", text("against the course")),
        _yes_or_no("respiratory_symptoms.present", text("respiratory symptoms")),
        _day("respiratory_symptoms.on", text("asked on")),
    ),
    ItemId.ANTIVIRAL: (
        _choice(
            "antiviral.drug",
            text("drug"),
            (("aciclovir", text("aciclovir")), ("valaciclovir", text("valaciclovir"))),
        ),
        _day("antiviral.prescribed", text("prescribed on")),
        _day("antiviral.first_dose", text("first dose, if not day 1")),
    ),
    ItemId.DIET: (_day("diet.since", text("kept since")),),
    ItemId.COMPLICATION: (
        _day("complication.on", text("looked for on")),
        _yes_or_no("complication.active", text("active complication")),
        _words("complication.what", text("which")),
    ),
}
"""By item. What is missing here belongs to the order, or has a way of its own."""

COUNTS: dict[str, Text] = {"lymphocytes": text("lymphocytes"), "cd4": text("CD4")}
"""Of which every result is kept, and the newest counts."""


def count_form(section: str) -> tuple[Leaf, ...]:
    """For one more result."""
    return measured(section, COUNTS[section])


def with_count(section: str, typed: Mapping[str, str], known: Workup) -> dict[str, Any]:
    """The results of a count with one more; a result of the same day is corrected by it. Nothing typed,
    nothing new.
    """
    values = {leaf.path.split(".")[1]: leaf.value(typed[line_of(leaf.path)]) for leaf in count_form(section)}
    if values["value"] is None and values["on"] is None:
        return {}
    others = [one for one in _known(known).get(section, []) if one["on"] != values["on"]]
    new = {name: value for name, value in values.items() if value is not None}
    return {section: [*others, new]}


DRUGS: tuple[Drug, ...] = tuple(Drug)
"""In the order in which they are chosen from."""


def treatment_form(drug: Drug) -> tuple[Leaf, ...]:
    """What is asked about one previous treatment."""
    leaves: list[Leaf] = []
    if drug is Drug.OTHER:
        leaves.append(_words("name", text("which")))
    leaves += [_day("started", text("since")), _day("last_dose", text("last dose"))]
    if drug is Drug.TERIFLUNOMIDE:
        leaves += [
            _choice(
                "elimination.by",
                text("washed out with"),
                (("cholestyramine", text("cholestyramine")), ("charcoal", text("charcoal"))),
            ),
            _day("elimination.started", text("from")),
            _day("elimination.finished", text("to")),
            *measured("elimination.level", text("level in blood")),
        ]
    if drug is Drug.NATALIZUMAB:
        leaves += [
            *_tested("jcv"),
            _day("jcv.pml_excluded", text("latent PML ruled out")),
            Leaf("mri", text("MRI with gadolinium"), Kind.DAYS),
            _words("finding", text("may be PML")),
        ]
    return tuple(leaves)


def treatment_typed(drug: Drug, known: Workup) -> dict[str, str]:
    """What stands in the lines when the form opens."""
    found = next((one for one in _treatments(known) if one["drug"] == drug), {})
    return {line_of(leaf.path): leaf.shown(_at(found, leaf.path)) for leaf in treatment_form(drug)}


def with_treatment(drug: Drug, typed: Mapping[str, str], known: Workup) -> dict[str, Any]:
    """The previous treatments with this one, in place of what was known of the same drug."""
    new: dict[str, Any] = {"drug": drug.value}
    for leaf in treatment_form(drug):
        _put(new, leaf, leaf.value(typed[line_of(leaf.path)]))
    others = [one for one in _treatments(known) if (one["drug"], one.get("name")) != (drug, new.get("name"))]
    return {"previous_treatments": [*others, _without_nothing(new)]}


def without_treatment(item: str, known: Workup) -> dict[str, Any]:
    """The previous treatments without the one that an item is about; without any, they are not known."""
    return {"previous_treatments": [one for one in _treatments(known) if _item_of(one) != item] or None}


def treatment_names(known: Workup) -> list[Text]:
    """Those that are entered, by name."""
    found = [item_name(_item_of(one)) for one in _treatments(known)]
    return found or [text("none")]


def _item_of(treatment: dict[str, Any]) -> str:
    """The id of the item that judges it."""
    return "-".join([ItemId.WASHOUT, treatment["drug"], *(treatment.get("name") or "").lower().split()])


def _treatments(known: Workup) -> list[dict[str, Any]]:
    found = _known(known).get("previous_treatments")
    return found if isinstance(found, list) else []


STEROID: tuple[Leaf, ...] = (
    _yes_or_no("given", text("was any given")),
    _day("last_dose", text("last dose")),
    _yes_or_no("bolus", text("as a bolus")),
    Leaf("prednisone.value", text("if not, mg of prednisone"), Kind.NUMBER),
    _day("prednisone.on", text("that dose on")),
    Leaf("days", text("for how many days"), Kind.WHOLE),
)


def steroid_typed(known: Workup) -> dict[str, str]:
    """What stands in the lines when the form opens."""
    found = _known(known).get("steroid")
    given = {"given": found != "none", **(found if isinstance(found, dict) else {})} if found else {}
    return {line_of(leaf.path): leaf.shown(_at(given, leaf.path)) for leaf in STEROID}


def steroid_entry(typed: Mapping[str, str]) -> dict[str, Any]:
    """None, or the last treatment with one; the form asks for milligrams."""
    values = {leaf.path: leaf.value(typed[line_of(leaf.path)]) for leaf in STEROID}
    if values["given"] is None:
        return {"steroid": None}
    if not values["given"]:
        return {"steroid": "none"}
    entry: dict[str, Any] = {
        name: values[name] for name in ("last_dose", "bolus", "days") if values[name] is not None
    }
    if values["prednisone.value"] is not None:
        on = values["prednisone.on"] or values["last_dose"]
        entry["prednisone"] = {"value": values["prednisone.value"], "unit": "mg", "on": on}
    return {"steroid": entry}
