"""What printers say, and what networks do, in words."""

import socket
import ssl
from collections.abc import Sequence

from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim

OUT_OF_PAPER = text("The printer is out of labels or paper.")
JAMMED = text("Labels or paper are jammed in the printer.")
OPEN = text("The printer is open: door, cover or print head.")
PAUSED = text("The printer is paused.")
STOPPED = text("The printer has stopped.")
NO_RIBBON = text("The printer has no ink, toner or ribbon left.")
FULL = text("The printer's memory is full.")
TOO_HOT = text("The print head is too hot or too cold.")
OFFLINE = text("The print server cannot reach the printer.")
BUSY = text("The printer is still busy with it.")


def not_ready(printer: str, what: Text, said: str) -> Trouble:
    """The printer could not print now; nothing was sent."""
    return Trouble(
        Code.PRINTER,
        what,
        expected=text("a printer that is ready"),
        got=verbatim(f"{printer}: {said}"),
        advice=text("Nothing was sent. Put it right, then print again; the copy number stays the same."),
    )


def holding(printer: str, what: Text, said: str) -> Trouble:
    """The printer has the document and has not printed it yet."""
    return Trouble(
        Code.PRINTER,
        what,
        expected=text("a printer that prints what it has taken"),
        got=verbatim(f"{printer}: {said}"),
        advice=text(
            "It has the document and may print it as soon as that is put right. Wait for it, then look again."
        ),
    )


def ended(printer: str, said: str) -> Trouble:
    """The printer, or somebody at it, has given the document up."""
    return Trouble(
        Code.PRINTER,
        text("The document was cancelled at the printer; it did not come out whole."),
        expected=text("a document that is printed to its end"),
        got=verbatim(f"{printer}: {said}"),
        advice=text("Destroy what came out of it, then print again; the copy number stays the same."),
    )


def stalled(printer: str, said: str) -> Trouble:
    """The printer stopped half-way, and nobody knows what it will do with what it has."""
    return Trouble(
        Code.PRINTER,
        text("The printer stopped answering while the document was being sent."),
        expected=text("a printer that takes the whole document"),
        got=verbatim(f"{printer}: {said}"),
        advice=text("Look at the printer and whether something came out, then look again."),
    )


def no_printer(printer: str, said: str) -> Trouble:
    """Something answers there that does not speak as a printer of this kind does."""
    return Trouble(
        Code.PRINTER,
        text("What answers at this address is not such a printer."),
        expected=text("a printer of the kind that the site file says"),
        got=verbatim(f"{printer}: {said}"),
        advice=text("Check the printer's address and kind in the site file."),
    )


def nothing_said(printer: str) -> Trouble:
    """It hung up without a byte."""
    return Trouble(
        Code.PRINTER,
        text("The printer closed the connection without an answer."),
        expected=text("an answer"),
        got=text("{printer}: 0 bytes", printer=printer),
        advice=text("Look at the printer, and check its address in the site file; then try again."),
    )


def wrong_paper(printer: str, size: str, loaded: Sequence[str]) -> Trouble:
    """Another size is loaded than the document needs."""
    return Trouble(
        Code.PRINTER,
        text("The printer has other labels or paper loaded."),
        expected=verbatim(size),
        got=verbatim(f"{printer}: {', '.join(loaded)}"),
        advice=text("Nothing was sent. Load the right size and tell the printer so, then print again."),
    )


def no_such_paper(printer: str, size: str, supported: Sequence[str]) -> Trouble:
    """The printer knows no paper of this size."""
    return Trouble(
        Code.PRINTER,
        text("The printer does not take this size of labels or paper."),
        expected=verbatim(size),
        got=verbatim(f"{printer}: {', '.join(supported[:6]) or '–'}"),
        advice=text(
            "Nothing was sent. Set this size up at the printer, or name another one in the site file."
        ),
    )


def unreachable(printer: str, error: OSError) -> Trouble:
    """The sentence for a connection that was not made, or broke."""
    return Trouble(
        Code.PRINTER,
        _unreachable(error),
        expected=text("a printer that is switched on and connected"),
        got=verbatim(f"{printer}: {error.strerror or error}"),
        advice=text("Look at the printer and its cable; check its address in the site file. Then try again."),
    )


def _unreachable(error: OSError) -> Text:
    match error:
        case socket.gaierror():
            return text("There is no printer of this name.")
        case ssl.SSLError():
            return text("The connection to the printer cannot be trusted.")
        case ConnectionRefusedError():
            return text("The printer refused the connection.")
        case ConnectionResetError() | BrokenPipeError():
            return text("The printer broke the connection off.")
        case TimeoutError():
            return text("The printer does not answer.")
        case _:
            return text("The printer cannot be reached.")
