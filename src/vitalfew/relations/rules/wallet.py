"""Our share of what the customer spends: a range where the estimate is one, unknown where nobody has estimated (C8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vitalfew.relations.rules.records import RecordState


@dataclass(frozen=True)
class Share:
    """Our share by one estimate, or over several; above 1 the estimate is too small, which is said and not clipped."""

    low: float
    high: float

    @property
    def is_too_small(self) -> bool:
        """Tell whether we sell more than the whole estimate (INV1)."""
        return self.low > 1


def share_of(ours: Decimal | None, low: Decimal | None, point: Decimal | None, high: Decimal | None) -> Share | None:
    """Return our share by one estimate; None where either side of it is not known."""
    ends = [amount for amount in (low, point, high) if amount]
    if ours is None or ours < 0 or not ends:
        return None
    return Share(float(ours / max(ends)), float(ours / min(ends)))


def over_all(shares: Iterable[Share]) -> Share | None:
    """Return from the lowest to the highest of several estimates; those that are too small say nothing."""
    fitting = [share for share in shares if not share.is_too_small]
    if not fitting:
        return None
    return Share(min(share.low for share in fitting), min(1.0, max(share.high for share in fitting)))


def share_of_record(record: RecordState, ours: Decimal | None, currency: str) -> Share | None:
    """Return our share by a recorded estimate of everything we could supply, in the currency of the books.

    Of a single category the books' total is no share, and of another currency nothing can be said.
    """
    if record.values["category"] or record.values["currency"] != currency:
        return None
    return share_of(ours, record.values["low"], record.values["point"], record.values["high"])


def share_by(records: Iterable[RecordState], ours: Decimal | None, currency: str, today: date) -> Share | None:
    """Return our share over all recorded estimates that are still good."""
    good = [record for record in records if record.ended_on is None and record.expires_on >= today]
    return over_all(share for record in good if (share := share_of_record(record, ours, currency)))
