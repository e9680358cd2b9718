"""What customers owe: open invoices after what has been paid, bills that are not money yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import ibis
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.queries.facts_live import live_fact_batches, standing_facts
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


def get_open_invoices(codes: Sequence[str], today: date) -> list[OpenInvoice]:
    """Return what these customers have not paid in full, the oldest first; of a credit the amount is negative."""
    found = _open()
    if found is None:
        return []
    told: list[Any] = rows(found.filter(_.code.isin(list(codes))).order_by("due", "invoice").limit(MOST))
    return [
        OpenInvoice(
            **{name: row[name] for name in ("code", "customer_name", "invoice", "day", "due", "amount", "paid")},
            currency=row["currency"] or "",
            age=age_of(row["due"], today),
            days_late=days_late(row["due"], today),
            batch=row["batch_id"],
            row=row["row"],
        )
        for row in told
    ]


def get_aging(codes: Sequence[str], today: date) -> tuple[Aging, ...]:
    """Return what these customers owe by how long it has been due, for each currency."""
    return aging(get_open_invoices(codes, today))


def get_debts(today: date, limit: int = 20) -> list[Debt]:
    """Return who owes most that is overdue, the most first."""
    found = _open()
    if found is None:
        return []
    is_late = (_.due < today).fill_null(False)
    debts = found.group_by(who=ibis.coalesce(_.code, _.customer_name), currency=_.currency.fill_null("")).agg(
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


def get_bills(codes: Sequence[str], today: date) -> list[Bill]:
    """Return the acceptance bills of these customers that are not due yet."""
    found: list[Bill] = []
    for kind, number in ((FactKind.PAYMENTS, "number"), (FactKind.RECEIVABLES, "")):
        if not (batches := live_fact_batches(kind)):
            continue
        told = standing_facts(kind, batches).filter(_.code.isin(list(codes)))
        told = told.filter((_.payment == _BILL) & (_.bill_due > today)).order_by("bill_due", "key")
        amount = "amount" if kind is FactKind.PAYMENTS else "paid"
        rest: list[Any] = [row for row in rows(told) if row[amount]]
        found += [
            Bill(row[number] if number else None, row["invoice"], row[amount], row["currency"] or "", row["bill_due"])
            for row in rest
            if kind is FactKind.PAYMENTS or row["invoice"] not in {bill.invoice for bill in found}
        ]
    return found


_DEBT = ("code", "open", "overdue", "oldest_due", "invoices")


def _open() -> "ibis.Table | None":
    """Return the invoices that are not paid in full, with what was paid: as they say themselves, or by payments.

    Both may tell the same payment, so the larger counts. A day of payment without an amount says: all of it.
    """
    batches = live_fact_batches(FactKind.RECEIVABLES)
    if not batches:
        return None
    owed = standing_facts(FactKind.RECEIVABLES, batches)
    owed = owed.mutate(told=ibis.coalesce(_.paid, ibis.ifelse(_.paid_on.notnull(), _.amount, _.amount * 0)))
    payments = _payments()
    if payments is None:
        owed = owed.mutate(paid=_money(_.told))
    else:
        owed = owed.left_join(payments, owed.invoice == payments.paid_invoice)
        owed = owed.mutate(paid=_money(ibis.greatest(_.told, _.received.fill_null(0))))
    return owed.mutate(left=_money(_.amount - _.paid)).filter(_.left != 0)


def _payments() -> "ibis.Table | None":
    batches = live_fact_batches(FactKind.PAYMENTS)
    if not batches:
        return None
    told = standing_facts(FactKind.PAYMENTS, batches).filter(_.invoice.notnull())
    return told.group_by(paid_invoice=_.invoice).agg(received=_money(_.amount.sum()))


def _money(amount: Any) -> Any:
    return amount.fill_null(0).cast("decimal(18, 4)")
