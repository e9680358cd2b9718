"""Forms of an account's team, of days away, and of how well one of us knows one of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.labels_people import FUNCTION_LABELS
from vitalfew.accounts.labels_team import RING_LABELS
from vitalfew.accounts.queries import PersonState
from vitalfew.people.rules import Role
from vitalfew.relations.labels_people import STRENGTH_LABELS
from vitalfew.web.forms.inputs import Version, choice, chosen, day, line, offer, people_of, person


class _Part(forms.Form):
    """What a member does for the account, and how long."""

    function = chosen(pgettext_lazy("field", "Function"), FUNCTION_LABELS)
    ring = choice(pgettext_lazy("field", "Ring"), RING_LABELS, _("Choose one."), as_buttons=True)
    promise = line(pgettext_lazy("field", "Promises"))
    from_on = day(pgettext_lazy("field", "From"), _("Choose the first day."))
    until = day(pgettext_lazy("team", "Until"), help_text=_("The first day without this member; may be to come."))


class NewMemberForm(_Part):
    """Take somebody into the team: one of us, one of them, or an outside partner."""

    user = person(pgettext_lazy("team", "One of us"))
    contact = person(pgettext_lazy("team", "One of the customer's people"))
    partner_name = line(pgettext_lazy("team", "Outside partner"), longest=150, autocomplete="off")
    partner_company = line(pgettext_lazy("team", "The partner's company"), autocomplete="off")

    field_order = ("user", "contact", "partner_name", "partner_company", "function", "ring", "promise", "from_on")

    def __init__(self, *arguments: Any, people: list[PersonState], **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "user", people_of(Role), nobody="—")
        offer(self, "contact", [(one.id, one.name) for one in people], nobody="—")


class MemberForm(_Part):
    """Change what a member does, or end the membership."""

    version = Version()


class AwayForm(forms.Form):
    """Note the days on which one is away."""

    from_on = day(pgettext_lazy("away", "First day away"), _("Choose the first day."))
    until = day(pgettext_lazy("away", "First day back"), _("Choose the first day back."))
    note = line(pgettext_lazy("away", "Reached how, meanwhile"), longest=150)


class TieForm(forms.Form):
    """Judge how well one of us knows the person."""

    user = person(pgettext_lazy("team", "One of us"), _("Choose one of us."))
    strength = choice(
        pgettext_lazy("field", "Strength"), STRENGTH_LABELS, _("Choose from 0 to 5 how well they know each other.")
    )
    wanted = chosen(pgettext_lazy("field", "Strength wanted"), STRENGTH_LABELS)
    since = day(pgettext_lazy("tie", "Known since"))

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "user", people_of(Role), nobody=_("Choose …"))
