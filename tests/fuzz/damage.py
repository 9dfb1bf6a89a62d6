"""What becomes of a code between its label and the reader."""

from collections.abc import Callable
from random import Random

from tests.fuzz.codes import DIGITS, GS, LETTERS

ANYTHING = LETTERS + LETTERS.lower() + DIGITS + GS + "-_.:/()[]{}<>+*#'\"´`^~|\\@€ñÑçéß ;,=?¿!%&$"
SPANISH = str.maketrans("]-/=;'[\\`<>?:\"{}@#^&*()_+", "+'-¡ñ´`çº;:_Ñ¨^*\"·&/(=)?¿")
"""What a scanner types that believes in an American keyboard, on a Spanish one."""
FRENCH = str.maketrans("1234567890aqzwmAQZWM]-/", "&é\"'(-è_çàqawz,QAWZ?$)!")
GERMAN = str.maketrans("yzYZ]-/=;'[", "zyZY+ß-´öäü")
CYRILLIC = str.maketrans("ABCEHKMOPTXacekopxy", "АВСЕНКМОРТХасекорху")
ARABIC_DIGITS = str.maketrans(DIGITS, "٠١٢٣٤٥٦٧٨٩")
FULL_WIDTH = str.maketrans(LETTERS + DIGITS, "".join(chr(ord(c) + 0xFEE0) for c in LETTERS + DIGITS))
WRITTEN_SEPARATORS = (
    "<GS>",
    "{GS}",
    "^]",
    "~",
    "|",
    "#",
    " ",
    "@",
    "%1D",
    "␝",
    "\\x1d",
    "\t",
    "\r",
    "-",
    "\x1e",
)
OTHER_PREFIXES = ("]E0", "]A0", "]Q1", "]C0", "]d0", "]X9", "]", "]d", "+d2", "*C1", "d2", "2")

Damage = Callable[[Random, str], str]


def prefix_lost(_: Random, code: str) -> str:
    """The scanner does not send it."""
    return code[3:] if code.startswith("]") else code


def prefix_wrong(rng: Random, code: str) -> str:
    """Another one, or half of it."""
    return rng.choice(OTHER_PREFIXES) + prefix_lost(rng, code)


def prefix_in_the_other_case(_: Random, code: str) -> str:
    """`]D2`, `]c1`."""
    return code[:3].swapcase() + code[3:]


def separator_lost(_: Random, code: str) -> str:
    """The scanner, or the program below, drops what cannot be printed."""
    return code.replace(GS, "")


def separator_replaced(rng: Random, code: str) -> str:
    """Something visible stands for it."""
    return code.replace(GS, rng.choice(WRITTEN_SEPARATORS))


def separator_doubled(rng: Random, code: str) -> str:
    """It comes twice, or where none belongs."""
    at = rng.randrange(len(code) + 1)
    return code.replace(GS, GS + GS) if GS in code and rng.random() < 0.5 else code[:at] + GS + code[at:]


def keyboard_layout(rng: Random, code: str) -> str:
    """The scanner types for another keyboard."""
    return code.translate(rng.choice((SPANISH, FRENCH, GERMAN)))


def caps_lock(_: Random, code: str) -> str:
    """Capitals and small letters the other way round."""
    return code.swapcase()


def one_case(rng: Random, code: str) -> str:
    """The scanner is set to send one case only."""
    return code.upper() if rng.random() < 0.5 else code.lower()


def dropped(rng: Random, code: str) -> str:
    """A few characters in a row do not arrive."""
    at = rng.randrange(len(code) + 1)
    return code[:at] + code[at + rng.choice((1, 1, 1, 2, 3, 8)) :]


def swapped(rng: Random, code: str) -> str:
    """Two neighbours change places."""
    at = rng.randrange(len(code))
    return code[:at] + code[at + 1 : at + 2] + code[at : at + 1] + code[at + 2 :]


def doubled(rng: Random, code: str) -> str:
    """A character arrives twice, or more often."""
    at = rng.randrange(len(code))
    return code[:at] + code[at] * rng.choice((2, 2, 2, 3, 9)) + code[at + 1 :]


def replaced(rng: Random, code: str) -> str:
    """A character is another one."""
    at = rng.randrange(len(code))
    return code[:at] + rng.choice(ANYTHING) + code[at + 1 :]


def digit_replaced(rng: Random, code: str) -> str:
    """A digit is another digit: what a misread bar, or a hand, makes of it."""
    places = [at for at, character in enumerate(code) if character.isdigit()]
    if not places:
        return code
    at = rng.choice(places)
    return code[:at] + rng.choice(DIGITS.replace(code[at], "")) + code[at + 1 :]


def cut_off(rng: Random, code: str) -> str:
    """Only the beginning arrives, or only the end."""
    at = rng.randrange(len(code))
    return code[:at] if rng.random() < 0.5 else code[at:]


def control_character(rng: Random, code: str) -> str:
    """One stands inside."""
    at = rng.randrange(len(code) + 1)
    return code[:at] + chr(rng.choice((*range(32), 127, 0x85, 0x200B, 0x202E, 0xFEFF))) + code[at:]


def other_alphabet(rng: Random, code: str) -> str:
    """Letters or digits that only look like the right ones."""
    return code.translate(rng.choice((CYRILLIC, ARABIC_DIGITS, FULL_WIDTH)))


def very_long(rng: Random, code: str) -> str:
    """It repeats itself, or goes on."""
    return code * rng.randint(3, 200) if rng.random() < 0.5 else code + DIGITS * rng.randint(2, 5000)


def nothing_much(rng: Random, _: str) -> str:
    """Nothing, or blanks, line ends, half a prefix."""
    return rng.choice(("", " ", "\r", "\r\n\t", "]", "]d2", "]C1\r", GS, "\x00", "\ud800", "0", "-"))


def noise(rng: Random, code: str) -> str:
    """Nothing of it is left."""
    return "".join(chr(rng.choice((rng.randrange(128), rng.randrange(0x3000)))) for _ in code)


def ending(rng: Random, code: str) -> str:
    """What scanners add after a code; no damage."""
    return code + rng.choice(("\r", "\n", "\t", "\r\n"))


SETTINGS: tuple[Damage, ...] = (
    prefix_lost,
    prefix_wrong,
    prefix_in_the_other_case,
    separator_lost,
    separator_replaced,
    separator_doubled,
    keyboard_layout,
    caps_lock,
    one_case,
    ending,
)
"""What a scanner or keyboard that is set wrong does to every code."""

ACCIDENTS: tuple[Damage, ...] = (
    dropped,
    swapped,
    doubled,
    replaced,
    digit_replaced,
    cut_off,
    control_character,
    other_alphabet,
    very_long,
    nothing_much,
    noise,
)
"""What happens to one scan. Two of them at once are more than any check character promises to find."""
