"""What may answer on a printer's port: a label printer, or something else."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Talk = Callable[[socket.socket], None]


@contextmanager
def peer(talk: Talk) -> Iterator[int]:
    """A port on loopback; whoever connects to it is talked to, one after the other."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with connection, suppress(OSError):
                        talk(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def says(answer: bytes) -> Talk:
    """Read something, say this, hang up."""

    def talk(connection: socket.socket) -> None:
        connection.recv(1 << 16)
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(1 << 16):  # to close on what is still unread would break the connection off
            pass

    return talk


@dataclass
class Zebra:
    """A label printer as the ZPL II Programming Guide describes it: it takes formats between ^XA and ^XZ, and
    answers ~HS with three strings.
    """

    length: int = 559
    paper_out: bool = False
    paused: bool = False
    head_open: bool = False
    answers: bool = True
    breaks: Callable[["Zebra"], None] = lambda printer: None
    """What happens to the printer when a label has arrived."""
    keeps: int = 0
    """For how many answers a label is still waiting."""
    labels: list[bytes] = field(default_factory=list)

    def talk(self, connection: socket.socket) -> None:
        """Until the other side has nothing more to say."""
        received = b""
        while more := connection.recv(1 << 16):
            received += more
            while found := re.match(rb"(?s)\s*(~HS|\^XA.*?\^XZ)", received):
                received = received[found.end() :]
                if found[1] != b"~HS":
                    self.labels.append(found[1])
                    self.breaks(self)
                elif self.answers:
                    connection.sendall(self.status())

    def status(self) -> bytes:
        """Its three strings."""
        waiting = int(self.keeps > 0 and bool(self.labels))
        self.keeps -= waiting
        first = f"030,{self.paper_out:d},{self.paused:d},{self.length:04d},{waiting:03d},0,0,0,000,0,0,0"
        second = f"000,0,{self.head_open:d},0,0,2,4,0,{waiting:08d},1,000"
        return b"".join(b"\x02%s\x03\r\n" % line.encode() for line in (first, second, "1234,0"))
