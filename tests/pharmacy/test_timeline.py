"""A course in one picture. Every day here was counted on a calendar from the source's weeks and months."""

from collections.abc import Collection
from datetime import date, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from pharmacy.courses import plan_course
from pharmacy.language import Language
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.protocol.model import Protocol
from pharmacy.readiness import Workup
from pharmacy.timeline import Lane, Shape, Sign, Stretch, Timeline, timeline
from samples import SCENARIOS

PROTOCOL = load_protocol()
POLICY = load_policy(PROTOCOL)
READY = orjson.loads((SCENARIOS.parent / "readiness" / "ready.json").read_bytes())
TODAY = date(2026, 3, 20)


def drawn(
    first: date = date(2026, 3, 30),
    number: int = 1,
    previous_end: date | None = None,
    workup: Workup | None = None,
    today: date = TODAY,
    decided: Collection[str] = (),
    protocol: Protocol = PROTOCOL,
    **sections: Any,
) -> Timeline:
    """The timeline of somebody who is ready, but for some sections; infusions at noon."""
    plan = plan_course(
        PROTOCOL,
        number=number,
        first_day=first,
        infusion_at=time(12),
        zone=ZoneInfo("Europe/Madrid"),
        previous_end=previous_end,
        birth_date=date(1985, 5, 17),
    )
    known = workup or Workup.model_validate(READY | sections)
    return timeline(protocol, POLICY, plan, known, as_of=today, decided=decided)


def lane(picture: Timeline, name: str) -> Lane:
    found = [lane for lane in picture.lanes if str(lane.name) == name]
    assert len(found) == 1, [str(lane.name) for lane in picture.lanes]
    return found[0]


def bars(picture: Timeline, name: str) -> list[tuple[date, date, Shape]]:
    return [(bar.first, bar.last, bar.shape) for bar in lane(picture, name).bars]


def marks(picture: Timeline, name: str) -> list[tuple[date, Sign]]:
    return [(mark.on, mark.sign) for mark in lane(picture, name).marks]


def said(picture: Timeline, name: str) -> str:
    return " ".join(str(sentence) for sentence in lane(picture, name).told)


def natalizumab(**more: Any) -> list[dict[str, Any]]:
    """Last dose on Monday 5 January 2026."""
    return [{"drug": "natalizumab", "last_dose": "2026-01-05"} | more]


WITH_JC = natalizumab(
    jcv={"on": "2026-01-12", "result": "positive", "pml_excluded": "2026-03-02"}, mri=["2026-02-20"]
)


def test_natalizumab_waits_twelve_weeks_and_is_followed_by_two_mri_where_there_are_jc_antibodies() -> None:
    picture = drawn(previous_treatments=WITH_JC)
    # 84 days after 5 January: 26 in January, 28 in February, 30 in March.
    assert bars(picture, "natalizumab") == [(date(2026, 1, 5), date(2026, 3, 30), Shape.WAITS)]
    assert marks(picture, "natalizumab") == [
        (date(2026, 1, 5), Sign.LAST),
        (date(2026, 2, 20), Sign.DONE),
        (date(2026, 3, 2), Sign.DONE),
    ]
    assert "JC antibodies: positive. MRI 20 Feb 2026. PML ruled out 2 Mar 2026." in said(
        picture, "natalizumab"
    )
    assert marks(picture, "The course may begin") == [(date(2026, 3, 30), Sign.OPENS)]
    # Ten days before, pregnancy and infection were excluded: by then too old.
    assert said(picture, "The course may begin") == (
        "By time alone from 30 Mar 2026: washout: natalizumab. Other points not met or not known: 2."
    )
    # 6 months and a year after the last infusion, 3 April 2026.
    assert marks(picture, "MRI with gadolinium") == [
        (date(2026, 10, 3), Sign.DUE),
        (date(2027, 4, 3), Sign.DUE),
    ]


