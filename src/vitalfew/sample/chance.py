"""Chance that can be repeated: drawn from one sequence that every Python gives alike."""

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Chance:
    """Draws from a seeded sequence; only `random()` is used, the one method whose sequence Python promises to keep."""

    def __init__(self, seed: str) -> None:
        self._next = random.Random(seed).random  # noqa: S311 - a story, no secret

    def between(self, low: float, high: float) -> float:
        """Return a number from low to high."""
        return low + (high - low) * self._next()

    def around(self, middle: float, spread: float) -> float:
        """Return a number near the middle: a bell of three draws, never further off than 1.5 spreads."""
        return middle * (1 + spread * (self._next() + self._next() + self._next() - 1.5))

    def happens(self, probability: float) -> bool:
        """Tell whether something of this probability happens."""
        return self._next() < probability

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int((high - low + 1) * self._next())

    def one_of(self, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[int(len(items) * self._next())]

    def some_of(self, items: Sequence[Item], count: int) -> list[Item]:
        """Return so many different items, in the order drawn."""
        left = list(items)
        return [left.pop(int(len(left) * self._next())) for _ in range(min(count, len(left)))]
