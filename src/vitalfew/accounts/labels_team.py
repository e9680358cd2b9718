"""The words of an account's team."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.rules import Duty, Ring, Side, TeamWhy

DUTY_LABELS = {
    Duty.MANAGER: pgettext_lazy("duty", "Key account manager"),
    Duty.DEPUTY: pgettext_lazy("duty", "Deputy"),
    Duty.DIRECTOR: pgettext_lazy("duty", "Director"),
    Duty.SPONSOR: pgettext_lazy("duty", "Executive sponsor"),
}
RING_LABELS = {
    Ring.CORE: pgettext_lazy("ring", "Core"),
    Ring.SURROUND: pgettext_lazy("ring", "Surround"),
}
SIDE_LABELS = {
    Side.OURS: pgettext_lazy("side", "Ours"),
    Side.CUSTOMER: pgettext_lazy("side", "The customer's"),
    Side.PARTNER: pgettext_lazy("side", "Outside partner"),
}
TEAM_WHY_LABELS = {
    TeamWhy.NOBODY_NAMED: _("Choose one of us, one of the customer's people, or write the name of an outside partner."),
    TeamWhy.TWO_NAMED: _("A member is one person: leave the others empty."),
    TeamWhy.MEMBER_ALREADY: _("This person is in the team already."),
    TeamWhy.NOT_OF_ACCOUNT: _("Choose somebody who is at this account."),
    TeamWhy.ENDS_TOO_EARLY: _("The last day cannot lie before the first."),
    TeamWhy.AWAY_OVERLAPS: _("These days overlap with others that are noted already."),
}