def test_without_jc_antibodies_no_mri_follows_and_where_they_are_not_known_that_is_said() -> None:
    negative = natalizumab(jcv={"on": "2026-01-12", "result": "negative"}, mri=["2026-02-20"])
    names = [str(lane.name) for lane in drawn(previous_treatments=negative).lanes]
    assert "MRI with gadolinium" not in names
    picture = drawn(previous_treatments=natalizumab())
    assert not lane(picture, "natalizumab").known
    assert said(picture, "natalizumab") == (
        "Last dose 5 Jan 2026. Course from 30 Mar 2026. JC antibodies: not known. MRI: not known."
    )
    assert bars(picture, "natalizumab") == [(date(2026, 1, 5), date(2026, 3, 30), Shape.WAITS)]
    mri = lane(picture, "MRI with gadolinium")
    assert (mri.known, len(mri.marks)) == (False, 2)


def test_the_course_waits_six_weeks_for_a_live_vaccine() -> None:
    vaccines = READY["vaccines"] | {"varicella": {"doses": ["2026-01-12", "2026-02-16"]}}
    picture = drawn(vaccines=vaccines)
    # 42 days after 16 February: 12 in February, 30 in March.
    assert bars(picture, "Live vaccines") == [(date(2026, 2, 16), date(2026, 3, 30), Shape.WAITS)]
    assert marks(picture, "Live vaccines") == [
        (date(2026, 1, 12), Sign.DONE),
        (date(2026, 2, 16), Sign.DONE),
    ]
    assert marks(picture, "The course may begin") == [(date(2026, 3, 30), Sign.OPENS)]


def test_a_first_day_that_is_too_early_is_said_and_the_wait_reaches_beyond_it() -> None:
    vaccines = READY["vaccines"] | {"varicella": {"doses": ["2026-01-12", "2026-02-16"]}}
    picture = drawn(date(2026, 3, 23), vaccines=vaccines)
    assert "from 30 Mar 2026, after the first day planned: live vaccines." in said(
        picture, "The course may begin"
    )
    assert bars(picture, "Live vaccines")[0][1] == date(2026, 3, 30)


def test_a_second_course_over_a_leap_day_is_drawn_by_the_calendar() -> None:
    picture = drawn(
        date(2028, 2, 28),
        2,
        date(2027, 2, 24),
        today=date(2028, 2, 20),
        previous_course_end="2027-02-24",
    )
    assert picture.infusions == (date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1))
    assert bars(picture, "Course 1") == [(date(2027, 2, 24), date(2028, 2, 24), Shape.WAITS)]
    assert marks(picture, "The course may begin") == [(date(2028, 2, 24), Sign.OPENS)]
    doses = [str(bar.label) for bar in lane(picture, "methylprednisolone").bars]
    assert doses == ["750 mg", "500 mg", "250 mg"]
    # 28 days from 28 February on: two in February, 26 in March.
    assert bars(picture, "aciclovir")[0][1] == date(2028, 3, 26)
    # Two weeks before 28 February, one month after 1 March.
    assert bars(picture, "Diet") == [(date(2028, 2, 14), date(2028, 4, 1), Shape.KEPT)]
    assert bars(picture, "Contraception, no breastfeeding")[0][1] == date(2028, 7, 1)
    assert bars(picture, "No live vaccines")[0][1] == date(2028, 9, 1)
    assert picture.ends == date(2032, 3, 1)


def test_after_a_course_that_ends_on_a_leap_day_a_missing_day_is_the_next_one() -> None:
    picture = drawn(date(2028, 2, 27), 2, date(2027, 2, 20), today=date(2028, 2, 20))
    assert picture.last_day == date(2028, 2, 29)
    years = [date(2029, 3, 1), date(2030, 3, 1), date(2031, 3, 1), date(2032, 2, 29)]
    assert marks(picture, "Cytology") == [(day, Sign.DUE) for day in years]
    monthly = lane(picture, "Blood and urine").marks
    assert len(monthly) == 48
    assert [mark.on for mark in monthly[:3]] == [date(2028, 3, 29), date(2028, 4, 29), date(2028, 5, 29)]
    assert [mark.on for mark in monthly[11:13]] == [date(2029, 3, 1), date(2029, 3, 29)]
    assert len(lane(picture, "Thyroid").marks) == 16


