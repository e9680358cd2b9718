"""What came in: one row for each import, without which its files do not count.

The lines themselves are immutable Parquet files in the home; a batch's row is the commit point.
"""

from django.db import models


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
    currencies = models.JSONField(default=list)  # of its lines; "" where a line does not say
    refused_amount = models.CharField(max_length=50, blank=True)  # readable in refused rows, a decimal string
    total_row = models.JSONField(default=dict)  # what the file itself says its lines come to, by field
    tax = models.CharField(max_length=10, default="unknown")  # net | gross | unknown
    basis = models.CharField(max_length=10, default="invoice")  # contract | order | delivery | invoice | cash
    tag = models.CharField(max_length=60)  # what its files and its lines are called by
    lines_files = models.JSONField()
    own_days_file = models.CharField(max_length=200)  # its own sums by account and day, whatever stands before it
    accounts_file = models.CharField(max_length=200)  # names and countries of its accounts
    # What it adds to the account-day sums, and which lines of earlier live batches it takes the place of. Both follow
    # from the live batches before it, so an undo writes them anew for the later batches that it touches.
    days_file = models.CharField(max_length=200)
    overrides_file = models.CharField(max_length=200, blank=True)
    # What it changed in the books, by month and customer, as it was when it came in: rules.changes.
    changes = models.JSONField(default=dict)
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
