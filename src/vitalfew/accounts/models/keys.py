"""Accounts designated as key accounts."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.accounts.models.accounts import Account
from vitalfew.accounts.rules import Tier
from vitalfew.journal.models import Versioned


class KeyAccount(Versioned):
    """The dated designation of one account as a key account, with its reason (S5)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="designations")
    tier = models.CharField(max_length=20, choices=[(t.value, t.value) for t in Tier])
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="managed")
    director = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="directed")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="deputised")
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="sponsored"
    )
    reason = models.TextField()
    designated_on = models.DateField()
    revoked_on = models.DateField(null=True)
    revoke_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(revoked_on=None), name="key_account_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="key_account_has_reason"),
            models.CheckConstraint(
                condition=Q(revoked_on=None) | Q(revoked_on__gte=models.F("designated_on")), name="key_account_dates"
            ),
            models.CheckConstraint(
                condition=Q(revoked_on=None) | ~Q(revoke_reason=""), name="key_account_revoked_with_reason"
            ),
        ]
