"""Forms of what both firms do together: teams, meetings with minutes, the open-book sheet and who may read it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.queries import PersonState
from vitalfew.people.rules import Role
from vitalfew.relations.labels_joint import BOARD_LABEL, ELEMENT_LABELS, TEAM_LABELS
from vitalfew.relations.rules.joint import JointTeamState
from vitalfew.web.forms.inputs import Amount, Version, choice, day, line, offer, people_of, person, text
from vitalfew.web.forms.planning import several


class NewTeamForm(forms.Form):
    """Found a joint team."""

    kind = choice(pgettext_lazy("field", "Joint team"), TEAM_LABELS, _("Choose one."), as_buttons=True)
    charter = text(pgettext_lazy("field", "Charter"), _("Write what the team is charged with by both firms."))
    goals = text(pgettext_lazy("field", "Goals"), help_text=_("What both will measure, and until when."))
    from_on = day(pgettext_lazy("field", "From"), _("Choose the first day."))


class JointTeamForm(NewTeamForm):
    """Change a joint team, or dissolve it."""

    kind = None  # type: ignore[assignment]
    version = Version()
    until = day(pgettext_lazy("team", "Until"), help_text=_("The first day without the team; left empty it stands."))


class JoinForm(forms.Form):
    """Take one person into a joint team."""

    user = person(pgettext_lazy("team", "One of us"))
    contact = person(pgettext_lazy("team", "One of the customer's people"))
    part = line(pgettext_lazy("field", "Part in the team"), longest=150)
    from_on = day(pgettext_lazy("field", "From"), _("Choose the first day."))

    def __init__(self, *arguments: Any, people: list[PersonState], **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "user", people_of(Role), nobody="—")
        offer(self, "contact", [(one.id, one.name) for one in people], nobody="—")


class LeaveForm(forms.Form):
    """Note that a member has left."""

    member = forms.IntegerField(widget=forms.HiddenInput)
    version = Version()


class JointMeetingForm(forms.Form):
    """A meeting of a joint team or of both boards: planned, or held with its minutes."""

    team = person(pgettext_lazy("field", "Who meets"))
    held_on = day(pgettext_lazy("field", "Held on"), _("Choose the day."))
    agenda = line(pgettext_lazy("field", "What it is about"), _("Write what the meeting is about."))
    minutes = text(
        pgettext_lazy("field", "Minutes"), rows=6, longest=10000, help_text=_("Left empty while the day is to come.")
    )
    is_closed = forms.BooleanField(
        label=pgettext_lazy("field", "Minutes by name only"),
        required=False,
        help_text=_("Then only a director and the named readers read them, and each reading is remembered."),
    )
    users = several(pgettext_lazy("field", "Of us"))
    contacts = several(pgettext_lazy("field", "Of them"))

    def __init__(self, *arguments: Any, teams: list[JointTeamState], people: list[PersonState], **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "team", [(one.id, str(TEAM_LABELS[one.kind])) for one in teams], nobody=BOARD_LABEL)
        offer(self, "users", people_of(Role))
        offer(self, "contacts", [(one.id, one.name) for one in people])

    def told(self) -> dict[str, Any]:
        """Return what was typed, as the action takes it."""
        typed = dict(self.cleaned_data)
        return {
            **{name: typed[name] for name in ("held_on", "agenda", "minutes", "is_closed") if name in typed},
            "user_ids": typed["users"],
            "contact_ids": typed["contacts"],
        }


class ChangeMeetingForm(JointMeetingForm):
    """Change a meeting that may have been changed meanwhile; closed minutes are left to who may read them."""

    version = Version()

    def __init__(self, *arguments: Any, with_minutes: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        del self.fields["team"]
        if not with_minutes:
            del self.fields["minutes"]


class Share(forms.Field):
    """A share as people type it: 60 or 60%."""

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            return Decimal(str(value).strip().rstrip("%％").strip()) / 100
        except ArithmeticError:
            raise forms.ValidationError(_("Write a share in per cent, for example 60%.")) from None


class CostForm(forms.Form):
    """Open one element of a cost to both firms."""

    product = line(
        pgettext_lazy("field", "Product or service"),
        _("Write which product or service the cost belongs to."),
        longest=150,
    )
    element = choice(pgettext_lazy("field", "Cost element"), ELEMENT_LABELS, _("Choose one."))
    value = Amount(label=pgettext_lazy("field", "Value"), missing=_("Write the cost."))
    currency = line(
        pgettext_lazy("field", "Currency"), _("Write the currency by its three letters, for example CNY."), longest=3
    )
    per = line(pgettext_lazy("field", "For each"), longest=50, help_text=_("Piece, tonne, hour."))
    valid_from = day(pgettext_lazy("field", "Valid from"), _("Choose the first day."))
    valid_to = day(pgettext_lazy("field", "Valid to"))
    source = line(pgettext_lazy("field", "Source"), _("Say where the figure comes from."))


class EndCostForm(forms.Form):
    """Say until when a cost was good."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    version = Version()


class SavingForm(forms.Form):
    """A saving both agreed on, and how it is split."""

    what = line(pgettext_lazy("field", "What is saved"), _("Write what was saved, and an amount above zero."))
    amount = Amount(
        label=pgettext_lazy("field", "Saving"), missing=_("Write what was saved, and an amount above zero.")
    )
    our_share = Share(
        label=pgettext_lazy("field", "Our part"),
        widget=forms.TextInput(attrs={"class": "in", "inputmode": "decimal"}),
        error_messages={"required": _("Write a share in per cent, for example 60%.")},
        help_text=_("In per cent; the rest is the customer's, to the cent."),
    )
    currency = line(
        pgettext_lazy("field", "Currency"), _("Write the currency by its three letters, for example CNY."), longest=3
    )
    agreed_on = day(pgettext_lazy("field", "Agreed on"), _("Choose the day."))


class ReaderForm(forms.Form):
    """Name one of us who may read what is closed."""

    user = person(pgettext_lazy("team", "One of us"), _("Choose one of us."))

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "user", people_of(Role), nobody=_("Choose …"))
