"""What a station does when its terminal is stopped, goes on, or is gone."""

import os
import signal
import sys
from contextlib import closing

import pytest

from pharmacy import audit
from pharmacy.database import open_database
from tests.conftest import House
from tests.terminal import Terminal
from tests.tui.test_end_to_end import sign_in
from tests.tui.test_gate import VIAL

STATION = (sys.executable, "-c", "from tui.entry import main; main()")
DEAF_TO_HANG_UPS = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh")


def test_a_station_whose_terminal_is_gone_ends_although_it_ignores_that_it_was_hung_up(house: House) -> None:
    house.verified()
    house.station.database.close()
    terminal = Terminal([*DEAF_TO_HANG_UPS, *STATION, "--db", house.where])
    with terminal:
        sign_in(terminal)
        assert terminal.hang_up() == 128 + signal.SIGHUP
    with closing(open_database(house.where)) as database, database.reading() as connection:
        assert audit.verify(connection).ok


def test_a_station_that_is_asked_to_end_leaves_the_terminal_as_it_found_it(house: House) -> None:
    house.verified()
    house.station.database.close()
    with Terminal([*STATION, "--db", house.where]) as terminal:
        sign_in(terminal)
        assert not terminal.echoes
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_to_end() == 128 + signal.SIGTERM
        assert terminal.echoes
    with closing(open_database(house.where)) as database, database.reading() as connection:
        assert audit.verify(connection).ok


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGTSTP])
def test_a_station_that_was_stopped_and_goes_on_paints_itself_anew_and_reads_each_scan_once(
    house: House, how: signal.Signals
) -> None:
    house.verified()
    house.station.database.close()
    with Terminal([*STATION, "--db", house.where]) as terminal:
        sign_in(terminal)
        terminal.stop_and_go_on(how)
        terminal.wait_for("most urgent first")
        terminal.scan(VIAL)
        terminal.wait_for("L77F2")
