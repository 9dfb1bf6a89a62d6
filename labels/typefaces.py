"""Which typeface prints a text, whole: the label font, else the fallback, else a refusal in words.

A text is never set in two typefaces. Nothing is printed that a reader could not see, or would take for
something else.
"""

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from fontpkg_atkinson_hyperlegible import ROOT as ATKINSON_FOLDER
from fontpkg_fira_sans import ROOT as FIRA_FOLDER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text, verbatim


class Typeface(StrEnum):
    """The two typefaces that are shipped, by their names. Both are embedded in every document they print."""

    ATKINSON = "Atkinson Hyperlegible"
    """The label font: letters that cannot be confused. Western and Central European alphabets."""
    FIRA = "Fira Sans"
    """The fallback: Greek, Cyrillic, Vietnamese, and every other Latin alphabet. Read only when needed."""


class Face(StrEnum):
    """The weights of both typefaces; they have the same characters."""

    REGULAR = "Regular"
    BOLD = "Bold"


FOLDERS: dict[Typeface, Path] = {Typeface.ATKINSON: ATKINSON_FOLDER, Typeface.FIRA: FIRA_FOLDER}
ALPHABETS = {"LATIN", "GREEK", "CYRILLIC"}
"""As Unicode's names of letters begin. Their letters look alike: A, Α and А are three."""
WRITTEN_WITH = frozenset("ªºŀĿ")
"""Letters that Unicode calls a form of others and that names are written with all the same: Mª, Marceŀlí."""
CLICKS = frozenset("ǀǁǂǃ")
"""Letters that look like strokes and an exclamation mark."""


@cache
def font(typeface: Typeface, face: Face) -> TTFont:
    """The font's file, read when it is first needed."""
    name = f"{typeface.replace(' ', '')}-{face}"
    read = TTFont(name, str(FOLDERS[typeface] / "files" / f"{name}.ttf"))
    pdfmetrics.registerFont(read)
    return read


@cache
def _characters(typeface: Typeface) -> frozenset[str]:
    return frozenset(map(chr, font(typeface, Face.REGULAR).face.charToGlyph))


@cache
def _unmistakable() -> frozenset[str]:
    """The label font's characters that need no further look: seen, composed, and of one alphabet."""
    return frozenset(
        character
        for character in _characters(Typeface.ATKINSON)
        if _visible(character)
        and not unicodedata.category(character).startswith("M")
        and unicodedata.is_normalized("NFC", character)
        and _alphabet(character) in {"", "LATIN"}
        and not _stands_for_others(character)
    )


@lru_cache(maxsize=4096)
def composed(words: str) -> str:
    r"""A text as it is printed: a letter and the accent after it as the one character that they are.

    >>> len("n\N{COMBINING TILDE}"), len(composed("n\N{COMBINING TILDE}"))
    (2, 1)
    """
    return unicodedata.normalize("NFC", words)


@lru_cache(maxsize=4096)
def typeface_for(words: str) -> Typeface:
    """The one typeface in which a text is set: the label font if it has every character of it.

    >>> typeface_for("Núñez Etxeberria"), typeface_for("Παπαδόπουλος")
    (<Typeface.ATKINSON: 'Atkinson Hyperlegible'>, <Typeface.FIRA: 'Fira Sans'>)
    """
    return Typeface.ATKINSON if _characters(Typeface.ATKINSON).issuperset(composed(words)) else Typeface.FIRA


def check_printable(words: str, field: Text) -> None:
    """Refuse (no-glyph) a text that would print with a gap, or that would be taken for another one."""
    if _unmistakable().issuperset(words):
        return
    words = composed(words)
    has = _characters(typeface_for(words))
    for place, character in enumerate(words):
        if not _visible(character):
            raise _invisible(words, place, field)
        if unicodedata.bidirectional(character) in {"R", "AL", "AN"}:
            raise _right_to_left(words, character, field)
        if unicodedata.category(character).startswith("M"):
            raise _misplaced(words, place, field)
        if character not in has:
            raise _missing(words, character, field)
    for look_alike in _look_alikes(words):
        raise _mistakable(words, look_alike, field)