def test_each_infusion_day_has_its_steroid_and_what_is_given_before() -> None:
    picture = drawn()
    days = [date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 2), date(2026, 4, 3)]
    during = {
        str(lane.name): [(bar.first, str(bar.label)) for bar in lane.bars]
        for lane in picture.of(Stretch.DURING)
    }
    assert list(during) == [
        "Infusion of alemtuzumab",
        "methylprednisolone",
        "pantoprazole",
        "paracetamol",
        "dexchlorpheniramine",
    ]
    steroid = ["1000 mg", "1000 mg", "500 mg", "250 mg", "250 mg"]
    assert during["methylprednisolone"] == list(zip(days, steroid, strict=True))
    assert during["Infusion of alemtuzumab"] == [(day, "12 mg") for day in days]
    assert said(picture, "methylprednisolone") == "At 10:30, 90 min before the infusion"
    assert said(picture, "paracetamol") == "At 10:00, 120 min before the infusion"


def test_what_follows_ends_when_the_source_says() -> None:
    picture = drawn()
    # The last infusion is on 3 April 2026. In the work-up aciclovir begins on 25 March.
    assert bars(picture, "aciclovir") == [(date(2026, 3, 25), date(2026, 4, 26), Shape.GIVEN)]
    assert bars(picture, "Diet") == [(date(2026, 3, 16), date(2026, 5, 3), Shape.KEPT)]
    assert bars(picture, "Contraception, no breastfeeding")[0][1] == date(2026, 8, 3)
    live = lane(picture, "No live vaccines").bars[0]
    assert (live.last, live.at_least) == (date(2026, 10, 3), True)
    assert "until CD4+ cells are above 200 cells/µL" in said(picture, "No live vaccines")
    assert picture.ends == date(2030, 4, 3)


def test_isoniazid_is_taken_for_six_months_and_the_course_waits_for_its_first_weeks() -> None:
    treated = {
        "on": "2026-02-02",
        "result": "positive",
        "isoniazid": {"started": "2026-02-25", "tolerated": True, "vitamin_b6": True},
    }
    # Four weeks, as the shipped site policy has it.
    assert bars(drawn(tuberculosis=treated), "Isoniazid") == [
        (date(2026, 2, 25), date(2026, 8, 25), Shape.GIVEN),
        (date(2026, 2, 25), date(2026, 3, 25), Shape.WAITS),
    ]


def test_a_chest_x_ray_is_believed_for_two_months_before_the_first_day() -> None:
    picture = drawn()
    assert bars(picture, "Chest X-ray") == [(date(2026, 1, 30), date(2026, 3, 30), Shape.BELIEVED)]
    assert marks(picture, "Chest X-ray") == [(date(2026, 3, 2), Sign.DONE)]


def test_what_is_not_known_has_a_lane_that_says_so() -> None:
    picture = drawn(workup=Workup())
    unknown = {str(lane.name): said(picture, str(lane.name)) for lane in picture.lanes if not lane.known}
    assert unknown["The course may begin"].startswith("Not known: nothing that is entered sets a day.")
    assert unknown["Treatment before"] == "The treatments before this course are not known."
    assert unknown["Live vaccines"].startswith("Whether a live vaccine was given of late is not known")
    assert unknown["Other vaccines"] == "Not known: no vaccination is documented."
    assert unknown["Tuberculosis"] == "Nobody has looked for latent tuberculosis."
    assert unknown["Informed consent"] == "Not known."
    assert unknown["Chest X-ray"].startswith("No chest X-ray.")
    assert unknown["Diet"].endswith("Whether kept is not known.")
    assert unknown["aciclovir"].endswith("Whether it is prescribed is not known.")
    assert unknown["MRI with gadolinium"] == "After natalizumab only; treatments not known."
    assert "the patient's sex is not known" in unknown["Cytology"]


def test_a_man_has_no_lanes_for_women() -> None:
    names = {
        str(lane.name)
        for lane in drawn(
            sex="male", childbearing=None, pregnancy_test=None, contraception=None, breastfeeding=None
        ).lanes
    }
    assert not names & {"Contraception, no breastfeeding", "Cytology"}


@pytest.mark.parametrize(
    ("treatments", "begins"),
    [
        # Nothing is older than the X-ray's two months before 30 March, nine weeks, and one week more.
        ("none", date(2026, 1, 19)),
        (WITH_JC, date(2025, 12, 29)),
        # Rituximab a year ago: 30 weeks are drawn, the rest is told.
        ([{"drug": "rituximab", "last_dose": "2025-03-10"}], date(2026, 1, 19)),
    ],
)
def test_no_more_of_the_time_before_is_drawn_than_matters(treatments: object, begins: date) -> None:
    doses = {name: {"complete": True} for name in READY["vaccines"]}
    assert drawn(previous_treatments=treatments, vaccines=doses).begins == begins


