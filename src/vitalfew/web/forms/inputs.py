"""The inputs of the loop's forms: days as days, people by name, the version unseen, errors that say what to do."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vitalfew.people.queries import get_users
from vitalfew.people.rules import Role

People = list[tuple[int, str]]
_WIDE = str.maketrans("０１２３４５６７８９．，－￥", "0123456789.,-¥")
_UNITS = {"": 1, "K": 10**3, "千": 10**3, "W": 10**4, "万": 10**4, "M": 10**6, "亿": 10**8, "B": 10**9}
_AMOUNT = re.compile(r"(?P<figure>[\d.]+)(?P<unit>[KWMB千万亿]?)", re.IGNORECASE)


def text(label: Any, missing: Any = "", *, rows: int = 3, longest: int = 2000, **more: Any) -> forms.CharField:
    """Return a field for sentences; optional where nothing is said about its absence."""
    widget = forms.Textarea(attrs={"class": "in", "rows": rows})
    return _words(label, missing, longest, widget, more)


def line(
    label: Any, missing: Any = "", *, longest: int = 300, help_text: Any = "", **attributes: Any
) -> forms.CharField:
    """Return a field for one line of words."""
    widget = forms.TextInput(attrs={"class": "in", **attributes})
    return _words(label, missing, longest, widget, {"help_text": help_text})


def _words(label: Any, missing: Any, longest: int, widget: forms.Widget, more: dict[str, Any]) -> forms.CharField:
    errors = {"required": missing, "max_length": _("Use at most %(limit_value)d characters.")}
    return forms.CharField(
        label=label, required=bool(missing), max_length=longest, widget=widget, error_messages=errors, **more
    )


def day(label: Any, missing: Any = "", **more: Any) -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=bool(missing),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "in", "type": "date"}),
        error_messages={"required": missing, "invalid": _("Write the day as year-month-day, for example 2026-03-31.")},
        **more,
    )


def choice(label: Any, words: Mapping[Any, Any], missing: Any, *, as_buttons: bool = False) -> forms.ChoiceField:
    """Return a field for one of a few words, as a list or as buttons beside each other."""
    return forms.ChoiceField(
        label=label,
        choices=[(str(value), word) for value, word in words.items()],
        widget=forms.RadioSelect() if as_buttons else forms.Select(attrs={"class": "in"}),
        error_messages={"required": missing, "invalid_choice": missing},
    )


def chosen(label: Any, words: Mapping[Any, Any]) -> forms.ChoiceField:
    """Return an optional field for one of a few words; nothing chosen stays unknown."""
    choices = [("", _("unknown")), *((str(value), word) for value, word in words.items())]
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=choices,
        widget=forms.Select(attrs={"class": "in"}),
        error_messages={"invalid_choice": _("Choose one.")},
    )


def person(label: Any, missing: Any = "") -> forms.TypedChoiceField:
    """Return a field for a colleague; the form fills in who can be chosen with `offer`."""
    return forms.TypedChoiceField(
        label=label,
        required=bool(missing),
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"class": "in"}),
        error_messages={"required": missing, "invalid_choice": _("Choose one of the people in the list.")},
    )


def offer(form: forms.Form, name: str, people: People, *, nobody: Any = None) -> None:
    """Let the named field of the form be one of these people, or nobody where that has a word."""
    choices: list[tuple[Any, Any]] = [] if nobody is None else [("", nobody)]
    form.fields[name].choices = choices + people  # type: ignore[attr-defined]


def people_of(roles: Iterable[Role]) -> People:
    """Return the active users of these roles by name."""
    wanted = {role.value for role in roles}
    return [(user.pk, user.actor_name) for user in get_users() if user.role in wanted]


class Version(forms.IntegerField):
    """The version its reader saw, unseen. Anything else than a number is no version, so it fits no row."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int:
        try:
            return int(value)
        except (TypeError, ValueError):
            return 0


class Amount(forms.Field):
    """A figure as people type it: 13,200,000, ¥1320万, 1.32亿, 13.2M."""

    def __init__(self, *, label: Any, missing: Any, **more: Any) -> None:
        widget = forms.TextInput(attrs={"class": "in", "inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, widget=widget, error_messages={"required": missing}, **more)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        return amount_of(str(value))


def typed_amount(amount: Decimal) -> str:
    """Write a figure as a person would type it, so that what was read back is what was meant."""
    return f"{amount.normalize():,f}"


def amount_of(typed: str) -> Decimal:
    """Return the figure that was typed; refuse what could be read in two ways."""
    bare = re.sub(r"[\s,¥$€£]|CN¥|CNY|RMB|元", "", typed.translate(_WIDE), flags=re.IGNORECASE)
    found = _AMOUNT.fullmatch(bare)
    try:
        if not found:
            raise InvalidOperation
        return Decimal(found["figure"]) * _UNITS[found["unit"].upper()]
    except InvalidOperation:
        raise ValidationError(_("Write a figure, for example 13,200,000 or 1320万.")) from None
