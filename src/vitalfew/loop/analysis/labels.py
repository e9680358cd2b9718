"""The words of the stages."""

from django.utils.translation import pgettext_lazy

from vitalfew.loop.analysis.rules.stages import Stage

STAGE_LABELS = {
    Stage.PRE: pgettext_lazy("stage", "Pre"),
    Stage.EARLY: pgettext_lazy("stage", "Early"),
    Stage.MID: pgettext_lazy("stage", "Mid"),
    Stage.PARTNERSHIP: pgettext_lazy("stage", "Partnership"),
    Stage.SYNERGISTIC: pgettext_lazy("stage", "Synergistic"),
}
