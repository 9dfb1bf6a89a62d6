"""The scanner gate: no scan is lost, merged, cut or taken for a command; no key acts twice."""

import asyncio
import json
import signal
import sys
import time
from pathlib import Path
from string import ascii_letters, digits, punctuation

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Button

from tui.gate import COMMAND_SILENCE, DAMAGE, GS, SCAN_SILENCE, Gate, Press, Scan
from tui.gated import GatedApp, GatedScreen
from tui.widgets.line import Line

ROOT = Path(__file__).parents[2]
VIAL = f"]d201084700012345632123H7K9{GS}17280331{GS}10L77F2"


def terminal_events(raw: str) -> list[events.Key | events.Paste]:
    """What Textual's own parser makes of what a terminal sends."""
    return [event for event in XTermParser().feed(raw) if isinstance(event, events.Key | events.Paste)]


def feed(gate: Gate, raw: str, at: float = 10.0) -> list[Scan | Press]:
    """Send a burst through the terminal parser into the gate, everything at one moment."""
    items: list[Scan | Press] = []
    for event in terminal_events(raw):
        if isinstance(event, events.Key):
            items += gate.key(event.key, event.character, at)
        else:
            items += gate.paste(event.text, at)
    return items


def texts(items: list[Scan | Press]) -> list[str]:
    return [item.text for item in items if isinstance(item, Scan)]


# The gate alone


@pytest.mark.parametrize("end", ["\r", "\n", "\t", "\r\n", "\r\r", "\t\r\n"])
def test_every_usual_suffix_ends_a_scan_and_a_doubled_one_does_nothing_more(end: str) -> None:
    assert feed(Gate(), VIAL + end) == [Scan(VIAL, 10.0)]


def test_an_end_without_a_scan_confirms_nothing() -> None:
    assert feed(Gate(), "\r\n\t\r\r") == []


def test_two_scans_at_once_stay_two() -> None:
    assert texts(feed(Gate(), f"{VIAL}\r{VIAL}\r")) == [VIAL, VIAL]


def test_the_group_separator_is_kept_when_the_terminal_gives_no_character_for_it() -> None:
    gate = Gate()
    for key in ("1", "0", "A"):
        gate.key(key, key, 10.0)
    gate.key("ctrl+right_square_bracket", None, 10.0)
    gate.key("2", "2", 10.0)
    assert gate.key("enter", "\r", 10.0) == [Scan("10A\x1d2", 10.0)]


def test_the_group_separator_is_kept_as_the_kitty_protocol_sends_it() -> None:
    assert feed(Gate(), "10A\x1b[93;5u2\x1b[13u") == [Scan("10A\x1d2", 10.0)]


@pytest.mark.parametrize("code", [0x01, 0x03, 0x04, 0x0B, 0x11, 0x1A, 0x1C, 0x1E, 0x1F])
def test_a_control_character_in_a_scan_stays_in_it_and_is_no_key(code: int) -> None:
    assert feed(Gate(), f"10A{chr(code)}B\r") == [Scan(f"10A{chr(code)}B", 10.0)]


def test_a_function_key_in_a_scan_damages_it_and_is_not_pressed() -> None:
    # Some scanners are set to send F8 (ESC [ 1 9 ~) where GS belongs.
    assert feed(Gate(), "10A\x1b[19~21B\r") == [Scan(f"10A{DAMAGE}21B", 10.0)]


def test_shift_and_caps_lock_pressed_by_a_scanner_leave_no_trace() -> None:
    gate = Gate()
    for key, character in (("left_shift", None), ("A", "A"), ("caps_lock", None), ("b", "b")):
        assert gate.key(key, character, 10.0) == []
    assert gate.key("enter", "\r", 10.0) == [Scan("Ab", 10.0)]


def test_a_character_with_silence_around_it_is_a_command() -> None:
    gate = Gate()
    assert feed(gate, "?", at=10.0) == []
    assert gate.patience == COMMAND_SILENCE
    assert gate.silence(gate.heard) == [Press("question_mark", 10.0)]
    assert not gate.pending


def test_a_space_is_a_command_too() -> None:
    gate = Gate()
    feed(gate, " ")
    assert gate.silence(gate.heard) == [Press("space", 10.0)]


def test_a_silence_that_ended_before_it_was_noticed_makes_no_command() -> None:
    gate = Gate()
    feed(gate, "n", at=10.0)
    heard_before = gate.heard
    feed(gate, "26-000119-3", at=10.01)
    assert gate.silence(heard_before) == []
    assert feed(gate, "\r", at=10.02) == [Scan("n26-000119-3", 10.0)]


