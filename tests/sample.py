"""The sample hospital on the evening before the tests begin: made once, copied for each."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from argon2 import PasswordHasher

from pharmacy.service import pins
from samples import SCENARIOS
from tests.postgres import Server
from tui.rehearsal import rehearse

COSTLY = pins._HASHER
"""As PINs are hashed at work."""
SECRETS = ("alemprep.db.pepper", "alemprep.db.key")


@dataclass(frozen=True)
class Sample:
    """The hospital that is copied; nobody opens it."""

    folder: Path
    """With its site file and the secret of its PINs."""
    where: str
    """The address of its database."""
    server: Server | None = None

    @classmethod
    def in_file(cls, folder: Path, now: datetime) -> "Sample":
        """With its database in a file."""
        return cls(folder, _made(folder, str(folder / "alemprep.db"), now))

    @classmethod
    def on_server(cls, folder: Path, now: datetime, server: Server) -> "Sample":
        """With its database on a server."""
        return cls(folder, _made(folder, server.new_database(), now), server)

    @contextmanager
    def copied(self, folder: Path) -> Iterator[str]:
        """A hospital of one's own with its files in a folder; the address of its database."""
        where = self.copy(folder)
        try:
            yield where
        finally:
            self.drop(where)

    def drop(self, where: str) -> None:
        """A copy is not needed any more; a file goes with its folder."""
        if self.server:
            self.server.drop(where)

    def copy(self, folder: Path) -> str:
        """The same for as long as there is the server, or the folder."""
        for name in (*SECRETS, "site.toml"):
            shutil.copy(self.folder / name, folder / name)
        if self.server:
            os.environ["ALEMPREP_FOLDER"] = str(folder)
            return self.server.copy(self.where)
        return str(shutil.copy(self.where, folder / "alemprep.db"))


def _made(folder: Path, where: str, now: datetime) -> str:
    os.environ["ALEMPREP_FOLDER"] = str(folder)
    with quick_pins():
        for outcome in rehearse(SCENARIOS / "hospital.jsonl", now, db=where):
            assert outcome.as_expected, outcome
    return where


@contextmanager
def quick_pins() -> Iterator[None]:
    """PINs are hashed for real, but without the cost that is there to slow down whoever guesses: the tests
    give thousands of them.
    """
    pins._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    try:
        yield
    finally:
        pins._HASHER = COSTLY
