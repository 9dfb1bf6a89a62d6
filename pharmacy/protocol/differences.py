"""The values of a protocol or policy file one by one, and how two such files differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.files import toml_in


@dataclass(frozen=True)
class Value:
    """One value of a file, with everything that stands beside it."""

    key: str
    """Dotted, as in the file."""
    said: Text
    """With its unit: `30 min`; a range with both of its ends."""
    limits: Text | None
    """Within which a pharmacist may move it, where the file says so."""
    source: str
    """`Fig. 3; R17`, or `local policy`; empty for what only names the file."""
    reason: str
    """Why this one, where the site decides."""

    @property
    def facets(self) -> Iterator[tuple[str, Text | None]]:
        """All that can differ: a dotted key and what it says; none where it says nothing."""
        yield self.key, self.said
        yield f"{self.key}.limits", self.limits
        yield f"{self.key}.source", verbatim(self.source) if self.source else None
        yield f"{self.key}.reason", verbatim(self.reason) if self.reason else None


@dataclass(frozen=True)
class Difference:
    """One thing that two files say differently; none where one of them does not say it."""

    key: str
    old: Text | None
    new: Text | None


def values_in(content: str) -> tuple[Value, ...]:
    """Every value of a file that the loader accepts, in the file's order."""
    return tuple(_values("", toml_in(content.encode())))


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """What the new content of a file says otherwise than the old one; nothing where only comments or white
    space differ.
    """
    before, after = _by_facet(old), _by_facet(new)
    return tuple(
        Difference(key, before.get(key), after.get(key))
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    )


def _by_facet(content: str) -> dict[str, Text]:
    said = values_in(content) if content else ()
    return {key: words for value in said for key, words in value.facets if words is not None}


_RANGES = ("usual", "possible")


def _values(path: str, found: Mapping[str, Any]) -> Iterator[Value]:
    for name, inside in found.items():
        key = f"{path}.{name}" if path else name
        if not isinstance(inside, dict):
            yield Value(key, _plain(inside), None, "", "")
        elif "source" in inside:
            yield _value(key, inside)
        else:
            yield from _values(key, inside)


def _value(key: str, table: Mapping[str, Any]) -> Value:
    unit, limits = table.get("unit", ""), table.get("limits")
    cites = [str(table[name]) for name in ("source", "recommendation") if name in table]
    return Value(
        key=key,
        said=_with_unit(_plain(table["value"]), unit) if "value" in table else _ranges(table, unit),
        limits=_range(limits, unit) if limits else None,
        source="; ".join(cites),
        reason=table.get("reason", ""),
    )


def _ranges(table: Mapping[str, Any], unit: str) -> Text:
    possible = _range(table["possible"], unit)
    if "usual" not in table:
        return text("possible {possible}", possible=possible)
    return text("usual {usual}, possible {possible}", usual=_range(table["usual"], unit), possible=possible)


def _range(ends: Mapping[str, Any], unit: str) -> Text:
    return _with_unit(text("{least} to {most}", least=_plain(ends["least"]), most=_plain(ends["most"])), unit)


def _with_unit(amount: Text, unit: str) -> Text:
    return text("{amount} {unit}", amount=amount, unit=unit) if unit not in {"", "1"} else amount


def _plain(raw: object) -> Text:
    match raw:
        case bool():
            return text("yes") if raw else text("no")
        case int() | Decimal():
            return text("{amount}", amount=Decimal(raw))
        case list():
            return verbatim(", ".join(_joined(one) for one in raw) or "–")
        case _:
            return verbatim(str(raw))


def _joined(raw: object) -> str:
    """A list inside a list, as schedules are written: `0-1-6`."""
    return "-".join(map(str, raw)) if isinstance(raw, list) else str(raw)
