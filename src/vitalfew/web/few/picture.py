"""The curve with its threshold, the classes above it, and the words for every place the threshold may be moved to."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.loop.analysis.queries import Concentration, TopAccount
from vitalfew.loop.analysis.rules.concentration import Level
from vitalfew.web.charts.concentration import (
    Class,
    ConcentrationCurve,
    Landmark,
    Threshold,
    concentration_curve,
    places_of,
)
from vitalfew.web.few.sentences import second, sentence, what
from vitalfew.web.forms.concentration import Question


def picture(found: Concentration, before: Concentration | None, question: Question) -> ConcentrationCurve | None:
    """Draw the curve; None where nobody has a share."""
    level = next((one for one in found.levels if one.percent == question.threshold), None)
    if level is None:
        return None
    return concentration_curve(
        found.curve,
        threshold=_threshold(level, found, before, question),
        classes=_classes(found),
        landmarks=[_landmark(found, one) for one in found.top if one.rank in {1, 3, 10}],
        before=before.curve if before else None,
        sentence=sentence(found.count, level.count, level.percent, question),
    )


def levels(
    found: Concentration, before: Concentration | None, profit: Concentration | None, question: Question
) -> list[dict[str, Any]]:
    """Return words and places for every threshold, so that the page follows the hand without asking."""
    thresholds = [_threshold(one, found, before, question) for one in found.levels]
    places = places_of(found.curve, thresholds) if thresholds else []
    return [
        {
            "percent": level.percent,
            "count": level.count,
            "share": f"{level.percent}%",
            "answer": sentence(found.count, level.count, level.percent, question),
            "second": second(found, profit, replace(question, threshold=level.percent)),
            "caption": threshold.caption,
            "note": threshold.note,
            "x": place.x,
            "dot": place.dot_y,
            "y": place.level_y,
            "column": place.column,
            "turned": place.is_turned,
        }
        for level, threshold, place in zip(found.levels, thresholds, places, strict=True)
    ]


def _threshold(level: Level, found: Concentration, before: Concentration | None, question: Question) -> Threshold:
    said = {"count": words.number(level.count), "share": words.share(level.count / found.count)}
    caption = ngettext("%(count)s customer, %(share)s of all", "%(count)s customers, %(share)s of all", level.count)
    earlier = next((one.count for one in before.levels if one.percent == level.percent), None) if before else None
    reached: dict[str, Any] = {"share": f"{level.percent}%", "what": what(question)}
    note = _("to %(share)s of %(what)s") % reached
    if earlier is not None:
        note = _("to %(share)s of %(what)s; %(count)s before") % (reached | {"count": words.number(earlier)})
    return Threshold(level.percent / 100, level.count / found.count, level.reached, caption % said, note)


def _classes(found: Concentration) -> list[Class]:
    classes, reached = [], 0
    for one in found.abc:
        start, reached = reached, reached + one.count
        said = {"letter": one.letter, "count": words.number(one.count), "share": words.share(one.share, 0)}
        caption = _("%(letter)s %(count)s, %(share)s") % said
        classes.append(Class(one.letter, start / found.count, reached / found.count, caption))
    return classes


def _landmark(found: Concentration, one: TopAccount) -> Landmark:
    share = words.share(one.cumulative)
    if one.rank == 1:
        caption = _("the largest, %(name)s %(share)s") % {"name": one.name, "share": share}
    else:
        caption = _("the first %(rank)s: %(share)s") % {"rank": one.rank, "share": share}
    href = reverse("account", args=[one.account_id]) if one.rank == 1 and one.account_id else f"#rank-{one.rank}"
    return Landmark(one.rank / found.count, one.cumulative or 0.0, caption, href)
