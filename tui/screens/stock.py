"""Receiving stock: every scan of a vial or a diluent bag takes it in."""

from collections import Counter

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.errors import Code, Refusal
from pharmacy.instructions import diluent_text
from pharmacy.language import Text, date_text, text, verbatim
from pharmacy.people import Act
from pharmacy.scans import BadgeScan, DiluentScan, VialScan, describe
from pharmacy.service import in_stock, people, stockroom
from pharmacy.service.reading import read_for
from tui.screens.form import Field
from tui.screens.pin import PinScreen
from tui.screens.screen import AppScreen
from tui.screens.talk import fill_in, pin_for
from tui.typed import number_from, on_line, read
from tui.widgets.frame import Frame
from tui.widgets.table import MOVES, Table, cut


class StockScreen(AppScreen[None]):
    """What came in since it was opened, and what is there altogether."""

    CSS_PATH = "stock.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._received: Counter[tuple[str, str]] = Counter()

    def compose(self) -> ComposeResult:
        """The last receipt, and the stock."""
        yield Frame(
            Static(self.say(text("Scan each vial's carton and each diluent bag.")), id="last", markup=False),
            Table(),
            title=self.say(text("Receive stock")),
            who=self.alemprep.worker.name,
            keys=[
                ("", self.say(text("waiting for a scan"))),
                ("e", self.say(text("enrol a new product"))),
                (self.say(text("Esc")), self.say(text("back"))),
            ],
        )

    async def on_mount(self) -> None:
        """Show the stock."""
        with self.alemprep.refusals():
            await self._show_stock()

    async def _show_stock(self) -> None:
        table = self.query_one(Table)
        marked = table.cursor_row
        lines = await self.alemprep.ask(in_stock.stock)
        columns = (
            (text("PRODUCT"), 32),
            (text("LOT"), 12),
            (text("EXPIRY"), 13),
            (text("NOW"), 5),
            (text("IN STOCK"), 13),
        )
        table.show_columns((self.say(name), width) for name, width in columns)
        for line in lines:
            new = self._received[line.lot, line.expiry.isoformat()]
            count = text("{count} RECALLED", count=line.count) if line.recalled else verbatim(str(line.count))
            expiry = date_text(line.expiry, self.alemprep.language)
            table.show_row([cut(line.name, 31), line.lot, expiry, f"+{new}" if new else "", self.say(count)])
        table.mark(marked)

    async def take(self, raw: str) -> None:
        """Receive it."""
        read = await self.alemprep.act(
            read_for,
            Act.RECEIVE_VIAL,
            raw,
            (VialScan, DiluentScan),
            expected=text("the code of a vial's carton or of a diluent bag"),
            advice=text("Scan what has been delivered. Esc goes back to the worklist."),
        )
        assert isinstance(read, VialScan | DiluentScan)
        if isinstance(read, VialScan):
            await self.alemprep.act(stockroom.receive_vial, scan=raw)
        else:
            await self.alemprep.act(stockroom.receive_diluent, scan=raw)
        self._received[read.lot, read.expiry.isoformat()] += 1
        self.query_one("#last", Static).update(
            self.say(
                text(
                    "✓ received: {what}. {count} in this sitting.",
                    what=describe(read),
                    count=self._received.total(),
                )
            )
        )
        await self._show_stock()

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        if key in MOVES:
            self.query_one(Table).move(key)
        elif key == "e":
            self.alemprep.flow(self._enrol())
        elif key == "escape":
            self.leave(None)

    async def _enrol(self) -> None:
        """Two people, one pack."""
        await self.alemprep.act(people.permit, Act.ENROL_PRODUCT)
        name = await fill_in(
            self.alemprep, text("Enrol a new product"), self._fields(), self._enrolled, intro=_INTRO
        )
        if name is not None:
            done = text("✓ enrolled: {name}. Now receive its packs.", name=name)
            self.query_one("#last", Static).update(self.say(done))

    def _fields(self) -> list[Field]:
        return [
            Field("scan", text("scan the first pack"), scanned=True),
            Field("name", text("its name")),
            Field("diluent", text("what it is"), self._kinds()),
            Field("witness", text("second person: scan badge"), scanned=True),
        ]

    def _kinds(self) -> Text:
        protocol = self.alemprep.station.protocol
        words = text("0 vial")
        for number, diluent in enumerate(protocol.diluents, 1):
            words = text(
                "{others} · {number} {diluent}",
                others=words,
                number=number,
                diluent=diluent_text(protocol, diluent),
            )
        return words

    async def _enrolled(self, typed: dict[str, str]) -> str | None:
        """Read what was typed, let both sign, enrol; gives the product's name."""
        kinds = ["", *self.alemprep.station.protocol.diluents]
        number = read(typed, "diluent", number_from)
        if number >= len(kinds):
            raise Refusal(
                Code.WRONG_PRODUCT,
                text("There is no such kind of product."),
                expected=self._kinds(),
                got=verbatim(typed["diluent"]),
                advice=text("Type one of the numbers."),
                bad_input=True,
                field="diluent",
            )
        with on_line("witness"):
            badge = await self.alemprep.act(
                read_for,
                Act.ENROL_PRODUCT,
                typed["witness"],
                (BadgeScan,),
                expected=text("the badge of a second person"),
                advice=text("Ask a colleague to scan their badge."),
            )
            assert isinstance(badge, BadgeScan)
            second = await self.alemprep.ask(people.person_named, badge.badge)
        purpose = text("enrols a product: {name}", name=typed["name"])
        witness_pin = await self.app.push_screen_wait(PinScreen(second.name, purpose))
        pin = await pin_for(self.alemprep, purpose) if witness_pin is not None else None
        if witness_pin is None or pin is None:
            return None
        await self.alemprep.act(
            stockroom.enrol_product,
            scan=typed["scan"],
            name=typed["name"],
            diluent=str(kinds[number]),
            witness=badge.badge,
            pin=pin,
            witness_pin=witness_pin,
        )
        return typed["name"]


_INTRO = text("Two people look at the first pack together. Both sign with their PIN.")
