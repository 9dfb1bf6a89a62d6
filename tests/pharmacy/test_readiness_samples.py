"""The sample patients: what comes out, worked out by hand from the tables of the source."""

import json
from typing import NamedTuple

import pytest

from pharmacy.readiness.reading import workup_from
from tests.pharmacy.standing import SAMPLES, judged


class Expected(NamedTuple):
    """What a sample patient comes to on a first day."""

    sample: str
    course: int
    first_day: str
    verdict: str
    earliest: str | None
    open: dict[str, tuple[str, str | None]]
    """Items that are not met or not known, with the day on which time alone meets them."""


TABLE = [
    # Diet since 9 Mar: 9 + 14 = 23 Mar. Aciclovir from 25 Mar on. So 25 Mar is the first day of all.
    Expected("ready", 1, "2026-03-25", "ready", "2026-03-25", {}),
    # A day earlier aciclovir has not begun.
    Expected("ready", 1, "2026-03-24", "not_ready", "2026-03-25", {"antiviral": ("not_met", "2026-03-25")}),
    # Infection excluded and pregnancy tested on 20 Mar are believed for 7 days: up to 27 Mar.
    Expected("ready", 1, "2026-03-27", "ready", "2026-03-25", {}),
    Expected(
        "ready",
        1,
        "2026-03-28",
        "not_ready",
        "2026-03-25",
        {"active-infection": ("not_met", None), "pregnancy-test": ("not_met", None)},
    ),
    # No consent; no contraception; cystitis; X-ray of 20 Jan, 2 months end on 20 Mar; diet since 16 Mar:
    # 16 + 14 = 30 Mar.
    Expected(
        "not-ready",
        1,
        "2026-03-25",
        "not_ready",
        None,
        {
            "consent": ("not_known", None),
            "contraception": ("not_met", None),
            "active-infection": ("not_met", None),
            "chest-x-ray": ("not_met", None),
            "diet": ("not_met", "2026-03-30"),
        },
    ),
    # Course 1 ended on 25 Mar 2025: 12 months later is 25 Mar 2026. 24 Mar is 11 months and 27 days.
    Expected("second-course", 2, "2026-03-25", "ready", "2026-03-25", {}),
    Expected(
        "second-course", 2, "2026-03-24", "not_ready", "2026-03-25", {"interval": ("not_met", "2026-03-25")}
    ),
    # Course 2 ended on 11 Mar 2025, CD4 201; but nobody has written down why a third.
    Expected("third-course", 3, "2026-03-25", "unknown", None, {"activity": ("not_known", None)}),
    # Varicella on 5 Jan and 5 Feb under interferon, which Table 2 allows; 5 Feb + 42 days: 23 days to 28 Feb,
    # 19 more: 19 Mar.
    Expected("interferon", 1, "2026-03-25", "ready", "2026-03-25", {}),
    # Cholestyramine from 2 to 12 Mar, 11 days; level 0.015 on 17 Mar, below 0.02.
    Expected("teriflunomide", 1, "2026-03-25", "ready", "2026-03-25", {}),
    # 0.02 is not below 0.02.
    Expected(
        "teriflunomide-too-high",
        1,
        "2026-03-25",
        "not_ready",
        None,
        {"washout-teriflunomide": ("not_met", None)},
    ),
    # 620 lymphocytes, more than 800 wanted: time alone does not promise them.
    Expected(
        "dimethyl-fumarate",
        1,
        "2026-03-25",
        "not_ready",
        None,
        {"washout-dimethyl-fumarate": ("not_met", None)},
    ),
    # 14 Feb + 42 days: 14 days to 28 Feb, 28 more: 28 Mar. Infection and pregnancy of 22 Mar: up to 29 Mar.
    Expected(
        "fingolimod",
        1,
        "2026-03-25",
        "not_ready",
        "2026-03-28",
        {"washout-fingolimod": ("not_met", "2026-03-28")},
    ),
    Expected("fingolimod", 1, "2026-03-28", "ready", "2026-03-28", {}),
    # 31 Dec + 84 days: 31 days to 31 Jan, 28 to 28 Feb, 25 more: 25 Mar. MRI on 10 Mar.
    Expected("natalizumab-jcv-negative", 1, "2026-03-25", "ready", "2026-03-25", {}),
    # Antibodies against JC, and nobody has ruled latent PML out.
    Expected(
        "natalizumab-jcv-positive",
        1,
        "2026-03-25",
        "unknown",
        None,
        {"washout-natalizumab": ("not_known", None)},
    ),
    # 10 Oct + 6 months (local policy; the source: 3 to 6) = 10 Apr. By then other things are too old.
    Expected(
        "rituximab", 1, "2026-03-25", "not_ready", None, {"washout-rituximab": ("not_met", "2026-04-10")}
    ),
    # Isoniazid since 28 Feb; 4 weeks (local policy; the source: 2 to 4): 28 Mar, as February has 28 days.
    Expected(
        "latent-tuberculosis",
        1,
        "2026-03-25",
        "not_ready",
        "2026-03-28",
        {"tuberculosis": ("not_met", "2026-03-28")},
    ),
    # Varicella on 12 Feb + 42 days: 16 days to 28 Feb, 26 more: 26 Mar. 25 Mar is the 41st day.
    Expected(
        "live-vaccine",
        1,
        "2026-03-25",
        "not_ready",
        "2026-03-26",
        {"live-vaccines": ("not_met", "2026-03-26")},
    ),
    Expected("live-vaccine", 1, "2026-03-26", "ready", "2026-03-26", {}),
    # Not known is not none.
    Expected("unknown-treatment", 1, "2026-03-25", "unknown", None, {"washout": ("not_known", None)}),
    # 1.9 × 10⁹/L would be enough, but is not in the rule's unit, nor is 120 mIU/mL: no result, not a guess.
    Expected(
        "wrong-unit",
        1,
        "2026-03-25",
        "unknown",
        None,
        {
            "washout-dimethyl-fumarate": ("not_known", None),
            "serology": ("not_known", None),
            "vaccine-hepatitis-b": ("not_known", None),
        },
    ),
]


@pytest.mark.parametrize("expected", TABLE, ids=lambda row: f"{row.sample}-{row.first_day}")
def test_a_sample_patient_stands_as_the_tables_of_the_source_say(expected: Expected) -> None:
    workup = workup_from((SAMPLES / f"{expected.sample}.json").read_bytes(), expected.sample)
    found = judged(workup, expected.course, expected.first_day)
    assert {
        item.id: (item.status.value, item.met_on.isoformat() if item.met_on else None) for item in found.open
    } == expected.open
    assert found.verdict.value == expected.verdict
    assert (found.earliest.isoformat() if found.earliest else None) == expected.earliest


def test_every_sample_patient_is_in_the_table() -> None:
    assert {path.stem for path in SAMPLES.glob("*.json")} == {row.sample for row in TABLE}


def test_a_sample_patient_holds_nothing_that_could_name_somebody() -> None:
    for path in SAMPLES.glob("*.json"):
        assert not {"name", "record_number"} & json.loads(path.read_text(encoding="utf-8")).keys()
