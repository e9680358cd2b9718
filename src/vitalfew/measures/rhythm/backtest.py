"""How often an alert would have been right on the firm's own past, judged with nothing later than each day (I12)."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from vitalfew.measures.days import Ints, day_of, days_of, order_days, places_of
from vitalfew.measures.errors import BadInput, NotEnoughData
from vitalfew.measures.rhythm.alarm import HORIZON, MONTHS, gap_alarm
from vitalfew.measures.rhythm.gaps import ENOUGH_DAYS, Gaps, order_gaps

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

STEP = 7  # days between the days on which the past is judged
NEVER = 2**40


@dataclass(frozen=True)
class Rule:
    """When to alert: overdue and a chance of `quiet` or more; at the latest, overdue, on the backstop day."""

    quiet: float = 0.25
    backstop: int = 90  # days of silence
    gone: int = 120  # days of silence that count as a break


@dataclass(frozen=True)
class Alerts:
    """How the alerts of a rule did; a break is a silence that reached `Rule.gone` days, right or wrong ever after."""

    breaks: int
    warned: float  # share of the breaks that were warned of before the backstop day
    precision: float  # share of the early alerts that became breaks
    false_alarms: float  # early ones a year of silence watched
    all_false_alarms: float  # with those of the backstop
    days_gained: float  # median over the breaks warned of: days before the backstop day
    days_gained_of_all: float  # median over all breaks, 0 where not warned
    mean_days_gained: float  # mean over all breaks


@dataclass(frozen=True)
class BackTest:
    """How chances and alerts did on the days from `first` to `last`; shares 0..1; made by `back_test`."""

    first: np.datetime64
    last: np.datetime64
    judged: int  # (account, day) pairs silent for less than the backstop day
    base_rate: float  # share of them that placed no order within the horizon
    auc: float
    average_precision: float
    skill: float  # of the Brier score over the base rate
    bias: float  # mean chance − base rate
    calibration_error: float  # mean distance of chance and share in ten classes
    alerts: Alerts
    # The firm's own table: if nothing were used but a fixed day of silence, what would each have brought?
    fixed_days: Ints
    fixed: tuple[Alerts, ...]


def back_test(
    customer: npt.ArrayLike,
    day: npt.ArrayLike,
    *,
    last: np.datetime64 | date | str,
    horizon: int = HORIZON,
    rule: Rule | None = None,
    fixed_days: tuple[int, ...] = (30, 45, 60, 75, 90),
    segment: npt.ArrayLike | None = None,
) -> BackTest:
    """Judge every week of the past as it stood then, and look what came.

    `customer` and `day` are as for `order_gaps`, `segment` is that of the customer of each row; `last` is the last day
    of the books. The first day judged is a year after the first of the books, or when enough accounts have a rhythm;
    the last one leaves the longer of horizon and
    `Rule.gone` to be seen. Raises NotEnoughData where that leaves nothing; BadInput as `order_gaps` does.
    """
    rule = rule or Rule()
    if not 0 < rule.backstop <= rule.gone:
        raise BadInput("rule", None, rule, "wants a backstop day above 0 and not after a silence counts as a break")
    end = day_of("last", last)
    names, places = places_of(customer)
    owner, moment = order_days(places, days_of(day, len(places), end))
    over = int(end.astype(np.int64))
    origins = np.arange(int(moment.min()) + MONTHS, over - max(horizon, rule.gone) + 1, STEP)
    if not len(origins):
        raise NotEnoughData(f"books of {over - int(moment.min()) + 1} days: too short to look back on")
    past = _Past(owner, moment, over, rule, _of_each(segment, places, len(names)))
    judged, chances, truths = [], [], []
    refused = NotEnoughData("nothing was judged")
    for origin in origins.tolist():
        try:
            chance, truth = past.judge(origin, horizon, fixed_days)
        except NotEnoughData as thin:  # too few had a rhythm yet: the look back begins when they have
            refused = thin
            continue
        judged.append(origin)
        chances.append(chance)
        truths.append(truth)
    if not judged:
        raise refused
    origins = np.array(judged)
    chance, truth = np.concatenate(chances), np.concatenate(truths)
    if not truth.any() or truth.all():
        raise NotEnoughData("of the accounts judged all went on, or none did: nothing to tell apart")
    return BackTest(
        first=np.datetime64(int(origins[0]), "D"),
        last=np.datetime64(int(origins[-1]), "D"),
        judged=len(chance),
        base_rate=float(truth.mean()),
        auc=_auc(chance, truth),
        average_precision=_average_precision(chance, truth),
        skill=float(1 - ((chance - truth) ** 2).mean() / (truth.mean() * (1 - truth.mean()))),
        bias=float(chance.mean() - truth.mean()),
        calibration_error=_calibration_error(chance, truth),
        alerts=past.told(past.alerted, origins),
        fixed_days=np.array(fixed_days),
        fixed=tuple(past.told(past.fixed[number], origins) for number in fixed_days),
    )


class _Past:
    """The silences of the past, and on which day of each the rules would have alerted first."""

    def __init__(
        self, owner: Ints, moment: Ints, over: int, rule: Rule, segment: npt.NDArray[np.generic] | None = None
    ) -> None:
        self.owner, self.moment, self.over, self.rule, self.segment = owner, moment, over, rule, segment
        is_last = np.concatenate((owner[1:] != owner[:-1], [True]))
        self.until = np.where(is_last, NEVER, np.append(moment[1:], 0))
        starts = np.flatnonzero(np.concatenate(([True], is_last[:-1])))
        self.number = np.arange(len(owner)) - np.repeat(starts, np.diff(np.append(starts, len(owner)))) + 1
        self.alerted: Ints = np.full(len(owner), NEVER)
        self.fixed: dict[int, Ints] = {}

    def judge(self, origin: int, horizon: int, fixed_days: tuple[int, ...]) -> tuple[Floats, Truths]:
        """Return the chances told on that day and whether no order came, of the accounts that are not silent long."""
        open_now = np.flatnonzero((self.moment <= origin) & (self.until > origin))  # of each account known, its silence
        gaps = self._gaps(origin)
        segment = None if self.segment is None else self.segment[gaps.customer.astype(np.int64)]
        alarm = gap_alarm(gaps, horizon=horizon, before=self._gaps(origin - horizon), segment=segment)
        has_rhythm = gaps.count >= ENOUGH_DAYS
        silent = origin - self.moment[open_now]
        _note(self.alerted, open_now[alarm.alerts(self.rule.quiet)], origin, self.moment)
        for number in fixed_days:
            noted = self.fixed.setdefault(number, np.full(len(self.owner), NEVER))
            _note(noted, open_now[alarm.overdue & (silent >= number)], origin, self.moment)
        judged = has_rhythm & (silent < self.rule.backstop)
        return alarm.quiet[judged], self.until[open_now[judged]] > origin + horizon

    def _gaps(self, origin: int) -> Gaps:
        known = self.moment <= origin
        return order_gaps(
            self.owner[known], self.moment[known].astype("datetime64[D]"), today=np.datetime64(origin, "D")
        )

    def told(self, alerted: Ints, origins: Ints) -> Alerts:
        """Count over the silences that began within the days judged, of accounts with a rhythm."""
        rule, first, last = self.rule, int(origins[0]), int(origins[-1])
        begun = (self.number >= ENOUGH_DAYS) & (self.moment >= first) & (self.moment <= last)
        start, until, at = self.moment[begun], self.until[begun], alerted[begun]
        lasted = np.minimum(until, self.over + 1) - start
        is_break = lasted >= rule.gone
        is_early = at < rule.backstop
        could_be_warned = is_break & (start + rule.backstop <= last)
        gained = np.where(is_early, rule.backstop - at, 0)[could_be_warned]
        at_backstop = ~is_early & (lasted > rule.backstop) & (start + rule.backstop <= last)
        watched = (np.minimum(np.minimum(until, start + rule.gone), last) - start).sum() / 365
        false, late = int((is_early & ~is_break).sum()), int((at_backstop & ~is_break).sum())
        return Alerts(
            breaks=int(could_be_warned.sum()),
            warned=_share(int((gained > 0).sum()), int(could_be_warned.sum())),
            precision=_share(int((is_early & is_break).sum()), int(is_early.sum())),
            false_alarms=_share(false, watched),
            all_false_alarms=_share(false + late, watched),
            days_gained=float(np.median(gained[gained > 0])) if (gained > 0).any() else 0.0,
            days_gained_of_all=float(np.median(gained)) if len(gained) else 0.0,
            mean_days_gained=float(gained.mean()) if len(gained) else 0.0,
        )


def _of_each(segment: npt.ArrayLike | None, places: Ints, customers: int) -> npt.NDArray[np.generic] | None:
    """Return the segment of each customer from that of each row."""
    if segment is None:
        return None
    given = np.asarray(segment)
    if given.shape != places.shape:
        raise BadInput("segment", None, f"an array of shape {given.shape}", f"customer has shape {places.shape}")
    found = np.empty(customers, given.dtype)
    found[places] = given
    return found


def _note(noted: Ints, places: Ints, origin: int, moment: Ints) -> None:
    new = places[noted[places] == NEVER]
    noted[new] = origin - moment[new]


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")


def _auc(chance: Floats, truth: Truths) -> float:
    """Return the chance that of two accounts the one that went quiet had the higher number; ties count half."""
    _, places, counts = np.unique(chance, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[places]
    quiet = int(truth.sum())
    return float((rank[truth].sum() - quiet * (quiet + 1) / 2) / (quiet * (len(truth) - quiet)))


def _average_precision(chance: Floats, truth: Truths) -> float:
    found = truth[np.argsort(-chance, kind="stable")]
    return float((np.cumsum(found) / np.arange(1, len(found) + 1))[found].mean())


def _calibration_error(chance: Floats, truth: Truths) -> float:
    place = np.minimum((chance * 10).astype(np.int64), 9)
    difference = np.bincount(place, chance - truth, 10)
    return float(np.abs(difference).sum() / len(chance))
