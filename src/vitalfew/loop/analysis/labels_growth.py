"""The words of growth: the parts of a bridge, the stages of a product's life."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.analysis.rules.life_cycle import LifeStage, LifeWhy
from vitalfew.loop.analysis.rules.profit import CostLevel, RateWhy, VolumeFrom
from vitalfew.loop.analysis.rules.white_space import SpaceWhy

PART_LABELS = {
    "price": pgettext_lazy("growth", "Price"),
    "quantity": pgettext_lazy("growth", "Quantity"),
    "mix": pgettext_lazy("growth", "Mix"),
    "new": pgettext_lazy("growth", "New"),
    "lost": pgettext_lazy("growth", "Lost"),
    "exchange": pgettext_lazy("growth", "Exchange rates"),
    "other": pgettext_lazy("growth", "Not split"),
}
LIFE_LABELS = {
    LifeStage.INTRODUCTION: pgettext_lazy("life cycle", "Introduction"),
    LifeStage.GROWTH: pgettext_lazy("life cycle", "Growth"),
    LifeStage.MATURITY: pgettext_lazy("life cycle", "Maturity"),
    LifeStage.DECLINE: pgettext_lazy("life cycle", "Decline"),
}
LEVEL_LABELS = {
    CostLevel.UNIT: pgettext_lazy("cost", "By the unit"),
    CostLevel.BATCH: pgettext_lazy("cost", "By the batch"),
    CostLevel.CUSTOMER: pgettext_lazy("cost", "For the customer as such"),
}
FROM_LABELS = {
    VolumeFrom.LINES: pgettext_lazy("cost", "counted in the books"),
    VolumeFrom.FILES: pgettext_lazy("cost", "files of cost drivers"),
    VolumeFrom.VISITS: pgettext_lazy("cost", "our log of visits"),
    VolumeFrom.RECEIVABLES: pgettext_lazy("cost", "how long invoices were open"),
    VolumeFrom.NOWHERE: pgettext_lazy("cost", "not known: no file tells it"),
}
WHY_LABELS = {
    LifeWhy.STAGE_NEEDS_REASON: _("Write why: the figures say otherwise, and somebody will ask."),
    SpaceWhy.SPACE_NEEDS_REASON: _("Write what it rests on."),
    SpaceWhy.SPACE_BELOW_ZERO: _("A potential is not below zero."),
    RateWhy.RATE_BELOW_ZERO: _("A cost is not below zero."),
    RateWhy.RATE_NO_SOURCE: _("Say where the rate comes from. A rate without its source cannot be checked."),
    RateWhy.RATE_TWICE: _("This activity has a rate from that day on already. Change that one."),
}