def test_what_was_decided_against_is_not_in_the_way_any_more_and_is_counted() -> None:
    early = date(2026, 3, 23)
    washout, no_x_ray = natalizumab(jcv={"on": "2026-01-12", "result": "negative"}, mri=["2026-02-20"]), None
    stands = drawn(early, previous_treatments=washout, chest_x_ray=no_x_ray)
    assert said(stands, "The course may begin") == (
        "By time alone from 30 Mar 2026, after the first day planned: washout: natalizumab. "
        "Other points not met or not known: 2."  # no X-ray, and aciclovir begins on 25 March
    )
    one = drawn(early, previous_treatments=washout, chest_x_ray=no_x_ray, decided={"chest-x-ray"})
    assert said(one, "The course may begin") == (
        "By time alone from 30 Mar 2026, after the first day planned: washout: natalizumab. "
        "Other points not met or not known: 1. Decided against: 1."
    )
    both = {"chest-x-ray", "washout-natalizumab"}
    none_left = drawn(early, previous_treatments=washout, chest_x_ray=no_x_ray, decided=both)
    # What is left to wait for are the two weeks of the diet, begun on 9 March.
    assert said(none_left, "The course may begin") == (
        "By time alone from 23 Mar 2026: diet. Other points not met or not known: 1. Decided against: 2."
    )
    assert marks(none_left, "The course may begin") == [(date(2026, 3, 23), Sign.OPENS)]


def test_no_day_that_is_over_is_named_as_the_first_one_that_is_open() -> None:
    today = date(2026, 3, 23)
    picture = drawn(birth_date="1985-05-17", today=today)
    # The eighteenth birthday was on 17 May 2003; the two weeks of the diet are over today.
    assert said(picture, "The course may begin") == (
        "No day has to be waited for any more. Other points not met or not known: 2."
    )
    assert lane(picture, "The course may begin").known
    assert marks(picture, "The course may begin") == []
    vaccines = READY["vaccines"] | {"varicella": {"doses": ["2026-02-16"]}}
    # Six weeks after 16 February: on that day itself nothing has to be waited for.
    late = drawn(birth_date="1985-05-17", vaccines=vaccines, today=date(2026, 3, 30))
    assert marks(late, "The course may begin") == []
    the_day_before = drawn(birth_date="1985-05-17", vaccines=vaccines, today=date(2026, 3, 29))
    assert marks(the_day_before, "The course may begin") == [(date(2026, 3, 30), Sign.OPENS)]


def test_each_count_has_the_number_of_what_it_is_counted_for() -> None:
    """As if the source asked for another number after each treatment, and between two courses."""
    washout = PROTOCOL.readiness.washout
    changed = PROTOCOL.model_copy(
        update={
            "interval_cd4_above": _cells(PROTOCOL.interval_cd4_above, 210),
            "readiness": PROTOCOL.readiness.model_copy(
                update={
                    "washout": washout.model_copy(
                        update={
                            name: found.model_copy(
                                update={
                                    field: _cells(getattr(found, field), number)
                                    for field, number in numbers.items()
                                }
                            )
                            for name, found, numbers in (
                                ("fingolimod", washout.fingolimod, {"lymphocytes_above": 801}),
                                ("dimethyl_fumarate", washout.dimethyl_fumarate, {"lymphocytes_above": 802}),
                                (
                                    "immunosuppressants",
                                    washout.immunosuppressants,
                                    {"lymphocytes_above": 803, "cd4_above": 203},
                                ),
                            )
                        }
                    )
                }
            ),
        }
    )

    def needed(*drugs: str, number: int = 1) -> list[str]:
        known = [{"drug": drug, "last_dose": "2025-06-01"} for drug in drugs]
        picture = drawn(
            number=number,
            previous_end=date(2025, 3, 1) if number > 1 else None,
            protocol=changed,
            previous_treatments=known or "none",
            lymphocytes=[],
            cd4=[],
        )
        return [
            said(picture, str(each.name)).removeprefix("Not known; more than ").removesuffix(" needed.")
            for each in picture.lanes
            if str(each.name) in {"Lymphocytes", "CD4+ cells"}
        ]

    assert needed() == []
    assert needed("fingolimod") == ["801 cells/µL"]
    assert needed("dimethyl-fumarate") == ["802 cells/µL"]
    assert needed("dimethyl-fumarate", "fingolimod") == ["802 cells/µL"]
    assert needed("rituximab") == ["803 cells/µL", "203 cells/µL"]
    assert needed(number=2) == ["210 cells/µL"]
    # Whatever else was given: all of it has to be passed, so the highest.
    assert needed("fingolimod", "azathioprine", number=2) == ["803 cells/µL", "210 cells/µL"]


