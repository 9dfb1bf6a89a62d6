"""Twenty thousand of the million scans of `make fuzz`."""

import pytest

from pharmacy.preparation import Step
from tests.conftest import House
from tests.fuzz.judge import Fate
from tests.fuzz.run import judged


@pytest.mark.parametrize("first", [0, 5_000, 10_000, 15_000])
def test_no_damage_makes_a_bag_or_a_patient_of_another(house: House, first: int) -> None:
    found = judged(house, house.prepared_to(Step.BAG_LABEL), range(first, first + 5_000))
    assert found.total() == 5_000
    # More is read right than the tenth that is not damaged at all: prefixes and line ends do no harm.
    assert sum(count for (fate, _), count in found.items() if fate is Fate.RIGHT) > 500
    assert sum(count for (fate, _), count in found.items() if fate is Fate.UNREADABLE) > 2_500
