"""Whether a patient is a woman or a man, where a rule of the source is for one of them only."""

from enum import StrEnum


class Sex(StrEnum):
    """As the hospital's record has it. What is not known is None, and no rule takes it for either."""

    FEMALE = "female"
    MALE = "male"
