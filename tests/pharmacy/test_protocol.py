"""The protocol and the policy: what stands in them, and what may not."""

import hashlib
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pharmacy.errors import Code, Refusal, Trouble
from pharmacy.protocol.loader import SHIPPED_POLICY, SHIPPED_PROTOCOL, load_policy, load_protocol
from pharmacy.protocol.model import Diluent
from pharmacy.quantities import Unit

PROTOCOL = SHIPPED_PROTOCOL.read_text(encoding="utf-8")
POLICY = SHIPPED_POLICY.read_text(encoding="utf-8")


def altered(tmp_path: Path, original: str, old: str, new: str) -> Path:
    """A copy of a shipped file with one passage changed."""
    assert original.count(old) == 1, f"{old!r} must stand in the file exactly once"
    path = tmp_path / "altered.toml"
    path.write_text(original.replace(old, new), encoding="utf-8")
    return path


def values_in(table: dict[str, Any], key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table that holds a value, with its dotted key."""
    for name, inner in table.items():
        if isinstance(inner, dict):
            if "value" in inner:
                yield f"{key}{name}", inner
            else:
                yield from values_in(inner, f"{key}{name}.")


def keys_outside_values(table: dict[str, Any]) -> Iterator[str]:
    """Every key whose value has neither a source nor a table around it."""
    for name, inner in table.items():
        if not isinstance(inner, dict):
            yield name
        elif "value" not in inner:
            yield from keys_outside_values(inner)


def test_every_value_of_the_protocol_has_a_source() -> None:
    found = tomllib.loads(PROTOCOL, parse_float=Decimal)
    assert [key for key, value in values_in(found) if not value.get("source", "").strip()] == []
    assert set(keys_outside_values(found)) == {"id", "version", "citation"}


def test_every_number_of_the_protocol_has_a_unit() -> None:
    found = tomllib.loads(PROTOCOL, parse_float=Decimal)
    numbers = [
        (key, value)
        for key, value in values_in(found)
        if isinstance(value["value"], int | Decimal) and not isinstance(value["value"], bool)
    ]
    assert len(numbers) > 50
    assert [key for key, value in numbers if value.get("unit") not in set(Unit)] == []


def test_every_value_of_the_policy_has_a_reason_and_is_marked_as_local() -> None:
    settings = {key: table for key, table in tomllib.loads(POLICY).items() if isinstance(table, dict)}
    assert len(settings) == 36
    assert all(setting["reason"].strip() for setting in settings.values())
    assert {setting["source"] for setting in settings.values()} == {"local policy"}


def test_a_range_of_the_policy_that_cannot_be_meant_is_refused(tmp_path: Path) -> None:
    for before, after, key in [
        (
            "possible = { least = 20, most = 250 }",
            "possible = { least = 250, most = 20 }",
            "heart_rate.possible",
        ),
        ("usual = { least = 50, most = 120 }", "usual = { least = 50, most = 300 }", "heart_rate.usual"),
        ('unit = "/min"', 'unit = "mmHg"', "heart_rate.unit"),
        ("possible = { least = -30, most = 60 }", "possible = { least = -30, most = 600 }", "thermometer"),
        ('["premedication", "vital-signs"]', '["patient"]', "may_be_overridden"),
    ]:
        file = tmp_path / "site-policy.toml"
        file.write_text(POLICY.replace(before, after, 1), "utf-8")
        with pytest.raises(Trouble) as caught:
            load_policy(load_protocol(), file)
        assert key in caught.value.message()


def test_the_drug_its_dose_and_its_vial_are_the_sources() -> None:
    protocol = load_protocol()
    assert protocol.drug.value == "alemtuzumab"
    assert protocol.route.value == "intravenous"
    assert str(protocol.dose.quantity) == "12 mg"
    assert str(protocol.vial_dose.quantity) == "12 mg"
    assert str(protocol.vial_volume.quantity) == "1.2 mL"
    assert str(protocol.interval.quantity) == "12 mo"
    assert protocol.interval.cite.endswith("; R23")
    assert str(protocol.interval_cd4_above.quantity) == "200 cells/µL"
    assert str(protocol.age_least.quantity) == "18 y"


def test_only_sodium_chloride_and_glucose_dilute_it_100_ml_of_either() -> None:
    diluents = load_protocol().diluents
    assert {key: (str(d.strength.quantity), str(d.volume.quantity)) for key, d in diluents.items()} == {
        Diluent.SODIUM_CHLORIDE: ("0.9 %", "100 mL"),
        Diluent.GLUCOSE: ("5 %", "100 mL"),
    }


def test_a_bag_keeps_8_hours_between_2_and_8_degrees() -> None:
    protocol = load_protocol()
    assert (str(protocol.storage_limit.quantity), protocol.storage_limit.cite) == ("8 h", "Fig. 3")
    assert str(protocol.storage_temperature_least.quantity) == "2 °C"
    assert str(protocol.storage_temperature_most.quantity) == "8 °C"
    assert protocol.storage_limit.duration.total_seconds() == 28_800


@pytest.mark.parametrize(
    ("course", "milligrams", "activity", "extended_from"),
    [
        (1, [1000, 1000, 500, 250, 250], False, None),
        (2, [750, 500, 250], False, None),
        (3, [750, 500, 250], True, 2),
        (4, [750, 500, 250], True, 2),
    ],
)
def test_each_course_has_its_days_and_its_steroid_taper(
    course: int, milligrams: list[int], activity: bool, extended_from: int | None
) -> None:
    rules = load_protocol().for_course(course)
    assert rules.days.whole() == len(milligrams)
    assert [rules.methylprednisolone[day + 1].whole() for day in range(len(milligrams))] == milligrams
    assert rules.evidence_of_activity.value is activity
    assert (rules.extended_from.whole() if rules.extended_from else None) == extended_from


@pytest.mark.parametrize("number", [0, 5, -1])
def test_there_is_no_course_but_1_to_4(number: int) -> None:
    with pytest.raises(Refusal) as refused:
        load_protocol().for_course(number)
    assert refused.value.lines() == [
        f"There is no course {number}.",
        "expected: a course from 1 to 4",
        f"got: course {number}",
        "what now: Check how many courses the patient has had; no more than 4 are foreseen.",
        "(Treatment; Evaluation of treatment response)",
    ]
    assert refused.value.code is Code.COURSE_NUMBER
    assert not refused.value.bad_input


def test_protocol_and_policy_are_known_by_the_hash_of_their_files() -> None:
    protocol = load_protocol()
    assert protocol.sha256 == hashlib.sha256(SHIPPED_PROTOCOL.read_bytes()).hexdigest()
    assert load_policy(protocol).sha256 == hashlib.sha256(SHIPPED_POLICY.read_bytes()).hexdigest()


def test_the_shipped_policy_is_the_cautious_one() -> None:
    policy = load_policy(load_protocol())
    assert policy.eight_hours_cover.value == "start"
    assert str(policy.outside_refrigerator.quantity) == "30 min"
    assert str(policy.aciclovir_duration.quantity) == "28 d"
    assert policy.laminar_flow_cabinet_required.value is True
    assert str(policy.paracetamol_most.quantity) == "4 g"
    assert policy.outside_refrigerator.cite == "local policy"


DOSE = 'dose = { value = 12, unit = "mg", source = "Treatment" }'
WRONG_PROTOCOLS = {
    "an unknown key": (DOSE, f"{DOSE}\nstrength = 3", "strength", "no such key"),
    "an unknown key inside a value": (DOSE, DOSE.replace(" }", ", page = 3 }"), "dose.page", "no such key"),
    "a hash of its own": (DOSE, f'{DOSE}\nsha256 = "0"', "sha256", "no such key"),
    "a key twice": (DOSE, f"{DOSE}\n{DOSE}", "", "TOML, each key once"),
    "a missing key": (DOSE, "", "dose", "this key, with a value"),
    "a missing source": (DOSE, 'dose = { value = 12, unit = "mg" }', "dose.source", "this key, with a value"),
    "an empty source": (DOSE, DOSE.replace("Treatment", " "), "dose.source", None),
    "a missing unit": (
        DOSE,
        'dose = { value = 12, source = "Treatment" }',
        "dose.unit",
        "this key, with a value",
    ),
    "a wrong unit": (DOSE, DOSE.replace("mg", "g"), "dose.unit", "mg"),
    "an unknown unit": (DOSE, DOSE.replace("mg", "milligrams"), "dose.unit", "mg"),
    "a value outside its limits": (DOSE, DOSE.replace("12", "0"), "dose.value", "a value from 1 to 2000 mg"),
    "a negative value": (DOSE, DOSE.replace("12", "-12"), "dose.value", "a value from 1 to 2000 mg"),
    "no number": (DOSE, DOSE.replace("12", "nan"), "dose.value", None),
    "an endless number": (DOSE, DOSE.replace("12", "inf"), "dose.value", None),
    "a number written as text": (DOSE, DOSE.replace("12", '"12"'), "dose.value", None),
    "a truth for a number": (DOSE, DOSE.replace("12", "true"), "dose.value", None),
    "a list for a value": (DOSE, "dose = [12]", "dose", None),
    "a fraction of a day": (
        'days = { value = 5, unit = "1", source = "Treatment" }',
        'days = { value = 5.5, unit = "1", source = "Treatment" }',
        "courses.1.days.value",
        "a whole number",
    ),
    "a day without its steroid dose": (
        'days = { value = 5, unit = "1", source = "Treatment" }',
        'days = { value = 6, unit = "1", source = "Treatment" }',
        "courses.1.methylprednisolone",
        "a dose for each of the 6 days",
    ),
    "a gap in the numbers": (
        "[infusion_rates.5]",
        "[infusion_rates.6]",
        "infusion_rates",
        "keys numbered 1, 2, 3 … without a gap",
    ),
    "a number that is none": ("[infusion_rates.5]", "[infusion_rates.05]", "infusion_rates.05", None),
    "a recommendation that is none": (
        'storage_limit = { value = 8, unit = "h", source = "Fig. 3" }',
        'storage_limit = { value = 8, unit = "h", source = "Fig. 3", recommendation = "24" }',
        "storage_limit.recommendation",
        None,
    ),
    "a line primed with saline": (
        "prime_line_with_drug = { value = true",
        "prime_line_with_drug = { value = false",
        "prime_line_with_drug.value",
        None,
    ),
    "a third diluent": (
        "[diluents.glucose]",
        "[diluents.ringer]",
        "diluents.ringer",
        None,
    ),
    "storage limits the wrong way round": (
        'storage_temperature_most = { value = 8, unit = "°C"',
        'storage_temperature_most = { value = 1, unit = "°C"',
        "storage_temperature_most",
        "not less than storage_temperature_least",
    ),
    "rates that fall": (
        'rate = { value = 20, unit = "mL/h", source = "Fig. 3", recommendation = "R18" }',
        'rate = { value = 12, unit = "mL/h", source = "Fig. 3", recommendation = "R18" }',
        "infusion_rates",
        "rates that rise",
    ),
    "a reduction that leaves nothing": (
        'reduce_by = { value = 50, unit = "%"',
        'reduce_by = { value = 100, unit = "%"',
        "reactions.moderate.reduce_by.value",
        "a value from 0.1 to 99 %",
    ),
    "grades that nobody can tell": (
        'grades = { value = "2–3"',
        'grades = { value = "2 or 3"',
        "reactions.moderate.grades.value",
        None,
    ),
    "rates out of order": (
        'start = { value = 90, unit = "min", source = "Fig. 3", recommendation = "R18" }',
        'start = { value = 20, unit = "min", source = "Fig. 3", recommendation = "R18" }',
        "infusion_rates",
        "starts that rise from 0 min",
    ),
    "an influenza campaign that ends before it begins": (
        "campaign_last_month = { value = 12,",
        "campaign_last_month = { value = 3,",
        "readiness.vaccines.influenza.campaign_last_month",
        "a month of the same year, not before 10",
    ),
    "an immunosuppressant that nothing would follow": (
        '["azathioprine", "cyclophosphamide", "rituximab"]',
        '["azathioprine", "cyclophosphamide", "ocrelizumab"]',
        "readiness.washout.immunosuppressants.drugs.value",
        "exactly these, which the program knows: azathioprine, cyclophosphamide, rituximab",
    ),
    "an immunosuppressant left out": (
        '["azathioprine", "cyclophosphamide", "rituximab"]',
        '["azathioprine", "rituximab"]',
        "readiness.washout.immunosuppressants.drugs.value",
        "exactly these, which the program knows: azathioprine, cyclophosphamide, rituximab",
    ),
    "no TOML": (DOSE, "dose 12 mg", "", "TOML, each key once"),
    "a number too large for the machine": (
        DOSE,
        DOSE.replace("12", "1e99999999999999999999"),
        "",
        "TOML, each key once",
    ),
    "a number of 5000 digits": (DOSE, DOSE.replace("12", "1" * 5000), "", "TOML, each key once"),
    "a nesting without end": (DOSE, "dose = " + "[" * 5000, "", "TOML, each key once"),
}


@pytest.mark.parametrize(("old", "new", "key", "expected"), WRONG_PROTOCOLS.values(), ids=WRONG_PROTOCOLS)
def test_a_protocol_file_is_refused_for(
    tmp_path: Path, old: str, new: str, key: str, expected: str | None
) -> None:
    path = altered(tmp_path, PROTOCOL, old, new)
    with pytest.raises(Trouble) as refused:
        load_protocol(path)
    trouble = refused.value
    assert (trouble.code, trouble.bad_input) == (Code.BAD_FILE, True)
    wrong = f"{path} cannot be used: {key} is wrong." if key else f"{path} cannot be used."
    assert str(trouble.what) == wrong
    if expected is not None:
        assert str(trouble.expected) == expected
    assert trouble.message()


def test_a_wrong_unit_is_refused_word_for_word(tmp_path: Path) -> None:
    path = altered(tmp_path, PROTOCOL, DOSE, DOSE.replace('"mg"', '"g"'))
    with pytest.raises(Trouble) as refused:
        load_protocol(path)
    assert refused.value.lines() == [
        f"{path} cannot be used: dose.unit is wrong.",
        "expected: mg",
        "got: g",
        "what now: Correct the file; no pharmacist can sign a wrong one.",
    ]


MORNING = 'value = "08:00"\nreason = "With the'
WRONG_POLICIES = {
    "an unknown key": (
        "[last_warning]",
        '[bag_colour]\nvalue = "red"\n[last_warning]',
        "bag_colour",
        "no such key",
    ),
    "no reason": (
        'reason = "12 hours after the morning dose."',
        "",
        "aciclovir_evening.reason",
        "this key, with a value",
    ),
    "another source than local policy": (
        'reason = "12 hours after the morning dose."\nsource = "local policy"',
        'reason = "12 hours after the morning dose."\nsource = "Fig. 3"',
        "aciclovir_evening.source",
        None,
    ),
    "aciclovir for 3 weeks": (
        'value = 28\nunit = "d"\nlimits = { least = 28, most = 56 }',
        'value = 21\nunit = "d"',
        "aciclovir_duration.value",
        "from 28 to 56 d, as the protocol says (Fig. 5; R9, R16)",
    ),
    "aciclovir for 57 days": (
        'value = 28\nunit = "d"\nlimits = { least = 28, most = 56 }',
        'value = 57\nunit = "d"',
        "aciclovir_duration.value",
        "from 28 to 56 d, as the protocol says (Fig. 5; R9, R16)",
    ),
    "aciclovir not 12 h apart": (
        MORNING,
        MORNING.replace("08:00", "09:00"),
        "aciclovir_evening.value",
        "12 h after aciclovir_morning, as the protocol says (Fig. 5; R9, R16)",
    ),
    "a clock time of a 12-hour clock": (
        MORNING,
        MORNING.replace("08:00", "8:00"),
        "aciclovir_morning.value",
        "a 24-hour clock time, like 08:00",
    ),
    "a value outside the file's own limits": (
        'value = 20\nunit = "mL"',
        'value = 50\nunit = "mL"',
        "line_volume.value",
        "a value from 5 to 40 mL",
    ),
    "more paracetamol than is safe": (
        'value = 4\nunit = "g"\nlimits = { least = 1, most = 4 }',
        'value = 5\nunit = "g"',
        "paracetamol_most.value",
        "a value from 0.1 to 4 g",
    ),
    "warnings the wrong way round": (
        "[last_warning]\nvalue = 15",
        "[last_warning]\nvalue = 60",
        "last_warning.value",
        "less than first_warning",
    ),
    "8 hours that cover neither": ('value = "start"', 'value = "both"', "eight_hours_cover.value", None),
}


@pytest.mark.parametrize(("old", "new", "key", "expected"), WRONG_POLICIES.values(), ids=WRONG_POLICIES)
def test_a_policy_file_is_refused_for(
    tmp_path: Path, old: str, new: str, key: str, expected: str | None
) -> None:
    path = altered(tmp_path, POLICY, old, new)
    with pytest.raises(Trouble) as refused:
        load_policy(load_protocol(), path)
    assert refused.value.bad_input
    assert str(refused.value.what) == f"{path} cannot be used: {key} is wrong."
    if expected is not None:
        assert str(refused.value.expected) == expected


def test_aciclovir_may_last_8_weeks(tmp_path: Path) -> None:
    path = altered(tmp_path, POLICY, 'value = 28\nunit = "d"', 'value = 56\nunit = "d"')
    assert load_policy(load_protocol(), path).aciclovir_duration.whole() == 56


@pytest.mark.parametrize("kind", ["missing", "directory", "binary"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "protocol.toml"
    if kind == "directory":
        path.mkdir()
    if kind == "binary":
        path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Trouble) as refused:
        load_protocol(path)
    assert refused.value.bad_input
    assert str(refused.value.what) == f"{path} cannot be used."


def test_no_value_of_a_file_can_be_lost_without_being_missed(tmp_path: Path) -> None:
    """Each line of the file carries weight: without it the file is refused, or the rule is gone openly."""
    path = tmp_path / "shorter.toml"
    optional = ("extended_from", "#")
    lines = PROTOCOL.splitlines(keepends=True)
    for i, line in enumerate(lines):
        if not line.strip() or line.startswith((*optional, "[")):
            continue
        path.write_text("".join(lines[:i] + lines[i + 1 :]), encoding="utf-8")
        with pytest.raises(Trouble):
            load_protocol(path)


@pytest.mark.parametrize("diluent", list(Diluent))
def test_a_bag_holds_the_diluent_and_what_was_drawn(diluent: Diluent) -> None:
    assert str(load_protocol().bag_volume(diluent)) == "101.2 mL"
