"""What `make bench` measures is there to be measured."""

from pathlib import Path

from tests.bench import acts
from tests.sample import quick_pins


def test_the_bench_times_every_act_from_the_order_to_the_cover_beside_its_own_statements(
    tmp_path: Path,
) -> None:
    with quick_pins():
        figures = acts.measure(tmp_path)
    assert (
        len(figures.ours)
        == len(figures.raw)
        == 10 * len(["order", "patient", "vial", "inspected", "diluent", "draw", "inject", "invert", "cover"])
    )
    assert figures.statements > 5 * len(figures.ours)
