"""What Textual's own terminal input does not forgive."""

import codecs
import sys
from functools import partial


def accept_any_byte() -> None:
    """Read a byte that is no UTF-8 as U+FFFD, which makes its scan unreadable.

    A scanner set to Latin-1 sends such bytes. Textual decodes strictly, has no option for it, and
    the app would end at the first one.
    """
    if sys.platform != "win32":
        from textual.drivers import linux_driver  # noqa: PLC0415

        linux_driver.getincrementaldecoder = _forgiving  # type: ignore[attr-defined, assignment]


def _forgiving(encoding: str) -> partial[codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), "replace")
