"""A change and its parts as bars under each other, each from where the one before ended; bars start at no change."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vitalfew.web.charts.scale import percent

LEAST = 0.004  # of the width: what is not nothing is seen


@dataclass(frozen=True)
class WaterfallBar:
    """One bar: where it begins and how wide it is; `zero` is where nothing has changed yet."""

    x: str
    width: str
    zero: str
    look: str


def waterfall(parts: Sequence[float]) -> list[WaterfallBar]:
    """Place the parts, and after them the whole, which begins at nothing again."""
    levels = [0.0]
    for part in parts:
        levels.append(levels[-1] + part)
    low, high = min(levels), max(levels)
    span = high - low or 1.0
    steps = [*pairwise(levels), (0.0, levels[-1])]
    return [_bar(start, end, low, span, is_whole=at == len(parts)) for at, (start, end) in enumerate(steps)]


def _bar(start: float, end: float, low: float, span: float, *, is_whole: bool) -> WaterfallBar:
    left, width = (min(start, end) - low) / span, abs(end - start) / span
    width = max(width, LEAST) if width else 0.0
    look = "f-bad" if end < start else "f-us" if is_whole else "f-mid"
    return WaterfallBar(percent(min(left, 1 - width)), percent(width), percent(-low / span), look)
