"""What people have judged about a customer: who, when, from where, how sure, until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models.accounts import Account
from vitalfew.accounts.rules.dossier import Confidence
from vitalfew.journal.models import Versioned


class Judged(Versioned):
    """A row that rests on somebody's judgement and fades."""

    source = models.CharField(max_length=300)
    confidence = models.CharField(
        max_length=10, choices=[(c.value, c.value) for c in Confidence], default=Confidence.MEDIUM
    )
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField()
    expires_on = models.DateField()

    class Meta:
        abstract = True


class DossierValue(Judged):
    """The standing value of one field of one account's dossier; what it was before stands in the journal (S3)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="dossier_values")
    field = models.CharField(max_length=40)  # one of rules.dossier.FIELDS: a new one there is no new column here
    # empty where it has been taken back: missing is missing
    value = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "field"], name="dossier_value_once"),
            models.CheckConstraint(condition=Q(expires_on__gte=F("assessed_on")), name="dossier_value_dates"),
            models.CheckConstraint(condition=~Q(source=""), name="dossier_value_has_source"),
        ]
        indexes = [
            models.Index(fields=["expires_on"], name="dossier_value_expiry"),
            models.Index(fields=["assessed_on"], name="dossier_value_age"),
        ]