def test_a_character_close_behind_a_scan_is_no_command() -> None:
    gate = Gate()
    feed(gate, f"{VIAL}\r", at=10.0)
    feed(gate, "n", at=10.05)
    assert gate.patience == SCAN_SILENCE
    assert gate.silence(gate.heard) == [Scan("n", 10.05, complete=False)]


def test_a_key_some_time_after_a_scan_is_a_command() -> None:
    gate = Gate()
    feed(gate, f"{VIAL}\r", at=10.0)
    feed(gate, "n", at=10.2)
    assert gate.silence(gate.heard) == [Press("n", 10.2)]


def test_a_scan_without_an_end_is_handed_on_as_incomplete() -> None:
    gate = Gate()
    feed(gate, "26-000119")
    assert gate.patience == SCAN_SILENCE
    assert gate.silence(gate.heard) == [Scan("26-000119", 10.0, complete=False)]


@pytest.mark.parametrize(
    ("raw", "key"), [("\x1b[A", "up"), ("\x1b[6~", "pagedown"), ("\x1bOP", "f1"), ("\x7f", "backspace")]
)
def test_a_named_key_is_pressed_at_once(raw: str, key: str) -> None:
    assert feed(Gate(), raw) == [Press(key, 10.0)]


def test_escape_throws_a_begun_scan_away() -> None:
    gate = Gate()
    feed(gate, "26-0001")
    assert gate.key("escape", "\x1b", 10.3) == [Press("escape", 10.3)]
    assert feed(gate, "26-000119-3\r", at=11.0) == [Scan("26-000119-3", 11.0)]


def test_a_pasted_code_keeps_its_group_separators_and_needs_no_end() -> None:
    assert feed(Gate(), f"\x1b[200~{VIAL}\x1b[201~") == [Scan(VIAL, 10.0)]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\t", "\n\n"])
def test_a_paste_of_several_codes_is_as_many_scans(end: str) -> None:
    pasted = f"\x1b[200~{VIAL}{end}  26-000119-3 {end}\x1b[201~"
    assert texts(feed(Gate(), pasted)) == [VIAL, "26-000119-3"]


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028"])
def test_a_paste_is_cut_only_where_a_scan_ends(separator: str) -> None:
    assert texts(feed(Gate(), f"\x1b[200~10A{separator}21B\x1b[201~")) == [f"10A{separator}21B"]


def test_a_paste_into_a_begun_scan_is_not_merged_with_it() -> None:
    assert feed(Gate(), f"10A\x1b[200~{VIAL}\r\x1b[201~") == [
        Scan("10A", 10.0, complete=False),
        Scan(VIAL, 10.0),
    ]


def test_one_pasted_letter_is_a_scan_and_never_a_command() -> None:
    assert feed(Gate(), "\x1b[200~n\x1b[201~") == [Scan("n", 10.0)]


def test_the_rest_of_a_scan_whose_beginning_went_to_a_dialog_is_known_to_be_a_rest() -> None:
    gate = Gate()
    gate.elsewhere("4", 10.0)
    assert feed(gate, "26-000119-3\r", at=10.01) == [Scan("26-000119-3", 10.01, complete=False)]


def test_a_scan_after_a_dialog_was_ended_with_enter_is_whole() -> None:
    gate = Gate()
    gate.elsewhere("4", 10.0)
    gate.elsewhere("enter", 10.01)
    assert feed(gate, "26-000119-3\r", at=10.02) == [Scan("26-000119-3", 10.02)]


CHARACTERS = ascii_letters + digits + punctuation + GS + "ñÁ"
ENDS = st.lists(st.sampled_from(["\r", "\n", "\t"]), min_size=1, max_size=3).map("".join)


@given(st.lists(st.tuples(st.text(CHARACTERS, min_size=1, max_size=60), ENDS), max_size=20))
def test_whatever_is_scanned_comes_out_exactly_and_in_order(scans: list[tuple[str, str]]) -> None:
    burst = "".join(code + end for code, end in scans)
    assert feed(Gate(), burst) == [Scan(code, 10.0) for code, _ in scans]


@given(st.lists(st.tuples(st.text(CHARACTERS, min_size=1, max_size=60), ENDS), min_size=1, max_size=20))
def test_whatever_is_pasted_comes_out_exactly_and_in_order(scans: list[tuple[str, str]]) -> None:
    pasted = "".join(code + end for code, end in scans)
    assert feed(Gate(), f"\x1b[200~{pasted}\x1b[201~") == [Scan(code, 10.0) for code, _ in scans]


# The gate in an app


