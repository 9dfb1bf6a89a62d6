"""What scanners, keyboards and hands do to a code on its way, each recognised and named.

A damaged code is never repaired: the person scans again, or has the scanner set right.
"""

import re
from typing import NamedTuple

from biip.checksums import gs1_standard_check_digit

from pharmacy.language import Text, text
from pharmacy.scans.unreadable import visible

LONGEST = 128
"""Characters in the longest text that is looked at; the longest code in use here has about 80."""

LOST = "\ufffd"
"""Stands where something of a scan was lost: a byte that is no character, or the end that did not come."""

GS1_PREFIXES = frozenset({"]d2", "]C1", "]Q3", "]e0", "]d1"})
"""Symbology identifiers (ISO/IEC 15424) of codes that carry GS1 fields. `]d1`, a DataMatrix without
its GS1 mark, is let in too: some scanners send it for every DataMatrix."""

_LINEAR_PREFIXES = frozenset({"]E0", "]E1", "]E2", "]E3", "]E4", "]I1"})
_LINEAR_LENGTHS = frozenset({8, 12, 13, 14})
_LONGEST_LINEAR = 18
"""EAN-13 with a five-digit add-on."""

_PREFIX = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_PREFIX_ONLY = re.compile(r"\][A-Za-z]?")
_MANGLED_PREFIX = re.compile(r"[^\w\]][A-Za-z][^A-Za-z]", re.ASCII)
_SEPARATOR_IN_WORDS = re.compile(
    r"[<{\[(](?:GS|FNC1|0?X?1D)[>}\])]|\^\]|\\x1D|\\u001D|\\035|%1D|␝", re.IGNORECASE
)
_NO_GS1_CHARACTER = re.compile(r"[ #$@\[\\\]^`{|}~]")
_AZERTY_DIGITS = re.compile(r"""[&"'(\-_]{2}""")
_FOR_PEOPLE = re.compile(r"\(\d{2,4}\)[^(]")


class Damage(NamedTuple):
    """A finding: why the text cannot be trusted, and what to do."""

    reason: Text
    advice: Text


def split_prefix(payload: str) -> tuple[str, str]:
    """The symbology identifier, empty where there is none, and what follows it."""
    match = _PREFIX.match(payload)
    return ("", payload) if match is None else (match[0], payload[match.end() :])


def damage_in_transfer(payload: str) -> Damage | None:
    """What makes any text unusable, whatever code it came from: nothing there, too much of it,
    or a control character inside.
    """
    if not payload.strip():
        return Damage(text("Nothing was read."), text("Scan the code again."))
    if len(payload) > LONGEST:
        return Damage(
            text(
                "The text is too long: {length} characters, and no code has more than {longest}.",
                length=len(payload),
                longest=LONGEST,
            ),
            text("Scan one code at a time."),
        )
    if LOST in payload:
        return Damage(
            text("Part of the scan was lost or damaged on its way."),
            text("Scan again. If it happens again, have the scanner set to send Enter after each code."),
        )
    for character in payload:
        if character in "\r\n\t":
            return Damage(
                text(
                    "A line end or a tab stands inside: two scans ran together, or it replaced the separator."
                ),
                text("Scan one code at a time. If it happens again, have the scanner set to send GS."),
            )
        if character != "\x1d" and (ord(character) < 32 or ord(character) == 127):  # noqa: PLR2004
            return Damage(
                text(
                    "The control character {seen} stands inside; only the separator GS belongs there.",
                    seen=visible(character),
                ),
                text("Scan again. If it happens again, have the scanner set to send none but GS."),
            )
    return None


def damage_in_code(prefix: str, content: str) -> Damage | None:
    """What makes a text unusable as a GS1 code. `content` is what follows the prefix."""
    return (
        _cut_off(content)
        or _written_separator(content)
        or _keyboard_layout(prefix, content)
        or _linear_code(prefix, content)
        or _caps_lock_prefix(prefix)
        or _wrong_symbology(prefix)
        or _not_a_code(content)
        or _foreign_character(content)
    )


