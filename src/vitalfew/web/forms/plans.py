"""Forms of the plan: its strategy and its actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.people.rules import Role
from vitalfew.web.forms.inputs import Version, day, line, offer, people_of, person, text


class StrategyForm(forms.Form):
    """How the objectives are to be reached, in words."""

    version = Version()
    strategy = text(pgettext_lazy("field", "Strategy"), rows=8, longest=10000)


class ActionForm(forms.Form):
    """What, who, by when (INV11)."""

    what = line(pgettext_lazy("field", "What"), _("Write what is to be done."))
    owner = person(pgettext_lazy("field", "Owner"), _("Choose who does it."))
    due_on = day(pgettext_lazy("field", "Due on"), _("Choose by when."))
    objective = person(pgettext_lazy("field", "Objective"))

    def __init__(self, *arguments: Any, objectives: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "owner", people_of([Role.MANAGER, Role.DIRECTOR]))
        offer(self, "objective", objectives, nobody=_("none in particular"))


class ChangeActionForm(ActionForm):
    """Change an action that may have been changed meanwhile."""

    version = Version()


class CancelForm(forms.Form):
    """Take an action off the list."""

    version = Version()
    reason = line(pgettext_lazy("field", "Reason"))


class VersionForm(forms.Form):
    """A step that needs nothing but the version its reader saw."""

    version = Version()
