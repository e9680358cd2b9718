"""A director says from where on something stands for a stage."""

from vitalfew.journal.actions import change_row
from vitalfew.loop.analysis.models import StageThresholds
from vitalfew.loop.analysis.queries.thresholds import ThresholdsState, threshold_state
from vitalfew.loop.analysis.rules.thresholds import Thresholds, as_dict, thresholds_refused
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, require


def change_thresholds(*, by: Actor, version: int, asked: Thresholds, note: str = "") -> ThresholdsState:
    """Change what is asked of evidence; of two who do, only a threshold that both changed is a conflict."""
    require(by, Permission.CONFIRM_STAGE)
    if why := thresholds_refused(asked):
        raise Refused(why)
    row, is_new = StageThresholds.objects.get_or_create(id=1)
    seen = row.version if is_new and version == 0 else version
    changes = {**as_dict(asked), "note": note.strip()}
    verb = "analysis.thresholds_changed"
    return threshold_state(change_row(row, by=by, verb=verb, version=seen, changes=changes, by_field=True))
