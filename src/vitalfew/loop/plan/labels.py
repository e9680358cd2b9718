"""The words of plans."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.plan.rules import ActionState, PlanWarning, PlanWhy

STATE_LABELS = {
    ActionState.TODO: pgettext_lazy("action", "To do"),
    ActionState.DONE: pgettext_lazy("action", "Done"),
    ActionState.CANCELLED: pgettext_lazy("action", "Cancelled"),
}
LATE_LABEL = pgettext_lazy("action", "Overdue")
WARNING_LABELS = {
    PlanWarning.NO_OBJECTIVE: _("The plan has no objective yet."),
    PlanWarning.NONE_FOR_CUSTOMER: _("No objective is for the customer. A plan that serves only us seldom holds."),
    PlanWarning.NO_ACTION: _("The plan has no action yet."),
}
WHY_LABELS = {
    PlanWhy.NOTHING_TO_DO: _("Write what is to be done."),
    PlanWhy.ACTION_ENDED: _("This action is done or cancelled and stays as it was."),
    PlanWhy.DONE_IN_FUTURE: _("An action is done today or earlier. Choose another day."),
    PlanWhy.OBJECTIVE_ELSEWHERE: _("The objective belongs to another cycle. Choose one of this plan."),
}
