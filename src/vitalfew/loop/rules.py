"""What every step of the loop may answer when its rules say no."""

from enum import StrEnum


class Refused(Exception):
    """The rules do not allow this now; `why` says which rule. Nothing was written."""

    def __init__(self, why: StrEnum) -> None:
        super().__init__(why.value)
        self.why = why
