"""What the analysis of growth rests on besides the books."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.rules.life_cycle import LifeStage


class ProductStage(Versioned):
    """What somebody says of a product's stage of life against what was computed (S11); "" once it was taken back."""

    product = models.CharField(max_length=300, unique=True)
    stage = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in LifeStage])
    reason = models.TextField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField()

    impersonal: ClassVar[frozenset[str]] = frozenset({"product"})

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="product_stage_has_reason")]
