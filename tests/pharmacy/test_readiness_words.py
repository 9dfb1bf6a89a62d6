"""What is said of an item, and what to do, has the numbers of the source."""

from typing import Any

import pytest

from tests.pharmacy.standing import (
    FOUR,
    LATER,
    SEVEN,
    after,
    antibodies,
    cells,
    inside,
    low,
    mmr,
    says,
)


@pytest.mark.parametrize(
    ("name", "course", "changes", "words"),
    [
        (
            "tuberculosis",
            1,
            {"tuberculosis": {"on": "2026-02-02", "result": "positive"}},
            ["Isoniazid 300 mg every 24 h, fasting, for 6 months with vitamin B6", "waits 4 weeks"],
        ),
        (
            "antiviral",
            1,
            {"antiviral": None},
            [
                "aciclovir 200 mg every 12 h for 4 to 8 weeks, the first dose before the first infusion",
                "valaciclovir 500 mg every 24 h",
            ],
        ),
        (
            "diet",
            1,
            {"diet": None},
            ["from 2 weeks before the course until 1 month after it", "unpasteurised"],
        ),
        ("contraception", 1, {"contraception": None}, ["for 4 months after"]),
        (
            "breastfeeding",
            1,
            {"breastfeeding": {"on": "2026-03-20", "breastfeeds": True}},
            ["for 4 months after the last infusion"],
        ),
        (
            "washout-teriflunomide",
            1,
            after("teriflunomide", "2026-03-01"),
            [
                "8 g of cholestyramine 3 times a day",
                "50 g of activated charcoal 2 times a day",
                "for 11 days",
            ],
        ),
        ("washout-natalizumab", 1, antibodies(), ["JC copies in the CSF", "relapses come back"]),
        (
            "washout-natalizumab",
            1,
            antibodies(pml_excluded="2026-03-12"),
            ["MRI again 6 months and 1 year after the course"],
        ),
        ("vaccine-hepatitis-b", 1, low(5, "2026-02-02"), ["AS04", "40 µg", "double dose"]),
        (
            "vaccine-hepatitis-b",
            1,
            low(5, "2025-08-10", *SEVEN[:5]),
            ["1 of 3 doses", "2 more doses, 1 month apart"],
        ),
        ("vaccine-hepatitis-b", 1, low(5, "2025-08-09", *FOUR), ["from 10 Aug 2025 on: more than 10 IU/mL"]),
        ("vaccine-hepatitis-b", 1, low(5, "2026-01-01", *SEVEN), ["after an exposure, think of prophylaxis"]),
        (
            "vaccine-papillomavirus",
            1,
            {"papillomavirus": {"on": "2026-02-02", "result": "positive", "lesion": {"on": "2026-02-10"}}},
            ["vaccinate early, before it is cut out if possible"],
        ),
        # Asked on 20 March: the second dose on 20 April, 42 days on: 10 to 30 April, 31 to 31 May, 1 June.
        (
            "vaccine-measles-mumps-rubella",
            1,
            mmr(),
            [
                "from 20 Mar 2026 on, the last one on 20 Apr 2026",
                "6 weeks after it, from 1 Jun 2026 on",
                "6 months or more after the course, with CD4 above 200 cells/µL",
            ],
        ),
        (
            "vaccine-measles-mumps-rubella",
            1,
            mmr(pregnancy_test={"on": "2026-03-20", "result": "positive"}),
            ["not while she is pregnant"],
        ),
        (
            "pregnancy-test",
            1,
            {"pregnancy_test": {"on": "2026-03-20", "result": "positive"}},
            ["only if the benefit for her justifies the risk"],
        ),
        (
            "live-vaccines",
            1,
            mmr("2026-01-05", **after("fingolimod", "2025-10-06")),
            ["measles-mumps-rubella on 5 Jan 2026: only from 3 months after the last dose of fingolimod"],
        ),
        (
            "vaccine-pneumococcal-13",
            1,
            inside("vaccines", pneumococcal_13={}),
            ["Inactivated: allowed at any time"],
        ),
        ("activity", 2, LATER, ["Asked for before these courses: 3, 4."]),
        ("strongyloides", 1, {}, ["From none of these: Latin America, North Africa."]),
        ("strongyloides", 1, {"from_region": None}, ["such as: Latin America, North Africa."]),
        ("interval", 2, LATER | {"previous_course_end": "2025-03-26"}, ["at least 12 months lie between"]),
        ("cd4", 2, LATER | {"cd4": cells(0, 200)["cd4"]}, ["CD4 200 cells/µL on 16 Mar 2026; more than 200"]),
    ],
)
def test_what_is_said_has_the_numbers_of_the_source(
    name: str, course: int, changes: dict[str, Any], words: list[str]
) -> None:
    said = says(name, course=course, **changes)
    assert [each for each in words if each not in said] == [], said
