"""A thousand kills on each kind of database, and what they found: also in `build/faults.txt`."""

import random
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.conftest import MORNING
from tests.faults.kills import Kills, on_server, on_sqlite
from tests.postgres import server
from tests.sample import Sample

OUT = Path("build") / "faults.txt"


def main(times: int = 1000) -> None:
    """Kill, and tell."""
    with tempfile.TemporaryDirectory() as name, server() as started:
        folders = [Path(name) / part for part in ("file", "file/own", "server", "server/own")]
        for folder in folders:
            folder.mkdir()
        _tell("SQLite", on_sqlite, Sample.in_file(folders[0], MORNING), folders[1], times)
        _tell("PostgreSQL", on_server, Sample.on_server(folders[2], MORNING, started), folders[3], times)


def _tell(kind: str, made: Callable[[Sample, Path], Kills], sample: Sample, folder: Path, times: int) -> None:
    found = made(sample, folder).kill(times, random.Random())
    told = f"{datetime.now(UTC):%Y-%m-%d}, {kind}: {found}"
    OUT.parent.mkdir(exist_ok=True)
    with OUT.open("a") as out:
        print(told, file=out)
    print(told)
    found.station.database.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
