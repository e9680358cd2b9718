"""When a silence rings, and how often that would have been right on the firm's own past."""

from dataclasses import dataclass
from datetime import date

from vitalfew.loop.control.models import AlarmSettings, LookBack
from vitalfew.loop.control.rules import Alarm


@dataclass(frozen=True)
class AlarmState:
    """The settings of the alarm, with the version its reader sees; 0 while nobody has changed them."""

    version: int
    alarm: Alarm


@dataclass(frozen=True)
class Told:
    """How the alerts of one rule did; shares 0..1, None where there was nothing to count."""

    breaks: int
    warned: float | None  # share of the breaks warned of before the backstop day
    precision: float | None  # share of the early alerts that became breaks
    false_alarms: float | None  # early ones, a year of silence watched
    all_false_alarms: float | None  # with those of the backstop
    days_gained: float | None


@dataclass(frozen=True)
class LookBackState:
    """What the alarm and, beside it, fixed days of silence would have brought. None of it where books are thin."""

    generation: int
    as_of: date | None
    is_thin: bool
    first: date | None
    last: date | None
    judged: int
    base_rate: float | None  # share that placed no order within 120 days
    auc: float | None
    bias: float | None
    rule: Told | None
    fixed: tuple[tuple[int, Told], ...]


def get_alarm() -> AlarmState:
    """Return when a silence rings."""
    row = AlarmSettings.objects.filter(id=1).first() or AlarmSettings(version=0)
    return AlarmState(row.version, Alarm(row.chance, row.backstop))


def get_look_back() -> LookBackState:
    """Return how often alerts would have been right."""
    row = LookBack.objects.filter(id=1).first() or LookBack()
    told = row.report
    return LookBackState(
        generation=row.generation,
        as_of=row.as_of,
        is_thin=row.is_thin,
        first=_day(told.get("first")),
        last=_day(told.get("last")),
        judged=told.get("judged", 0),
        rule=Told(**told["rule"]) if "rule" in told else None,
        fixed=tuple((number, Told(**one)) for number, one in told.get("fixed", [])),
        **{name: told.get(name) for name in ("base_rate", "auc", "bias")},
    )


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
