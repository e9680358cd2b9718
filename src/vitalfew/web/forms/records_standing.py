"""The inputs of what is judged again and again: trust, participation, market position (S26, S30, S31, S32)."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.labels_dossier import WHY_LABELS as DOSSIER
from vitalfew.accounts.rules.dossier import UnfitValue, plain_share
from vitalfew.relations import labels_records as labels
from vitalfew.relations.rules.records import RecordKind
from vitalfew.web.forms.inputs import choice, day, line, text

DAYS_TOLD = ("rated_on", "positioned_on", "happened_on")
_CHOOSE, _WHAT = _("Choose one."), _("Write what it is.")
_DAY = _("Choose the day.")
TRUST_STEPS = {
    1: pgettext_lazy("trust", "1 · none"),
    2: pgettext_lazy("trust", "2 · little"),
    3: pgettext_lazy("trust", "3 · as far as the contract"),
    4: pgettext_lazy("trust", "4 · good"),
    5: pgettext_lazy("trust", "5 · without reserve"),
}
Inputs = Mapping[str, Callable[[], forms.Field]]


class Share(forms.CharField):
    """A share typed in per cent."""

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        try:
            return Decimal(plain_share(typed)) if typed else None
        except UnfitValue as refusal:
            raise forms.ValidationError(DOSSIER[refusal.why]) from None


def _trust() -> forms.Field:
    return forms.TypedChoiceField(
        label=pgettext_lazy("trust", "Trust"),
        choices=list(TRUST_STEPS.items()),
        coerce=int,
        widget=forms.Select(attrs={"class": "in"}),
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )


def _rank() -> forms.Field:
    wrong = _("Write the place as a number, for example 3.")
    return forms.IntegerField(
        label=pgettext_lazy("field", "Rank"),
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"class": "in", "inputmode": "numeric"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


def _share() -> forms.Field:
    return Share(
        label=pgettext_lazy("field", "Share"),
        required=False,
        widget=forms.TextInput(attrs={"class": "in"}),
        help_text=_("In per cent, for example 35%. Left empty it is unknown."),
    )


STANDING: Mapping[RecordKind, Inputs] = {
    RecordKind.TRUST: {
        "rated_by_party": lambda: choice(
            pgettext_lazy("trust", "Who trusts"), labels.PARTY_LABELS, _CHOOSE, as_buttons=True
        ),
        "trust": _trust,
        "rated_on": lambda: day(pgettext_lazy("trust", "Rated on"), _DAY),
        "about": lambda: line(
            pgettext_lazy("field", "On what"), longest=150, help_text=_("Left empty: the relationship as a whole.")
        ),
        "evidence": lambda: text(pgettext_lazy("field", "Evidence"), _("Write what you have seen or heard.")),
    },
    RecordKind.PARTICIPATION: {
        "offering": lambda: line(
            pgettext_lazy("field", "Offering"),
            _WHAT,
            longest=150,
            help_text=_("A product family of the books, or what you call it. The same name makes one history."),
            list="families",
        ),
        "product_complexity": lambda: choice(
            pgettext_lazy("field", "The product"), labels.COMPLEXITY_LABELS, _CHOOSE, as_buttons=True
        ),
        "process_complexity": lambda: choice(
            pgettext_lazy("field", "Process"), labels.COMPLEXITY_LABELS, _CHOOSE, as_buttons=True
        ),
        "positioned_on": lambda: day(pgettext_lazy("participation", "Since"), _DAY),
        "note": lambda: text(pgettext_lazy("field", "Note")),
    },
    RecordKind.POSITION: {
        "party": lambda: choice(pgettext_lazy("field", "Party"), labels.PARTY_LABELS, _CHOOSE, as_buttons=True),
        "market": lambda: line(pgettext_lazy("field", "Market"), _WHAT, longest=150),
        "event": lambda: choice(pgettext_lazy("market event", "What happened"), labels.EVENT_LABELS, _CHOOSE),
        "happened_on": lambda: day(pgettext_lazy("market event", "On"), _DAY),
        "rank": _rank,
        "share": _share,
        "note": lambda: text(pgettext_lazy("field", "Note")),
    },
}
