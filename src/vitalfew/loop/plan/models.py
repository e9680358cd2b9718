"""The plan of an account for one cycle: the way chosen, and the actions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.objectives.models import Objective
from vitalfew.loop.plan.rules import ActionState


class AccountPlan(Versioned):
    """The account plan of one cycle (S65)."""

    cycle = models.OneToOneField(Cycle, on_delete=models.CASCADE, related_name="plan")
    year = models.PositiveIntegerField()
    strategy = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plans")


class PlannedAction(Versioned):
    """What, who, by when (INV11: never without owner and date)."""

    plan = models.ForeignKey(AccountPlan, on_delete=models.CASCADE, related_name="actions")
    objective = models.ForeignKey(Objective, null=True, on_delete=models.SET_NULL, related_name="actions")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="actions")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ActionState], default=ActionState.TODO)
    done_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # why it was cancelled

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="action_says_what"),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) | ~Q(state="done") & Q(done_on=None),
                name="action_done_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="action_due")]
