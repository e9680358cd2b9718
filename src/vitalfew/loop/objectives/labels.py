"""The words of objectives."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.objectives.rules import ForWhom, Metric, ObjectiveStanding, ObjectiveWhy

METRIC_LABELS = {
    Metric.NET_REVENUE: pgettext_lazy("metric", "Net revenue"),
    Metric.GROSS_MARGIN: pgettext_lazy("metric", "Gross margin"),
    Metric.ORDER_DAYS: pgettext_lazy("metric", "Order days"),
}
FOR_WHOM_LABELS = {
    ForWhom.US: pgettext_lazy("for whom", "Us"),
    ForWhom.CUSTOMER: pgettext_lazy("for whom", "The customer"),
    ForWhom.BOTH: pgettext_lazy("for whom", "Both"),
}
STATE_LABELS = {
    ObjectiveStanding.ON_TRACK: pgettext_lazy("objective", "On track"),
    ObjectiveStanding.AT_RISK: pgettext_lazy("objective", "At risk"),
    ObjectiveStanding.OFF_TRACK: pgettext_lazy("objective", "Off track"),
    ObjectiveStanding.MET: pgettext_lazy("objective", "Met"),
    ObjectiveStanding.MISSED: pgettext_lazy("objective", "Missed"),
    ObjectiveStanding.UNKNOWN: pgettext_lazy("objective", "Not known yet"),
    ObjectiveStanding.DROPPED: pgettext_lazy("objective", "Dropped"),
}
WHY_LABELS = {
    ObjectiveWhy.DUE_BEFORE_START: _("The due day must come after the first day."),
    ObjectiveWhy.NO_TARGET: _("Write a target above zero."),
    ObjectiveWhy.OBJECTIVE_DROPPED: _("This objective was dropped. Set a new one."),
}
