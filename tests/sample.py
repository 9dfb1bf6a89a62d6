"""The sample hospital on the evening before the tests begin: made once, copied for each."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from argon2 import PasswordHasher
from pydantic import SecretStr

from pharmacy.service.pins import peppered
from samples import SCENARIOS
from tests.postgres import Server
from tests.raw import Raw
from tui.rehearsal import rehearse

Pins = Mapping[str, SecretStr]
"""By badge."""

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
    def in_file(cls, folder: Path, now: datetime, pins: Pins) -> "Sample":
        """With its database in a file."""
        return cls(folder, _made(folder, str(folder / "alemprep.db"), now, pins))

    @classmethod
    def on_server(cls, folder: Path, now: datetime, pins: Pins, server: Server) -> "Sample":
        """With its database on a server."""
        return cls(folder, _made(folder, server.new_database(), now, pins), server)

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


def _made(folder: Path, where: str, now: datetime, pins: Pins) -> str:
    os.environ["ALEMPREP_FOLDER"] = str(folder)
    for outcome in rehearse(SCENARIOS / "hospital.jsonl", now, db=where):
        assert outcome.as_expected, outcome
    _hash_pins_at_least_cost(where, (folder / SECRETS[0]).read_bytes(), pins)
    return where


def _hash_pins_at_least_cost(where: str, pepper: bytes, pins: Pins) -> None:
    """Real hashes of the sample hospital's PINs, checked as always, but without the cost that is there to
    slow down whoever guesses: the tests give thousands of PINs.
    """
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with closing(Raw(where)) as raw:
        for badge, pin in pins.items():
            stored = cheap.hash(peppered(pepper, badge, pin))
            raw.execute("UPDATE person SET pin_hash = ? WHERE badge = ?", (stored, badge))