def _cells(amount: Any, number: int) -> Any:
    return amount.model_copy(update={"value": Decimal(number)})


MUCH = READY | {
    "previous_treatments": [
        *WITH_JC,
        {"drug": "fingolimod", "last_dose": "2025-06-01"},
        {"drug": "rituximab", "last_dose": "2025-09-10"},
        {"drug": "interferon-beta", "last_dose": "2024-03-10"},
        {"drug": "other", "name": "ocrelizumab", "last_dose": "2025-10-01"},
        {
            "drug": "teriflunomide",
            "last_dose": "2025-12-01",
            "elimination": {
                "started": "2025-12-10",
                "finished": "2025-12-20",
                "by": "cholestyramine",
                "level": {"on": "2025-12-27", "value": "0.01", "unit": "mg/L"},
            },
        },
    ],
    "vaccines": READY["vaccines"]
    | {
        "varicella": {"doses": ["2026-01-12", "2026-02-16"]},
        "hepatitis-b": {"doses": ["2025-09-10", "2025-10-10", "2025-11-10", "2026-03-10"]},
    },
    "lymphocytes": [
        {"on": "2026-01-20", "value": "700", "unit": "cells/µL"},
        {"on": "2026-03-03", "value": "1200", "unit": "cells/µL"},
    ],
    "cd4": [{"on": "2026-03-03", "value": "410", "unit": "cells/µL"}],
    "tuberculosis": {"on": "2026-02-02", "result": "positive", "isoniazid": {"started": "2026-02-25"}},
}
"""With something in every lane that there is."""


@pytest.mark.parametrize(
    "picture",
    [
        drawn(),
        drawn(previous_treatments=WITH_JC),
        drawn(workup=Workup()),
        drawn(workup=Workup.model_validate(MUCH)),
        drawn(workup=Workup.model_validate(MUCH), today=date(2026, 1, 1)),
        drawn(
            date(2028, 2, 28),
            2,
            date(2027, 2, 24),
            today=date(2028, 2, 20),
            previous_course_end="2027-02-24",
            cd4=[{"on": "2028-02-10", "value": "150", "unit": "cells/µL"}],
        ),
        drawn(chest_x_ray={"on": "2026-01-10"}, today=date(2026, 1, 20)),
    ],
)
def test_every_lane_has_a_source_and_says_in_words_what_it_draws(picture: Timeline) -> None:
    """Each day of a bar or mark stands in its lane's words, but for the first infusion day, which heads the
    picture. Of what is due regularly it is the first and the last day, of the infusion days likewise, once.
    """

    def days(each: Lane) -> set[date]:
        ends = {day for bar in each.bars for day in (bar.first, bar.last)}
        due = sorted(mark.on for mark in each.marks if mark.sign is Sign.DUE)
        others = {mark.on for mark in each.marks if mark.sign is not Sign.DUE}
        return (ends | others | {*due[:1], *due[-1:]}) - {picture.first_day}

    for each in picture.lanes:
        assert each.source
        words = " ".join(str(sentence) for sentence in each.told)
        if each.stretch is Stretch.DURING:
            assert days(each) == set(picture.infusions[1:])
            continue
        missing = [day for day in days(each) if f"{day.day} {day:%b %Y}" not in words]
        assert not missing, (str(each.name), words, missing)
    first, last = (f"{day.day} {day:%b %Y}" for day in (picture.first_day, picture.last_day))
    infusion = str(picture.of(Stretch.DURING)[0].told[0])
    assert infusion.startswith(f"{first} to {last}. At 12:00")


def test_the_words_are_there_in_spanish_too() -> None:
    for each in drawn(workup=Workup.model_validate(MUCH)).lanes:
        assert all(sentence.in_(Language.SPANISH) for sentence in each.told)
