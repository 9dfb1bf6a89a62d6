"""A bag's identity, `YY-NNNNNN-C`, and the codes its two labels carry."""

import re

from stdnum.iso7064 import mod_11_10, mod_37_2

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim
from pharmacy.places import PLACE_KEY

GS = "\x1d"
"""What a scanner sends for FNC1: the separator that ends a GS1 field of variable length."""

_SHAPE = re.compile(r"(\d{2})-(\d{6})-(\d)|(\d{2})(\d{6})(\d)", re.ASCII)
_CENTURY = range(2000, 2100)
_NUMBERS = range(1, 1_000_000)
_COPIES = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def new_bag_id(year: int, number: int) -> str:
    """The identity of the `number`th bag (1–999999) of a year (2000–2099).

    The last digit is the ISO 7064 MOD 11,10 check digit of the eight before it: it finds every
    single wrong digit. Raises `ValueError` outside these ranges.

    >>> new_bag_id(2026, 123)
    '26-000123-5'
    """
    if year not in _CENTURY or number not in _NUMBERS:
        raise ValueError(f"no bag is number {number} of {year}")
    digits = f"{year % 100:02d}{number:06d}"
    return f"{digits[:2]}-{digits[2:]}-{mod_11_10.calc_check_digit(digits)}"


def bag_id_from(raw: str) -> str:
    """A bag's identity as typed (`26-000123-5`) or as a code carries it (`260001235`).

    Refuses, as bad input, anything else and a check digit that does not fit.
    """
    match = _SHAPE.fullmatch(raw)
    if match is None:
        raise _not_a_bag(raw, text("This is not a bag number."))
    year, number, check = (group for group in match.groups() if group is not None)
    if not mod_11_10.is_valid(year + number + check):
        raise _not_a_bag(
            raw, text("The last digit of the bag number does not fit the others: one of them is wrong.")
        )
    return f"{year}-{number}-{check}"


def label_code(bag_id: str, piece: str, copy: int) -> str:
    r"""What the codes on a label carry, as a GS1 element string: `91` the bag, `92` which of its labels, as
    `label_mark` writes it. Nothing about the patient.

    Raises `ValueError` for what is no piece or copy, `Refusal` for a copy above 35 and for what is no bag's
    identity.

    >>> label_code("26-000123-5", "C", 2)
    '91260001235\x1d92C21'
    """
    mark = label_mark(bag_id, piece, copy)
    return f"91{_digits(bag_id)}{GS}92{mark}"


def label_mark(bag_id: str, piece: str, copy: int) -> str:
    """Three characters of a label's code: the piece (`B` the bag label, `C` the cover label), its copy (1–35,
    from ten on in capitals), and the ISO 7064 MOD 37-2 check character of bag, piece and copy. It finds every
    single wrong character and every two neighbours that changed places; a lost or doubled one changes the
    length.

    Raises as `label_code` does.
    """
    if piece not in {"B", "C"} or copy < 1:
        raise ValueError(f"no label is copy {copy} of piece {piece!r}")
    if copy > len(_COPIES):
        raise Refusal(
            Code.BAD_CODE,
            text("There is no code for so many copies of a label."),
            expected=text("copy {most} at most", most=len(_COPIES)),
            got=text("copy {copy}", copy=copy),
            advice=text("Call the pharmacist, and find out why the labels are printed again and again."),
        )
    mark = f"{piece}{_COPIES[copy - 1]}"
    return f"{mark}{mod_37_2.calc_check_digit(_digits(bag_id) + mark)}"


def copy_from(character: str) -> int:
    """The copy that a character of a label's code stands for.

    >>> copy_from("2"), copy_from("A")
    (2, 10)
    """
    return _COPIES.index(character) + 1


def _digits(bag_id: str) -> str:
    return bag_id_from(bag_id).replace("-", "")


def place_code(key: str) -> str:
    """What the code on a place carries, as a GS1 element string: `93` its key in the site file.

    Raises `ValueError` for what is no key.

    >>> place_code("FR2")
    '93FR2'
    """
    if re.fullmatch(PLACE_KEY, key) is None:
        raise ValueError(f"no place has the key {key!r}")
    return f"93{key}"


def _not_a_bag(raw: str, what: Text) -> Refusal:
    return Refusal(
        Code.UNREADABLE,
        what,
        expected=text("two digits, six digits and a check digit, like 26-000123-5"),
        got=verbatim(raw),
        advice=text("Scan the label, or type the number again as it is printed on it."),
        bad_input=True,
    )
