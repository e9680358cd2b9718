"""Our totals beside finance's: of one import as its file has them, and of a period of all the books."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

import ibis
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.models import Batch, ControlFigure
from vitalfew.ledger.queries.conversion import in_one_currency, the_meaning
from vitalfew.ledger.queries.live import effective_lines, lines_of, live_batches
from vitalfew.ledger.rules.control import Cause, Difference, Part, take_apart, tax_parts
from vitalfew.ledger.rules.currency import FIGURE, agreed_tax

_KINDS = {
    cause.value: cause for cause in (Cause.CANCELLATIONS, Cause.CREDITS, Cause.RETURNS, Cause.REBATES, Cause.ACCRUALS)
}


@dataclass(frozen=True)
class ControlState:
    """Finance's figure, ours beside it, and the difference taken apart."""

    id: int
    version: int
    batch: int | None
    first_day: date
    last_day: date
    amount: Decimal
    currency: str
    tax: str
    note: str
    typed_by: str
    typed_at: datetime
    ours: Decimal | None  # None where a line of ours has no exchange rate
    our_tax: str
    parts: tuple[Part, ...]
    difference: Difference | None  # None where ours is not known


@dataclass(frozen=True)
class TotalRow:
    """What the file itself says its lines come to, and what we read of them, refused rows too."""

    said: Decimal
    read: Decimal

    @property
    def difference(self) -> Decimal:
        return self.said - self.read


@dataclass(frozen=True)
class _Sum:
    kind: str
    currency: str
    is_unattributed: bool
    is_within: bool
    amount: Decimal | None  # None where it has no rate
    tax: Decimal | None  # None where a line does not say


def get_control(batch_id: int) -> ControlState | None:
    """Return finance's figure for one import; None while nobody has typed it."""
    row = ControlFigure.objects.filter(batch_id=batch_id).select_related("batch").first()
    return _of_batch(row, row.batch) if row and row.batch else None


def get_controls() -> list[ControlState]:
    """Return finance's figures for periods of all the books, the latest first."""
    return [_of_period(row) for row in ControlFigure.objects.filter(batch=None)]


def get_total_row(batch_id: int) -> TotalRow | None:
    """Return the total that stands under the lines of the file, where it has one and its amount can be read."""
    batch = Batch.objects.filter(pk=batch_id).first()
    said = _decimal((batch.total_row or {}).get("amount")) if batch else None
    if batch is None or said is None:
        return None
    ours = sum((Decimal(total) for total in batch.totals.values()), Decimal(0))
    return TotalRow(said, ours + (_decimal(batch.refused_amount) or Decimal(0)))


def _of_batch(row: ControlFigure, batch: Batch) -> ControlState:
    sums = _sums(lines_of([batch]), row)
    currency = row.currency or batch.currency
    own = [one for one in sums if one.currency in ("", currency)] if currency else sums
    refused = _decimal(batch.refused_amount) or Decimal(0)
    parts = [
        Part(Cause.REFUSED, refused, adds=True),
        Part(Cause.OUTSIDE, _total(one for one in own if not one.is_within) or Decimal(0), adds=False),
        *(Part(Cause.OTHER_CURRENCY, amount, True, name) for name, amount in _others(sums, own)),
    ]
    return _state(row, own, parts, batch.tax)


def _of_period(row: ControlFigure) -> ControlState:
    live, into = live_batches(), the_meaning().currency
    if not live:
        return _state(row, [], [], "unknown")
    lines = effective_lines(live)
    within = [one for one in _sums(_converted(lines, live, row.currency, into), row) if one.is_within]
    every = _sums(_converted(lines_of(live), live, row.currency, into), row)
    twice = (_total(one for one in every if one.is_within) or Decimal(0)) - (_total(within) or Decimal(0))
    foreign = sorted({one.currency for one in within} - {"", row.currency})
    parts = [
        Part(Cause.SUPERSEDED, twice, adds=True),
        *(Part(Cause.OTHER_CURRENCY, _in(within, name) or Decimal(0), False, name) for name in foreign),
    ]
    return _state(row, within, parts, agreed_tax(batch.tax for batch in live))


def _converted(lines: "ibis.Table", live: Sequence[Batch], currency: str, into: str) -> "ibis.Table":
    """Return all lines in the reporting currency; of another currency, only its own lines, as they are."""
    if currency not in ("", into):
        return lines.filter(_.currency == currency)
    return in_one_currency(lines, live)


def _state(row: ControlFigure, own: Sequence[_Sum], parts: Iterable[Part], our_tax: str) -> ControlState:
    ours = _total(own)
    more = [*parts, *_by_kind(own), Part(Cause.UNATTRIBUTED, _unattributed(own), adds=False)]
    if ours is not None:
        more += tax_parts(ours, _tax(own), our_tax, row.tax)
    return ControlState(
        id=row.pk,
        version=row.version,
        batch=row.batch_id,
        first_day=row.first_day,
        last_day=row.last_day,
        amount=row.amount,
        currency=row.currency,
        tax=row.tax,
        note=row.note,
        typed_by=row.typed_by,
        typed_at=row.typed_at,
        ours=ours,
        our_tax=our_tax,
        parts=tuple(part for part in more if part.amount),
        difference=None if ours is None else take_apart(row.amount, ours, more),
    )


def _sums(lines: "ibis.Table", row: ControlFigure) -> list[_Sum]:
    tax = lines.tax_amount if "tax_amount" in lines.columns else ibis.null("decimal(18, 4)")
    unrated = lines.lines_without_rate if "lines_without_rate" in lines.columns else ibis.literal(0)
    sums = (
        lines.mutate(
            tax=tax,
            unrated=unrated,
            currency=_.currency.fill_null(""),
            is_unattributed=_.account.isnull(),
            is_within=_.day.between(row.first_day, row.last_day),
        )
        .group_by("kind", "currency", "is_unattributed", "is_within")
        .agg(
            amount=_.amount.sum(),
            tax=_.tax.sum(),
            untold=_.tax.isnull().sum(),
            unrated=_.unrated.sum(),
        )
    )
    found: Any = rows(sums.order_by("kind", "currency"))
    return [
        _Sum(
            kind=one["kind"],
            currency=one["currency"],
            is_unattributed=one["is_unattributed"],
            is_within=one["is_within"],
            amount=None if one["unrated"] else one["amount"],
            tax=None if one["untold"] else one["tax"],
        )
        for one in found
    ]


def _total(sums: Iterable[_Sum]) -> Decimal | None:
    total = Decimal(0)
    for one in sums:
        if one.amount is None:
            return None
        total += one.amount
    return total.quantize(FIGURE, ROUND_HALF_UP)


def _in(sums: Iterable[_Sum], currency: str) -> Decimal | None:
    return _total(one for one in sums if one.currency == currency)


def _others(sums: Sequence[_Sum], own: Sequence[_Sum]) -> list[tuple[str, Decimal]]:
    names = sorted({one.currency for one in sums} - {one.currency for one in own})
    return [(name, _in(sums, name) or Decimal(0)) for name in names]


def _by_kind(own: Sequence[_Sum]) -> list[Part]:
    return [
        Part(cause, _total(one for one in own if one.kind == kind) or Decimal(0), adds=False)
        for kind, cause in _KINDS.items()
    ]


def _unattributed(own: Sequence[_Sum]) -> Decimal:
    return _total(one for one in own if one.is_unattributed) or Decimal(0)


def _tax(own: Sequence[_Sum]) -> Decimal | None:
    if not own or any(one.tax is None for one in own):
        return None
    return sum((one.tax for one in own if one.tax is not None), Decimal(0))


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
