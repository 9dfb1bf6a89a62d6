"""`make bench`: every figure of docs/performance.md, interleaved, as medians and ratios."""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import acts, bedside, chain, label, start, stations
from tests.bench.day import day
from tests.bench.hospital import crowd, make
from tests.terminal import Terminal

STARTS, LABELS, BLABELS = 15, 200, 10
IN_A_DAY = 20
"""Bags prepared in the real app; as many seconds each. 200 take an hour: `python -m tests.bench.day 200`."""


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "bench.db")
        bags = make(Path(database), IN_A_DAY)
        rows = [*_paints(database, folder, "50 bags"), *_labels()]
        times, memory = day(database, bags)
        rows += [_acts(acts.measure(_below(folder, "acts"))), *_chain(chain.measure(_below(folder, "chain")))]
        several = [_several(ms, *stations.measure(Path(folder), ms)) for ms in (0, stations.SLOW_COMMIT_MS)]
        verdicts = [_verdict(figures) for figures in bedside.measure(Path(folder))]
        million = Path(folder) / "bedside.db"
        crowd(million)
        rows += _paints(str(million), folder, "1,000,000")
    print(f"{'what':<64} {'ours':>9} {'peer':>9} {'ratio':>6} {'goal':>6}")
    for row in [*rows, *several, *verdicts]:
        print(row)
    print(
        f"{'a scan’s last character to the next step, its act durable':<64} "
        f"{statistics.median(times) * 1000:6.0f} ms {'':>9} {'':>6} {'100 ms':>6}"
    )
    for what, megabytes in _memory(memory):
        print(f"{what:<64} {megabytes:6.0f} MB {'':>9} {'':>6} {'80 MB':>6}")


def _memory(after: list[float]) -> list[tuple[str, float]]:
    """After ten bags, when all that a bag needs has been used; after the last; and after 200, if each further
    one adds what those since the tenth did.
    """
    tenth, last = after[9], after[-1]
    each = (last - tenth) / (len(after) - 10)
    return [
        ("memory after 10 bags", tenth),
        (f"memory after {len(after)} bags", last),
        ("memory after 200 bags, reckoned from these", last + each * (200 - len(after))),
    ]


def _pair(what: str, goal: float, ours: list[float], peer: list[float]) -> str:
    a, b = statistics.median(ours) * 1000, statistics.median(peer) * 1000
    return f"{what:<64} {a:6.1f} ms {b:6.1f} ms {a / b:6.3g} {goal:6.3g}"


def _below(folder: str, name: str) -> Path:
    below = Path(folder) / name
    below.mkdir()
    return below


def _acts(figures: acts.Acts) -> str:
    """More is better, as for the verdicts."""
    each = figures.statements / len(figures.ours)
    what = f"an act, durable, of {each:.0f} statements; throughput / raw sqlite3"
    a, b = (statistics.median(seconds) * 1000 for seconds in (figures.ours, figures.raw))
    return f"{what:<64} {a:6.2f} ms {b:6.2f} ms {b / a:6.3g}  ≥ 0.8"


def _chain(figures: chain.Figures) -> list[str]:
    check = f"check of {chain.EVENTS:,} events / "
    return [
        _pair(f"{check}reading them and SHA-256", 2, figures.ours, figures.read),
        _pair(f"{check}SHA-256 of what lies in memory", 2, figures.ours, figures.bare),
    ]


def _several(commit_ms: int, lanes: stations.Figures, chained: stations.Figures) -> str:
    """Acts a second, and how many times those of a single chain."""
    slow = f", commits {commit_ms} ms slower" if commit_ms else ""
    what = f"{stations.STATIONS} stations on PostgreSQL{slow}, acts a second / one chain"
    a, b = lanes.acts_a_second, chained.acts_a_second
    tails = " and ".join(f"{figures.p99 * 1000:.0f}" for figures in (lanes, chained))
    return f"{what:<64} {a:7.0f}/s {b:7.0f}/s {a / b:6.3g}  ≥ 2.3  p99 {tails} ms (goal 100)"


def _verdict(figures: bedside.Figures) -> str:
    """Throughput against raw: more is better, unlike everywhere else in the table."""
    what = f"bedside verdict, durable, among {figures.bags:,} bags; throughput / raw"
    a, b = (statistics.median(seconds) * 1000 for seconds in (figures.ours, figures.raw))
    reads = f"its reads: p99 {figures.slowest_reads:.2g} x raw's (goal 5)"
    return f"{what:<64} {a:6.1f} ms {b:6.1f} ms {figures.throughput:6.3g}  ≥ 0.8  {reads}"


def _paints(database: str, folder: str, among: str) -> list[str]:
    return [
        _pair(f"{among}: start to first paint / bare app with the table", 1.15, *_starts(database)),
        _pair(
            f"{among}: worklist of 50 painted / bare table, in a running app",
            1.15,
            *_boards(database, folder),
        ),
    ]


def _starts(database: str) -> tuple[list[float], list[float]]:
    ours, peer = [], []
    for _ in range(STARTS):
        ours.append(start.ours(database))
        peer.append(start.bare())
    return ours, peer


def _boards(database: str, folder: str) -> tuple[list[float], list[float]]:
    out = Path(folder) / "board.json"
    command = [sys.executable, "-m", "tests.bench.board", database, str(out)]
    with Terminal(command) as terminal:
        terminal.wait_to_end(120)
    told = json.loads(out.read_text(encoding="utf-8"))
    return told["worklist"], told["bare"]


def _labels() -> list[str]:
    one = "one bag label as a PDF / "
    ours, plain, fpdf2 = _in_turns([label.ours, label.plain_reportlab, label.fpdf2], LABELS)
    rows = [_pair(f"{one}fpdf2", 0.8, ours, fpdf2), _pair(f"{one}plain ReportLab", 1.0, ours, plain)]
    try:
        blabel = label.blabel()
    except OSError as error:
        rows.append(f"{one}blabel: not measured, {str(error).splitlines()[0]}")
    else:
        rows.append(_pair(f"{one}blabel", 1 / 15, *_in_turns([label.ours, blabel], BLABELS)))
    many, empty = _in_turns([label.many, label.empty], 5)
    each = [seconds / label.MANY for seconds in many]
    return [*rows, _pair("1,000 labels in one file, each / an empty page as a PDF", 3.3, each, empty)]


def _in_turns(draws: list[Callable[[], None]], times: int) -> list[list[float]]:
    """How long each took, one after the other, over and over; a first time is not counted."""
    taken: list[list[float]] = [[] for _ in draws]
    for turn in range(times + 1):
        for draw, seconds in zip(draws, taken, strict=True):
            begun = time.perf_counter()
            draw()
            if turn:
                seconds.append(time.perf_counter() - begun)
    return taken


if __name__ == "__main__":
    main()
