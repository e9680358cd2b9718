"""The form of one field of the dossier: the value as the field holds it, from where, how sure, until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.labels_dossier import CHOICE_LABELS, CONFIDENCE_LABELS, FIELD_LABELS
from vitalfew.accounts.rules.dossier import Confidence, DossierField, Holds
from vitalfew.web.forms.inputs import Version, choice, day, line, text

_HELP = {
    Holds.SHARE: _("In per cent, for example 35%."),
    Holds.MONEY: _("Amount and currency, for example 5000万 CNY. Without a currency it is that of the books."),
}


class DossierValueForm(forms.Form):
    """Say what is known of one field. Left empty, what stands is taken back."""

    value = forms.CharField(required=False)
    source = line(
        pgettext_lazy("field", "Source"),
        _("Say where it comes from. A judgement without its source cannot be checked."),
        help_text=_("Who said it, or where it is written: a person, a visit, a report, a register."),
    )
    confidence = choice(
        pgettext_lazy("field", "Confidence"), CONFIDENCE_LABELS, _("Choose how sure you are."), as_buttons=True
    )
    expires_on = day(
        pgettext_lazy("field", "Good until"), help_text=_("Left empty, as long as such a fact usually lasts.")
    )
    version = Version()

    def __init__(self, *arguments: Any, field: DossierField, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["value"] = _value(field)


class ConfirmForm(forms.Form):
    """Say of several values from where they are known now and until when they last, where that is not as before."""

    source = line(
        pgettext_lazy("field", "Source"), help_text=_("Left empty, each keeps its own source."), autocomplete="off"
    )
    expires_on = day(
        pgettext_lazy("field", "Good until"), help_text=_("Left empty, as long as such a fact usually lasts.")
    )


def first_guess() -> dict[str, Any]:
    """Return what an empty form begins with."""
    return {"confidence": Confidence.MEDIUM.value, "version": 0}


def _value(field: DossierField) -> forms.Field:
    label = FIELD_LABELS[field.code]
    match field.holds:
        case Holds.TEXT:
            return text(label, rows=4)
        case Holds.DAY:
            return day(label)
        case Holds.CHOICE:
            return _choice(field, label)
        case _:
            return line(label, help_text=_HELP.get(field.holds, ""))


def _choice(field: DossierField, label: Any) -> forms.ChoiceField:
    words = {"": "—", **CHOICE_LABELS[field.code]}
    found = choice(label, words, _("Choose one of the words in the list."))
    found.required = False
    return found
