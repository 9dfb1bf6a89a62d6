"""Until when what follows a course lasts, by hand on a calendar, and what the patient looks out for."""

from datetime import date

import pytest

from pharmacy.follow_up import follow_up, warning_signs
from pharmacy.protocol.loader import load_protocol

PROTOCOL = load_protocol()


def test_everything_is_counted_from_the_last_infusion_day() -> None:
    ends = follow_up(PROTOCOL, date(2026, 3, 29))
    assert ends.counted_from == date(2026, 3, 29)
    assert ends.tests_until == date(2030, 3, 29)  # 48 months
    assert ends.cytology_until == date(2030, 3, 29)  # 4 years
    assert ends.contraception_until == date(2026, 7, 29)  # 4 months
    assert ends.no_breastfeeding_until == date(2026, 7, 29)  # 4 months
    assert ends.diet_until == date(2026, 4, 29)  # 1 month
    assert ends.no_live_vaccines_until == date(2026, 9, 29)  # 6 months


@pytest.mark.parametrize(
    ("last_day", "diet", "contraception", "vaccines", "tests"),
    [
        # 31 January: February has no 31st, June neither; July and January have one
        (date(2026, 1, 31), date(2026, 3, 1), date(2026, 5, 31), date(2026, 7, 31), date(2030, 1, 31)),
        # 31 October: no 31 November, no 31 February, no 31 April
        (date(2026, 10, 31), date(2026, 12, 1), date(2027, 3, 1), date(2027, 5, 1), date(2030, 10, 31)),
        # 29 February of a leap year: 48 months later there is one again
        (date(2028, 2, 29), date(2028, 3, 29), date(2028, 6, 29), date(2028, 8, 29), date(2032, 2, 29)),
        # 30 October before a leap year: 29 February 2028 exists, the 30th does not
        (date(2027, 10, 30), date(2027, 11, 30), date(2028, 3, 1), date(2028, 4, 30), date(2031, 10, 30)),
        # across the turn of a year
        (date(2026, 12, 5), date(2027, 1, 5), date(2027, 4, 5), date(2027, 6, 5), date(2030, 12, 5)),
    ],
)
def test_a_day_that_a_month_does_not_have_is_the_next_one(
    last_day: date, diet: date, contraception: date, vaccines: date, tests: date
) -> None:
    ends = follow_up(PROTOCOL, last_day)
    assert ends.diet_until == diet
    assert ends.contraception_until == contraception
    assert ends.no_live_vaccines_until == vaccines
    assert ends.tests_until == tests


def test_four_years_from_29_february_before_a_century_without_one_is_1_march() -> None:
    assert follow_up(PROTOCOL, date(2096, 2, 29)).tests_until == date(2100, 3, 1)
    assert follow_up(PROTOCOL, date(2096, 2, 29)).cytology_until == date(2100, 3, 1)


def test_the_signs_are_those_of_figure_4_by_organ_system() -> None:
    assert [(str(group.organ), [str(sign) for sign in group.signs]) for group in warning_signs(PROTOCOL)] == [
        (
            "Blood",
            [
                "Bleeding from the nose, mouth or gums, or when you cough",
                "Heavier periods than usual",
                "Bruises that come easily",
                "New spots on the skin",
            ],
        ),
        (
            "Thyroid",
            [
                "Losing or gaining weight without a reason",
                "Feeling heat or cold more than usual",
                "More diarrhoea or constipation than usual",
            ],
        ),
        ("Kidneys", ["Passing less urine, blood in the urine, or dark urine", "Swollen legs"]),
        ("Infections", ["Fever", "Infections, such as herpes, colds or fungal infections"]),
    ]
    assert {group.source for group in warning_signs(PROTOCOL)} == {"Fig. 4; R21", "Fig. 4; R11, R21"}


def test_how_often_and_for_how_long_stand_in_the_protocol_with_their_sources() -> None:
    rules = PROTOCOL.follow_up
    assert [
        (str(amount.quantity), amount.cite)
        for amount in (
            rules.tests_every,
            rules.tests_for,
            rules.thyroid_every,
            rules.checklist_every,
            rules.cytology_every,
            rules.cytology_for,
            rules.mri_first,
            rules.mri_second,
            rules.contraception_for,
            rules.no_breastfeeding_for,
            rules.diet_before,
            rules.diet_for,
            rules.no_live_vaccines_for,
            rules.no_live_vaccines_cd4,
        )
    ] == [
        ("1 mo", "Post-treatment; Fig. 5"),
        ("48 mo", "Post-treatment; Fig. 5"),
        ("3 mo", "Post-treatment; Fig. 5"),
        ("1 mo", "Fig. 5; R21"),
        ("1 y", "Post-treatment; Fig. 5; R22"),
        ("4 y", "Fig. 5; R22"),
        ("6 mo", "Table 3"),
        ("1 y", "Table 3"),
        ("4 mo", "Pregnancy and breastfeeding; R14, R27"),
        ("4 mo", "Pregnancy and breastfeeding; R28"),
        ("2 wk", "During administration of alemtuzumab; R10"),
        ("1 mo", "During administration of alemtuzumab; Fig. 5; R10"),
        ("6 mo", "Table 2"),
        ("200 cells/µL", "Table 2"),
    ]
