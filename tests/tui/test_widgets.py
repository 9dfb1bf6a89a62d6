"""What the screens are made of: everything is said in words and marks, and nothing is lost at 80×24."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pharmacy.errors import Code, Refusal, Trouble
from pharmacy.language import Language, text, verbatim
from tui.gated import GatedApp, GatedScreen
from tui.widgets.big import Big
from tui.widgets.countdown import Urgency, time_left_text, urgency
from tui.widgets.facts import Facts
from tui.widgets.flow import flow
from tui.widgets.frame import Frame
from tui.widgets.refusal import RefusalPanel, title_of
from tui.widgets.steps import StepStrip, step_parts

START_BEFORE = datetime(2026, 3, 25, 17, 41, tzinfo=UTC)


class Holder(GatedScreen[None]):
    """A screen with nothing but one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget


class Show(GatedApp):
    """Shows one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    async def on_mount(self) -> None:
        await self.push_screen(Holder(self.widget))


def drawn(app: Show) -> list[str]:
    """The lines on the screen, as characters."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def used_vial() -> Refusal:
    refusal = Refusal(
        Code.VIAL_USED,
        text("This vial was already used."),
        expected=text("a vial never used before"),
        got=verbatim("serial 7H2K9 lot L77F2, used 24 Mar 09:40 for bag 26-000119-3"),
        advice=text(
            "Take another vial. If this one is full and sealed, call the pharmacist: "
            "its serial has been copied."
        ),
        source="Fig. 3",
    )
    refusal.event = 4127
    return refusal


@pytest.mark.parametrize(
    ("left", "words", "mark"),
    [
        (timedelta(hours=7, minutes=29), "7 h 29", Urgency.IN_TIME),
        (timedelta(hours=2, seconds=1), "2 h 00", Urgency.IN_TIME),
        (timedelta(hours=2), "2 h 00", Urgency.SOON),
        (timedelta(minutes=4, seconds=59), "0 h 04", Urgency.SOON),
        (timedelta(seconds=59), "0 h 00", Urgency.SOON),
        (timedelta(0), "0 h 00", Urgency.SOON),
        (timedelta(microseconds=-1), "OVER", Urgency.OVER),
        (timedelta(days=-3), "OVER", Urgency.OVER),
    ],
)
def test_the_time_left_is_never_shown_longer_than_it_is(left: timedelta, words: str, mark: Urgency) -> None:
    now = START_BEFORE - left
    assert time_left_text(START_BEFORE, now) == words
    assert urgency(START_BEFORE, now) is mark


def test_every_urgency_has_its_own_mark() -> None:
    assert [mark.value for mark in Urgency] == [" ", "!", "✕"]


def test_each_step_says_whether_it_is_done_without_colour() -> None:
    names = ["order", "vial", "look"]
    assert [part.plain for part in step_parts(names, 1)] == ["✓ order", "▶ vial", "· look"]
    assert [part.plain for part in step_parts(names, 3)] == ["✓ order", "✓ vial", "✓ look"]


@given(
    st.lists(st.text("abc ", min_size=1, max_size=30).map(str.strip).filter(bool), max_size=15),
    st.integers(min_value=30, max_value=100),
)
def test_parts_flow_without_being_cut_or_broken(words: list[str], width: int) -> None:
    lines = [line.plain for line in flow([Content(word) for word in words], " · ", width)]
    assert all(len(line) <= width for line in lines)
    assert [part for line in lines for part in line.split(" · ")] == words
    for line, following in pairwise(lines):
        assert len(line) + 3 + len(following.split(" · ")[0]) > width, "a line was ended too early"


def test_a_part_longer_than_a_line_wraps_at_its_words() -> None:
    lines = flow([Content("inject: the 8 hours start")], " · ", 12)
    assert [line.plain.strip() for line in lines] == ["inject: the", "8 hours", "start"]


