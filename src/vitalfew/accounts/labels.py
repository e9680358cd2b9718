"""The words of accounts and their lists."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.rules import AccountKind, ProspectWhy, Tier, View

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
WHY_LABELS = {
    ProspectWhy.CODE_TAKEN: _("Another account has this code. Open that one, or leave the code empty."),
    ProspectWhy.TAX_ID_TAKEN: _("Another account has this tax number. Look it up before you note it twice."),
    ProspectWhy.WRONG_TAX_ID: _(
        "This is no tax number: its 18 characters do not fit together. Copy it from the business licence."
    ),
    ProspectWhy.NO_PROSPECT: _("One of the two has changed meanwhile. Open the page again."),
    ProspectWhy.BOTH_WORKED_ON: _("People have worked on both accounts, so neither may go. Keep the one you use."),
}
VIEW_LABELS = {
    View.KEY: pgettext_lazy("account view", "Key accounts"),
    View.ALL: pgettext_lazy("account view", "All accounts"),
    View.MINE: pgettext_lazy("account view", "My accounts"),
    View.ALARM: pgettext_lazy("account view", "With an alert"),
    View.INTERRUPTED: pgettext_lazy("account view", "Interrupted"),
    View.FALLING: pgettext_lazy("account view", "Falling"),
    View.SILENT: pgettext_lazy("account view", "No contact for 30 days"),
}
