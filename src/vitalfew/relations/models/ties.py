"""Who of us knows whom of them, and how well."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.accounts.models import Contact
from vitalfew.journal.models import Versioned


class Tie(Versioned):
    """One of us knows one of them, judged from 0 to 5. The last contact is read from the contacts held."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ties")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="ties")
    strength = models.PositiveSmallIntegerField()
    wanted = models.PositiveSmallIntegerField(null=True, blank=True)  # how well they ought to; empty: nobody has said
    since = models.DateField(null=True, blank=True)  # empty: nobody knows
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judged_ties")
    judged_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "contact"], name="tie_once"),
            models.CheckConstraint(condition=Q(strength__lte=5), name="tie_strength"),
            models.CheckConstraint(condition=Q(wanted=None) | Q(wanted__lte=5), name="tie_wanted"),
        ]
