"""Forms about the people at the customer: noted, corrected, moved, gone."""

from copy import deepcopy
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.labels_people import FUNCTION_LABELS, GROUND_LABELS, LEVEL_LABELS
from vitalfew.accounts.queries import PersonState
from vitalfew.web.forms.inputs import Version, chosen, day, line, offer, person

_NAME = _("Write the name.")


def _email() -> forms.EmailField:
    return forms.EmailField(
        label=pgettext_lazy("field", "Email"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"class": "in", "autocomplete": "off"}),
        error_messages={"invalid": _("This is no e-mail address. Check it, for example for a missing @.")},
    )  # fmt: skip


class _Reached(forms.Form):
    """How a person is called and reached."""

    name = line(pgettext_lazy("person", "Name"), _NAME, longest=150, autocomplete="off")
    name_en = line(pgettext_lazy("field", "English name"), longest=150, autocomplete="off")
    phone = line(pgettext_lazy("field", "Phone"), longest=50, inputmode="tel", autocomplete="off")
    email = _email()


class _Held(forms.Form):
    """What a person is at the account."""

    title = line(pgettext_lazy("field", "Title"), longest=150, autocomplete="off")
    unit = line(
        pgettext_lazy("field", "Unit"), longest=150, list="units", autocomplete="off",
        help_text=_("A new unit is remembered."),
    )  # fmt: skip
    level = chosen(pgettext_lazy("field", "Level"), LEVEL_LABELS)


class _Placed(_Held):
    """What a person is at the account, to whom and since when."""

    boss = person(pgettext_lazy("field", "Reports to"))
    since = day(pgettext_lazy("field", "Since"))

    def __init__(self, *arguments: Any, people: list[PersonState], **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "boss", [(one.id, _told(one)) for one in people], nobody=_("unknown"))


class PostForm(_Placed):
    """Correct what a person is at the account."""

    version = Version()


class PersonForm(_Reached):
    """Correct how a person is called and reached, and on what ground that is kept."""

    ground = chosen(pgettext_lazy("field", "Ground"), GROUND_LABELS)
    source = line(pgettext_lazy("person", "Known from"), longest=150, autocomplete="off")
    notice_on = day(pgettext_lazy("field", "Told to the person on"))
    expires_on = day(pgettext_lazy("person", "Kept until"))
    version = Version()


class NewPersonForm(_Reached, _Placed):
    """Note a person and the post held."""

    field_order = ("name", "title", "unit", "level", "boss", "since", "phone", "email", "name_en")


class LeaveForm(forms.Form):
    """Note that a person has gone."""

    until = day(pgettext_lazy("person", "First day without this post"), _("Choose the first day without this post."))
    version = Version()


class MoveForm(_Held):
    """Note that a person has another post, in place of this one."""

    on = day(pgettext_lazy("person", "From"), _("Choose the first day of the new post."))
    to_account = line(
        pgettext_lazy("person", "At which account"), longest=300, autocomplete="off",
        help_text=_("Code or name. Left empty: at this account."),
    )  # fmt: skip
    version = Version()


class AlsoForm(_Held):
    """Note that a person holds a post at another account as well."""

    to_account = line(
        pgettext_lazy("person", "At which account"), _("Write the code or the name of the other account."),
        longest=300, autocomplete="off",
    )  # fmt: skip
    since = day(pgettext_lazy("field", "Since"))


class UnitForm(forms.Form):
    """Correct what a unit is called and what it does."""

    name = line(pgettext_lazy("field", "Name"), _NAME, longest=150)
    function = chosen(pgettext_lazy("field", "Function"), FUNCTION_LABELS)
    version = Version()


# What is changed in place, one at a time, where it stands.
IN_PLACE = {
    name: {**_Held.base_fields, **PersonForm.base_fields}[name]
    for name in ("title", "unit", "level", "phone", "email", "name_en", "source")
}


class PersonFieldForm(forms.Form):
    """Correct one field of a person, or of the post held, in place."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, typed: QueryDict | None, *, field: str, initial: dict[str, Any] | None = None) -> None:
        super().__init__(typed, initial=initial, auto_id="in_place_%s")
        self.fields[field] = deepcopy(IN_PLACE[field])
        self.fields[field].widget.attrs |= {"autofocus": True, "aria-label": self.fields[field].label}


class SharedForm(forms.Form):
    """Say what several people have in common; what is left empty stays as it is with each."""

    unit = deepcopy(_Held.base_fields["unit"])
    level = chosen(pgettext_lazy("field", "Level"), LEVEL_LABELS)
    ground = chosen(pgettext_lazy("field", "Ground"), GROUND_LABELS)
    source = line(pgettext_lazy("person", "Known from"), longest=150, autocomplete="off")
    notice_on = day(pgettext_lazy("field", "Told to the person on"))
    expires_on = day(pgettext_lazy("person", "Kept until"))

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for name in ("level", "ground"):
            self.fields[name].choices = [("", _("stays as it is")), *self.fields[name].choices[1:]]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return what is to change, nothing of what stays."""
        told = {name: value for name, value in (super().clean() or {}).items() if value}
        if not told and not self.errors:
            raise forms.ValidationError(_("Say what is to change."))
        return told


def _told(one: PersonState) -> str:
    return f"{one.name} · {one.post.title}" if one.post.title else one.name
