"""What came in besides lines: one row for each import of one kind of fact."""

from django.db import models


class FactBatch(models.Model):
    """One import of other facts, whole: the manifest row. Without it its Parquet file does not count."""

    class Status(models.TextChoices):
        COMMITTED = "committed"
        REVERSED = "reversed"

    kind = models.CharField(max_length=20)  # rules.facts.FactKind
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.COMMITTED)
    # Whether the file lists all that stands: what earlier files told and this one does not has ended.
    is_whole = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64)  # SHA-256 over the bytes of its files
    files = models.JSONField()  # [{"name", "bytes", "sha256"}]
    mapping = models.JSONField()
    counts = models.JSONField()  # the numbers of the import's report
    facts_file = models.CharField(max_length=200)
    problems_file = models.CharField(max_length=200, blank=True)
    imported_by = models.CharField(max_length=200)
    imported_at = models.DateTimeField()
    reversed_by = models.CharField(max_length=200, blank=True)
    reversed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "fingerprint"],
                condition=models.Q(status="committed"),
                name="ledger_facts_once",
            )
        ]
