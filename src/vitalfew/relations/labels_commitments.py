"""The words of promises."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.relations.rules import CommitmentWhy, Keeping, Side

SIDE_LABELS = {
    Side.US: pgettext_lazy("promise", "We"),
    Side.CUSTOMER: pgettext_lazy("promise", "The customer"),
}
KEEPING_LABELS = {
    Keeping.OPEN: pgettext_lazy("promise", "Open"),
    Keeping.ON_TIME: pgettext_lazy("promise", "Kept on time"),
    Keeping.LATE: pgettext_lazy("promise", "Kept late"),
    Keeping.BROKEN: pgettext_lazy("promise", "Broken"),
}
WHY_LABELS = {
    CommitmentWhy.NOTHING_PROMISED: _("Write what was promised."),
    CommitmentWhy.DUE_BEFORE_MADE: _("It cannot be due before it was promised."),
    CommitmentWhy.DUE_IS_PAST: _("A day that is past does not move, or no promise would ever be late."),
    CommitmentWhy.KEPT_BEFORE_MADE: _("It cannot have been kept before it was promised."),
    CommitmentWhy.KEPT_IN_FUTURE: _("This day is still to come. Note a promise as kept once it has been."),
    CommitmentWhy.BROKEN_WITHOUT_REASON: _("Write why it was not kept. Trust is mended by knowing that."),
    CommitmentWhy.PROMISE_ENDED: _("This promise has ended already and stays as it was."),
    CommitmentWhy.CONTACT_ELSEWHERE: _("Choose somebody of this account."),
}
