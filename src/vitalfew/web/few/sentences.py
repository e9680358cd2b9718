"""The finding in one sentence, and in a second what it leaves out."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from vitalfew import words
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.loop.analysis.queries import Concentration
from vitalfew.web.forms.concentration import Question

# A customer of so large a share has to be named in the accounts (IFRS 8.34, ASC 280, the CSRC's annual reports).
DISCLOSED = 0.1
_WHAT = {
    (Measure.REVENUE, Scope.SALES): pgettext_lazy("what is measured", "sales"),
    (Measure.REVENUE, Scope.NET): pgettext_lazy("what is measured", "net revenue"),
    (Measure.MARGIN, Scope.SALES): pgettext_lazy("what is measured", "gross margin"),
    (Measure.MARGIN, Scope.NET): pgettext_lazy("what is measured", "gross margin"),
    (Measure.PROFIT, Scope.SALES): pgettext_lazy("what is measured", "profit"),
    (Measure.PROFIT, Scope.NET): pgettext_lazy("what is measured", "profit"),
}


def what(question: Question) -> Promise | str:
    """Name what is measured."""
    return _WHAT[question.by, question.scope]


def answer(found: Concentration, question: Question) -> str:
    """Say how few make how much."""
    if not found.count:
        return _nothing(question)
    if found.for_threshold is None:
        said = {"count": words.number(found.count), "what": what(question)}
        return _("%(count)s customers together bring no %(what)s, so nobody has a share of it.") % said
    return sentence(found.count, found.for_threshold, question.threshold, question)


def sentence(count: int, few: int, percent: int, question: Question) -> str:
    """Say that so few of so many make this share."""
    said = {
        "count": words.number(count),
        "few": words.number(few),
        "share": words.share(few / count),
        "threshold": f"{percent}%",
        "what": what(question),
    }
    text = ngettext(
        "%(few)s of %(count)s customers (%(share)s) makes %(threshold)s of %(what)s.",
        "%(few)s of %(count)s customers (%(share)s) make %(threshold)s of %(what)s.",
        few,
    )
    return text % said


def second(found: Concentration, profit: Concentration | None, question: Question) -> str:
    """Say what profit says, how large the largest is, and who is above the line of disclosure."""
    parts = [_on_profit(profit, question) if profit else _on_cost(found, question), _largest(found)]
    return ("" if words.is_chinese() else " ").join(part for part in parts if part)


def _nothing(question: Question) -> str:
    if question.by is Measure.REVENUE:
        return _("No customer bought anything in this period.")
    return _("Cost is not known in this period, so there is no %(what)s to divide.") % {"what": what(question)}


def _on_profit(profit: Concentration, question: Question) -> str:
    few = next((level.count for level in profit.levels if level.percent == question.threshold), None)
    if few is None:
        return _("Together they bring no profit.")
    said = {
        "few": words.number(few),
        "threshold": f"{question.threshold}%",
        "losers": words.number(profit.unprofitable),
        "loss": words.share(profit.whale.loss if profit.whale else None),
    }
    if not profit.unprofitable:
        return _("By profit, %(few)s make %(threshold)s.") % said + _left_out(profit)
    text = _("By profit, %(few)s make %(threshold)s; %(losers)s lose money and eat %(loss)s of it.")
    return text % said + _left_out(profit)


def _left_out(profit: Concentration) -> str:
    if not profit.unknown:
        return ""
    text = ngettext(
        " (%(count)s customer with a line of unknown cost is left out.)",
        " (%(count)s customers with a line of unknown cost are left out.)",
        profit.unknown,
    )
    return text % {"count": words.number(profit.unknown)}


def _on_cost(found: Concentration, question: Question) -> str:
    if question.by is Measure.REVENUE:
        return _("Cost is not known, so this is revenue and not profit.")
    if question.by is Measure.PROFIT and found.count:
        return _("What it costs to serve them is not known, so profit here is the gross margin.")
    return ""


def _largest(found: Concentration) -> str:
    if found.largest_share is None:
        return ""
    said = {"share": words.share(found.largest_share), "line": words.share(DISCLOSED, 0)}
    above = disclosed(found)
    if not above:
        return _("The largest makes %(share)s, below the %(line)s disclosure line.") % said
    said["count"] = words.number(above)
    text = ngettext(
        "%(count)s makes more than %(line)s and has to be disclosed: %(share)s.",
        "%(count)s make more than %(line)s each and have to be disclosed; the largest makes %(share)s.",
        above,
    )
    return text % said


def disclosed(found: Concentration) -> int:
    """Return how many customers reach the line of disclosure: ten at most can, so all are among the top."""
    return sum(one.share is not None and one.share >= DISCLOSED for one in found.top)
