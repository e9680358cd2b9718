"""Accounts, and the row behind the list."""

from typing import ClassVar

from django.db import models

from vitalfew import words
from vitalfew.accounts.rules import UNRANKED, AccountKind
from vitalfew.journal.models import Versioned


class Account(Versioned):
    """A node of the customer tree. Made from the books (its code came with a line) or by hand (a prospect).

    One whose lines have been taken back stays, for what people did with it. Untouched it is set aside: it has no row
    in the list until lines name it again.
    """

    # NULL while a prospect has none: two of them are no clash.
    code = models.CharField(max_length=300, unique=True, null=True)  # noqa: DJ001
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    # What the books last called it; another `name` was given by hand and is left alone.
    name_in_books = models.CharField(max_length=300, blank=True)
    kind = models.CharField(
        max_length=10, choices=[(k.value, k.value) for k in AccountKind], default=AccountKind.ENTITY
    )
    country = models.CharField(max_length=100, blank=True)
    tax_id = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=200, blank=True)  # where a prospect was heard of
    in_books = models.BooleanField(default=True)  # a line that counts names it
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    is_sample = models.BooleanField(default=False)

    impersonal: ClassVar[frozenset[str]] = frozenset({"code", "name", "name_en", "name_in_books"})

    @property
    def shown_name(self) -> str:
        """Return the name in the language spoken."""
        return words.name(self.name, self.name_en)


class AccountRow(models.Model):
    """One row per account for lists that sort over several packages; each column is written by its owner's action.

    It is the only table the list reads. A column that is sorted by has an index, which serves both directions.
    """

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="row")
    # written by accounts: who it is, and its standing designation
    code = models.CharField(max_length=300)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    search = models.CharField(max_length=1000)  # code and names as the filter compares them: rules.folded
    tier = models.CharField(max_length=20, blank=True)
    manager_id_number = models.BigIntegerField(null=True)
    is_prospect = models.BooleanField(default=False)  # noted by hand, and no line has ever named it
    # written by analysis
    revenue = models.DecimalField(max_digits=20, decimal_places=4, null=True)  # net, twelve months to the books' end
    revenue_before = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    # Largest revenue first; what is not known comes last on every database, which NULL would not.
    revenue_rank = models.PositiveIntegerField(default=UNRANKED)
    change_share = models.FloatField(null=True)
    margin = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    # twelve heights 0..100, comma separated; empty for a month that nobody knows
    spark = models.CharField(max_length=60, blank=True)
    last_order_on = models.DateField(null=True)
    stage = models.CharField(max_length=20, blank=True)
    stage_order = models.PositiveSmallIntegerField(default=0)
    # written by execution
    last_contact_on = models.DateField(null=True)
    # written by plan
    next_step = models.CharField(max_length=200, blank=True)
    next_due_on = models.DateField(null=True)
    # written by control: 0 nothing, 1 watch, 2 bad
    alarm = models.PositiveSmallIntegerField(default=0)
    alarm_reason = models.JSONField(null=True)
    interruption = models.PositiveSmallIntegerField(default=0)  # severity of the open case; 0 where none is

    class Meta:
        indexes = [
            models.Index(fields=["revenue_rank", "account"], name="row_revenue"),
            models.Index(fields=["name", "account"], name="row_name"),
            models.Index(fields=["change_share", "account"], name="row_change"),
            models.Index(fields=["margin", "account"], name="row_margin"),
            models.Index(fields=["last_order_on", "account"], name="row_last_order"),
            models.Index(fields=["last_contact_on", "account"], name="row_last_contact"),
            models.Index(fields=["next_due_on", "account"], name="row_next_due"),
            models.Index(fields=["stage_order", "account"], name="row_stage"),
            models.Index(fields=["alarm", "account"], name="row_alarm"),
            models.Index(fields=["interruption", "account"], name="row_interruption"),
            models.Index(fields=["tier", "account"], name="row_tier"),
            models.Index(fields=["manager_id_number", "account"], name="row_manager"),
        ]


class NotSame(Versioned):
    """Two accounts of whom somebody has said that they are not one customer; the lower number first."""

    first = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="not_same_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="not_same_in_order"),
        ]
