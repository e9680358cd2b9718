"""The words for customers who may be one, and for cures with one click."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.ledger.rules.duplicates import Likeness

LIKENESS_LABELS = {
    Likeness.ZEROS: pgettext_lazy("customers alike", "same code but for zeros in front"),
    Likeness.SAME_NAME: pgettext_lazy("customers alike", "same name, other code"),
    Likeness.OTHER_NAME: pgettext_lazy("customers alike", "same code, other name"),
    Likeness.NEAR_NAME: pgettext_lazy("customers alike", "nearly the same name"),
}
# By option and value: what is offered, and the button that does it.
CURE_LABELS = {
    ("turns_signs", True): (
        _("%(rows)s returns, credits or rebates in “%(column)s” are written without a minus."),
        _("Take them as minus"),
    ),
    ("day_first", True): (_("%(rows)s dates in “%(column)s” fit day/month/year."), _("Read as day/month/year")),
    ("day_first", False): (_("%(rows)s dates in “%(column)s” fit month/day/year."), _("Read as month/day/year")),
    ("decimal", ","): (_("%(rows)s numbers in “%(column)s” fit a decimal comma."), _("Read the comma as decimal mark")),
    ("decimal", "."): (_("%(rows)s numbers in “%(column)s” fit a decimal point."), _("Read the point as decimal mark")),
}
