"""Which accounts are the sample's only."""

from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.live import account_names, live_batches


def get_sample_codes() -> set[str]:
    """Return the codes that live batches of the sample name and no other live batch does."""
    live = live_batches()
    sample = _codes([batch for batch in live if batch.is_sample])
    return sample - _codes([batch for batch in live if not batch.is_sample]) if sample else sample


def _codes(batches: list[Batch]) -> set[str]:
    return {str(row["account"]) for row in rows(account_names(batches).select(_.account))} if batches else set()
