"""The words of what both firms do together."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.relations.rules.joint import CostElement, JointWhy, TeamKind

TEAM_LABELS = {
    TeamKind.OPERATIONS: pgettext_lazy("joint team", "Operations team"),
    TeamKind.RND: pgettext_lazy("joint team", "R&D team"),
    TeamKind.ENVIRONMENT_ANALYSIS: pgettext_lazy("joint team", "Environment analysis team"),
    TeamKind.FINANCE: pgettext_lazy("joint team", "Finance team"),
    TeamKind.MARKET_RESEARCH: pgettext_lazy("joint team", "Market research team"),
}
BOARD_LABEL = pgettext_lazy("interaction", "Joint board meeting")
ELEMENT_LABELS = {
    CostElement.MATERIAL: pgettext_lazy("cost element", "Material"),
    CostElement.LABOUR: pgettext_lazy("cost element", "Labour"),
    CostElement.MACHINE: pgettext_lazy("cost element", "Machines"),
    CostElement.ENERGY: pgettext_lazy("cost element", "Energy"),
    CostElement.LOGISTICS: pgettext_lazy("cost element", "Logistics"),
    CostElement.OVERHEAD: pgettext_lazy("cost element", "Overhead"),
    CostElement.MARGIN: pgettext_lazy("cost element", "Margin"),
    CostElement.OTHER: pgettext_lazy("cost element", "Other"),
}
WHY_LABELS = {
    JointWhy.NO_CHARTER: _("Write what the team is charged with by both firms."),
    JointWhy.TEAM_STANDS: _("A joint team of this kind stands already. Change it, or dissolve it first."),
    JointWhy.ENDS_BEFORE_BEGIN: _("It cannot end before it begins."),
    JointWhy.NOBODY_JOINS: _("Choose one of us or one of the customer's people."),
    JointWhy.TWO_JOIN: _("Choose one person; add the other one afterwards."),
    JointWhy.JOINED_ALREADY: _("This person belongs to the joint team already."),
    JointWhy.NOT_OF_THEM: _("Choose somebody who is there at this customer."),
    JointWhy.NO_AGENDA: _("Write what the meeting is about."),
    JointWhy.MINUTES_TOO_EARLY: _("The day is still to come. Write the minutes once the meeting was held."),
    JointWhy.NO_PRODUCT: _("Write which product or service the cost belongs to."),
    JointWhy.NEGATIVE: _("A cost is not below zero."),
    JointWhy.NO_SUCH_CURRENCY: _("Write the currency by its three letters, for example CNY."),
    JointWhy.NO_SAVING: _("Write what was saved, and an amount above zero."),
    JointWhy.PART_TOO_LARGE: _("Our part is between 0% and 100% of the saving."),
    JointWhy.READS_ALREADY: _("This person may read it already."),
    JointWhy.NOT_NAMED: _("Choose one of us."),
}
