"""Forms that make an account a key account, change that, and end it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.labels import TIER_LABELS
from vitalfew.people.rules import Role
from vitalfew.web.forms.inputs import Version, choice, day, offer, people_of, person, text

_REASON = _("Write the reason. Whoever takes over this account will want to know why.")


class _Terms(forms.Form):
    """What a designation says: how high, who looks after it, why."""

    tier = choice(pgettext_lazy("field", "Tier"), TIER_LABELS, _("Choose a tier."), as_buttons=True)
    manager = person(pgettext_lazy("field", "Key account manager"), _("Choose who manages this account."))
    deputy = person(pgettext_lazy("field", "Deputy"))
    sponsor = person(pgettext_lazy("field", "Executive sponsor"))
    reason = text(pgettext_lazy("field", "Reason"), _REASON)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        managers = people_of([Role.MANAGER])
        offer(self, "manager", managers, nobody=_("Choose …"))
        offer(self, "deputy", managers, nobody=_("nobody"))
        offer(self, "sponsor", people_of(Role), nobody=_("nobody"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("deputy") and typed["deputy"] == typed.get("manager"):
            self.add_error("deputy", _("The deputy stands in for the manager, so it must be somebody else."))
        if typed.get("sponsor") and typed["sponsor"] in (typed.get("manager"), typed.get("deputy")):
            self.add_error("sponsor", _("The sponsor is somebody else than who does the daily work."))
        return typed


class DesignateForm(_Terms):
    """Make an account a key account (S5)."""

    designated_on = day(pgettext_lazy("field", "Designated on"), _("Choose the day from which it is a key account."))


class ChangeForm(_Terms):
    """Change tier, people or reason."""

    version = Version()


class RevokeForm(forms.Form):
    """End a designation, with the reason."""

    reason = text(pgettext_lazy("field", "Reason"), _("Write why it is no key account any more."))
    revoked_on = day(pgettext_lazy("field", "Revoked on"), _("Choose the day it ends."))
    version = Version()
