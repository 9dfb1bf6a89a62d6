"""A station may be killed at any moment; `make soak` kills it a thousand times."""

import random
from pathlib import Path

import pytest

from tests.faults.kills import on_server, on_sqlite
from tests.sample import Sample

pytestmark = pytest.mark.station


def test_kills_lose_no_acknowledged_act_halve_none_and_do_none_twice(sample: Sample, tmp_path: Path) -> None:
    made = on_server if sample.server else on_sqlite
    found = made(sample, tmp_path).kill(300, random.Random(20260325))
    assert found.kills == 300
    assert found.unheard > 0 or sample.server, (
        "no kill struck between a commit and its acknowledgement: they came too late"
    )
    assert found.at_once > 0
