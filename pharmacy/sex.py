"""A patient's sex, as far as the rules ask for it; none where it is not known."""

from enum import StrEnum


class Sex(StrEnum):
    """Female or male."""

    FEMALE = "female"
    MALE = "male"
