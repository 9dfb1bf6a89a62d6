"""What a database says of itself: whether it keeps what is recorded, and whom it lets do what."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from pharmacy.checkup import Finding, fault, fine, warning
from pharmacy.clock import CLOCK_TOLERANCE
from pharmacy.language import text, verbatim

FILE, SERVER = text("database file"), text("database server")
RIGHTS, STANDBY, CLOCK = text("rights"), text("standby"), text("server's clock")

_MAY_TOO_MUCH = (
    "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
    "WHERE n.nspname = current_schema() AND relkind = 'r' AND (pg_has_role(relowner, 'USAGE') "
    "OR has_table_privilege(c.oid, 'DELETE, TRUNCATE, TRIGGER')) ORDER BY 1"
)
_MAY_CHANGE = (
    "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
    "WHERE n.nspname = current_schema() AND relkind = 'r' AND NOT pg_has_role(relowner, 'USAGE') AND ("
    "has_any_column_privilege(c.oid, 'UPDATE') AND EXISTS "
    "(SELECT FROM pg_trigger WHERE tgrelid = c.oid AND tgname = relname || '_no_update') "
    "OR relname = 'alembic_version' AND has_any_column_privilege(c.oid, 'INSERT, UPDATE')) ORDER BY 1"
)
"""Tables that are only added to, and the number of the schema; whoever owns them is told of already."""
_STANDBYS = (
    "SELECT count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')), "
    "count(*) FILTER (WHERE sync_state IS NULL) FROM pg_stat_replication"
)
_DURABLE = {"fsync": {"on"}, "full_page_writes": {"on"}, "synchronous_commit": {"on", "remote_apply"}}
"""What these settings have to be, so that an acknowledged act outlives a power cut."""


def file_condition(connection: Connection, *, full: bool) -> Iterator[Finding]:
    """Of an SQLite file. `full`: every page of it."""
    mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())
    if mode != "wal":
        yield warning(
            FILE,
            text("Its journal is “{mode}”, so that whoever reads stops whoever writes.", mode=mode),
            text("With every station closed, run: sqlite3 FILE 'PRAGMA journal_mode=WAL'"),
        )
    if full:
        said = str(next(iter(connection.exec_driver_sql("PRAGMA integrity_check").scalars())))
        if said != "ok":
            yield fault(
                FILE,
                text("SQLite finds it damaged: {said}", said=said),
                text("Stop working. Restore the last backup, and tell the pharmacist."),
            )
            return
    yield fine(FILE, text("Every commit is on the disk before it is told."))


def server_condition(connection: Connection, now: datetime) -> Iterator[Finding]:
    """Of a PostgreSQL server. `now` by this computer's clock."""
    yield _durability(connection)
    yield _standby(connection)
    yield from _rights(connection)
    its_own: datetime = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
    apart = abs(its_own - now)
    if apart > CLOCK_TOLERANCE:
        yield warning(
            CLOCK,
            text("It differs from this computer's by {seconds} s.", seconds=round(apart.total_seconds())),
            text("Have both set by the same time server."),
        )
    else:
        yield fine(CLOCK, text("It agrees with this computer's."))


def _durability(connection: Connection) -> Finding:
    said = {name: str(connection.exec_driver_sql(f"SHOW {name}").scalar_one()) for name in _DURABLE}
    wrong = [f"{name} = {said[name]}" for name in said if said[name] not in _DURABLE[name]]
    if wrong:
        return fault(
            SERVER,
            text("What is recorded does not outlive a power cut: {settings}.", settings=", ".join(wrong)),
            text("Whoever looks after the server sets them to “on”."),
        )
    return fine(SERVER, text("Every commit is on its disk before it is told."))


def _standby(connection: Connection) -> Finding:
    if connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one():
        return fault(
            STANDBY,
            text("This server is itself a standby; nothing can be recorded on it."),
            text("Name the primary in the address, or all servers with target_session_attrs=read-write."),
        )
    if not connection.exec_driver_sql("SHOW synchronous_standby_names").scalar_one():
        return warning(
            STANDBY,
            text("There is no synchronous standby: what was not backed up is lost with the server's disk."),
            text("Set one up, as in docs/deploy.md."),
        )
    following, unseen = connection.exec_driver_sql(_STANDBYS).one()
    if following:
        return fine(STANDBY, text("Every act is on a second server as well before it is told."))
    if unseen:
        return warning(
            STANDBY,
            text("This user may not see whether the standby follows."),
            text("The owner grants pg_read_all_stats, as in docs/deploy.md."),
        )
    return fault(
        STANDBY,
        text("The synchronous standby is gone: every act waits for it."),
        text("Whoever looks after the server starts the standby, or takes it off synchronous_standby_names."),
    )


def _rights(connection: Connection) -> Iterator[Finding]:
    found = list(connection.exec_driver_sql(_MAY_TOO_MUCH).scalars())
    changed = list(connection.exec_driver_sql(_MAY_CHANGE).scalars())
    if found:
        yield warning(
            RIGHTS,
            text(
                "Tables that this user may delete from, empty or alter, the audit too: {count}.",
                count=len(found),
            )
            if "event" in found
            else text(
                "This user may delete from, empty or alter: {tables}.", tables=verbatim(", ".join(found))
            ),
            text("Stations need a user that may only read, add and change, as in docs/deploy.md."),
        )
    if changed:
        yield warning(
            RIGHTS,
            text(
                "This user may change what no station ever changes: {tables}.",
                tables=verbatim(", ".join(changed)),
            ),
            text("The owner revokes it, as in docs/deploy.md: a restore or a migration gives it back."),
        )
    if not found and not changed:
        yield fine(RIGHTS, text("This user may read, add and change, and no more."))
