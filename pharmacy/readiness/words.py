"""Lengths of time and sources, as they are said in a sentence."""

from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.policy import LOCAL_POLICY
from pharmacy.protocol.values import Measured
from pharmacy.quantities import Unit


def span(length: Measured) -> Text:
    """A length of time in words: `1 month`, `12 weeks`. Raises `ValueError` for another unit."""
    one, number = length.value == 1, length.value
    match length.unit:
        case Unit.DAY:
            return text("1 day") if one else text("{number} days", number=number)
        case Unit.WEEK:
            return text("1 week") if one else text("{number} weeks", number=number)
        case Unit.MONTH:
            return text("1 month") if one else text("{number} months", number=number)
        case Unit.YEAR:
            return text("1 year") if one else text("{number} years", number=number)
        case other:
            raise ValueError(f"{other} is no length of time before a course")


def cited(source: str) -> Text:
    """A source as it is printed: its own words, but local policy in the reader's language."""
    if source == LOCAL_POLICY:
        return text("local policy")
    said, _, last = source.rpartition("; ")
    return text("{source}; local policy", source=said) if last == LOCAL_POLICY else verbatim(source)
