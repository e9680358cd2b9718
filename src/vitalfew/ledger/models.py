"""What is known of the books in the SQL database: batches, how columns are read, files on their way in.

The lines themselves are immutable Parquet files in the home, one per batch; a batch's row is the commit point.
"""

from django.db import models

from vitalfew.journal.models import Versioned


class Books(models.Model):
    """The state of the books: one row. Every commit and every undo moves the generation by one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.PositiveBigIntegerField(default=0)
    company = models.CharField(max_length=200, blank=True)
    # ISO 4217; empty while nobody has said, and then shown as not known.
    currency = models.CharField(max_length=3, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ledger_one_books")]


class Batch(models.Model):
    """One import, whole: the manifest row. Without it a Parquet file does not count."""

    class Status(models.TextChoices):
        COMMITTED = "committed"
        REVERSED = "reversed"

    status = models.CharField(max_length=20, choices=Status.choices, default=Status.COMMITTED)
    fingerprint = models.CharField(max_length=64)  # SHA-256 over the bytes of its files
    files = models.JSONField()  # [{"name", "bytes", "sha256"}]
    mapping = models.JSONField()
    counts = models.JSONField()  # the numbers of the import's report
    totals = models.JSONField()  # control totals per kind, decimal strings
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    tax = models.CharField(max_length=10, default="unknown")  # net | gross | unknown
    basis = models.CharField(max_length=10, default="invoice")  # contract | order | delivery | invoice | cash
    lines_file = models.CharField(max_length=200)
    accounts_file = models.CharField(max_length=200)  # names and countries of its accounts
    # What it adds to the account-day sums, and which lines of earlier live batches it takes the place of. Both follow
    # from the live batches before it, so an undo writes them anew for the later batches that it touches.
    days_file = models.CharField(max_length=200)
    overrides_file = models.CharField(max_length=200, blank=True)
    problems_file = models.CharField(max_length=200, blank=True)
    is_sample = models.BooleanField(default=False)
    imported_by = models.CharField(max_length=200)
    imported_at = models.DateTimeField()
    reversed_by = models.CharField(max_length=200, blank=True)
    reversed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=models.Q(status="committed"), name="ledger_bytes_once"
            )
        ]


class ColumnMapping(Versioned):
    """Which column of a file means what, saved under a name before it is used."""

    name = models.CharField(max_length=100, unique=True)
    columns = models.JSONField()  # {"header in the file": "field"}
    options = models.JSONField(default=dict)  # sheet, delimiter, day first, currency, tax


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
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL)
    owner_id_number = models.BigIntegerField(null=True)
    owner_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
