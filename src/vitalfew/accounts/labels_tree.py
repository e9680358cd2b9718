"""The words of the tree of customers."""

from django.utils.translation import gettext_lazy as _

from vitalfew.accounts.rules import TreeWhy

TREE_WHY_LABELS = {
    TreeWhy.CIRCLE: _("It stands below this account already, so it cannot stand above it on the same days."),
    TreeWhy.OVERLAPS: _("It belongs somewhere else on some of these days. Choose other days, or end that first."),
    TreeWhy.PLACED: _("It belongs somewhere already. Somebody has placed it meanwhile."),
    TreeWhy.NOT_PLACED: _("It belongs nowhere at the moment. Somebody has taken it out meanwhile."),
    TreeWhy.WRONG_DAYS: _("The end must be later than the beginning."),
    TreeWhy.NO_PARENT: _("No account fits. Write its code, or more of its name."),
}