def caps_lock() -> Damage:
    """A badge or wristband with capitals and small letters the other way round."""
    return Damage(
        text("Capitals and small letters are the other way round: caps lock is probably on."),
        text("Switch caps lock off and scan again."),
    )


def small_letters() -> Damage:
    """A lot or serial in small letters, and nothing to tell whether the code has them."""
    return Damage(
        text("The letters are small ones: caps lock is probably on."),
        text(
            "Switch caps lock off and scan again. If the code really has small letters, have the scanner "
            "set to send the symbology prefix: then they are believed."
        ),
    )


def _cut_off(content: str) -> Damage | None:
    if content and not _PREFIX_ONLY.fullmatch(content):
        return None
    return Damage(
        text("Only the beginning of a scan arrived: the symbology prefix, and nothing after it."),
        text("Scan the code again."),
    )


def _written_separator(content: str) -> Damage | None:
    match = _SEPARATOR_IN_WORDS.search(content)
    return None if match is None else _replaced(match[0])


def _replaced(seen: str) -> Damage:
    shown = text("a space") if seen == " " else text("“{seen}”", seen=seen)
    return Damage(
        text("Where the separator GS belongs there is {shown}.", shown=shown),
        text("Have the scanner set to send the separator as it is, GS (ASCII 29), and scan again."),
    )


def _keyboard_layout(prefix: str, content: str) -> Damage | None:
    foreign = next((c for c in content if not c.isascii()), None)
    mangled = None if prefix else _MANGLED_PREFIX.match(content)
    digits = None if any(c.isdigit() for c in content) else _AZERTY_DIGITS.search(content)
    if foreign is not None:
        seen = visible(foreign)
    elif mangled is not None:
        seen = mangled[0]
    elif digits is not None:
        seen = digits[0]
    else:
        return None
    return Damage(
        text("The scanner types for another keyboard layout: “{seen}” is in no such code.", seen=seen),
        text("Have the scanner's keyboard layout set to that of this computer, then scan again."),
    )


def _linear_code(prefix: str, content: str) -> Damage | None:
    if not content.isdigit():
        return None
    bare = len(content) in _LINEAR_LENGTHS and gs1_standard_check_digit(content[:-1]) == int(content[-1])
    if not bare and (prefix not in _LINEAR_PREFIXES or len(content) > _LONGEST_LINEAR):
        return None
    return Damage(
        text("This is the linear product code: it carries no serial, no lot and no expiry."),
        text("Scan the square 2-D code on the same pack."),
    )


def _caps_lock_prefix(prefix: str) -> Damage | None:
    if prefix in GS1_PREFIXES or prefix.swapcase() not in GS1_PREFIXES:
        return None
    return Damage(
        text(
            "Caps lock is on: the symbology prefix arrived as {seen} and should be {right}.",
            seen=prefix,
            right=prefix.swapcase(),
        ),
        text("Switch caps lock off and scan again."),
    )


def _wrong_symbology(prefix: str) -> Damage | None:
    if not prefix or prefix in GS1_PREFIXES:
        return None
    return Damage(
        text(
            "The symbology prefix {seen} belongs to a code that carries no GS1 fields, and no badge or "
            "wristband of this hospital reads so.",
            seen=prefix,
        ),
        text("Scan the square 2-D code."),
    )


def _not_a_code(content: str) -> Damage | None:
    if content.lower().startswith(("http:", "https:")):
        return Damage(
            text("This is a web address."),
            text("Scan the square 2-D code that stands with lot and expiry."),
        )
    if _FOR_PEOPLE.match(content):
        return Damage(
            text("The fields stand in brackets: this is the text printed for people, not the code."),
            text("Scan the code itself."),
        )
    return None


def _foreign_character(content: str) -> Damage | None:
    match = _NO_GS1_CHARACTER.search(content)
    if match is None:
        return None
    if _PREFIX.match(content, match.start()):
        return Damage(text("Two scans ran together."), text("Scan one code at a time."))
    return _replaced(match[0])
