"""The words of growth: the parts of a bridge, the stages of a product's life."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.analysis.rules.life_cycle import LifeStage, LifeWhy

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
WHY_LABELS = {LifeWhy.STAGE_NEEDS_REASON: _("Write why: the figures say otherwise, and somebody will ask.")}