class Station(GatedScreen[None]):
    """Writes down what reaches it; a scan of `BLOCK` holds the whole program up, `DIALOG` asks for text."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Scan | Press] = []
        self.unused: list[Scan | Press] = []
        self.fired = 0
        self.busy = 0

    def compose(self) -> ComposeResult:
        yield Button("release")

    def on_button_pressed(self) -> None:
        self.fired += 1

    async def scanned(self, scan: Scan) -> None:
        assert self.busy == 0, "two acts at once"
        self.busy += 1
        self.items.append(scan)
        if scan.text == "BLOCK":
            time.sleep(1)
        if scan.text == "THREAD":
            await asyncio.to_thread(time.sleep, 0.2)
        if scan.text == "DIALOG":
            self.app.push_screen(Reason())
        if scan.text == "END":
            self.app.exit()
        self.busy -= 1

    async def pressed(self, press: Press) -> None:
        self.items.append(press)

    def unwanted(self, item: Scan | Press) -> None:
        self.unused.append(item)


class Reason(GatedScreen[None]):
    """A text dialog."""

    takes_text = True

    def compose(self) -> ComposeResult:
        yield Line()

    def typed(self, key: str, character: str | None) -> None:
        if key == "enter":
            self.dismiss(None)
        else:
            self.query_one(Line).typed(key, character)


class Bench(GatedApp):
    """An app with nothing but one station; writes what reached it to a file when it ends."""

    def __init__(self, report: Path | None = None) -> None:
        super().__init__()
        self.station = Station()
        self.report = report

    async def on_mount(self) -> None:
        await self.push_screen(self.station)

    def on_unmount(self) -> None:
        if self.report:
            rows = [
                ("press", i.key) if isinstance(i, Press) else ("scan", i.text) for i in self.station.items
            ]
            self.report.write_text(json.dumps({"items": rows, "fired": self.station.fired}))


def send(app: Bench, raw: str) -> None:
    """What the terminal's reader does: parse, stamp and queue."""
    for event in terminal_events(raw):
        app.post_message(event)


async def settle(pilot: Pilot[None], seconds: float = 0.25) -> None:
    await pilot.pause(seconds)
    await pilot.pause()


async def test_a_focused_button_does_not_fire_on_a_scan_or_on_enter() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        app.station.query_one(Button).focus()
        await pilot.pause()
        send(app, f"{VIAL}\r\n\r")
        await settle(pilot)
        assert app.station.fired == 0
        assert texts(app.station.items) == [VIAL]


@pytest.mark.parametrize("raw", ["10A\x11B\r", "10A\x03B\r", "10A\x10B\r", "\x11\x1110A\r"])
async def test_a_control_character_in_a_scan_neither_quits_nor_opens_anything(raw: str) -> None:
    app = Bench()
    async with app.run_test() as pilot:
        send(app, raw)
        await settle(pilot)
        assert app.is_running
        assert app.screen is app.station
        assert texts(app.station.items) == [raw.removesuffix("\r")]


async def test_a_key_alone_is_a_command() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        send(app, "n")
        await settle(pilot)
        [press] = app.station.items
        assert isinstance(press, Press)
        assert press.key == "n"


async def test_the_first_character_of_a_scan_is_no_command_however_long_the_program_stands_still() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        send(app, "n")
        await pilot.pause(0.01)
        time.sleep(1)
        await asyncio.sleep(0.01)
        send(app, "26-000119-3\r")
        await settle(pilot)
        assert [i for i in app.station.items if isinstance(i, Press)] == []
        assert texts(app.station.items) == ["n26-000119-3"]


async def test_a_scan_without_an_end_arrives_after_half_a_second() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        send(app, "26-000119")
        await settle(pilot, 0.3)
        assert app.station.items == []
        await settle(pilot, 0.4)
        [scan] = app.station.items
        assert isinstance(scan, Scan)
        assert (scan.text, scan.complete) == ("26-000119", False)


async def test_what_is_scanned_during_an_act_waits_for_its_end() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        send(app, "THREAD\rone\rTHREAD\rtwo\r")
        await settle(pilot, 0.1)
        assert texts(app.station.items) == ["THREAD"]
        await settle(pilot, 0.6)
        assert texts(app.station.items) == ["THREAD", "one", "THREAD", "two"]


async def test_a_text_dialog_gets_the_keys_and_the_gate_starts_clean_after_it() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        send(app, "DIALOG\r")
        await settle(pilot)
        dialog = app.screen
        assert isinstance(dialog, Reason)
        send(app, "spilt")
        await settle(pilot)
        assert dialog.query_one(Line).value == "spilt"
        send(app, "\r\n")
        await settle(pilot)
        assert app.screen is app.station
        send(app, f"{VIAL}\r")
        await settle(pilot)
        assert texts(app.station.items) == ["DIALOG", VIAL]
        assert [i.complete for i in app.station.items if isinstance(i, Scan)] == [True, True]


