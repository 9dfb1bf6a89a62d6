"""Scans that come before the act they belong to: read, and recorded when they cannot be used."""

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text
from pharmacy.people import Act
from pharmacy.scans import Scan, UnreadableScan, describe, read_scan
from pharmacy.service.act import Station, recorded
from pharmacy.site import Site

_NOT_WANTED = text("This is not what is wanted now.")


def read_for(
    station: Station,
    badge: str,
    name: Act,
    raw: str,
    wanted: tuple[type[Scan], ...],
    *,
    what: Text = _NOT_WANTED,
    expected: Text,
    advice: Text,
    bag_id: str = "",
    typed: bool = False,
) -> Scan:
    """The scan, if it is of a kind that the act can begin with. Raises `Refusal`, recorded under the act's
    name, for any other kind and for what cannot be read. `typed`: because it cannot be scanned, so that
    nobody is told to scan it again.
    """
    with recorded(station, badge, name, {"bag_id": bag_id, "scan": raw}):
        return read_kind(station.site, raw, wanted, what=what, expected=expected, advice=advice, typed=typed)


def read_kind(
    site: Site,
    raw: str,
    wanted: tuple[type[Scan], ...],
    *,
    what: Text = _NOT_WANTED,
    expected: Text,
    advice: Text,
    typed: bool = False,
) -> Scan:
    """As `read_for`, where nothing can be recorded: there is no database yet."""
    try:
        read = read_scan(raw, site)
    except UnreadableScan as unreadable:
        unreadable.expected = expected
        if typed:
            unreadable.advice = advice
        raise
    if not isinstance(read, wanted):
        raise Refusal(
            Code.WRONG_KIND,
            what,
            expected=expected,
            got=describe(read),
            advice=advice,
        )
    return read
