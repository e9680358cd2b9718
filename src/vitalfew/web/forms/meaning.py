"""Forms that say what the figures of the books mean: settings, exchange rates, finance's figures."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.ledger.labels_meaning import BASIS_LABELS, RATE_LABELS, TAX_LABELS
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.web.forms.inputs import Version, choice, day, line, text

# Most first; every other currency can be written in the row of a rate or of a line.
CURRENCIES = ("CNY", "USD", "EUR", "JPY", "HKD", "GBP", "KRW", "TWD", "SGD", "AUD", "CAD", "CHF", "INR", "VND", "THB")
MOST_TEXT = 1 << 20
_TOLD_BASES = ("invoice", "order", "delivery", "contract", "cash")
_TOLD_TAXES = ("net", "gross", "unknown")


class CurrencyField(forms.CharField):
    """Three letters of a currency, in any case."""

    def __init__(self, *, label: Any, missing: Any = "", **more: Any) -> None:
        widget = forms.TextInput(attrs={"class": "in", "autocomplete": "off", "autocapitalize": "characters"})
        errors = {"required": missing, "max_length": _("A currency has three letters, for example USD.")}
        super().__init__(
            label=label, required=bool(missing), max_length=3, widget=widget, error_messages=errors, **more
        )

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").upper()


class Exact(forms.Field):
    """A number with a point, to its last digit; separators of thousands are no part of a rate."""

    def __init__(self, *, label: Any, missing: Any, wrong: Any, **more: Any) -> None:
        widget = forms.TextInput(attrs={"class": "in", "inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, widget=widget, error_messages={"required": missing, "invalid": wrong}, **more)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            number = Decimal(str(value).strip().replace("−", "-"))
        except InvalidOperation:
            raise forms.ValidationError(self.error_messages["invalid"]) from None
        if not number.is_finite() or abs(number) >= 10**16:
            raise forms.ValidationError(self.error_messages["invalid"])
        return number


class SettingsForm(forms.Form):
    """What the figures of the books mean."""

    currency = CurrencyField(
        label=pgettext_lazy("field", "Reporting currency"),
        help_text=_("What every figure is said in. Other currencies are converted into it."),
    )
    rates = choice(
        pgettext_lazy("field", "Convert by"), RATE_LABELS, _("Choose which rates figures are converted by."),
        as_buttons=True,
    )  # fmt: skip
    fiscal_month = choice(
        pgettext_lazy("field", "Fiscal year begins in"), MONTHS, _("Choose the month with which the year begins.")
    )
    closed_until = day(
        pgettext_lazy("field", "Closed until"),
        help_text=_("Finance has closed these days: an import that changes one of them asks for the reason."),
    )
    basis = forms.ChoiceField(
        label=pgettext_lazy("field", "Lines record"),
        required=False,
        widget=forms.Select(attrs={"class": "in"}),
        help_text=_("A file that records another event is refused, because one figure would count business twice."),
    )
    version = Version()

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        told = [(basis, BASIS_LABELS[basis]) for basis in _TOLD_BASES]
        self.fields["basis"].choices = [("", _("as the imports say")), *told]  # type: ignore[attr-defined]


class RateForm(forms.Form):
    """One exchange rate, told by hand."""

    currency = CurrencyField(
        label=pgettext_lazy("field", "Currency"), missing=_("Write the currency, for example USD.")
    )
    kind = choice(pgettext_lazy("field", "Kind of rate"), RATE_LABELS, _("Choose the kind of rate."), as_buttons=True)
    day = day(pgettext_lazy("field", "Valid from"), help_text=_("A budget rate holds for all days and needs none."))
    rate = Exact(
        label=pgettext_lazy("field", "Rate"),
        missing=_("Write the rate, for example 7.1034."),
        wrong=_("Write a number above 0 with a point, for example 7.1034."),
    )
    source = line(pgettext_lazy("field", "Source"), longest=200)

    def __init__(self, *arguments: Any, into: str = "", **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["rate"].help_text = _("What one unit is worth in %(currency)s") % {"currency": into or "—"}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        is_dated = typed.get("kind") == RateKind.DATED
        if is_dated and not typed.get("day") and "day" not in self.errors:
            self.add_error("day", _("Choose the day from which the rate holds."))
        if not is_dated:
            typed["day"] = None
        return typed


class RateTableForm(forms.Form):
    """A table of rates: pasted from a spreadsheet, or as a CSV file."""

    table = text(
        pgettext_lazy("field", "Table"),
        rows=6,
        longest=MOST_TEXT,
        help_text=_("Copy the cells in Excel and paste them here: currency, day, rate; per (1 or 100) and source too."),
    )
    file = forms.FileField(label=pgettext_lazy("field", "Or a CSV file"), required=False)
    source = line(pgettext_lazy("field", "Source"), longest=200)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        file = typed.get("file")
        if file:
            typed["table"] = self._read(file)
        elif not typed.get("table"):
            self.add_error("table", _("Paste the table, or choose a file."))
        return typed

    def _read(self, file: Any) -> str:
        if file.size > MOST_TEXT:
            self.add_error("file", _("The file is larger than a table of rates is. Leave out what is no rate."))
            return ""
        content = file.read()
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                found: str = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in found:
                return found
        self.add_error("file", _("The file is no text. Save it in Excel as CSV, or paste its cells above."))
        return ""


class ControlForm(forms.Form):
    """What finance has for a period."""

    first_day = day(pgettext_lazy("field", "From"), _("Choose the first day of finance's figure."))
    last_day = day(pgettext_lazy("field", "To"), _("Choose the last day of finance's figure."))
    amount = Exact(
        label=pgettext_lazy("field", "Finance's figure"),
        missing=_("Write the figure that finance has."),
        wrong=_("Write the figure to the cent, for example 1234567.89."),
        help_text=_("To the cent: only an exact figure can be explained."),
    )
    currency = CurrencyField(label=pgettext_lazy("field", "Currency"))
    tax = choice(
        pgettext_lazy("field", "Tax"), {tax: TAX_LABELS[tax] for tax in _TOLD_TAXES}, _("Say whether it holds tax.")
    )
    note = line(pgettext_lazy("field", "Remark"), longest=300)
