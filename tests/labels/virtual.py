"""Printers that are really there: an IPP Everywhere printer of CUPS, and a renderer of ZPL."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest

ROOT = Path(__file__).parents[2]
RENDERER = ROOT / "tests" / "zpl"

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
"""
"""ippeveprinter wants to announce itself on a bus, and ends where there is none: it gets one of its own."""

LABEL_PRINTER = """ATTR keyword media-supported oe_label_100x70mm,iso_a4_210x297mm
ATTR keyword media-default {ready}
ATTR keyword media-ready {ready}
ATTR mimeMediaType document-format-supported {formats}
ATTR keyword print-scaling-supported auto,none
ATTR resolution pwg-raster-document-resolution-supported {dpi}dpi
ATTR keyword pwg-raster-document-type-supported black_1,sgray_8
"""

PRINTED = 'cp "$1" "$2/$IPP_JOB_NAME"'
"""What the printer does with a document: it lays it where the test can look at it."""


def needed(program: str, why: str) -> str:
    """The path of a program, or the test is skipped; in CI it fails."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        missing(f"{program} is not installed: {why}")
    return str(found)


def missing(reason: str) -> None:
    """A test that cannot have what it needs is skipped with the reason; in CI it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass
class VirtualPrinter:
    """A printer on loopback."""

    address: str
    folder: Path
    """Where what it printed lies, by the job's name."""
    process: "subprocess.Popen[bytes]"

    def printed(self) -> dict[str, bytes]:
        """What has come out."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}


@contextmanager
def virtual_printer(
    *,
    script: str = PRINTED,
    formats: str = "application/pdf,image/pwg-raster",
    ready: str = "oe_label_100x70mm",
    dpi: int = 203,
    port: int | None = None,
    printed: Path | None = None,
) -> Iterator[VirtualPrinter]:
    """ippeveprinter on a port of its own. `script` is what it does with a document: `$1` its file, `$2` where
    printed documents go.
    """
    why = "Debian's cups-ipp-utils has it"
    programs = needed("ippeveprinter", why), needed("dbus-daemon", "Debian's dbus has it")
    with tempfile.TemporaryDirectory(prefix="ipp") as name:
        folder = Path(name)
        printed = printed or folder / "printed"
        for part in (folder / "spool", folder / "keys", printed):
            part.mkdir(exist_ok=True)
        (folder / "bus.conf").write_text(BUS.format(folder=folder))
        conf = LABEL_PRINTER.format(ready=ready, formats=formats, dpi=dpi)
        (folder / "label.conf").write_text(conf)
        print_job = folder / "print.sh"
        print_job.write_text(f'#!/bin/sh\nset -- "$1" "{printed}"\n{script}\n')
        print_job.chmod(0o755)
        port = port or free_port()
        command = [programs[0], "-r", "off", "-p", str(port), "-d", str(folder / "spool")]
        command += [
            "-K",
            str(folder / "keys"),
            "-c",
            str(print_job),
            "-a",
            str(folder / "label.conf"),
            "Labels",
        ]
        bus = _start([programs[1], f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile"], folder)
        try:
            _await((folder / "bus").exists, folder)
            printer = _start(command, folder)
            try:
                _await(lambda: _listens(port), folder)
                yield VirtualPrinter(f"ipp://localhost:{port}/ipp/print", printed, printer)
            finally:
                _end(printer)
        finally:
            _end(bus)


def _start(command: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    environment = os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus", "TMPDIR": str(folder)}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGCONT)
    process.kill()
    process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _await(ready: Callable[[], bool], folder: Path) -> None:
    until = monotonic() + 10
    while not ready():
        assert monotonic() < until, (folder / "log").read_text()
        sleep(0.02)
