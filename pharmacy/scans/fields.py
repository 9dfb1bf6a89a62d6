"""The fields of a GS1 code, told apart."""

import re

from biip import ParseConfig, ParseError
from biip.gs1_element_strings import GS1ElementString

from pharmacy.identity import GS
from pharmacy.language import Text, text
from pharmacy.scans.unreadable import UnreadableScan, visible

NATIONAL = frozenset(str(ai) for ai in range(710, 718))
"""National healthcare reimbursement numbers; 712 is Spain's."""

_NAMES = {
    "01": text("product number (01)"),
    "10": text("lot (10)"),
    "17": text("expiry date (17)"),
    "21": text("serial number (21)"),
    "91": text("bag number (91)"),
    "92": text("piece and copy (92)"),
    "93": text("place (93)"),
    "8018": text("patient's service number (8018)"),
}
_CONFIG = ParseConfig(gs1_element_strings_verify_date=False)
_AGAIN = text(
    "Scan the whole 2-D code again. If it happens again, have the scanner set to send the separator GS "
    "(ASCII 29) after each field."
)


def field_name(ai: str) -> Text:
    """What a GS1 application identifier stands for."""
    return _NAMES.get(ai) or text("national number ({ai})", ai=ai)


def fields_of(content: str, raw: str) -> dict[str, GS1ElementString]:
    """The fields of a GS1 code by application identifier, none twice, none unknown here.

    biip alone does not notice a separator that is missing after a field of variable length; this does
    where the field is longer than it may be, and `require` where another field is missing for it.
    Source: GS1 General Specifications, sections 3 and 7.8.
    """
    fields: dict[str, GS1ElementString] = {}
    rest = content
    while rest:
        element = _next(rest, raw)
        ai = element.ai.ai
        if ai in fields:
            raise UnreadableScan(
                text("The field {field} stands there twice.", field=field_name(ai)),
                text("Scan one code at a time."),
                raw,
            )
        fields[ai] = element
        rest = rest[len(element) :]
        if rest and not rest.startswith(GS) and element.ai.separator_required:
            raise UnreadableScan(
                text(
                    "A separator is lost: the field {field} is longer than such a field can be.",
                    field=field_name(ai),
                ),
                _AGAIN,
                raw,
            )
        rest = rest.removeprefix(GS)
    return fields


def _next(rest: str, raw: str) -> GS1ElementString:
    ai = next((ai for ai in (*_NAMES, *sorted(NATIONAL)) if rest.startswith(ai)), None)
    if ai is None:
        raise UnreadableScan(
            text(
                "At “{rest}” begins no field that a vial, a diluent, a bag, a place or a wristband has: "
                "characters are missing, or it is another code.",
                rest=visible(rest[:12]),
            ),
            text("Scan the square 2-D code, the whole of it."),
            raw,
        )
    try:
        return GS1ElementString.extract(rest, config=_CONFIG)
    except ParseError:
        value = rest[len(ai) :].partition(GS)[0]
        if ai == "17" and re.match(r"\d{6}", value):
            raise impossible_date(value[:6], raw) from None
        raise UnreadableScan(
            text(
                "The field {field} is cut short or holds characters that do not belong there: “{value}”.",
                field=field_name(ai),
                value=visible(value),
            ),
            _AGAIN,
            raw,
        ) from None


def impossible_date(digits: str, raw: str) -> UnreadableScan:
    """The refusal of an expiry that is no day."""
    return UnreadableScan(
        text("The expiry date {digits} (year, month, day) does not exist.", digits=digits),
        text("Scan again. If it is the same, set the pack aside and call a pharmacist."),
        raw,
    )


def require(wanted: frozenset[str], fields: dict[str, GS1ElementString], raw: str) -> None:
    """Refuse unless the fields are exactly the wanted ones."""
    missing = sorted(wanted - set(fields))
    extra = sorted(set(fields) - wanted)
    for lost in missing:
        for ai, element in fields.items():
            if element.ai.separator_required and element.value.find(lost) > 0:
                raise swallowed(ai, lost, element.value, raw)
    if missing:
        raise UnreadableScan(
            text(
                "The field {field} is missing: only part of the code was read, or a separator was lost.",
                field=field_name(missing[0]),
            ),
            _AGAIN,
            raw,
        )
    if extra:
        raise UnreadableScan(
            text("The field {field} does not belong in this code.", field=field_name(extra[0])),
            text("Scan the square 2-D code; if it happens again, show the code to a pharmacist."),
            raw,
        )


def swallowed(ai: str, lost: str, value: str, raw: str) -> UnreadableScan:
    """The refusal of a field that seems to hold the next one too."""
    return UnreadableScan(
        text(
            "A separator is lost: the field {field} reads “{value}” and seems to hold the field {lost} too.",
            field=field_name(ai),
            value=visible(value),
            lost=field_name(lost),
        ),
        _AGAIN,
        raw,
    )
