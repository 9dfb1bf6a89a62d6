"""The command `alemprep`. Opening the app imports no command line library: first paint waits for nothing."""

import sys

PLAIN = {(): False, ("--sample",): True}
"""The everyday starts, and whether they open the sample hospital."""


def main() -> None:
    """Open the app, or hand everything else to the command line."""
    arguments = tuple(sys.argv[1:])
    if arguments not in PLAIN:
        from tui.cli import main as command_line  # noqa: PLC0415 - only when a command is asked for

        command_line()
        return
    from pharmacy.errors import AlemprepError  # noqa: PLC0415
    from tui.start import start  # noqa: PLC0415

    try:
        start(db=None, site=None, language=None, sample=PLAIN[arguments])
    except AlemprepError as error:
        from tui.command import tell  # noqa: PLC0415

        sys.exit(tell(error, as_json=False))