async def test_a_paste_reaches_a_text_dialog() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        send(app, "DIALOG\r")
        await settle(pilot)
        send(app, "\x1b[200~spilt\x1b[201~")
        await settle(pilot)
        assert app.screen.query_one(Line).value == "spilt"


async def test_what_follows_the_end_of_a_dialog_at_once_is_a_scan_of_its_own() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        send(app, "DIALOG\r")
        await settle(pilot)
        send(app, f"spilt\r{VIAL}\r")
        await settle(pilot)
        assert app.screen is app.station
        assert texts(app.station.items) == ["DIALOG", VIAL]


async def test_a_scan_made_before_a_dialog_opened_is_not_typed_into_it() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        send(app, f"DIALOG\r{VIAL}\r")
        await settle(pilot)
        dialog = app.screen
        assert isinstance(dialog, Reason)
        assert dialog.query_one(Line).value == ""


async def test_what_came_before_its_screen_was_there_is_not_acted_on() -> None:
    app = Bench()
    async with app.run_test() as pilot:
        early = events.Paste(VIAL)
        early.time = app.station.opened_at - 0.01
        app.post_message(early)
        await settle(pilot)
        assert app.station.items == []
        assert texts(app.station.unused) == [VIAL]


# The gate behind a real terminal


def through_a_terminal(
    report: Path, *bursts: bytes, stopped: bool = False, pause: float = 0.5
) -> list[tuple[str, str]]:
    """Run a bench in a pseudo-terminal, send it bursts `pause` seconds apart and give what reached it. With
    `stopped` it is first stopped by another program, and goes on.
    """
    program = (
        f"from pathlib import Path; from tests.tui.test_gate import Bench; Bench(Path({str(report)!r})).run()"
    )
    child = pexpect.spawn(
        sys.executable,
        ["-c", program],
        cwd=str(ROOT),
        env={"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
        dimensions=(24, 80),
        timeout=30,
    )
    try:
        child.expect("release")
        time.sleep(0.3)
        if stopped:
            child.kill(signal.SIGSTOP)
            child.kill(signal.SIGCONT)
            time.sleep(0.3)
        for burst in bursts:
            child.send(burst)
            time.sleep(pause)
        child.send(b"END\r")
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    items = json.loads(report.read_text())["items"]
    assert items[-1] == ["scan", "END"]
    return [(kind, what) for kind, what in items[:-1]]


@pytest.mark.parametrize("stopped", [False, True])
def test_five_hundred_scans_written_at_once_arrive_exactly_also_after_the_program_was_stopped(
    tmp_path: Path, stopped: bool
) -> None:
    codes = [f"]d2010847000123456321S{n:05d}{GS}17280331{GS}10L77F2X{GS}7121234567" for n in range(500)]
    burst = "".join(f"{code}\r\n" for code in codes).encode()
    arrived = through_a_terminal(tmp_path / "report", burst, stopped=stopped)
    assert arrived == [("scan", code) for code in codes]


def test_keys_queued_behind_a_program_that_stands_still_are_one_scan_and_no_command(tmp_path: Path) -> None:
    arrived = through_a_terminal(tmp_path / "report", b"BLOCK\r", b"n26-000119-3\r", b"\x1b[B", b"a")
    assert arrived == [("scan", "BLOCK"), ("scan", "n26-000119-3"), ("press", "down"), ("press", "a")]


def test_a_byte_that_is_no_utf_8_makes_its_scan_unreadable_and_nothing_else(tmp_path: Path) -> None:
    arrived = through_a_terminal(tmp_path / "report", b"10A\xe9B\r", b"26-000119-3\r")
    assert arrived == [("scan", f"10A{DAMAGE}B"), ("scan", "26-000119-3")]


@pytest.mark.parametrize(
    ("bursts", "read"),
    [
        ((b"10A\xe9", b"B\r"), f"10A{DAMAGE}B"),
        ((b"\xe9", b"\xf1", b"B\r"), f"{DAMAGE}{DAMAGE}B"),
        (("Muñoz\r".encode()[:3], "Muñoz\r".encode()[3:]), "Muñoz"),
    ],
)
def test_half_a_character_waits_for_its_other_half_and_ends_nothing(
    tmp_path: Path, bursts: tuple[bytes, ...], read: str
) -> None:
    arrived = through_a_terminal(tmp_path / "report", *bursts, b"26-000119-3\r", pause=0.05)
    assert arrived == [("scan", read), ("scan", "26-000119-3")]


def test_the_picture_of_gs_pasted_from_a_page_counts_as_gs() -> None:
    (scan,) = Gate().paste("]d20109520001000010\u241d217H2K4\n", 1.0)
    assert isinstance(scan, Scan)
    assert scan.text == "]d20109520001000010\x1d217H2K4"
