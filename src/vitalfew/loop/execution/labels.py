"""The words of execution."""

from django.utils.translation import gettext_lazy as _

from vitalfew.loop.execution.rules import VisitWhy

WHY_LABELS = {
    VisitWhy.NOBODY_MET: _("Write whom you met."),
    VisitWhy.NOT_OF_HERE: _("Somebody chosen is not of this account. Open the form again."),
    VisitWhy.NOTHING_NOTED: _("Write one sentence: what did you learn?"),
    VisitWhy.HELD_IN_FUTURE: _("This day is still to come. Log a visit once it has been held."),
    VisitWhy.STEP_WITHOUT_DAY: _("Choose by when, so that it can be reminded of."),
    VisitWhy.DAY_WITHOUT_STEP: _("Write what is to be done by then."),
    VisitWhy.KEY_USED: _("This note was sent before as another one. Open the form again."),
}
