"""What vouches for the audit from outside the database: a key, and a file with every checkpoint."""

import fcntl
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pharmacy.checkpoints import KEY_BYTES, Checkpoint, read_line
from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.files import read_whole, why


@dataclass(frozen=True)
class Witness:
    """The two files."""

    key_file: Path
    """The private key, 64 hex digits; nobody else may read it."""
    log: Path
    """Checkpoints, a line each, the oldest first; only ever added to."""

    def key(self) -> bytes | None:
        """The private key; none where there is no file. Raises `Trouble` for one that holds no key."""
        try:
            return hex_key(read_whole(self.key_file).decode("ascii"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise self._no_key(error) from error

    def make_key(self) -> bytes:
        """The private key, made where there is none. It gets its name when it is whole."""
        unfinished = self.key_file.with_name(f"{self.key_file.name}.{secrets.token_hex(8)}.new")
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(f"{secrets.token_hex(KEY_BYTES)}\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):  # another station was faster: then that one's is the hospital's
                self.key_file.hardlink_to(unfinished)
        except OSError as error:
            raise self._no_key(error) from error
        finally:
            unfinished.unlink(missing_ok=True)
        made = self.key()
        assert made is not None, "it was there a moment ago"
        return made

    def checkpoints(self) -> tuple[Checkpoint | None, ...]:
        """What the file holds, line by line; none for a line that is no checkpoint."""
        return read_checkpoints(self.log)

    def complete(self, table: Sequence[Checkpoint]) -> None:
        """Add to the file, durably, the checkpoints of the database that it lacks. A line that was torn, when
        the disk was full or the power went, is completed; a file that holds anything else than the first part
        of the table is evidence, and is left as it is. Raises `Trouble`.
        """
        try:
            held = self.log.read_bytes() if self.log.exists() else b""
            if _missing(held, table):
                self._append(table)
        except OSError as error:
            raise Trouble(
                Code.CHECKPOINT,
                text("The audit's checkpoint stands in the database, but could not be written beside it."),
                expected=text("a file that this user may write"),
                got=verbatim(f"{self.log}: {why(error)}"),
                advice=text("Make the file writable; the next start adds what is missing. Work can go on."),
            ) from error

    def _append(self, table: Sequence[Checkpoint]) -> None:
        with os.fdopen(os.open(self.log, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b", 0) as file:
            with suppress(OSError):  # a file system without locks: two stations may add one line twice
                fcntl.flock(file, fcntl.LOCK_EX)
            held = file.read()
            missing = _missing(held, table)
            try:
                while missing:
                    missing = missing[file.write(missing) :]
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(len(held))
                raise

    def _no_key(self, error: Exception) -> Trouble:
        return no_key(verbatim(f"{self.key_file}: {why(error)}"))


def no_key(got: Text) -> Trouble:
    """No checkpoint can be signed."""
    return Trouble(
        Code.CHECKPOINT,
        text("The key that signs the audit's checkpoints is missing or damaged, so none was made."),
        expected=text("the hospital's key, beside the database"),
        got=got,
        advice=text("Put the file back from the backup. Work can go on meanwhile."),
    )


def hex_key(typed: str) -> bytes:
    """A key in hex. Raises `ValueError`."""
    key = bytes.fromhex(typed.strip())
    if len(key) != KEY_BYTES:
        raise ValueError(f"{len(key)} bytes, not {KEY_BYTES}")
    return key


def _missing(held: bytes, table: Sequence[Checkpoint]) -> bytes:
    """What a file needs behind what it holds, to hold the table; nothing where it holds anything else."""
    lines = [f"{each.line()}\n".encode() for each in table]
    whole, end, torn = held.rpartition(b"\n")
    # Two stations that had no lock may have added a line twice.
    known = list(dict.fromkeys((whole + end).splitlines(keepends=True)))
    rest = b"".join(lines[len(known) :])
    return rest[len(torn) :] if known == lines[: len(known)] and rest.startswith(torn) else b""


def read_checkpoints(file: Path) -> tuple[Checkpoint | None, ...]:
    """What a file of checkpoints holds, line by line; nothing where there is none. Raises `Trouble`."""
    try:
        lines = read_whole(file).decode(errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise Trouble(
            Code.BAD_FILE,
            text("The file of checkpoints cannot be read."),
            got=verbatim(f"{file}: {why(error)}"),
            advice=text("Check that this user may read the file."),
            bad_input=True,
        ) from error
    return tuple(read_line(line) for line in lines)
