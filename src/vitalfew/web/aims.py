"""An objective as a row of a table: its words, its state by shape and word, its bar with the tick for today."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.objectives.labels import FOR_WHOM_LABELS, METRIC_LABELS, STATE_LABELS
from vitalfew.loop.objectives.queries import ObjectiveState
from vitalfew.loop.objectives.rules import ForWhom, Metric, ObjectiveStanding
from vitalfew.web.attention import GRAVITY
from vitalfew.web.charts.bars import ProgressBar, progress_bar
from vitalfew.web.traces import MEASURE_OF, account_lines_url

MARKS = {
    ObjectiveStanding.ON_TRACK: "good",
    ObjectiveStanding.AT_RISK: "watch",
    ObjectiveStanding.OFF_TRACK: "bad",
    ObjectiveStanding.MET: "good",
    ObjectiveStanding.MISSED: "bad",
    ObjectiveStanding.UNKNOWN: "none",
    ObjectiveStanding.DROPPED: "none",
}


@dataclass(frozen=True)
class AimRow:
    """What the tables of objectives show of one."""

    aim: ObjectiveState
    metric: str
    for_whom: str
    state: str
    mark: str
    bar: ProgressBar
    baseline_lines: str
    actual_lines: str


def aim_row(aim: ObjectiveState) -> AimRow:
    """Return the objective in words and shapes."""
    standing = ObjectiveStanding(aim.state)
    return AimRow(
        aim=aim,
        metric=str(METRIC_LABELS[Metric(aim.metric)]),
        for_whom=str(FOR_WHOM_LABELS[ForWhom(aim.for_whom)]),
        state=str(STATE_LABELS[standing]),
        mark=MARKS[standing],
        bar=progress_bar(_floating(aim.attained), _floating(aim.expected)),
        baseline_lines=_lines(aim, years_before(aim.starts_on, 1), years_before(aim.due_on, 1)),
        actual_lines=_lines(aim, aim.starts_on, min(aim.due_on, aim.as_of) if aim.as_of else aim.due_on),
    )


def _lines(aim: ObjectiveState, start: date, end: date) -> str:
    return account_lines_url(aim.account_id, start, end, measure=MEASURE_OF[Metric(aim.metric)])


def aim_rows(aims: Iterable[ObjectiveState]) -> list[AimRow]:
    """Return the objectives in words and shapes."""
    return [aim_row(aim) for aim in aims]


def worst_first(rows: Iterable[AimRow]) -> list[AimRow]:
    """Put what is off track before what is at risk, and both before what goes well."""
    return sorted(rows, key=lambda row: GRAVITY[row.mark])


def name_of(aim: ObjectiveState) -> str:
    """Name an objective where its account is known: its metric and its day."""
    return f"{METRIC_LABELS[Metric(aim.metric)]} · {aim.due_on}"


def tally(rows: Sequence[AimRow]) -> str:
    """Say how many objectives stand how: 2 on track, 1 at risk."""
    counts = Counter(row.aim.state for row in rows)
    said = [
        _("%(count)s %(state)s") % {"count": counts[standing], "state": str(word).lower()}
        for standing, word in STATE_LABELS.items()
        if counts[standing]
    ]
    return pgettext("between names", ", ").join(said)


def _floating(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
