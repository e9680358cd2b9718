"""What the figures of the books mean, as settled."""

from dataclasses import dataclass
from datetime import date

from vitalfew.ledger.labels_meaning import basis_clash_sentence
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.conversion import the_meaning
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.rules.currency import RateKind, agreed_basis


@dataclass(frozen=True)
class BooksSettings:
    """The settings of the books, with the version that its reader sees."""

    version: int
    currency: str  # "" while nobody has said
    rates: RateKind
    fiscal_month: int
    closed_until: date | None
    basis: str  # "" while nobody has said and no import tells
    told_basis: str  # what a person has said it is, "" where nobody has


def get_settings() -> BooksSettings:
    """Return the settings."""
    books = the_meaning()
    return BooksSettings(
        version=books.version,
        currency=books.currency,
        rates=RateKind(books.rates),
        fiscal_month=books.fiscal_month,
        closed_until=books.closed_until,
        basis=agreed_basis([batch.basis for batch in live_batches()], books.basis),
        told_basis=books.basis,
    )


def get_closed_until() -> date | None:
    """Return the last day that finance has closed."""
    return the_meaning().closed_until


def clashing_basis(basis: str) -> str:
    """Return why lines that record this event cannot stand beside those in the books; "" where they can.

    A file that does not say which event it records is taken for the books' own.
    """
    live = list(Batch.objects.filter(status=Batch.Status.COMMITTED).values_list("basis", flat=True))
    kept = agreed_basis(live, the_meaning().basis)
    if not basis or not kept or kept in (basis, "mixed"):
        return ""
    return basis_clash_sentence(basis, kept)
