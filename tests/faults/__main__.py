"""A thousand kills, and what they found, in `build/faults.txt`."""

import random
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.conftest import made_hospital
from tests.faults.kills import on_sqlite

OUT = Path("build") / "faults.txt"


def main(times: int = 1000) -> None:
    """Kill, and tell."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = on_sqlite(made_hospital(folder / "hospital"), folder).kill(times, random.Random())
    told = f"{datetime.now(UTC):%Y-%m-%d}, SQLite: {found}\n"
    OUT.parent.mkdir(exist_ok=True)
    with OUT.open("a") as out:
        out.write(told)
    print(told, end="")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
