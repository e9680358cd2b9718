"""The rhythm strip: orders above, contacts below, and a silence longer than usual as a bar up to today."""

from collections.abc import Sequence
from dataclasses import dataclass

from vitalfew.web.charts.scale import percent

DAYS = 180


@dataclass(frozen=True)
class RhythmStrip:
    """Everything the template draws; places are parts of the width."""

    orders: list[str]
    contacts: list[str]
    silence_x: str
    silence_width: str
    state: str  # "" while the silence is not longer than usual
    sentence: str


def rhythm_strip(
    order_days: Sequence[int],
    contact_days: Sequence[int],
    *,
    silent_days: int | None,
    state: str,
    sentence: str,
    days: int = DAYS,
) -> RhythmStrip:
    """Place days counted back from the last one known: 0 is that day. `state` says how grave the silence is."""
    start = max(0.0, 1 - (silent_days or 0) / days)
    return RhythmStrip(
        orders=_places(order_days, days),
        contacts=_places(contact_days, days),
        silence_x=percent(start),
        silence_width=percent(1 - start),
        state=state if silent_days else "",
        sentence=sentence,
    )


def _places(back: Sequence[int], days: int) -> list[str]:
    # A tick is as wide as a day is long, and stays inside.
    return [percent((days - 1 - day) / days) for day in sorted(set(back), reverse=True) if 0 <= day < days]