async def test_a_refusal_says_what_expected_got_and_what_now_and_where_it_is_recorded() -> None:
    app = Show(RefusalPanel(used_vial(), Language.ENGLISH))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        inside = [" ".join(line.strip("┃┏┗┓┛━ ").split()) for line in drawn(app)]
        assert [line for line in inside if line] == [
            "✕ NOT THIS VIAL",
            "This vial was already used.",
            "expected a vial never used before",
            "got serial 7H2K9 lot L77F2, used 24 Mar 09:40 for bag 26-000119-3",
            "what now Take another vial. If this one is full and sealed, call the",
            "pharmacist: its serial has been copied.",
            "source Fig. 3",
            "recorded #4127",
        ]


async def test_what_was_scanned_is_shown_as_it_is_and_not_obeyed() -> None:
    refusal = Refusal(
        Code.UNREADABLE, text("?"), got=verbatim("[b]10A\x1d\x1b[31m"), advice=text("Scan again.")
    )
    app = Show(RefusalPanel(refusal, Language.ENGLISH))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[b]10A␝␛[31m" in "\n".join(drawn(app))


def test_a_refusal_and_a_trouble_without_a_title_of_their_own_differ_in_words() -> None:
    no = Refusal(Code.STEP_ORDER, text("No."), advice=text("Wait."))
    broken = Trouble(Code.DATABASE_BUSY, text("Busy."), advice=text("Wait."))
    assert (str(title_of(no)), str(title_of(broken))) == ("NOT ALLOWED", "NOT DONE")


STEPS = [
    "order", "patient ready", "vial", "look", "diluent", "draw 1.2 mL",
    "inject: the 8 hours start", "invert, cover", "label", "second check",
]  # fmt: skip
KEYS = [
    ("", "waiting for a scan"), ("Esc", "stop and say why"), ("n", "new course"), ("r", "receive stock"),
    ("s", "storage"), ("a", "audit"), ("?", "help"),
]  # fmt: skip


def full_frame() -> Frame:
    strip = StepStrip()
    strip.show_steps(STEPS, 2)
    return Frame(
        Static("SCAN THE VIAL"),
        RefusalPanel(used_vial(), Language.ENGLISH),
        strip,
        title="Núñez Etxeberria Goikoetxea, María de los Ángeles · NHC 00511270 · course 1 day 1 of 5",
        who="T. Ruiz, technician",
        keys=KEYS,
    )


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_every_word_of_a_full_screen_is_there_and_its_lines_stay_readable(
    size: tuple[int, int],
) -> None:
    app = Show(full_frame())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lines = drawn(app)
        words = set(" ".join(lines).split())
        assert max(map(len, lines)) <= 100
        for step in STEPS:
            assert any(f" {step}" in line for line in lines), step
        for key, label in KEYS:
            assert any(f"{key} {label}".strip() in line for line in lines), label
        name = ("Núñez", "Etxeberria", "Goikoetxea,", "María", "de", "los", "Ángeles", "00511270")
        assert {*name, "Ruiz,", "technician", "#4127", "▶"} <= words


async def test_what_does_not_fit_is_reached_with_a_key() -> None:
    frame = Frame(Static("\n".join(f"line {n}" for n in range(60))), title="Audit")
    app = Show(frame)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "line 59" not in "\n".join(drawn(app))
        assert frame.turn("end")
        await pilot.pause()
        assert "line 59" in "\n".join(drawn(app))
        assert not frame.turn("n")


async def test_a_unit_keeps_its_letters_where_words_cannot_be_large() -> None:
    app = Show(Big("Resume at 5 mL/h"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert drawn(app)[0].strip() == "Resume at 5 mL/h"


async def test_a_label_as_wide_as_its_column_does_not_touch_the_value() -> None:
    app = Show(Facts([("frecuencia cardiaca", "78")]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [line.split() for line in drawn(app)[:2]] == [["frecuencia", "78"], ["cardiaca"]]


async def test_title_person_and_keys_can_change() -> None:
    frame = Frame(title="Today", who="nobody", keys=[("a", "audit")])
    app = Show(frame)
    async with app.run_test(size=(80, 24)) as pilot:
        frame.show_title("Audit log")
        frame.show_who("A. Ortiz, pharmacist")
        frame.show_keys([("Esc", "back")])
        await pilot.pause()
        lines = drawn(app)
        assert lines[0].split() == ["Audit", "log", "A.", "Ortiz,", "pharmacist"]
        assert lines[-1].strip() == "Esc back"
