"""The terminal of a station: what it may do that Textual's own reading of it does not forgive."""

import asyncio
import os
import selectors
import signal
import termios
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

HUNG_UP = 128 + signal.SIGHUP
"""Exit code, as a shell tells it of a program whose terminal is gone."""

TERMINATED = 128 + signal.SIGTERM
"""Exit code, as a shell tells it of a program that was asked to end."""

_POLL_SECONDS = 0.1
_AT_ONCE = 4096


class StationTerminal(LinuxDriver):
    """A terminal that may send any byte, is stopped and goes on, or goes away.

    A byte that is no UTF-8, as of a scanner set to Latin-1, is read as U+FFFD, which makes its scan
    unreadable. A program that was stopped and goes on has one reader all the same: two would share a scan's
    characters between them. Without its terminal a station ends, as after a power cut, even where whoever
    started it has it ignore that it was hung up: nobody could see or sign it out. One that is asked to end,
    as when the computer is shut down, leaves the terminal as it found it.
    """

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._app.exit, None, TERMINATED)

    def run_input_thread(self) -> None:
        """Hand on every key until the app wants no more."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                # Half a character is nothing yet; an empty text would end the parser.
                if selector.select(_POLL_SECONDS) and (typed := decode(self._read())):
                    for message in parser.feed(typed):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        """What was typed; without a terminal there is no return."""
        try:
            typed = os.read(self.fileno, _AT_ONCE)
        except OSError:
            typed = b""
        if not typed:
            os._exit(HUNG_UP)
        return typed

    def _sigcont_application(self, *_: Any) -> None:
        """Go on after a stop. A terminal that hangs up has the program continued as well."""
        if self._key_thread is None:
            return  # it has not begun
        try:
            now = termios.tcgetattr(self.fileno)
        except termios.error:
            os._exit(HUNG_UP)
        if self._must_signal_resume:  # stopped with everything put away
            super()._sigcont_application()
            return
        if not self._key_thread.is_alive():
            return  # it is ending
        now[3], now[0] = self._patch_lflag(now[3]), self._patch_iflag(now[0])
        with suppress(termios.error):  # in the background; it is continued once more when it may
            termios.tcsetattr(self.fileno, termios.TCSANOW, now)
        self._app.call_later(self._app.refresh, layout=True)
