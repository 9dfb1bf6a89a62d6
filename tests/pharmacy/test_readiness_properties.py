"""What holds for every patient: more good evidence never hurts, `earliest` is what a daily scan finds."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmacy.errors import Refusal
from pharmacy.readiness import Readiness, Verdict, assess
from pharmacy.readiness.item import Status
from pharmacy.readiness.reading import workup_from, workup_in, workup_text
from pharmacy.readiness.workup import Workup
from tests.pharmacy.standing import LATER, POLICY, PROTOCOL, READY, SAMPLES, known

AS_OF, FIRST_DAY = date(2026, 3, 20), date(2026, 3, 25)
HORIZON = 30
"""Beyond it what was looked at on the day of the question is too old in any case."""


def asked(workup: Workup, course: int = 1, first_day: date = FIRST_DAY) -> Readiness:
    return assess(PROTOCOL, POLICY, workup, course=course, first_day=first_day, as_of=workup.as_of or AS_OF)


def days(before: int, least: int = 0) -> st.SearchStrategy[str]:
    """A day up to the day of the question."""
    return st.integers(least, before).map(lambda back: (AS_OF - timedelta(days=back)).isoformat())


def counts(least: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(
        st.fixed_dictionaries(
            {"value": st.integers(least, 4000), "unit": st.just("cells/µL"), "on": days(20)}
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda count: count["on"],
    )


# None of it is against the course: newer tests, more cells, inactivated doses, drugs that need no washout.
GOOD: dict[str, st.SearchStrategy[Any]] = {
    "lymphocytes": counts(801),
    "cd4": counts(201),
    "consent": st.fixed_dictionaries({"on": days(400)}),
    "pregnancy_test": st.fixed_dictionaries({"on": days(2), "result": st.just("negative")}),
    "infection": st.fixed_dictionaries({"on": days(2), "active": st.just(False)}),
    "tuberculosis": st.fixed_dictionaries({"on": days(300), "result": st.just("negative")}),
    "hepatitis_b": st.fixed_dictionaries({"on": days(300), "result": st.sampled_from(["negative", "past"])}),
    "hiv": st.fixed_dictionaries({"on": days(300), "result": st.just("negative")}),
    "strongyloides": st.fixed_dictionaries({"on": days(300), "result": st.just("negative")}),
    "ecg": st.fixed_dictionaries({"on": days(50)}),
    "chest_x_ray": st.fixed_dictionaries({"on": days(50)}),
    "diet": st.fixed_dictionaries({"since": days(400, least=11)}),
    "previous_treatments": st.sampled_from(
        ["none", [{"drug": "glatiramer"}], [{"drug": "interferon-beta"}, {"drug": "glatiramer"}]]
    ),
    "concomitant": st.fixed_dictionaries(
        {"on": days(30), "accepted": st.just(True), "drugs": st.lists(st.sampled_from(["iron", "zinc"]))}
    ),
    "complication": st.fixed_dictionaries({"on": days(20), "active": st.just(False)}),
    "activity_evidence": st.just("a relapse"),
    "steroid": st.just("none"),
}
INACTIVATED = [
    "influenza", "pneumococcal-13", "hepatitis-b", "hepatitis-a", "tetanus-diphtheria", "papillomavirus",
]  # fmt: skip


@given(st.fixed_dictionaries({}, optional=GOOD))
def test_more_good_evidence_never_makes_a_ready_patient_less_ready(evidence: dict[str, Any]) -> None:
    assert asked(known()).verdict is Verdict.READY
    assert asked(known(**evidence)).verdict is Verdict.READY


@given(
    st.dictionaries(st.sampled_from(INACTIVATED), st.lists(days(3000), min_size=1, max_size=3), max_size=3)
)
def test_more_inactivated_doses_never_make_a_ready_patient_less_ready(doses: dict[str, list[str]]) -> None:
    vaccines = {
        name: found | {"doses": [*found.get("doses", []), *(day for day in doses.get(name, []))]}
        for name, found in READY["vaccines"].items()
    }
    vaccines["pneumococcal-23"] = {"doses": ["2025-12-01"]}
    vaccines["pneumococcal-13"] = READY["vaccines"]["pneumococcal-13"]
    assert asked(known(vaccines=vaccines)).verdict is Verdict.READY


# A live dose makes the steroids before it matter. 5 Feb + 42 days: 23 to 28 Feb, 19 more: 19 March.
WITH_LIVE_DOSE = READY["vaccines"] | {"varicella": {"doses": ["2026-02-05"]}}


@given(st.sets(st.sampled_from(sorted(READY.keys() - {"as_of", "lymphocytes"}))))
def test_what_is_left_out_is_never_taken_for_good(left_out: set[str]) -> None:
    """A section that was needed leaves the patient not known, never ready; and never not ready either."""
    found = asked(known(**({"vaccines": WITH_LIVE_DOSE} | dict.fromkeys(left_out))))
    assert found.verdict is (Verdict.UNKNOWN if left_out else Verdict.READY)


ANY: dict[str, st.SearchStrategy[Any]] = {
    **GOOD,
    "birth_date": st.sampled_from(["1985-05-17", "2000-04-10", "2008-04-01"]),
    "pregnancy_test": st.fixed_dictionaries({"on": days(3), "result": st.just("negative")}),
    "infection": st.fixed_dictionaries({"on": days(3), "active": st.just(False)}),
    "ecg": st.fixed_dictionaries({"on": days(70)}),
    "chest_x_ray": st.fixed_dictionaries({"on": days(70)}),
    "diet": st.fixed_dictionaries({"since": days(14)}),
    "antiviral": st.fixed_dictionaries(
        {
            "drug": st.just("aciclovir"),
            "prescribed": days(5),
            "first_dose": st.integers(0, 9).map(lambda on: (AS_OF + timedelta(days=on)).isoformat()),
        }
    ),
    "previous_treatments": st.one_of(
        st.just("none"),
        st.fixed_dictionaries(
            {"drug": st.sampled_from(["fingolimod", "dimethyl-fumarate"]), "last_dose": days(45, least=3)}
        ).map(lambda treatment: [treatment]),
        st.fixed_dictionaries({"drug": st.just("rituximab"), "last_dose": days(190, least=170)}).map(
            lambda treatment: [treatment]
        ),
        st.fixed_dictionaries(
            {
                "drug": st.just("natalizumab"),
                "last_dose": days(86, least=70),
                "jcv": st.just({"on": "2026-01-01", "result": "negative"}),
                "mri": st.lists(days(40), max_size=2),
            }
        ).map(lambda treatment: [treatment]),
    ),
    "tuberculosis": st.fixed_dictionaries(
        {
            "on": st.just("2026-01-02"),
            "result": st.just("positive"),
            "isoniazid": st.fixed_dictionaries(
                {"started": days(40), "vitamin_b6": st.just(True)}, optional={"tolerated": st.just(True)}
            ),
        }
    ),
    "vaccines": st.fixed_dictionaries(
        {"varicella": st.lists(days(60), max_size=2).map(lambda given: {"doses": given})}
    ).map(lambda some: READY["vaccines"] | some),
}


SOME = st.lists(st.sampled_from(sorted(ANY)), max_size=4, unique=True).flatmap(
    lambda sections: st.fixed_dictionaries({section: ANY[section] for section in sections})
)


@given(
    SOME,
    st.integers(0, 40).map(lambda on: AS_OF + timedelta(days=on)),
    st.sampled_from([1, 2]),
    days(400, least=300),
)
def test_the_earliest_day_is_the_first_on_which_a_scan_day_by_day_finds_the_patient_ready(
    changes: dict[str, Any], first_day: date, course: int, previous_end: str
) -> None:
    later = LATER | {"previous_course_end": previous_end} if course == 2 else {}
    workup = known(**(later | changes))
    scanned = (AS_OF + timedelta(days=on) for on in range(HORIZON))
    ready = next((day for day in scanned if asked(workup, course, day).verdict is Verdict.READY), None)
    found = asked(workup, course, first_day)
    assert found.earliest == ready
    if ready is not None and found.not_before is not None:
        assert found.not_before <= ready


@given(SOME, st.integers(0, 40))
def test_an_item_is_met_on_the_day_that_it_names_and_not_the_day_before(
    changes: dict[str, Any], on: int
) -> None:
    """Only of items that time alone meets: on that day nothing else of them can be open."""
    workup = known(**changes)
    for item in asked(workup, 1, AS_OF + timedelta(days=on)).items:
        if item.status is Status.NOT_MET and item.met_on is not None:
            for day, met in ((item.met_on, True), (item.met_on - timedelta(days=1), False)):
                then = next(each for each in asked(workup, 1, day).items if each.id == item.id)
                if item.rule == "washout" and met:
                    continue  # counts can have grown old by then
                assert (then.status is Status.MET) is met, (item.id, day)


@given(SOME)
def test_a_work_up_survives_being_written_and_read(changes: dict[str, Any]) -> None:
    workup = known(**changes)
    assert workup_from(workup_text(workup), "again") == workup
    assert workup_text(workup_from(workup_text(workup), "again")) == workup_text(workup)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_a_sample_survives_too(path: Any) -> None:
    workup = workup_from(path.read_bytes(), path.name)
    assert workup_from(workup_text(workup), "again") == workup


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just("2026-03-16"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*READY, "on", "result", "doses", "drug", "value", "unit"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(READY)), JSON, max_size=4))
def test_damaged_entries_are_refused_in_words_or_judged(damage: dict[str, Any]) -> None:
    try:
        workup = workup_in(READY | damage, "damaged")
    except Refusal as refused:
        assert refused.field.split(".")[0] in damage  # noqa: PT017 - either is right
        return
    assert asked(workup).verdict in Verdict


@given(st.data())
def test_a_damaged_file_is_refused_in_words_or_read(data: st.DataObject) -> None:
    content = bytearray(json.dumps(READY, ensure_ascii=False).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        workup_from(bytes(content), "damaged")
    except Refusal as refused:
        assert "damaged" in str(refused.what)  # noqa: PT017
