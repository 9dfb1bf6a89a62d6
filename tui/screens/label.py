"""A bag's label as it is printed: its words, its square code, and where the print is."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from labels.barcodes import checked, datamatrix
from labels.compose import bag_label
from labels.content import BagLabel, Piece
from labels.layout import Dots
from labels.moments import Moments
from pharmacy.language import text, verbatim
from pharmacy.preparation import CLOCKED, State
from pharmacy.service.documents import facts
from pharmacy.service.prints import printed_places
from tui.screens.on_bag import AboveBagScreen
from tui.widgets.facts import Facts
from tui.widgets.frame import Frame

DOTS = Dots(203)
"""Any will do: only the modules are drawn here."""

_HALVES = {"00": " ", "10": "▀", "01": "▄", "11": "█"}


def half_blocks(rows: tuple[str, ...]) -> str:
    r"""A square code with its quiet zone, two rows of modules to a line of text.

    >>> half_blocks(("1",))
    ' ▄ \n   '
    """
    width = len(rows[0]) + 2
    padded = ["0" * width, *(f"0{row}0" for row in rows), "0" * width]
    if len(padded) % 2:
        padded.append("0" * width)
    return "\n".join(
        "".join(_HALVES[upper + lower] for upper, lower in zip(padded[i], padded[i + 1], strict=True))
        for i in range(0, len(padded), 2)
    )


class LabelScreen(AboveBagScreen):
    """A preview, never a label: nothing on it releases a bag."""

    CSS_PATH = "label.tcss"

    def compose(self) -> ComposeResult:
        """The facts beside the code."""
        station = self.alemprep.station
        known = facts(station, self._bag.id)
        label = bag_label(station, known, Piece.BAG, station.clock.now())
        places = printed_places(station, self._bag.id)
        code = half_blocks(datamatrix(checked(label.code), DOTS).rows)
        yield Frame(
            Horizontal(
                Vertical(Static(Content(code), id="code"), id="paper"),
                Facts(self._lines(label)),
            ),
            *(
                Static(
                    self.say(text("{document}: {place}", document=document, place=places[name])),
                    classes="place",
                    markup=False,
                )
                for name, document in (("bag label", text("bag label")), ("cover label", text("cover label")))
                if name in places
            ),
            title=self.say(
                text("Label of bag {bag}, copy {copy}", bag=self._bag.id, copy=self._bag.label_copy)
            ),
            who=self.say(text("preview")),
            keys=[
                *([("p", self.say(text("print again")))] if self._may_print else []),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    @property
    def _may_print(self) -> bool:
        return self._bag.label_copy > 0 and self._bag.state in CLOCKED - {State.QUARANTINED}

    def _lines(self, label: BagLabel) -> list[tuple[str, str]]:
        language = self.alemprep.language
        when = Moments.of((label.mixed_at, label.start_before), label.zone, language)
        lines = [
            (text("patient"), verbatim(label.patient_name)),
            (
                text("born"),
                text("{birth} · NHC {record}", birth=label.birth_date, record=label.record_number),
            ),
            (text("ward"), verbatim(label.ward)),
            (text("drug"), text("alemtuzumab ({brand})", brand=label.brand)),
            (text("dose"), text("{dose} in {diluent}", dose=label.dose, diluent=label.diluent)),
            (text("concentration"), verbatim(label.concentration)),
            (
                text("course"),
                text("{course}, day {day} of {days}", course=label.course, day=label.day, days=label.days),
            ),
            (text("mixed"), verbatim(f"{when.day(label.mixed_at)} {when.time(label.mixed_at)}")),
            (
                text("START BEFORE"),
                verbatim(f"{when.day(label.start_before)} {when.time(label.start_before)}"),
            ),
            (text("keep"), label.keep),
            (
                text("vial"),
                text("lot {lot}, expiry {expiry}", lot=label.vial_lot, expiry=label.vial_expiry),
            ),
            (
                text("diluent"),
                text("lot {lot}, expiry {expiry}", lot=label.diluent_lot, expiry=label.diluent_expiry),
            ),
            (text("prepared by"), verbatim(label.prepared_by)),
        ]
        if other := label.in_other_typeface:
            lines.append((text("set in"), other))
        return [(self.say(name), self.say(value)) for name, value in lines]

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        if key == "p" and self._may_print:
            self.alemprep.flow(self.print_again())
        elif key == "escape":
            self.leave(None)
