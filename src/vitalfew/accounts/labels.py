"""The words of accounts and their lists."""

from django.utils.translation import pgettext_lazy

from vitalfew.accounts.rules import AccountKind, Tier, View

TIER_LABELS = {
    Tier.STRATEGIC: pgettext_lazy("tier", "Strategic"),
    Tier.KEY: pgettext_lazy("tier", "Key"),
    Tier.POTENTIAL: pgettext_lazy("tier", "Potential"),
}
KIND_LABELS = {
    AccountKind.GROUP: pgettext_lazy("account kind", "Group"),
    AccountKind.ENTITY: pgettext_lazy("account kind", "Company"),
    AccountKind.SITE: pgettext_lazy("account kind", "Site"),
}
VIEW_LABELS = {
    View.KEY: pgettext_lazy("account view", "Key accounts"),
    View.ALL: pgettext_lazy("account view", "All accounts"),
    View.MINE: pgettext_lazy("account view", "My accounts"),
    View.ALARM: pgettext_lazy("account view", "With an alert"),
    View.FALLING: pgettext_lazy("account view", "Falling"),
    View.SILENT: pgettext_lazy("account view", "No contact for 30 days"),
}
