"""What somebody has to say because nobody can compute it; and what was spent on customers (S8, C16, C19)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from vitalfew.journal.actions import change_row, create_row, forget_values
from vitalfew.loop.analysis.models import Assumptions, Spend
from vitalfew.loop.analysis.queries.assumptions import AssumptionsState, SpendState, assumptions_state, spend_state
from vitalfew.loop.analysis.rules.retention import SpendKind, SpendWhy
from vitalfew.loop.analysis.rules.risk import RETENTION, fit_table
from vitalfew.loop.analysis.rules.worth import AssumptionWhy
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, require


def change_assumptions(
    *,
    by: Actor,
    version: int,
    discount_rate: Decimal | None = None,
    retention: Sequence[float] | None = None,
    cost_ratio: Decimal | None = None,
    ratio_source: str | None = None,
    note: str | None = None,
) -> AssumptionsState:
    """Change what is given; the rest stays. `retention` is a chance for each band of risk, the lowest risk first."""
    require(by, Permission.IMPORT_BOOKS)
    if discount_rate is not None and not 0 <= discount_rate <= 1:
        raise Refused(AssumptionWhy.UNFIT_RATE)
    if retention is not None and (len(retention) != len(RETENTION) or not fit_table(retention)):
        raise Refused(AssumptionWhy.UNFIT_TABLE)
    if cost_ratio is not None and cost_ratio <= 0:
        raise Refused(AssumptionWhy.UNFIT_RATIO)
    table = (
        None if retention is None else [[most, rate] for (most, _old), rate in zip(RETENTION, retention, strict=True)]
    )
    told = {"discount_rate": discount_rate, "retention": table, "cost_ratio": cost_ratio, "note": note}
    told["ratio_source"] = ratio_source
    changes: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    row, is_new = Assumptions.objects.get_or_create(id=1)
    seen = row.version if is_new and version == 0 else version
    return assumptions_state(change_row(row, by=by, verb="analysis.assumptions_changed", version=seen, changes=changes))


def note_spend(
    *,
    by: Actor,
    kind: SpendKind | str,
    starts_on: date,
    ends_on: date,
    amount: Decimal,
    what: str,
    source: str = "",
    is_sample: bool = False,
) -> SpendState:
    """Note what was spent on winning or keeping customers."""
    require(by, Permission.IMPORT_BOOKS)
    if amount < 0:
        raise Refused(SpendWhy.SPEND_BELOW_ZERO)
    if ends_on < starts_on:
        raise Refused(SpendWhy.SPEND_ENDS_BEFORE)
    if not what.strip():
        raise Refused(SpendWhy.SPEND_SAYS_NOTHING)
    row = Spend(
        kind=SpendKind(kind).value,
        starts_on=starts_on,
        ends_on=ends_on,
        amount=amount,
        what=what.strip(),
        source=source.strip(),
        is_sample=is_sample,
    )
    return spend_state(create_row(row, by=by, verb="analysis.spend_noted"))


def remove_sample_spend(*, by: Actor) -> int:
    """Take the sample's expenses away; return how many there were."""
    require(by, Permission.LOAD_SAMPLE)
    sample = Spend.objects.filter(is_sample=True)
    for number in sample.values_list("pk", flat=True):
        forget_values(Spend._meta.label_lower, number)
    return sample.delete()[0]


def remove_spend(*, by: Actor, spend_id: int, version: int) -> SpendState:
    """Let what was noted count no more; the journal remembers it."""
    require(by, Permission.IMPORT_BOOKS)
    row = Spend.objects.get(pk=spend_id)
    changes = {"removed_on": timezone.localdate()}
    return spend_state(change_row(row, by=by, verb="analysis.spend_removed", version=version, changes=changes))
