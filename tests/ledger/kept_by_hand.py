"""The books kept by hand: the same rules in plain Python, over plain lists."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from ledger.telling import Line


@dataclass
class PlainLedger:
    """What was told, and by whom it was told last: all anew after every step."""

    batches: dict[int, list[Line]] = field(default_factory=dict)
    taken_back: dict[int, list[Line]] = field(default_factory=dict)

    def lines(self) -> list[Line]:
        """Return the lines that count, each telling taking the place of an earlier one where there is one."""
        counts: list[Line] = []
        for number in sorted(self.batches):
            told = self.batches[number]
            replaced = _pairs(told, counts)
            counts = [line for at, line in enumerate(counts) if at not in replaced] + told
        return counts


def _pairs(told: list[Line], standing: list[Line]) -> set[int]:
    """Return which standing lines are told again."""
    new, old = dict(enumerate(told)), dict(enumerate(standing))
    for key in (lambda line: (line.where, line.line or line.said), _said, _product):
        mine, theirs = _in_order(new, key), _in_order(old, key)
        for name in mine.keys() & theirs.keys():
            both_numbered = new[mine[name]].line is not None and old[theirs[name]].line is not None
            if key in (_said, _product) and both_numbered:
                continue
            del new[mine[name]], old[theirs[name]]
    return set(range(len(standing))) - set(old)


def _said(line: Line) -> tuple[object, ...]:
    return line.where, line.said


def _product(line: Line) -> tuple[object, ...]:
    return line.where, line.product


def _in_order(lines: dict[int, Line], key: Callable[[Line], object]) -> dict[tuple[object, int], int]:
    seen: Counter[object] = Counter()
    found = {}
    for at, line in lines.items():
        found[key(line), seen[key(line)]] = at
        seen[key(line)] += 1
    return found
