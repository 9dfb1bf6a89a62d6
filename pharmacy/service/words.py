"""Typed words: there, and short enough to be kept and printed."""

import unicodedata

from pharmacy.errors import Code, Refusal
from pharmacy.language import text

REASON_MOST = 200
"""Characters that a reason may have."""


def need(typed: str, most: int = REASON_MOST, field: str = "reason") -> str:
    """The words without blanks around them. Raises `Refusal` that names the field when they are empty, too
    long, or unprintable.
    """
    words = unicodedata.normalize("NFC", typed.strip())
    if not words:
        raise Refusal(
            Code.NO_REASON,
            text("Something has to be written here."),
            expected=text("a few words"),
            got=text("nothing"),
            advice=text("Type it, then press Enter."),
            bad_input=True,
            field=field,
        )
    if len(words) > most or not words.isprintable():
        raise Refusal(
            Code.TOO_LONG,
            text("This text cannot be kept as it is."),
            expected=text("at most {most} characters that can be printed", most=most),
            got=text("{count} characters: {words}", count=len(words), words=repr(words[:40])),
            advice=text("Say it shorter, in plain letters."),
            bad_input=True,
            field=field,
        )
    return words
