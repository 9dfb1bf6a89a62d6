"""Sentences that can be shown in every language the site speaks."""

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Protocol, runtime_checkable

LOCALE = Path(__file__).parent / "locale"
"""Where the gettext catalogues stand; English is the language of the source."""


class Language(StrEnum):
    """A language of screens and documents."""

    ENGLISH = "en"
    SPANISH = "es"


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language is Language.ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation("alemprep", LOCALE, [language.value])


def decimal_text(value: Decimal, language: Language = Language.ENGLISH) -> str:
    """A number as it may be printed beside a patient: leading zero, no trailing zero,
    no exponent, no thousands separator, decimal comma in Spanish.

    >>> decimal_text(Decimal("0.50")), decimal_text(Decimal("1E+2"))
    ('0.5', '100')
    >>> decimal_text(Decimal("1.2"), Language.SPANISH)
    '1,2'
    """
    if not value.is_finite():
        raise ValueError(f"{value} is no number that could be printed")
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    if text == "-0":
        text = "0"
    return text.replace(".", ",") if language is Language.SPANISH else text


def date_text(value: date, language: Language = Language.ENGLISH) -> str:
    """A day with a four-digit year; the month in letters, so that nobody swaps it with the day.

    >>> date_text(date(2026, 3, 5)), date_text(date(2026, 8, 5), Language.SPANISH)
    ('5 Mar 2026', '5 ago 2026')
    """
    names = {
        Language.ENGLISH: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        Language.SPANISH: "ene feb mar abr may jun jul ago sep oct nov dic",
    }[language].split()
    return f"{value.day} {names[value.month - 1]} {value.year:04d}"


@dataclass(frozen=True)
class Text:
    """A sentence with its values: English as written, other languages from the catalogue."""

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)

    def in_(self, language: Language) -> str:
        """The sentence in one language, its numbers and days written as that language does."""
        template = _catalogue(language).gettext(self.msgid) if self.msgid else ""
        return template.format_map({k: _value(v, language) for k, v in self.values.items()})

    def __str__(self) -> str:
        return self.in_(Language.ENGLISH)


@runtime_checkable
class Speaks(Protocol):
    """Something that reads differently in each language: a sentence, a quantity."""

    def in_(self, language: Language) -> str:
        """As that language writes it."""


def _value(value: object, language: Language) -> str:
    match value:
        case str() | int():
            return str(value)
        case Text():  # before Speaks: of a protocol it takes long to find out
            return value.in_(language)
        case Decimal():
            return decimal_text(value, language)
        case date():
            return date_text(value, language)
        case Speaks():
            return value.in_(language)
        case _:
            return str(value)


def text(msgid: str, **values: object) -> Text:
    """Mark a sentence for translation; `{name}` in it stands for a value.

    A value may be a number (`Decimal`), a day, another `Text`, or anything that prints;
    moments are given as text already in the site's zone.
    """
    return Text(msgid, values)


def verbatim(raw: str) -> Text:
    """Something that is the same in every language: a serial, a name, a scanned code."""
    return Text("{raw}", {"raw": raw})


def in_a_row(parts: Iterable[Text]) -> Text:
    """Several short pieces in one line, with a dot between them."""
    return _strung(parts, " · ")


def listed(parts: Iterable[Text]) -> Text:
    """Several names in one line, with a comma between them."""
    return _strung(parts, ", ")


def run_on(sentences: Iterable[Text]) -> Text:
    """Several sentences, one after another."""
    return _strung(sentences, " ")


def joined(sentences: Iterable[Text]) -> Text:
    """Several sentences as one, a line each."""
    return _strung(sentences, "\n")


def _strung(parts: Iterable[Text], between: str) -> Text:
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Text(between.join(f"{{{name}}}" for name in values), values)
