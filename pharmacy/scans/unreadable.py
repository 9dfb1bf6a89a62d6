"""The one error of reading a scan."""

from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, text
from pharmacy.people import could_be_pin

_SHOWN = 60
_NAMES = {"\x1d": "<GS>", "\r": "<CR>", "\n": "<LF>", "\t": "<TAB>"}


class UnreadableScan(Refusal):
    """A scan that cannot be trusted, with the reason. Nothing of it is used."""

    def __init__(self, reason: Text, advice: Text, raw: str) -> None:
        super().__init__(
            Code.UNREADABLE,
            text("This scan cannot be used."),
            expected=text("the whole code of a vial, a diluent, a bag, a place, a wristband or a badge"),
            got=text(
                "{reason} (read: {raw})",
                reason=reason,
                raw="•" * len(raw.strip()) if could_be_pin(raw.strip()) else visible(raw),
            ),
            advice=advice,
            bad_input=True,
            field="scan",
        )
        self.reason = reason
        """Why it cannot be trusted, in one sentence."""
        self.raw = raw
        """Exactly what arrived; may hold any character. `visible` makes it fit to show."""


def visible(raw: str) -> str:
    """Scanned text fit for a screen: separators and control characters by name, 60 characters at most.

    >>> visible("10A1" + chr(29) + "217H2K9" + chr(13))
    '10A1<GS>217H2K9<CR>'
    """
    shown = "".join(c if c.isprintable() else _NAMES.get(c, f"<{ord(c):02X}>") for c in raw[: _SHOWN + 1])
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
