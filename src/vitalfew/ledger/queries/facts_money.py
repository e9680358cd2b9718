"""What customers owe: open invoices after what has been paid, bills that are not money yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

import ibis
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.queries.facts_live import Told, get_told, standing_facts
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_money import Aging, OpenInvoice, age_of, aging, days_late
from vitalfew.ledger.rules.facts_words import PaymentKind

_BILL = PaymentKind.ACCEPTANCE_BILL.value
MOST = 20_000  # open invoices of one question


@dataclass(frozen=True)
class Debt:
    """What one customer owes in one currency."""

    code: str | None
    name: str
    currency: str
    open: Decimal
    overdue: Decimal
    oldest_due: date | None
    invoices: int


@dataclass(frozen=True)
class Bill:
    """An acceptance bill that has been taken for money and becomes it on a day to come."""

    number: str | None
    invoice: str | None
    amount: Decimal
    currency: str
    due: date


def get_open_invoices(codes: Sequence[str], today: date, told: Told | None = None) -> list[OpenInvoice]:
    """Return what these customers have not paid in full, the oldest first; of a credit the amount is negative."""
    found = _open(told or get_told())
    if found is None:
        return []
    invoices: list[Any] = rows(found.filter(_.code.isin(list(codes))).order_by("due", "invoice").limit(MOST))
    return [
        OpenInvoice(
            **{name: row[name] for name in ("code", "customer_name", "invoice", "day", "due", "amount", "paid")},
            currency=row["currency"],
            age=age_of(row["due"], today),
            days_late=days_late(row["due"], today),
            batch=row["batch_id"],
            row=row["row"],
        )
        for row in invoices
    ]


def get_aging(codes: Sequence[str], today: date) -> tuple[Aging, ...]:
    """Return what these customers owe by how long it has been due, for each currency."""
    return aging(get_open_invoices(codes, today))


def get_debts(today: date, limit: int = 20) -> list[Debt]:
    """Return who owes most that is overdue, the most first."""
    found = _open(get_told())
    if found is None:
        return []
    is_late = (_.due < today).fill_null(False)
    debts = found.group_by(who=ibis.coalesce(_.code, _.customer_name), currency=_.currency).agg(
        code=_.code.max(),
        name=_.customer_name.max(),
        open=_money(_.left.sum()),
        overdue=_money(_.left.sum(where=is_late)),
        oldest_due=_.due.min(where=is_late),
        invoices=_.count(),
    )
    told: list[Any] = rows(debts.order_by(_.overdue.desc(), _.open.desc(), "who").limit(limit))
    return [
        Debt(name=row["name"] or row["code"] or "", **{key: row[key] for key in _DEBT}, currency=row["currency"])
        for row in told
    ]


def get_bills(codes: Sequence[str], today: date, told: Told | None = None) -> list[Bill]:
    """Return the acceptance bills of these customers that are not due yet."""
    told = told or get_told()
    found = _bills(FactKind.PAYMENTS, "amount", codes, today, told)
    named = {bill.invoice for bill in found}
    return found + [
        bill for bill in _bills(FactKind.RECEIVABLES, "paid", codes, today, told) if bill.invoice not in named
    ]


def _bills(kind: FactKind, amount: str, codes: Sequence[str], today: date, told: Told) -> list[Bill]:
    found = standing_facts(kind, told)
    if found is None:
        return []
    found = found.filter(_.code.isin(list(codes)) & (_.payment == _BILL) & (_.bill_due > today) & (_[amount] != 0))
    return [
        Bill(row.get("number"), row["invoice"], row[amount], row["currency"] or told.currency, row["bill_due"])
        for row in cast("list[dict[str, Any]]", rows(found.order_by("bill_due", "key")))
    ]


_DEBT = ("code", "open", "overdue", "oldest_due", "invoices")


def _open(told: Told) -> "ibis.Table | None":
    """Return the invoices that are not paid in full, with what was paid: as they say themselves, or by payments.

    Both may tell the same payment, so the larger counts. A day of payment without an amount says: all of it.
    """
    owed = standing_facts(FactKind.RECEIVABLES, told)
    if owed is None:
        return None
    owed = owed.mutate(currency=_.currency.fill_null(told.currency))
    owed = owed.mutate(paid=_money(ibis.coalesce(_.paid, ibis.ifelse(_.paid_on.notnull(), _.amount, _.amount * 0))))
    if (payments := standing_facts(FactKind.PAYMENTS, told)) is not None:
        received = payments.filter(_.invoice.notnull()).group_by(paid_invoice=_.invoice).agg(received=_.amount.sum())
        owed = owed.left_join(received, owed.invoice == received.paid_invoice)
        owed = owed.mutate(paid=_money(ibis.greatest(_.paid, _.received.fill_null(0))))
    return owed.mutate(left=_money(_.amount - _.paid)).filter(_.left != 0)


def _money(amount: Any) -> Any:
    return amount.fill_null(0).cast("decimal(18, 4)")
