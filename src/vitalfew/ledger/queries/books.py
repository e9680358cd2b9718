"""Where the books stand, and what came in."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.files import folder
from vitalfew.ledger.models import Batch, Books
from vitalfew.ledger.queries.live import effective_days, live_batches
from vitalfew.ledger.rules.currency import RateKind, agreed_basis, agreed_tax


@dataclass(frozen=True)
class BooksState:
    """The books as they stand: what figures computed from them may say about themselves."""

    generation: int
    company: str
    currency: str  # "" while nobody has said
    first_day: date | None
    last_day: date | None  # "as of", for everything computed from the books
    lines: int
    batches: tuple[int, ...]
    tax: str  # net | gross | unknown | none | mixed | partly
    basis: str
    cost_is_known: bool  # of at least one line
    has_sample: bool

    @property
    def is_empty(self) -> bool:
        return not self.batches


@dataclass(frozen=True)
class BooksEdge:
    """How far the books reach, without asking the engine: what every page's frame says."""

    generation: int
    company: str
    currency: str  # "" while nobody has said
    first_day: date | None
    last_day: date | None
    has_sample: bool
    batches: int
    tax: str = "unknown"  # in the amounts: net | gross | unknown | none | mixed | partly
    basis: str = ""  # the event its lines record; "" not known
    rates: RateKind = RateKind.DATED
    fiscal_month: int = 1

    @property
    def is_empty(self) -> bool:
        return not self.batches


@dataclass(frozen=True)
class BatchState:
    """One import, as the history shows it."""

    id: int
    status: str
    files: tuple[str, ...]
    counts: dict[str, Any]
    totals: dict[str, str]
    mapping: dict[str, Any]
    first_day: date | None
    last_day: date | None
    currency: str
    currencies: list[str]
    is_sample: bool
    problems_file: str
    refused_amount: Decimal | None  # what the refused rows come to, as far as it can be read
    imported_by: str
    imported_at: datetime
    reversed_by: str
    reversed_at: datetime | None

    @property
    def is_live(self) -> bool:
        return self.status == Batch.Status.COMMITTED

    @property
    def amount(self) -> Decimal | None:
        """Return what its lines of every kind come to, as the file has them; None where they are of two currencies."""
        if len(set(self.currencies) - {""}) > 1:
            return None
        return sum((Decimal(total) for total in self.totals.values()), Decimal(0))


_TAXES = ("net", "gross", "none", "unknown")
# In SQL, because every page asks it, and building the question costs more than answering it.
_EDGE = """
    SELECT COUNT(batch.id), COUNT(CASE WHEN is_sample THEN 1 END), MIN(first_day), MAX(last_day),
        MAX(generation), MAX(company), MAX(books.currency), MAX(books.rates), MAX(books.fiscal_month),
        COUNT(CASE WHEN tax = 'net' THEN 1 END), COUNT(CASE WHEN tax = 'gross' THEN 1 END),
        COUNT(CASE WHEN tax = 'none' THEN 1 END), COUNT(CASE WHEN tax = 'unknown' THEN 1 END),
        MIN(batch.basis), MAX(batch.basis), MAX(books.basis)
    FROM (SELECT 1) AS one
    LEFT JOIN ledger_books AS books ON books.id = 1
    LEFT JOIN ledger_batch AS batch ON batch.status = 'committed'"""


def get_generation() -> int:
    """Return how often the books have changed, by which what is computed from them knows its state."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT generation FROM ledger_books WHERE id = 1")
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def get_edge() -> BooksEdge:
    """Return how far the books reach, in one cheap question to the database."""
    with connection.cursor() as cursor:
        cursor.execute(_EDGE)
        batches, sample, first, last, generation, company, currency, rates, month, *meaning = cursor.fetchone()
    *taxes, lowest, highest, told = meaning
    return BooksEdge(
        generation=generation or 0,
        company=company or "",
        currency=currency or "",
        first_day=_day(first),
        last_day=_day(last),
        has_sample=sample > 0,
        batches=batches,
        tax=agreed_tax(tax for tax, count in zip(_TAXES, taxes, strict=True) if count),
        basis=agreed_basis([lowest or "", highest or ""], told or ""),
        rates=RateKind(rates or RateKind.DATED),
        fiscal_month=month or 1,
    )


def get_books() -> BooksState:
    """Return where the books stand."""
    books = Books.objects.filter(id=1).first() or Books()
    live = live_batches()
    days = effective_days(live)
    found: Any = rows(days.agg(lines=_.lines.sum().fill_null(0), unknown=_.lines_without_cost.sum().fill_null(0)))[0]
    return BooksState(
        generation=books.generation,
        company=books.company,
        currency=books.currency,
        first_day=min((batch.first_day for batch in live if batch.first_day), default=None),
        last_day=max((batch.last_day for batch in live if batch.last_day), default=None),
        lines=int(found["lines"]),
        batches=tuple(batch.pk for batch in live),
        tax=agreed_tax(batch.tax for batch in live),
        basis=agreed_basis([batch.basis for batch in live], books.basis),
        cost_is_known=found["lines"] > found["unknown"],
        has_sample=any(batch.is_sample for batch in live),
    )


def get_batches() -> list[BatchState]:
    """Return every import, the latest first, those taken back too."""
    return [_state(batch) for batch in Batch.objects.order_by("-id")]


def get_batch(batch_id: int) -> BatchState | None:
    """Return one import."""
    batch = Batch.objects.filter(pk=batch_id).first()
    return _state(batch) if batch else None


def get_problems_path(batch_id: int) -> Path | None:
    """Return the file of the rows that an import set aside, if it set any aside."""
    name = Batch.objects.filter(pk=batch_id).values_list("problems_file", flat=True).first()
    return folder() / name if name and (folder() / name).exists() else None


def _day(stored: date | str | None) -> date | None:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored  # SQLite keeps days as text


def _state(batch: Batch) -> BatchState:
    return BatchState(
        id=batch.pk,
        status=batch.status,
        files=tuple(file["name"] for file in batch.files),
        refused_amount=Decimal(batch.refused_amount) if batch.refused_amount else None,
        **{
            name: getattr(batch, name)
            for name in BatchState.__dataclass_fields__
            if name not in {"id", "status", "files", "refused_amount"}
        },
    )
