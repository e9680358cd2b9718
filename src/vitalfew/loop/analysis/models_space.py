"""What a manager says of what his customer does not buy."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.accounts.models import Account
from vitalfew.journal.models import Versioned

_MONEY: Any = {"max_digits": 20, "decimal_places": 4}


class SpaceJudgement(Versioned):
    """The manager's own figure for one family of one account, or that there is no need of it (S7)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    family = models.CharField(max_length=300)
    no_need = models.BooleanField(default=False)
    amount = models.DecimalField(**_MONEY, null=True)  # a year, in the books' currency
    reason = models.TextField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField()

    impersonal: ClassVar[frozenset[str]] = frozenset({"family"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "family"], name="space_judged_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="space_judged_with_reason"),
            models.CheckConstraint(condition=Q(no_need=False) | Q(amount=None), name="space_no_need_no_amount"),
        ]
