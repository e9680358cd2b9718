"""Which customers only one import names: who leaves the books when it is taken back."""

from vitalfew.ledger.engine import arrow
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.live import account_names, live_batches


def get_codes_only_in(batch_id: int) -> list[str]:
    """Return the codes that the import names and no other import that counts does; of one taken back, those it took."""
    batch = Batch.objects.filter(pk=batch_id).first()
    if batch is None:
        return []
    others = [one for one in live_batches() if one.pk != batch_id]
    own = account_names([batch]).select("account").filter(lambda table: table.account.notnull())
    left = own.anti_join(account_names(others).select("account"), "account") if others else own
    found: list[str] = arrow(left.order_by("account")).column("account").to_pylist()
    return found
