"""The form of a visit to come: what for, who, what is asked, what it is to bring."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.queries import ContactState
from vitalfew.loop.execution.actions import VisitPlan
from vitalfew.loop.execution.labels import QUESTION_LABELS
from vitalfew.loop.execution.rules import QuestionKind
from vitalfew.people.rules import Role
from vitalfew.relations.labels import KIND_LABELS
from vitalfew.web.forms.inputs import Version, choice, day, line, offer, people_of, person, text


def several(label: Any) -> forms.TypedMultipleChoiceField:
    """Return a field for several people, picked with a thumb."""
    refused = _("Choose people of the list.")
    return forms.TypedMultipleChoiceField(
        label=label,
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"invalid_choice": refused},
    )


def questions(kind: QuestionKind) -> forms.CharField:
    """Return a field for the questions of one kind, one a line."""
    return text(QUESTION_LABELS[kind], rows=2)


class PlanVisitForm(forms.Form):
    """A visit to come (S4)."""

    purpose = line(pgettext_lazy("visit", "What for"), _("Write what the visit is for."))
    visit_on = day(pgettext_lazy("visit", "Day"), _("Choose the day."))
    starts_at = forms.TimeField(
        label=pgettext_lazy("visit", "Hour"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "in", "type": "time"}),
        error_messages={"invalid": _("Write the hour like 14:30.")},
    )
    kind = choice(pgettext_lazy("field", "Kind"), KIND_LABELS, _("Choose one."))
    place = line(pgettext_lazy("visit", "Place"), longest=150)
    guests = several(pgettext_lazy("visit", "Who of them"))
    new_names = line(pgettext_lazy("visit", "Somebody else"), longest=150)
    owner = person(pgettext_lazy("visit", "Who leads"), _("Choose who leads the visit."))
    colleagues = several(pgettext_lazy("visit", "Who comes along"))
    advance = line(
        pgettext_lazy("visit", "Advance wanted"), help_text=_("A step that they agree to, with a day, not a good talk")
    )
    least = line(pgettext_lazy("visit", "The least we accept"))
    situation = questions(QuestionKind.SITUATION)
    problem = questions(QuestionKind.PROBLEM)
    implication = questions(QuestionKind.IMPLICATION)
    need_payoff = questions(QuestionKind.NEED_PAYOFF)

    def __init__(self, *arguments: Any, contacts: Sequence[ContactState], **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "owner", people_of([Role.MANAGER, Role.DIRECTOR]))
        offer(self, "colleagues", people_of(list(Role)))
        offer(self, "guests", [(one.id, one.name) for one in contacts])

    def planned(self) -> VisitPlan:
        """Return what the form says as a plan."""
        typed = dict(self.cleaned_data)
        for name in ("new_names", "version"):
            typed.pop(name, None)
        people = {"contact_ids": typed.pop("guests"), "colleague_ids": typed.pop("colleagues")}
        return VisitPlan(owner_id=typed.pop("owner"), **people, **typed)


class ChangeVisitForm(PlanVisitForm):
    """Change a visit that may have been changed meanwhile."""

    version = Version()


class CancelVisitForm(forms.Form):
    """Call a visit off."""

    version = Version()
    reason = line(pgettext_lazy("field", "Reason"))