def spelled_out(words: str) -> str:
    r"""A text as it can always be printed: where it cannot as it stands, each character that the label font
    has not, or that could be taken for another, is named by its number.

    >>> spelled_out("Núñez"), spelled_out("]d2\x1d10")
    ('Núñez', ']d2[U+001D]10')
    """
    try:
        check_printable(words, verbatim(""))
    except Refusal:
        return "".join(
            character if character in _unmistakable() else f"[U+{ord(character):04X}]"
            for character in composed(words)
        )
    return words


def _visible(character: str) -> bool:
    """No control, no format mark, nothing unassigned, and no space but the space bar's."""
    return character == " " or unicodedata.category(character)[0] not in "CZ"


def _alphabet(character: str) -> str:
    first = unicodedata.name(character, "").partition(" ")[0]
    return first if first in ALPHABETS and character.isalpha() else ""


def _stands_for_others(character: str) -> bool:
    """Whether Unicode says that a letter is only another form of others, as ﬁ of fi and ſ of s."""
    is_form = unicodedata.normalize("NFKC", character) != character
    return character in CLICKS or (
        is_form and bool(_alphabet(character) or character == "ℓ") and character not in WRITTEN_WITH
    )


def _look_alikes(words: str) -> str:
    """The letters that stand for others, and those not of the alphabet in which their word begins."""
    found = ""
    for are_letters, together in groupby(words, str.isalpha):
        word = "".join(together)
        alphabets = [alphabet for alphabet in map(_alphabet, word) if alphabet]
        if are_letters:
            found += "".join(
                letter
                for letter in word
                if _stands_for_others(letter) or _alphabet(letter) not in {"", *alphabets[:1]}
            )
    return found


def _invisible(words: str, place: int, field: Text) -> Refusal:
    return Refusal(
        Code.NO_GLYPH,
        text("There is a character that nobody could see: {field}.", field=field),
        expected=text("letters, digits, punctuation and plain spaces"),
        got=_named(words, place),
        advice=text("Delete it where it was entered, or type the text again by hand."),
        bad_input=True,
    )


def _right_to_left(words: str, character: str, field: Text) -> Refusal:
    return Refusal(
        Code.NO_GLYPH,
        text("Writing from right to left cannot be printed: {field}.", field=field),
        expected=text("Latin, Greek or Cyrillic letters, digits and punctuation"),
        got=_shown(words, character),
        advice=text(
            "How its letters join, and their order, cannot be guaranteed on paper. "
            "Write it in Latin letters, as the patient's wristband does, and print again."
        ),
        bad_input=True,
    )


def _misplaced(words: str, place: int, field: Text) -> Refusal:
    return Refusal(
        Code.NO_GLYPH,
        text("An accent would be printed in the wrong place: {field}.", field=field),
        expected=text("accents only on the letters that are written with them"),
        got=_named(words, place),
        advice=text("Write the letter without it, as the patient's wristband does, and print again."),
        bad_input=True,
    )


def _missing(words: str, character: str, field: Text) -> Refusal:
    return Refusal(
        Code.NO_GLYPH,
        text("A character cannot be printed: {field}.", field=field),
        expected=text("Latin, Greek or Cyrillic letters, digits and punctuation"),
        got=_shown(words, character),
        advice=text("Write it in Latin letters, as the patient's wristband does, and print again."),
        bad_input=True,
    )


def _mistakable(words: str, character: str, field: Text) -> Refusal:
    return Refusal(
        Code.NO_GLYPH,
        text("A letter looks like another one: {field}.", field=field),
        expected=text("each word in the letters of one alphabet"),
        got=text(
            "“{character}”, {name}, in “{words}”",
            character=character,
            name=unicodedata.name(character),
            words=words,
        ),
        advice=text("Type the word again on one keyboard, and print again."),
        bad_input=True,
    )


def _shown(words: str, character: str) -> Text:
    return text("“{character}” in “{words}”", character=character, words=words)


def _named(words: str, place: int) -> Text:
    """A character that cannot be shown: by its number and name, after what stands before it."""
    character = words[place]
    number = f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
    return text("{number} after “{before}”", number=verbatim(number), before=words[:place])
