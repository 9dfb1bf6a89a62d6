"""The database: opened, made, and used one whole act at a time.

A file (SQLite) for one station, a server (PostgreSQL) for several; `atomic()` is the only way to write.
"""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, MultipleResultsFound, NoResultFound

from pharmacy.database import schema
from pharmacy.database.sqlite import SqliteFile
from pharmacy.database.store import Store
from pharmacy.database.troubles import (
    SECRET_OPTION,
    bad_address,
    for_its_owner,
    impossible,
    secret_in_address,
)
from pharmacy.errors import Code, Trouble
from pharmacy.mistakes import place_of

if TYPE_CHECKING:
    from pharmacy.database.postgresql import PostgresServer

BUSY_SECONDS = 10.0
"""How long to wait for another writer before saying so."""

SERVER = "postgresql"
"""What the address of a server begins with."""

IMPOSSIBLE = (ValueError, TypeError, LookupError, NoResultFound, MultipleResultsFound)
"""What an edited table leads to: a value outside its kind, also where a rule first meets it; a row or a
moment that is not there. A mistake in the program may lead to the same, or to something that is not caught.
"""

_LIKE_A_SERVER = re.compile(
    r"\s*(postgres\w*(\+\w+)?(:|//)|(host|hostaddr|port|user|password|dbname|service)\s*=)", re.IGNORECASE
)
"""What would otherwise be taken for the name of a file."""


class Database:
    """An open database."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._writer = store.writer()
        self._reader = store.reader()
        driver = self._writer.dialect.dbapi
        assert driver is not None
        self._error: type[Exception] = driver.Error
        self.duplicate: type[Exception] = driver.IntegrityError
        """What a second row of the same key raises."""

    @property
    def url(self) -> URL:
        """Its address."""
        return self._store.url

    @property
    def place(self) -> str:
        """Its address as told to people, without a password."""
        return self._store.place

    @contextmanager
    def atomic(self) -> Iterator[sa.Connection]:
        """A transaction that writes: all of it is durable afterwards, or none of it happened."""
        with self._use(self._writer) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A consistent view that cannot write."""
        with self._use(self._reader) as connection:
            yield connection

    @contextmanager
    def reckoning(self) -> Iterator[None]:
        """For what is made of rows, also once they were read. Raises `Trouble` for what no row leads to."""
        try:
            yield
        except IMPOSSIBLE as error:
            raise impossible(self.place, place_of(error, deepest=2)) from error

    @contextmanager
    def _use(self, engine: sa.Engine) -> Iterator[sa.Connection]:
        self._store.refuse_moved()
        try:
            with self.reckoning(), engine.begin() as connection:
                yield connection
        except (DBAPIError, self._error) as error:
            self._store.refuse_moved()
            self._store.refuse_disturbed()
            raise self._store.trouble(error) from error
        self._store.refuse_moved()  # once more: whatever went into another file is not acknowledged
        self._store.refuse_disturbed()

    def examine(self) -> str:
        """The revision of its schema. Raises `Trouble` for what nobody may work with, also where `inspect`
        let it be opened.
        """
        return self._store.refuse_unfit(self._reader, inspect=False)

    def close(self) -> None:
        """Let go of every connection."""
        self._writer.dispose()
        self._reader.dispose()

    def _refuse_unfit(self, *, inspect: bool) -> None:
        """Raise `Trouble` for what cannot be used; bring an older one up to date."""
        revision = self._store.refuse_unfit(self._reader, inspect=inspect)
        if revision != schema.REVISION and not inspect:
            self._upgrade(revision)

    def _upgrade(self, revision: str) -> None:
        try:
            with self.atomic() as connection:
                schema.upgrade(connection)
        except Trouble as trouble:
            if trouble.code is Code.DATABASE_READ_ONLY and is_server(self.url):
                raise for_its_owner(self.place, revision, schema.REVISION) from trouble
            raise


def database_url(where: str) -> URL:
    """A URL, or the path of an SQLite file, as an SQLAlchemy URL. Raises `Trouble` for what is neither, and
    for a password that would be told with it; no `Trouble` repeats one.
    """
    if "://" not in where and _LIKE_A_SERVER.match(where):
        raise bad_address(where)
    try:
        url = make_url(where) if "://" in where else URL.create("sqlite", database=where)
    except (ArgumentError, ValueError) as error:
        raise bad_address(where) from error
    if is_server(url) and url.database:
        if SECRET_OPTION.search(unquote(url.render_as_string(hide_password=True))):
            raise secret_in_address()
        if "@" in f"{url.host}{url.database}":  # what follows an @ in a password would be told as the host
            raise bad_address(where)
        return url.set(drivername="postgresql+psycopg")
    plain_file = url.drivername == "sqlite" and not url.query and not url.host
    if not plain_file or not url.database or url.database == ":memory:" or "\0" in url.database:
        raise bad_address(where)
    return url


def told(where: str) -> str:
    """An address as told to people, without a password."""
    with closing(_store(database_url(where))) as store:
        return store.place


def is_server(url: URL) -> bool:
    """Whether an address is a server's."""
    return url.drivername in {SERVER, "postgresql+psycopg"}


def database_exists(where: str) -> bool:
    """Whether there is something at an address already."""
    with closing(_store(database_url(where))) as store:
        return store.there()


def refuse_existing(where: str) -> None:
    """Raise `Trouble` when there is something at an address already."""
    with closing(_store(database_url(where))) as store:
        store.refuse_existing()


def open_database(where: str, wait: float = BUSY_SECONDS, *, inspect: bool = False) -> Database:
    """Open an existing database. Raises `Trouble` when it is missing, foreign, damaged or newer.
    `wait`: seconds for which another writer is waited for. `inspect`: for looking only, also at a database
    that has not just its own triggers, or in a folder that cannot be written.
    """
    store = _store(database_url(where), wait)
    database = Database(store)
    try:
        store.refuse_missing()
        database._refuse_unfit(inspect=inspect)
    except Trouble as trouble:
        database.close()
        if not (inspect and trouble.code is Code.DATABASE_READ_ONLY and isinstance(store, SqliteFile)):
            raise
        database = Database(store.at_rest())
        database._refuse_unfit(inspect=True)
    return database


def create_database(where: str, now: datetime) -> Database:
    """Make a new, empty database. Raises `Trouble` when there is one already."""
    with closing(_store(database_url(where))) as store:
        store.create(now)
    return open_database(where)


def _store(url: URL, wait: float = BUSY_SECONDS) -> "SqliteFile | PostgresServer":
    if not is_server(url):
        return SqliteFile(url, wait)
    from pharmacy.database.postgresql import PostgresServer  # noqa: PLC0415 - only where there is a server

    return PostgresServer(url, wait)
