"""A station may be killed at any moment; `make soak` kills it a thousand times."""

import random
from pathlib import Path

import pytest

from tests.faults.kills import on_server, on_sqlite
from tests.sample import Sample

pytestmark = pytest.mark.station


def test_kills_lose_no_acknowledged_act_halve_none_and_do_none_twice(sample: Sample, tmp_path: Path) -> None:
    # 300 take a minute and a half on a server: `python -m tests.faults 300` does them.
    made, times = (on_server, 100) if sample.server else (on_sqlite, 300)
    found = made(sample, tmp_path).kill(times, random.Random(20260325))
    assert found.kills == times
    assert found.unheard > 0 or sample.server, (
        "no kill struck between a commit and its acknowledgement: they came too late"
    )
    assert found.at_once > 0
