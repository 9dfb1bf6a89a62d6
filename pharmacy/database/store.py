"""What the two kinds of database have to answer."""

from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.engine import URL

from pharmacy.errors import Trouble


class Store(Protocol):
    """A kind of database, at an address."""

    url: URL

    @property
    def place(self) -> str:
        """The address as told to people, without a password."""

    def writer(self) -> sa.Engine:
        """Connections whose transactions write."""

    def reader(self) -> sa.Engine:
        """Connections whose transactions see one moment, and cannot write."""

    def refuse_moved(self) -> None:
        """Raise `Trouble` when it no longer is what was opened."""

    def refuse_disturbed(self) -> None:
        """Raise `Trouble` when what was read may be wrong."""

    def trouble(self, error: Exception) -> Trouble:
        """The sentence for what the driver said."""

    def refuse_unfit(self, reader: sa.Engine, *, inspect: bool) -> str:
        """Raise `Trouble` for what is not ours, too new, or has other triggers; return its revision."""
