"""The words of what a figure means: tax, the event recorded, rates, and what is wrong with what was told of them."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vitalfew.ledger.rules.control import Cause
from vitalfew.ledger.rules.currency import RateKind, Unfit, UnfitMeaning

TAX_LABELS = {
    "net": pgettext_lazy("tax", "without tax"),
    "gross": pgettext_lazy("tax", "with tax"),
    "mixed": pgettext_lazy("tax", "some with tax, some without"),
    "partly": pgettext_lazy("tax", "partly not known whether with tax"),
    "unknown": pgettext_lazy("tax", "not known whether with tax"),
    "none": pgettext_lazy("tax", "no tax"),
}
# Which event the lines record; figures never mix two.
BASIS_LABELS = {
    "contract": pgettext_lazy("basis", "contracts"),
    "order": pgettext_lazy("basis", "orders"),
    "delivery": pgettext_lazy("basis", "deliveries"),
    "invoice": pgettext_lazy("basis", "invoices"),
    "cash": pgettext_lazy("basis", "payments"),
    "mixed": pgettext_lazy("basis", "differs between imports"),
    "": pgettext_lazy("basis", "not known"),
}
RATE_LABELS = {
    RateKind.DATED: pgettext_lazy("rates", "rates of the day"),
    RateKind.BUDGET: pgettext_lazy("rates", "budget rates"),
}
UNFIT_LABELS = {
    Unfit.CURRENCY: _("“%(found)s” is no currency. Write its three letters, for example USD."),
    Unfit.SAME: _("%(found)s is the reporting currency: it needs no rate."),
    Unfit.NO_REPORTING: _("Say the reporting currency in the settings of the books first: a rate leads into it."),
    Unfit.RATE: _("“%(found)s” is no rate. Write a number above 0 with a point, for example 7.1034."),
    Unfit.DAY: _("“%(found)s” is no day from which a rate holds. Write it as 2026-01-05."),
    Unfit.REASON: _("Write the reason: whoever reads these figures later will ask for it."),
    Unfit.PERIOD: _("The first day comes after the last. Turn the two round."),
}
CAUSE_LABELS = {
    Cause.REFUSED: _("the refused rows"),
    Cause.UNATTRIBUTED: _("lines without a customer"),
    Cause.CANCELLATIONS: _("the cancellations"),
    Cause.CREDITS: _("the credit notes"),
    Cause.RETURNS: _("the returns"),
    Cause.REBATES: _("the rebates"),
    Cause.ACCRUALS: _("the rebates accrued"),
    Cause.TAX: _("the tax"),
    Cause.OUTSIDE: _("lines outside the period"),
    Cause.SUPERSEDED: _("lines told again by an overlapping import, counted twice"),
    Cause.OTHER_CURRENCY: _("lines in other currencies"),
}


def unfit_sentence(refusal: UnfitMeaning) -> str:
    """Return why what was told is refused, and what helps."""
    return str(UNFIT_LABELS[refusal.why] % {"found": refusal.found})


def basis_clash_sentence(found: str, kept: str) -> str:
    """Return why lines that record another event are refused."""
    text = gettext(
        "The file records %(found)s, but the books record %(kept)s: one figure over both would count the same business "
        "twice. Export %(kept)s, or write why this file belongs here."
    )
    return text % {"found": BASIS_LABELS.get(found, found), "kept": BASIS_LABELS.get(kept, kept)}
