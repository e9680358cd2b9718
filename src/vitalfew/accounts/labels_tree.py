"""The words of the tree of customers."""

from django.utils.translation import gettext_lazy as _

from vitalfew.accounts.rules import MergeWhy, Reason, TreeWhy

TREE_WHY_LABELS = {
    TreeWhy.CIRCLE: _("It stands below this account already, so it cannot stand above it on the same days."),
    TreeWhy.OVERLAPS: _("It belongs somewhere else on some of these days. Choose other days, or end that first."),
    TreeWhy.PLACED: _("It belongs somewhere already. Somebody has placed it meanwhile."),
    TreeWhy.NOT_PLACED: _("It belongs nowhere at the moment. Somebody has taken it out meanwhile."),
    TreeWhy.WRONG_DAYS: _("The end must be later than the beginning."),
    TreeWhy.NO_PARENT: _("No account fits. Write its code, or more of its name."),
}
MERGE_WHY_LABELS = {
    MergeWhy.SAME: _("That is the account itself. Name the other one."),
    MergeWhy.MERGED: _("One of the two has been merged already. Open the one that stands."),
    MergeWhy.IS_KEY: _("It is a key account. Merge the other one into it, or end its designation first."),
    MergeWhy.IN_TREE: _("It belongs to somebody, or somebody belongs to it. Take it out of the structure first."),
    MergeWhy.IS_GROUP: _("A group is no customer of its own. Place accounts under it instead."),
    MergeWhy.NO_CODE: _("The books know only this one by a code. Merge the other one into it."),
    MergeWhy.NOT_MERGED: _("It stands by itself already. Somebody has taken the merging back meanwhile."),
}
REASON_LABELS = {
    Reason.TAX_ID: _("the same tax number"),
    Reason.NAME: _("the same name"),
    Reason.LIKE: _("a like name"),
}
