"""The words of values ahead: why none is told, what a relationship may break on, what models are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.analysis.rules.lifetimes import ValueWhy
from vitalfew.loop.analysis.rules.retention import SpendKind, SpendWhy
from vitalfew.loop.analysis.rules.risk import Factor
from vitalfew.loop.analysis.rules.worth import AssumptionWhy

THIN_LABELS = {
    ValueWhy.NO_BOOKS: _("There are no orders in the books yet."),
    ValueWhy.SHORT_BOOKS: _("The books reach over %(count)s days. A model wants 180 to tell a pause from an end."),
    ValueWhy.FEW_CUSTOMERS: _("Only %(count)s customers order without a contract. A model wants 50."),
    ValueWhy.FEW_AGAIN: _("Only %(count)s customers have ordered again. A model wants 20."),
    ValueWhy.NO_MODEL: _(
        "The orders of %(count)s customers do not tell when somebody stops ordering: too few have, or all order alike."
    ),
}
FACTOR_LABELS = {
    Factor.RHYTHM: pgettext_lazy("risk", "silent longer than usual"),
    Factor.TREND: pgettext_lazy("risk", "buys less than the year before"),
    Factor.PEOPLE: pgettext_lazy("risk", "hangs on few people"),
    Factor.QUALITY: pgettext_lazy("risk", "quality events"),
    Factor.PAYMENT: pgettext_lazy("risk", "invoices overdue"),
    Factor.PROMISES: pgettext_lazy("risk", "promises of ours not kept"),
}
SPEND_LABELS = {
    SpendKind.ACQUISITION: pgettext_lazy("spend", "Winning customers"),
    SpendKind.RETENTION: pgettext_lazy("spend", "Keeping customers"),
    SpendKind.KEY_ACCOUNT: pgettext_lazy("spend", "Key account management"),
}
VALUE_WHY_LABELS = {
    AssumptionWhy.UNFIT_RATE: _("A discount rate lies between 0 and 100% a year."),
    AssumptionWhy.UNFIT_TABLE: _("Each chance lies between 0 and 100%, and none is higher than the one before it."),
    AssumptionWhy.UNFIT_RATIO: _("The ratio is a number above 0."),
    SpendWhy.SPEND_BELOW_ZERO: _("An expense is an amount of 0 or more."),
    SpendWhy.SPEND_ENDS_BEFORE: _("The last day comes before the first."),
    SpendWhy.SPEND_SAYS_NOTHING: _("Say what the money was spent on."),
}
MODEL_LABELS = {
    "BetaGeometricNBD": "BG/NBD",
    "ModifiedBetaGeometricNBD": "MBG/NBD",
    "ParetoNBD": "Pareto/NBD",
    "GammaGamma": "Gamma-Gamma",
}
