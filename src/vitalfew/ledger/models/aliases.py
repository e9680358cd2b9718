"""Codes under which the books know one customer several times."""

from django.db import models
from django.db.models import F, Q


class SameCustomer(models.Model):
    """A code whose lines are those of another. Computed from the accounts that people have merged."""

    code = models.CharField(max_length=300, primary_key=True)
    same_as = models.CharField(max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(code=F("same_as")), name="ledger_same_as_another")]
