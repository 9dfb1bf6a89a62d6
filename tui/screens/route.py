"""Which screen a bag belongs on as it is now."""

from textual.screen import Screen

from pharmacy.preparation import State, Step
from pharmacy.service.act import Station
from pharmacy.service.bags import Bag, judge


def screen_for(station: Station, bag: Bag) -> Screen[None]:
    """The screen on which one works on a bag. Past its time it only lets the bag be discarded."""
    # The screens know each other's ways on only through here.
    from tui.screens.bag import BagScreen  # noqa: PLC0415
    from tui.screens.check import CheckScreen  # noqa: PLC0415
    from tui.screens.preparation import PreparationScreen  # noqa: PLC0415
    from tui.screens.verification import VerificationScreen  # noqa: PLC0415

    if bag.state is State.PLANNED:
        return VerificationScreen(bag)
    held = judge(station, bag, station.clock.now())
    if bag.step is None or (held is not None and not held.usable):
        return BagScreen(bag)
    return CheckScreen(bag) if bag.step is Step.CHECK else PreparationScreen(bag)
