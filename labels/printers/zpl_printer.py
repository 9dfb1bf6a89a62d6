"""A label printer that speaks ZPL on a TCP port."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from labels.layout import INCH
from labels.printers import status as state
from labels.printers import trouble as say
from labels.printers.printer import Document, Fate, Printed
from labels.printers.raster import rasters
from labels.printers.zpl import zpl
from pharmacy.errors import Code, Trouble
from pharmacy.language import text, verbatim

CONNECT_SECONDS = 5.0
"""In a hospital's network a connection takes milliseconds; more means that the printer is off."""
ANSWER_SECONDS = 3.0
"""A printer answers `~HS` at once, whatever else it does; or not at all."""
TAKE_SECONDS = 10.0
"""A label is some ten kilobytes: a printer that does not take them in this time has stopped."""
PRINT_SECONDS = 30.0
"""A label comes out in two seconds, the first after a pause in ten."""
LOOK_EVERY = 0.5
"""Seconds between two looks at a printer that is printing."""
MOST_BYTES = 4096
"""Of an answer, which has some eighty; whoever says more is no such printer."""
LENGTH_TOLERANCE = 4.0
"""How far a measured label may differ from the one wanted, in mm: the gap may be measured with it."""


class ZplPrinter:
    """Sends a label as dots. It is printed when the printer says that nothing is left to print."""

    def __init__(self, host: str, port: int, dpi: int, *, status: bool) -> None:
        """`status`: whether the printer says how it is; some print servers only pass on what they get."""
        self.host = host
        self.port = port
        self.dpi = dpi
        self.status = status

    @property
    def name(self) -> str:
        """Its address."""
        return f"zpl://{self.host}:{self.port}"

    def check(self, document: Document) -> None:
        """Raises `Trouble` when it is not there, not ready, or has other labels loaded."""
        with self._connected() as connection:
            if not self.status:
                return
            now = self._ask(connection)
        if now.fault is not None:
            raise say.not_ready(self.name, now.fault, now.said)
        measured = now.length * INCH / self.dpi
        if now.length and abs(measured - document.height) > LENGTH_TOLERANCE:
            raise say.wrong_paper(self.name, document.size, [f"{measured:.0f} mm"])

    def send(self, document: Document) -> Printed:
        """Send the document's only page and wait for it. Raises `Trouble` for a printer that stops."""
        (page,) = rasters(document.pdf, self.dpi)
        with self._connected() as connection:
            self._hand_over(connection, zpl(page))
            if self.status:
                self._wait(connection)
        return Printed(f"{self.name} {document.job_name}", confirmed=self.status)

    def look(self, document: Document) -> Fate:  # noqa: ARG002
        """A printer of this kind forgets what it has printed; it only knows what it still has."""
        if self.status:
            with self._connected() as connection:
                now = self._ask(connection)
            if now.waiting:
                raise say.holding(self.name, now.fault or say.BUSY, now.said)
        return Fate.UNKNOWN

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        try:
            with socket.create_connection((self.host, self.port), CONNECT_SECONDS) as connection:
                yield connection
        except OSError as error:
            raise say.unreachable(self.name, error) from error

    def _hand_over(self, connection: socket.socket, label: bytes) -> None:
        """Send all of it. Without an answer, only a printer that closes in its turn has surely taken it: what
        was sent before may still lie in this computer's own memory.
        """
        connection.settimeout(TAKE_SECONDS)
        try:
            connection.sendall(label)
            if not self.status:
                connection.shutdown(socket.SHUT_WR)
                until = monotonic() + TAKE_SECONDS
                while connection.recv(1024):
                    _go_on(connection, until)
        except TimeoutError as error:
            raise say.stalled(self.name, f"{TAKE_SECONDS:g} s") from error

    def _wait(self, connection: socket.socket) -> None:
        until = monotonic() + PRINT_SECONDS
        now = self._ask(connection)
        while now.waiting or now.fault is not None:
            if now.fault is not None or monotonic() > until:
                raise say.holding(self.name, now.fault or say.BUSY, now.said)
            sleep(LOOK_EVERY)
            now = self._ask(connection)

    def _ask(self, connection: socket.socket) -> state.Status:
        """How the printer is. Raises `Trouble` for silence, a closed connection, or another answer."""
        answer = b""
        until = monotonic() + ANSWER_SECONDS
        connection.sendall(state.ASK)
        try:
            while not state.complete(answer) and len(answer) < MOST_BYTES:
                _go_on(connection, until)
                more = connection.recv(1024)
                if not more:
                    break
                answer += more
        except TimeoutError as error:
            if not answer:
                raise self._silent() from error
        if not answer:
            raise say.nothing_said(self.name)
        now = state.status(answer)
        if now is None:
            raise say.no_printer(self.name, repr(answer[:60].decode("ascii", "replace")))
        return now

    def _silent(self) -> Trouble:
        return Trouble(
            Code.PRINTER,
            text("The printer does not say how it is."),
            expected=text("an answer to ~HS within {seconds} s", seconds=f"{ANSWER_SECONDS:g}"),
            got=verbatim(f"{self.name}: –"),
            advice=text(
                "Many printers are silent while they are open or out of labels: look at it. For one that "
                "never answers, set status = false in the site file: scanning alone then confirms its labels."
            ),
        )


def _go_on(connection: socket.socket, until: float) -> None:
    """Wait no longer than to the end, however much comes meanwhile. Raises `TimeoutError` at the end."""
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)
