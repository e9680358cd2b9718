"""How columns are read, saved under a name; and where files come from by themselves."""

from django.db import models

from vitalfew.journal.models import Versioned


class ColumnMapping(Versioned):
    """Which column of a file means what, saved under a name before it is used."""

    name = models.CharField(max_length=100, unique=True)
    columns = models.JSONField()  # {"header in the file": "field"}
    options = models.JSONField(default=dict)  # sheet, delimiter, day first, currency, tax
    uses = models.PositiveIntegerField(default=0)  # imports read with it, counted by the commit
    last_used_at = models.DateTimeField(null=True)


class Source(Versioned):
    """A folder or a database that is looked at regularly; what is new there is checked and, if clean, written."""

    class Place(models.TextChoices):
        FOLDER = "folder"
        DATABASE = "database"

    class Rhythm(models.TextChoices):
        HOURLY = "hourly"
        DAILY = "daily"

    name = models.CharField(max_length=100, unique=True)
    place = models.CharField(max_length=10, choices=Place.choices)
    folder = models.CharField(max_length=500, blank=True)
    pattern = models.CharField(max_length=100, blank=True)  # *.csv
    # The name of the environment variable that holds the address: an address may hold a password.
    variable = models.CharField(max_length=100, blank=True)
    query = models.TextField(blank=True)
    mapping = models.ForeignKey(ColumnMapping, null=True, on_delete=models.PROTECT)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.DAILY)
    hour = models.PositiveSmallIntegerField(default=6)  # of the day, for what comes daily
    is_paused = models.BooleanField(default=False)
    owner_id_number = models.BigIntegerField(null=True)
    owner_name = models.CharField(max_length=200)
    # What the clock notes, not what people change: neither version nor journal.
    last_run_at = models.DateTimeField(null=True)
    last_found = models.PositiveIntegerField(default=0)
    last_problem = models.JSONField(default=dict)  # {"problem": ..., "found": ...}
    seen = models.JSONField(default=list)  # SHA-256 of what was picked up, the latest last

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(hour__lt=24), name="ledger_source_hour")]
