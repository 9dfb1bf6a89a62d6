"""Which screen a bag belongs on as it is now."""

from textual.screen import Screen

from pharmacy.errors import Refusal
from pharmacy.language import Text, text
from pharmacy.preparation import CLOCKED, ENDED, STATE_NAMES, State, Step
from pharmacy.service.act import Station
from pharmacy.service.bag import Bag
from pharmacy.service.judging import judge, refuse_other_protocol


def awaits_verification(station: Station, bag: Bag) -> bool:
    """Whether a pharmacist has to sign the order first, or anew because something in it has changed."""
    if bag.state is not State.VERIFIED:
        return bag.state is State.PLANNED
    try:
        refuse_other_protocol(station, bag)
    except Refusal:
        return True
    return False


def recalled(bag: Bag) -> bool:
    """Whether a lot of a bag that is in use was called back."""
    return bool(bag.recalls) and bag.state not in ENDED


def state_name(station: Station, bag: Bag) -> Text:
    """The bag's state as it counts: what was verified and has to be verified again is not called verified,
    what was called back is called nothing else, and what is in doubt is in quarantine, whatever its step.
    """
    if recalled(bag):
        return text("RECALLED")
    held = judge(station, bag, station.clock.now()) if bag.state in CLOCKED else None
    if held is not None and held.only_custody:
        return STATE_NAMES[State.QUARANTINED]
    again = bag.state is State.VERIFIED and awaits_verification(station, bag)
    return text("VERIFY AGAIN") if again else STATE_NAMES[bag.state]


def screen_for(station: Station, bag: Bag) -> Screen[None]:
    """The screen on which one works on a bag. Past its time it only lets the bag be discarded; from its start
    until the observation is over, it is its infusion.
    """
    # The screens know each other's ways on only through here.
    from tui.screens.bag import BagScreen  # noqa: PLC0415
    from tui.screens.check import CheckScreen  # noqa: PLC0415
    from tui.screens.infusion import InfusionScreen  # noqa: PLC0415
    from tui.screens.preparation import PreparationScreen  # noqa: PLC0415
    from tui.screens.verification import VerificationScreen  # noqa: PLC0415

    if awaits_verification(station, bag):
        return VerificationScreen(bag)
    if bag.started_at is not None and bag.observed_at is None:
        return InfusionScreen(bag)
    held = judge(station, bag, station.clock.now())
    if bag.step is None or (held is not None and not held.usable):
        return BagScreen(bag)
    return CheckScreen(bag) if bag.step is Step.CHECK else PreparationScreen(bag)
