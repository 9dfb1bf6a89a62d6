"""A real pseudo-terminal with a program in it, and the screen it has drawn."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 60.0
"""Seconds to wait for something to appear before giving up."""


class Terminal:
    """Runs a program as a person would; `with` ends it."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"} | dict(environment or {}))
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def kill(self) -> None:
        """End the program at once, as a power cut does."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def type(self, characters: str) -> None:
        """Send keys."""
        os.write(self._fd, characters.encode())

    def scan(self, code: str) -> None:
        """Send a code as a scanner does: at once, with Enter behind it."""
        self.type(f"{code}\r")

    def wait_for(self, words: str, patience: float = PATIENCE) -> float:
        """Seconds until the words stand on the screen. Raises `AssertionError` when they never do."""
        begun = time.perf_counter()
        while words not in self.text:
            if not self._read(begun + patience - time.perf_counter()):
                raise AssertionError(f"{words!r} did not appear:\n{self.text}")
        return time.perf_counter() - begun

    def wait_to_end(self, patience: float = PATIENCE) -> int:
        """Read on until the program has ended, and give its exit code. Raises `AssertionError` when it does
        not end.
        """
        until = time.perf_counter() + patience
        while self._read(until - time.perf_counter()):
            pass
        assert time.perf_counter() < until, f"it has not ended:\n{self.text}"
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def stop_and_go_on(self, how: signal.Signals) -> None:
        """Stop the program, have a shell use the terminal meanwhile, and let the program go on."""
        os.kill(self.pid, how)
        os.waitpid(self.pid, os.WUNTRACED)
        modes = termios.tcgetattr(self._fd)
        modes[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(self._fd, termios.TCSANOW, modes)
        self._screen.reset()
        os.kill(self.pid, signal.SIGCONT)

    def hang_up(self, patience: float = PATIENCE) -> int:
        """Take the terminal away, as a lost line does, and wait for the program's end; its exit code. Raises
        `AssertionError` when it does not end.
        """
        os.close(self._fd)
        self._fd = -1
        until = time.perf_counter() + patience
        while (ended := os.waitpid(self.pid, os.WNOHANG)) == (0, 0):
            assert time.perf_counter() < until, "it has not ended"
            time.sleep(0.02)
        return os.waitstatus_to_exitcode(ended[1])

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed by itself, as at a shell's prompt."""
        return bool(termios.tcgetattr(self._fd)[3] & termios.ECHO)

    @property
    def text(self) -> str:
        """The screen as it is now."""
        return "\n".join(self._screen.display)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], max(patience, 0))
        if not ready:
            return False
        try:
            self._stream.feed(os.read(self._fd, 65536))
        except OSError:
            return False
        return True
