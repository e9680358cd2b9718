"""The whale curve of what was asked, where profit is known or where some account brings less than nothing."""

from django.utils.translation import gettext as _

from vitalfew import words
from vitalfew.ledger.rules.figures import Measure
from vitalfew.loop.analysis.queries import Concentration
from vitalfew.web.charts.whale import WhaleChart, whale_chart
from vitalfew.web.few.sentences import what
from vitalfew.web.forms.concentration import Question


def whale(found: Concentration, question: Question) -> WhaleChart | None:
    """Draw the curve; None where it would only repeat the other one."""
    curve = found.whale
    if curve is None or (question.by is Measure.REVENUE and not curve.unprofitable):
        return None
    said = {
        "peak": words.share(curve.peak, 1),
        "place": words.number(curve.peak_count),
        "losers": words.number(curve.unprofitable),
        "loss": words.share(-curve.loss, 1),
        "count": words.number(found.count),
        "what": what(question),
    }
    losers = [_("%(losers)s below zero") % said, str(said["loss"])] if curve.unprofitable else []
    return whale_chart(
        curve.curve,
        peak_fraction=curve.peak_count / found.count,
        peak=curve.peak,
        peak_caption=_("%(peak)s after no. %(place)s") % said if curve.unprofitable else _("nobody below zero"),
        losers=losers,
        ends=(_("most %(what)s") % said, _("least, no. %(count)s") % said),
        sentence=_("Whale curve: %(place)s of %(count)s customers make %(peak)s of %(what)s, %(losers)s eat the rest")
        % said,
    )
