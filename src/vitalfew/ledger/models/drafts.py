"""What is on its way in: files before they count."""

from django.db import models

from vitalfew.journal.models import Versioned
from vitalfew.ledger.models.batches import Batch
from vitalfew.ledger.models.facts import FactBatch
from vitalfew.ledger.models.sources import Source
from vitalfew.ledger.rules.imports import Doing


class Draft(Versioned):
    """A file on its way into the books: received, checked, previewed, then committed or thrown away."""

    class State(models.TextChoices):
        RECEIVED = "received"
        CHECKING = "checking"
        MAPPING = "mapping"  # columns are asked about
        READY = "ready"  # preview stands
        COMMITTING = "committing"
        COMMITTED = "committed"
        REFUSED = "refused"
        DISCARDED = "discarded"

    # Rows of the file stand in it: they have no place in a journal that is kept for ever.
    secrets = frozenset({"report"})
    token = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    files = models.JSONField()
    mapping = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    progress = models.PositiveBigIntegerField(default=0)
    doing = models.CharField(max_length=20, default=Doing.READING.value)  # while it is being checked
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL)
    fact_batch = models.ForeignKey(FactBatch, null=True, on_delete=models.SET_NULL)  # where it held other facts
    # Brought by the clock: then everybody who imports sees it, not its owner alone.
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL)
    # Why it may change a closed period, or books of another basis: {"closed": "...", "basis": "..."}
    reasons = models.JSONField(default=dict)
    owner_id_number = models.BigIntegerField(null=True)
    owner_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
