"""`make ippprinter`, `make zplprinter`: printers to try things with. They print into build/printed."""

import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import sleep

from tests.labels.peers import Zebra
from tests.labels.virtual import RENDERER, virtual_printer

PRINTED = Path("build") / "printed"
IPP_PORT, ZPL_PORT = 8631, 9100
SIZE = ("99.875", "69.875", "8")
"""Of a label at 203 dots an inch: 799 × 559 dots, 8 a millimetre."""


def ipp() -> None:
    """A label printer that speaks IPP, until Ctrl-C."""
    script = 'cp "$1" "$2/$IPP_JOB_NAME.pdf"'
    with virtual_printer(
        script=script, formats="application/pdf", port=IPP_PORT, printed=PRINTED.resolve()
    ) as it:
        print(f"{it.address} prints 100 × 70 mm labels into {PRINTED}; Ctrl-C ends it", flush=True)
        while True:
            sleep(1)


def zpl() -> None:
    """A label printer that speaks ZPL, until Ctrl-C: each label becomes a picture."""
    zebra = Zebra(breaks=_render)
    with socket.create_server(("127.0.0.1", ZPL_PORT)) as server:
        print(
            f"zpl://localhost:{ZPL_PORT} prints 100 × 70 mm labels into {PRINTED}; Ctrl-C ends it", flush=True
        )
        while True:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                zebra.talk(connection)


def _render(zebra: Zebra) -> None:
    """Draw beside the conversation: a printer answers at once, whatever else it does."""
    Thread(target=_draw, args=(zebra.labels[-1], len(zebra.labels))).start()


def _draw(label: bytes, number: int) -> None:
    picture = PRINTED / f"label-{number}.png"
    picture.write_bytes(rendered(label))
    print(f"printed {picture}", flush=True)


def rendered(label: bytes) -> bytes:
    """A label as the ZPL renderer draws it, PNG."""
    command = ["node", str(RENDERER / "render.js"), *SIZE]
    return subprocess.run(command, input=label, capture_output=True, check=True).stdout


if __name__ == "__main__":
    PRINTED.mkdir(parents=True, exist_ok=True)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        {"ipp": ipp, "zpl": zpl}[sys.argv[1]]()
