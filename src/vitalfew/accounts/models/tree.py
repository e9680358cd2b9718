"""Who belongs to whom, from when to when; and which key account covers whom today."""

from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models.accounts import Account
from vitalfew.accounts.models.keys import KeyAccount
from vitalfew.journal.models import Versioned


class Membership(Versioned):
    """The child belongs to the parent from a day until another, that day not included.

    That the days of one child do not cross, and that no day has a circle, is asked when one is written (INV4).
    """

    child = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    parent = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="members")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child"], condition=Q(valid_to=None), name="membership_one_open"),
            models.UniqueConstraint(fields=["child", "valid_from"], name="membership_begins_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="membership_dates"
            ),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="membership_not_of_itself"),
        ]


class Coverage(models.Model):
    """The key accounts under which an account stands today, its own or one above. Computed; the nearest covers it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="coverage")
    key_account = models.ForeignKey(KeyAccount, on_delete=models.CASCADE, related_name="covered")
    is_nearest = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key_account"], name="coverage_once"),
            # An account is covered by at most one key account (INV4).
            models.UniqueConstraint(fields=["account"], condition=Q(is_nearest=True), name="coverage_one_nearest"),
        ]
