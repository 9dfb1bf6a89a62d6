"""Cell counts: the newest result counts, in its own unit, and not for ever."""

from datetime import date

from pharmacy.language import Text, text
from pharmacy.protocol.readiness import ItemId
from pharmacy.protocol.values import Amount
from pharmacy.readiness.item import Asked, Item
from pharmacy.readiness.words import cited, span
from pharmacy.readiness.workup import Measurement


def count_above(
    asked: Asked,
    rule: ItemId,
    cells: Text,
    counts: tuple[Measurement, ...],
    above: Amount,
    *,
    since: date | None,
    name: str = "",
) -> Item:
    """Whether the newest count up to the first day is above the protocol's number: later ones show what the
    course itself does. It must be from after `since`, where that is known, and no older on the first day than
    local policy allows.
    """
    counts = tuple(count for count in counts if count.on <= asked.first_day)
    months = asked.policy.counts_valid_for
    again = text("Count again, and enter value, unit and day.")
    if not counts:
        return asked.not_known(rule, text("No count of {cells}.", cells=cells), again, name=name)
    newest = max(counts, key=lambda count: count.on)
    value = newest.in_unit(above.unit)
    if value is None:
        return asked.not_known(
            rule,
            text(
                "{cells} of {day}: {got} is no result; expected a number of {unit}.",
                cells=cells,
                day=newest.on,
                got=str(newest),
                unit=above.unit,
            ),
            text("Look at the report, and enter the value with its unit: nothing is converted."),
            name=name,
        )
    said = text(
        "{cells} {value} {unit} on {day}; more than {above} is needed.",
        cells=cells,
        value=value,
        unit=above.unit,
        day=newest.on,
        above=above.value,
    )
    if value <= above.value:
        return asked.not_met(rule, said, text("Wait, and count again."), name=name)
    if since is not None and newest.on <= since:
        return asked.not_known(
            rule,
            text(
                "{cells} of {day}: only a count from after {end} counts.",
                cells=cells,
                day=newest.on,
                end=since,
            ),
            again,
            name=name,
        )
    if asked.old(newest.on, months=months.whole()):
        return asked.not_met(
            rule,
            text(
                "{cells} of {day}, more than {span} before the first day ({source}).",
                cells=cells,
                day=newest.on,
                span=span(months),
                source=cited(months.cite),
            ),
            again,
            name=name,
        )
    return asked.met(rule, said, name=name)
