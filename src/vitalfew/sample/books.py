"""The sample's books: every invoice line and every receivable, up to the day before `today`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vitalfew.sample.breaks import delay_of
from vitalfew.sample.chance import Chance
from vitalfew.sample.customers import get_customers
from vitalfew.sample.named import Customer
from vitalfew.sample.orders import END, SALE, Invoice, counter_sales, orders_of, sample_parcel

COMPANY = "江河精密零部件 JH Precision"
CURRENCY = "CNY"
SEED = "jh-precision"


@dataclass(frozen=True)
class DatedInvoice:
    """An invoice with its date and number."""

    number: str
    day: date
    invoice: Invoice


@dataclass(frozen=True)
class Receivable:
    """What a customer owes for one invoice, and when it was paid if it was."""

    number: str
    account: str
    amount: float
    due_on: date
    paid_on: date | None


@dataclass(frozen=True)
class SampleBooks:
    """The whole of it, in order of date."""

    customers: dict[str, Customer]
    invoices: list[DatedInvoice]
    receivables: list[Receivable]
    first_day: date
    last_day: date


def make_books(*, today: date, seed: str = SEED) -> SampleBooks:
    """Make the books as they stand on the morning of this day."""
    last_day = today - timedelta(1)
    # The story ends on a Sunday: the first that is not before the last day. What would lie after that day is cut.
    first_day = last_day + timedelta(6 - last_day.weekday()) - timedelta(END)
    customers = get_customers(seed)
    invoices = _numbered(_invoices(customers, seed, first_day), first_day, last_day)
    by_code = {customer.code: customer for customer in customers}
    receivables = list(_receivables(invoices, by_code, seed, last_day))
    return SampleBooks(by_code, invoices, receivables, invoices[0].day, last_day)


def _invoices(customers: list[Customer], seed: str, first_day: date) -> list[Invoice]:
    months = tuple((first_day + timedelta(day)).month for day in range(END + 1))
    found = [invoice for customer in customers for invoice in orders_of(customer, seed, months)]
    found += [*counter_sales(seed), sample_parcel()]
    return sorted(found, key=lambda invoice: (invoice.day, invoice.account, invoice.kind))


def _numbered(invoices: list[Invoice], first_day: date, last_day: date) -> list[DatedInvoice]:
    numbered, month, count = [], (0, 0), 0
    for invoice in invoices:
        day = first_day + timedelta(invoice.day)
        if day > last_day:
            break
        month, count = (day.year, day.month), count + 1 if month == (day.year, day.month) else 1
        numbered.append(DatedInvoice(f"JH{day:%y%m}-{count:04}", day, invoice))
    return numbered


def _receivables(
    invoices: list[DatedInvoice], customers: dict[str, Customer], seed: str, last_day: date
) -> Iterator[Receivable]:
    chance = Chance(f"{seed} payments")
    habits = {code: chance.between(-4, 10) for code in customers}
    for one in invoices:
        late, sale = chance.around(1, 0.6), one.invoice
        if sale.kind != SALE or not sale.account or not sale.amount:
            continue
        due_on = one.day + timedelta(customers[sale.account].terms)
        delay = habits[sale.account] * late + delay_of(sale.account, END - sale.day)
        paid_on = due_on + timedelta(round(delay))
        yield Receivable(one.number, sale.account, sale.amount, due_on, paid_on if paid_on <= last_day else None)
