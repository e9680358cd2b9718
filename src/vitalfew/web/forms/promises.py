"""Forms of promises: what, whose, by when; and how they ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.queries import ContactState
from vitalfew.people.rules import Role
from vitalfew.relations.labels_commitments import SIDE_LABELS
from vitalfew.web.forms.inputs import Version, choice, day, line, offer, people_of, person


class PromiseForm(forms.Form):
    """What was promised, to or by whom, by when, and who of us looks after it."""

    side = choice(pgettext_lazy("field", "Promised by"), SIDE_LABELS, _("Choose whose promise it is."), as_buttons=True)
    what = line(pgettext_lazy("field", "What"), _("Write what was promised."))
    due_on = day(
        pgettext_lazy("field", "Due on"), _("Choose by when it was promised; without a day nobody can keep it.")
    )
    contact = person(pgettext_lazy("field", "Of them"))
    owner = person(pgettext_lazy("field", "Of us"), _("Choose who looks after it."))

    def __init__(self, *arguments: Any, contacts: list[ContactState], **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "owner", people_of([Role.MANAGER, Role.DIRECTOR]))
        offer(self, "contact", [(one.id, one.name) for one in contacts], nobody=_("nobody in particular"))


class ChangePromiseForm(PromiseForm):
    """Change a promise that may have been changed meanwhile; whose it is does not change."""

    side = None  # type: ignore[assignment]
    version = Version()


class KeptForm(forms.Form):
    """Note on which day a promise was kept."""

    version = Version()
    kept_on = day(pgettext_lazy("field", "Kept on"), _("Choose the day on which it was kept."))


class BrokenForm(forms.Form):
    """Note that a promise will not be kept, and why."""

    version = Version()
    reason = line(pgettext_lazy("field", "Reason"), _("Write why it was not kept. Trust is mended by knowing that."))
