"""The forms of the records: the inputs of each kind, and for all of them source, confidence and how long it is good."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.labels_dossier import CONFIDENCE_LABELS
from vitalfew.accounts.rules.dossier import Confidence
from vitalfew.ledger.labels_facts import FACT_WORDS
from vitalfew.relations import labels_records as labels
from vitalfew.relations.rules.practice import MOST
from vitalfew.relations.rules.records import NeedState, Priority, RecordKind, RecordState
from vitalfew.web.forms.inputs import Amount, Version, choice, day, line, text, typed_amount
from vitalfew.web.forms.records_standing import DAYS_TOLD, STANDING, Share

_CHOOSE = _("Choose one.")
Inputs = Mapping[str, Callable[[], forms.Field]]


class Steps(forms.TypedChoiceField):
    """A step from 0 to 4."""

    def __init__(self, *, label: Any, required: bool = True, help_text: Any = "") -> None:
        choices: list[tuple[Any, str]] = [(step, str(step)) for step in range(MOST + 1)]
        super().__init__(
            label=label,
            required=required,
            choices=choices if required else [("", "—"), *choices],
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect(),
            help_text=help_text,
            error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
        )


def _money(label: Any) -> Callable[[], forms.Field]:
    return lambda: Amount(label=label, missing="", required=False)


def _currency() -> forms.Field:
    return line(pgettext_lazy("field", "Currency"), longest=3, autocomplete="off")


def _begins() -> forms.Field:
    return day(pgettext_lazy("field", "Starts on"))


def _ends() -> forms.Field:
    return day(pgettext_lazy("field", "Ends on"))


def _terms() -> forms.Field:
    return text(pgettext_lazy("field", "Terms"))


def _category() -> forms.Field:
    return line(pgettext_lazy("field", "Category"), longest=150)


_WHAT = _("Write what it is.")
INPUTS: Mapping[RecordKind, Inputs] = {
    RecordKind.NEED: {
        "what": lambda: text(pgettext_lazy("field", "What"), _WHAT),
        "kind": lambda: choice(pgettext_lazy("field", "Kind"), labels.NEED_KIND_LABELS, _CHOOSE),
        "priority": lambda: choice(
            pgettext_lazy("field", "Priority"), labels.PRIORITY_LABELS, _CHOOSE, as_buttons=True
        ),
        "state": lambda: choice(pgettext_lazy("field", "State"), labels.NEED_STATE_LABELS, _CHOOSE, as_buttons=True),
    },
    RecordKind.OFFER: {
        "what": lambda: text(pgettext_lazy("field", "What"), _WHAT),
        "kind": lambda: choice(pgettext_lazy("field", "Kind"), labels.OFFER_KIND_LABELS, _CHOOSE),
        "starts_on": _begins,
        "ends_on": _ends,
        "yearly_cost": _money(pgettext_lazy("field", "Costs us a year")),
        "yearly_value": _money(pgettext_lazy("field", "Worth a year")),
        "currency": _currency,
    },
    RecordKind.GAIN: {
        "party": lambda: choice(pgettext_lazy("field", "Who gains"), labels.PARTY_LABELS, _CHOOSE, as_buttons=True),
        "what": lambda: text(
            pgettext_lazy("field", "What"),
            _WHAT,
            help_text=_("Costs saved, sales, certainty, knowledge, standing: what that side has of the other."),
        ),
        "yearly_value": _money(pgettext_lazy("field", "Worth a year")),
        "currency": _currency,
    },
    RecordKind.CONTRACT: {
        "name": lambda: line(pgettext_lazy("field", "Name"), _WHAT),
        "kind": lambda: choice(pgettext_lazy("field", "Kind"), FACT_WORDS["contract"], _CHOOSE),
        "reference": lambda: line(pgettext_lazy("field", "Contract number"), longest=100),
        "state": lambda: choice(
            pgettext_lazy("field", "State"), labels.CONTRACT_STATE_LABELS, _CHOOSE, as_buttons=True
        ),
        "starts_on": _begins,
        "ends_on": _ends,
        "notice_by": lambda: day(pgettext_lazy("field", "Notice by")),
        "amount": _money(pgettext_lazy("field", "Amount")),
        "currency": _currency,
        "terms": _terms,
    },
    RecordKind.PRICE: {
        "product": lambda: line(pgettext_lazy("field", "Product"), _WHAT),
        "price": _money(pgettext_lazy("field", "Price")),
        "currency": _currency,
        "unit": lambda: line(pgettext_lazy("fact", "Unit"), longest=50),
        "starts_on": _begins,
        "ends_on": _ends,
        "terms": _terms,
    },
    RecordKind.PRACTICE: {
        "practice": lambda: choice(pgettext_lazy("field", "Row"), labels.PRACTICE_LABELS, _CHOOSE),
        "score": lambda: Steps(
            label=pgettext_lazy("field", "Score"), help_text=_("0 is wholly traditional, 4 wholly modern.")
        ),
        "evidence": lambda: text(pgettext_lazy("field", "Evidence"), _("Write what you have seen or heard.")),
    },
    RecordKind.CHAIN: {
        "party": lambda: choice(pgettext_lazy("field", "Party"), labels.PARTY_LABELS, _CHOOSE, as_buttons=True),
        "position": lambda: choice(pgettext_lazy("field", "Position"), labels.CHAIN_LABELS, _CHOOSE, as_buttons=True),
        "note": lambda: text(pgettext_lazy("field", "Note")),
    },
    RecordKind.BUYER_VIEW: {
        "category": lambda: line(pgettext_lazy("field", "Category"), _WHAT, longest=150),
        "quadrant": lambda: choice(
            pgettext_lazy("field", "To them it is"), labels.QUADRANT_LABELS, _CHOOSE, as_buttons=True
        ),
        "supplier_status": lambda: choice(
            pgettext_lazy("field", "Supplier status"), labels.SUPPLIER_LABELS, _CHOOSE, as_buttons=True
        ),
    },
    RecordKind.CULTURE: {
        "level": lambda: choice(pgettext_lazy("field", "Whose"), labels.CULTURE_LABELS, _CHOOSE, as_buttons=True),
        "location": lambda: line(pgettext_lazy("field", "Place"), longest=150),
        "what": lambda: text(
            pgettext_lazy("field", "What"),
            _WHAT,
            help_text=_(
                "Of a company, a site or a region: holidays, hours, meals, manners. Never of a person's belief."
            ),
        ),
        "distance": lambda: Steps(
            label=pgettext_lazy("field", "Distance"),
            required=False,
            help_text=_("0 is like with us, 4 is very different."),
        ),
        "measures": lambda: text(pgettext_lazy("field", "What we do about it")),
    },
    RecordKind.WALLET: {
        "category": lambda: line(
            pgettext_lazy("field", "Category"), longest=150, help_text=_("Left empty: everything we could supply.")
        ),
        "year": lambda: forms.IntegerField(
            label=pgettext_lazy("field", "Year"),
            min_value=1990,
            max_value=2100,
            widget=forms.TextInput(attrs={"class": "in", "inputmode": "numeric"}),
            error_messages={"required": _("Write the year."), "invalid": _("Write the year.")},
        ),
        "low": _money(pgettext_lazy("field", "At least")),
        "point": _money(pgettext_lazy("field", "Most likely")),
        "high": _money(pgettext_lazy("field", "At most")),
        "currency": _currency,
        "method": lambda: choice(pgettext_lazy("field", "Known by"), labels.METHOD_LABELS, _CHOOSE, as_buttons=True),
    },
    RecordKind.COMPETITOR: {
        "competitor": lambda: line(pgettext_lazy("field", "Competitor"), _WHAT, longest=150),
        "category": _category,
        "share": lambda: Share(
            label=pgettext_lazy("field", "Share"),
            required=False,
            widget=forms.TextInput(attrs={"class": "in"}),
            help_text=_("In per cent, for example 35%. Left empty it is unknown."),
        ),
        "strengths": lambda: text(pgettext_lazy("field", "Strengths and intentions")),
    },
    **STANDING,
    RecordKind.SIGN: {
        "sign": lambda: choice(pgettext_lazy("field", "Sign"), labels.SIGN_LABELS, _CHOOSE),
        "level": lambda: forms.IntegerField(
            label=pgettext_lazy("field", "How far"),
            required=False,
            min_value=0,
            max_value=100,
            widget=forms.TextInput(attrs={"class": "in", "inputmode": "numeric"}),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Write a whole number.")),
            help_text=_("Kinds of information, or orders in per cent; empty for the others."),
        ),
        "what": lambda: text(pgettext_lazy("field", "What was seen or heard"), _WHAT),
    },
}


class RecordForm(forms.Form):
    """What a record of one kind says, from where, how sure, until when."""

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
    version = Version(required=False)

    def __init__(self, *arguments: Any, kind: RecordKind, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.own = tuple(INPUTS[kind])
        self.fields = {name: make() for name, make in INPUTS[kind].items()} | self.fields

    def told(self) -> dict[str, Any]:
        """Return what was typed, the record's own values apart from whose judgement it is."""
        typed = self.cleaned_data
        values = {name: typed[name] for name in self.own}
        if "currency" in values:
            values["currency"] = values["currency"].strip().upper()
        judged = {name: typed[name] for name in ("source", "confidence", "expires_on")}
        return {"values": values, **judged}


class EndForm(forms.Form):
    """Say that a record no longer stands."""

    reason = line(pgettext_lazy("field", "Reason"), _("Write why it no longer stands."))
    version = Version()


def guessed(kind: RecordKind, currency: str, today: date) -> dict[str, Any]:
    """Return what a new record begins with."""
    told: dict[str, Any] = {"confidence": Confidence.MEDIUM.value, "currency": currency}
    told |= dict.fromkeys(DAYS_TOLD, today)
    if kind is RecordKind.NEED:
        told |= {"priority": Priority.MEDIUM.value, "state": NeedState.OPEN.value}
    return told | ({"year": today.year} if kind is RecordKind.WALLET else {})


def standing(record: RecordState) -> dict[str, Any]:
    """Return what the form of a standing record begins with."""
    told = {name: _typed(name, value) for name, value in record.values.items()}
    return told | {"source": record.source, "confidence": record.confidence, "version": record.version}


def _typed(name: str, value: Any) -> Any:
    if name == "share" and value is not None:
        return f"{(value * 100).normalize():f}%"
    return typed_amount(value) if isinstance(value, Decimal) else value
