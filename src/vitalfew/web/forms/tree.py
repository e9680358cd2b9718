"""Forms that place an account in the tree, make groups and sites, and say whom one means."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.labels import KIND_LABELS
from vitalfew.accounts.queries import AccountFilter, AccountRowState, get_account_page
from vitalfew.accounts.queries.visible import Reader
from vitalfew.accounts.rules import AccountKind, View
from vitalfew.web.forms.inputs import Version, choice, day, line
from vitalfew.words import name

OFFERED = 8
_MADE = {kind: KIND_LABELS[kind] for kind in (AccountKind.GROUP, AccountKind.SITE)}


class AsOfForm(forms.Form):
    """On which day the tree is looked at."""

    on = day(pgettext_lazy("tree", "As it was on"))


class Named(forms.Form):
    """An account told by its code or its name; where several fit, one is chosen."""

    named = line(pgettext_lazy("tree", "Account above"), autocomplete="off")
    chosen = forms.TypedChoiceField(coerce=int, required=False, empty_value=None, widget=forms.RadioSelect())

    def __init__(self, *arguments: Any, user: Reader, without: int | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.user, self.without = user, without
        typed = str(self.data.get(self.add_prefix("named"), ""))
        self.found = self._found(typed) if self.is_bound and typed.strip() else []
        self.fields["chosen"].choices = [(row.account_id, _called(row)) for row in self.found]  # type: ignore[attr-defined]
        self.fields["chosen"].label = pgettext_lazy("tree", "Which one?")

    def _found(self, typed: str) -> list[AccountRowState]:
        rows = get_account_page(self.user, AccountFilter(text=typed.strip(), view=View.ALL)).rows
        others = [row for row in rows if row.account_id != self.without]
        exact = [row for row in others if typed.strip() in (row.code, row.name, row.name_en)]
        return exact if len(exact) == 1 else others[:OFFERED]

    def account_id(self) -> int | None:
        """Return the account that is meant, or say beside the field that nobody or several are."""
        chosen: int | None = self.cleaned_data.get("chosen")
        if chosen is not None or len(self.found) == 1:
            return chosen or self.found[0].account_id
        none, several = _("No account fits. Write its code, or more of its name."), _("Several fit. Choose one.")
        self.add_error("named", several if self.found else none)
        return None


class PlaceForm(Named):
    """Say to whom an account belongs, and from which day on."""

    group = line(
        pgettext_lazy("tree", "or a new group"), help_text=_("Made with this name if you name no account above.")
    )
    valid_from = day(pgettext_lazy("tree", "From"), _("Choose the day from which it belongs there."))
    valid_to = day(pgettext_lazy("tree", "Until"), help_text=_("That day not included. Empty: still."))
    version = Version(required=False)

    field_order = ["named", "chosen", "group", "valid_from", "valid_to"]


class LeaveForm(forms.Form):
    """Say that an account belongs to nobody from a day on."""

    left_on = day(pgettext_lazy("tree", "Left on"), _("Choose the day from which it no longer belongs there."))
    version = Version()


class WithdrawForm(forms.Form):
    """Take back a membership that never was."""

    version = Version()


class NodeForm(Named):
    """Make a group or a site by hand."""

    kind = choice(pgettext_lazy("field", "Kind"), _MADE, _("Choose what it is."), as_buttons=True)
    name = line(pgettext_lazy("field", "Name"), _("Write a name."))
    name_en = line(pgettext_lazy("field", "English name"))
    country = line(pgettext_lazy("field", "Country"), longest=100)
    valid_from = day(pgettext_lazy("tree", "From"))

    field_order = ["kind", "name", "name_en", "country", "named", "chosen", "valid_from"]


def _called(row: AccountRowState) -> str:
    return f"{name(row.name, row.name_en)} {row.code}".strip()
