"""The sample's batches taken out of the books, and out of their history too."""

from vitalfew.journal.actions import write_entry
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.models import Batch
from vitalfew.people.rules import Actor, Permission, require


def remove_sample_batches(*, by: Actor) -> int:
    """Take every batch of the sample back and forget it; return how many. Its files no longer count and are swept."""
    require(by, Permission.LOAD_SAMPLE)
    found = list(Batch.objects.filter(is_sample=True))
    for batch in found:
        if batch.status == Batch.Status.COMMITTED:
            undo_batch(by=by, batch_id=batch.pk, reason="sample")
    for batch in found:
        write_entry(by=by, verb="ledger.sample_removed", row=batch, before={"files": batch.files})
        batch.delete()
    return len(found)
