"""What the reading process tells of its way: how many rows it has read, and when it sums them up."""

import time
from collections.abc import Callable
from typing import Any

from vitalfew.ledger.rules.imports import Doing

_TELL_EVERY = 0.2


class Progress:
    """Says how far the reading is, not too often."""

    def __init__(self, say: Callable[[dict[str, Any]], None]) -> None:
        self.say = say
        self.told = 0.0

    def read(self, rows: int) -> None:
        """Tell how many rows have been read."""
        if time.monotonic() - self.told > _TELL_EVERY:
            self.told = time.monotonic()
            self.say({"rows": rows, "doing": Doing.READING.value})

    def summing(self, rows: int) -> None:
        """Tell that all rows have been read: what follows counts nothing, and takes a while in large files."""
        self.say({"rows": rows, "doing": Doing.SUMMING.value})
