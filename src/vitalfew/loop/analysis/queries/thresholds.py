"""The thresholds of the stages as they stand."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vitalfew.loop.analysis.models import StageThresholds
from vitalfew.loop.analysis.rules.thresholds import SHARES, Thresholds, as_dict
from vitalfew.prepared import Prepared


@dataclass(frozen=True)
class ThresholdsState:
    """The thresholds with their version; 0 while nobody has changed what we come with."""

    version: int
    asked: Thresholds
    note: str


def get_thresholds() -> Thresholds:
    """Return the thresholds alone, for whoever reads evidence."""
    return get_threshold_state().asked


def get_threshold_state() -> ThresholdsState:
    """Return the thresholds as they stand."""
    return threshold_state(next(iter(_ONE()), None) or StageThresholds(version=0))


def threshold_state(row: StageThresholds) -> ThresholdsState:
    """Return the row as its readers know it."""
    told: dict[str, Any] = {name: getattr(row, name) for name in as_dict(Thresholds())}
    exact: dict[str, Any] = {
        name: Decimal(value) if name in (*SHARES, "pre_trade") else value for name, value in told.items()
    }
    return ThresholdsState(row.version, Thresholds(**exact), row.note)


_ONE = Prepared(lambda: StageThresholds.objects.filter(id=1))
