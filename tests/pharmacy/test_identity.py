"""A bag's number: who may have it, what its last digit catches."""

import pytest

from pharmacy.errors import Code, Refusal
from pharmacy.identity import GS, bag_id_from, label_code, new_bag_id

# Check digits worked out with pen and paper after ISO 7064 MOD 11,10.
WORKED_OUT = [(2026, 123, "26-000123-5"), (2030, 1, "30-000001-9")]


@pytest.mark.parametrize(("year", "number", "bag_id"), WORKED_OUT)
def test_a_bag_number_is_year_number_and_check_digit(year: int, number: int, bag_id: str) -> None:
    assert new_bag_id(year, number) == bag_id


@pytest.mark.parametrize(("year", "number"), [(1999, 1), (2100, 1), (26, 1), (2026, 0), (2026, 1_000_000)])
def test_no_bag_is_numbered_outside_its_range(year: int, number: int) -> None:
    with pytest.raises(ValueError, match=f"no bag is number {number} of {year}"):
        new_bag_id(year, number)


def test_a_bag_number_is_read_as_typed_and_as_a_code_carries_it() -> None:
    assert bag_id_from("26-000123-5") == "26-000123-5"
    assert bag_id_from("260001235") == "26-000123-5"


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "26",
        "26-000123",
        "26-0001235",
        "26000123-5",
        " 26-000123-5",
        "26-000123-5\n",
        "26-000123-X",
        "२6-000123-5",
    ],
)
def test_anything_else_is_no_bag_number(raw: str) -> None:
    with pytest.raises(Refusal) as refused:
        bag_id_from(raw)
    assert refused.value.code is Code.UNREADABLE
    assert refused.value.bad_input
    assert str(refused.value.what) == "This is not a bag number."


def test_every_single_wrong_digit_is_noticed() -> None:
    right = "260001235"
    for place, digit in enumerate(right):
        for other in set("0123456789") - {digit}:
            with pytest.raises(Refusal, match="one of them is wrong"):
                bag_id_from(right[:place] + other + right[place + 1 :])


def test_a_wrong_check_digit_is_refused_in_these_words() -> None:
    with pytest.raises(Refusal) as refused:
        bag_id_from("26-000123-4")
    assert refused.value.lines() == [
        "The last digit of the bag number does not fit the others: one of them is wrong.",
        "expected: two digits, six digits and a check digit, like 26-000123-5",
        "got: 26-000123-4",
        "what now: Scan the label, or type the number again as it is printed on it.",
    ]


def test_a_label_carries_bag_piece_and_copy_and_nothing_else() -> None:
    # By hand: 2·2048 + 6·1024 + 1·64 + 2·32 + 3·16 + 5·8 = 10456, which leaves 22 of 37. With B (11·4 leaves
    # 7) and copy 1 (1·2) it is 31, and 7 more leave 1; with C (12·4 leaves 11) and copy 12 (C, 12·2) it is
    # 57, and 18 more, an I, leave 1.
    assert label_code("26-000123-5", "B", 1) == f"91260001235{GS}92B17"
    assert label_code("26-000123-5", "C", 12) == "91260001235\x1d92CCI"


@pytest.mark.parametrize(("piece", "copy"), [("X", 1), ("b", 1), ("", 1), ("B", 0), ("C", -1)])
def test_there_is_no_label_of_another_piece_or_copy(piece: str, copy: int) -> None:
    with pytest.raises(ValueError, match="no label is copy"):
        label_code("26-000123-5", piece, copy)


def test_a_36th_copy_is_refused_in_these_words() -> None:
    assert label_code("26-000123-5", "B", 35).startswith(f"91260001235{GS}92BZ")
    with pytest.raises(Refusal) as refused:
        label_code("26-000123-5", "B", 36)
    assert refused.value.lines() == [
        "There is no code for so many copies of a label.",
        "expected: copy 35 at most",
        "got: copy 36",
        "what now: Call the pharmacist, and find out why the labels are printed again and again.",
    ]


def test_no_label_is_made_for_a_bag_number_that_does_not_fit() -> None:
    with pytest.raises(Refusal, match="one of them is wrong"):
        label_code("26-000123-4", "B", 1)
