"""One question to an IPP printer and its answer. Source: RFC 8010, RFC 8011.

`ippx` writes and reads the messages. Its own client is not used: it would go through whatever proxy the
environment names, wait for ever for a printer that sends a byte now and then, and read without end.
"""

import http.client
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from ippx import Attribute, IppError, IppMessage, Operation, Tag, decode, encode

from labels.printers import trouble as say
from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim

CONNECT_SECONDS = 5.0
"""In a hospital's network a connection takes milliseconds; more means that the printer is off."""
EXCHANGE_SECONDS = 20.0
"""For a question and all of its answer: printers that wake up, and take a sheet meanwhile, need ten."""
MOST_BYTES = 1 << 20
"""Of an answer; a printer's whole description has some thirty thousand."""
IPP_PORT = 631
VERSION = (2, 0)
USER = "alemprep"
FIRST_ERROR = 0x0400
BUSY_STATUS = 0x0507

Attributes = dict[str, list[Any]]
"""Values by attribute."""

_STATUS: dict[int, Text] = {
    0x0401: text("The printer does not let this computer print."),
    0x0402: text("The printer wants a name and a password."),
    0x0403: text("The printer does not let this computer print."),
    0x0406: text("There is no printer of this name at this address."),
    0x040A: text("The printer does not take this kind of document."),
    0x040B: text("The printer cannot print the document as it has to be printed."),
    0x0506: text("The printer takes no documents at the moment."),
    BUSY_STATUS: text("The printer is busy with another document."),
}


class Refused(Trouble):
    """The printer said no; it has not taken anything."""

    def __init__(self, printer: str, status: int, said: str) -> None:
        super().__init__(
            Code.PRINTER,
            _STATUS.get(status, text("The printer refused what was asked of it.")),
            expected=text("a printer that accepts the document"),
            got=verbatim(f"{printer}: {said}"),
            advice=text("Look at the printer, and check its address in the site file; then try again."),
        )
        self.status = status
        """Of RFC 8011, appendix B."""


class IppWire:
    """An address that questions are sent to."""

    def __init__(self, address: str) -> None:
        """`address`: ipp:// or ipps://, as the site file has it."""
        parts = urlsplit(address)
        self.name = address
        self._secure = parts.scheme == "ipps"
        self._host = parts.hostname or ""
        self._port = parts.port or IPP_PORT
        self._path = parts.path or "/ipp/print"
        self._numbers = count(1)

    def ask(
        self,
        operation: Operation,
        attributes: Sequence[Attribute] = (),
        job: Sequence[Attribute] = (),
        document: bytes = b"",
    ) -> list[tuple[Tag, Attributes]]:
        """The groups of the printer's answer. Raises `Trouble` for none, `Refused` for a no."""
        first = [
            Attribute("attributes-charset", Tag.CHARSET, ["utf-8"]),
            Attribute("attributes-natural-language", Tag.NATURAL_LANGUAGE, ["en"]),
            Attribute("printer-uri", Tag.URI, [self.name]),
            Attribute("requesting-user-name", Tag.NAME, [USER]),
        ]
        groups = [(Tag.OPERATION_ATTRS, [*first, *attributes])]
        if job:
            groups.append((Tag.JOB_ATTRS, list(job)))
        question = IppMessage(VERSION, operation, next(self._numbers), groups, document)
        answer = self._exchange(encode(question))
        # Of an attribute that is said twice, the first counts, as it does in CUPS.
        said = [
            (tag, {attribute.name: attribute.values for attribute in reversed(group)})
            for tag, group in answer.groups
        ]
        if answer.code >= FIRST_ERROR:
            message = str(next(iter(said[0][1].get("status-message", [])), "")) if said else ""
            raise Refused(self.name, answer.code, f"0x{answer.code:04x} {message}".strip())
        return said

    def _exchange(self, question: bytes) -> IppMessage:
        with self._connected() as connection, _watched(connection):
            connection.request("POST", self._path, question, {"Content-Type": "application/ipp"})
            response = connection.getresponse()
            body = response.read(MOST_BYTES)
            if response.status in {http.client.UNAUTHORIZED, http.client.FORBIDDEN}:
                raise Refused(self.name, 0x0402, f"HTTP {response.status}")
            if response.status != http.client.OK:
                raise say.no_printer(self.name, f"HTTP {response.status} {response.reason}")
        if not body:
            raise say.nothing_said(self.name)
        try:
            return decode(body)
        except (IppError, ValueError) as error:
            raise say.no_printer(self.name, str(error)) from error

    @contextmanager
    def _connected(self) -> Iterator[http.client.HTTPConnection]:
        if self._secure:
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                self._host, self._port, timeout=CONNECT_SECONDS, context=ssl.create_default_context()
            )
        else:
            connection = http.client.HTTPConnection(self._host, self._port, timeout=CONNECT_SECONDS)
        try:
            connection.connect()
            yield connection
        except http.client.RemoteDisconnected as error:
            raise say.nothing_said(self.name) from error
        except http.client.HTTPException as error:
            raise say.no_printer(self.name, f"{type(error).__name__}: {error}"[:120]) from error
        except OSError as error:
            raise say.unreachable(self.name, error) from error
        finally:
            connection.close()


@contextmanager
def _watched(connection: http.client.HTTPConnection) -> Iterator[None]:
    """End the exchange when its time is over, however slowly it goes on."""
    wire = connection.sock
    over: list[bool] = []

    def end() -> None:
        over.append(True)
        with suppress(OSError):
            wire.shutdown(socket.SHUT_RDWR)

    wire.settimeout(EXCHANGE_SECONDS)
    watch = Timer(EXCHANGE_SECONDS, end)
    watch.daemon = True
    watch.start()
    try:
        yield
    except (OSError, http.client.HTTPException):
        if not over:
            raise
    finally:
        watch.cancel()
    if over:  # whatever was read until then is not the whole answer
        raise TimeoutError("no end of the answer")
