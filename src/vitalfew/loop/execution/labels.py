"""The words of execution."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew import words
from vitalfew.accounts.labels_dossier import FIELD_LABELS
from vitalfew.loop.execution.rules import Ask, PlanningWhy, QuestionKind, Suggestion, TouchKind, VisitState, VisitWhy

STATE_LABELS = {
    VisitState.PLANNED: pgettext_lazy("visit", "Planned"),
    VisitState.HELD: pgettext_lazy("visit", "Held"),
    VisitState.CANCELLED: pgettext_lazy("visit", "Cancelled"),
}
TOUCH_LABELS = {
    TouchKind.HELD: pgettext_lazy("touch", "Held"),
    TouchKind.PLANNED: pgettext_lazy("touch", "Planned"),
    TouchKind.JOINT_MEETING: pgettext_lazy("touch", "Both firms together"),
    TouchKind.OURS_DUE: pgettext_lazy("touch", "Our promise due"),
    TouchKind.THEIRS_DUE: pgettext_lazy("touch", "Their promise due"),
    TouchKind.CONTRACT_ENDS: pgettext_lazy("touch", "Contract ends"),
    TouchKind.NOTICE_BY: pgettext_lazy("touch", "Notice to be given by"),
    TouchKind.PRICE_ENDS: pgettext_lazy("touch", "Price agreement ends"),
    TouchKind.GROUND_ENDS: pgettext_lazy("touch", "Ground for personal data ends"),
}
QUESTION_LABELS = {
    QuestionKind.SITUATION: pgettext_lazy("question kind", "Situation"),
    QuestionKind.PROBLEM: pgettext_lazy("question kind", "Problem"),
    QuestionKind.IMPLICATION: pgettext_lazy("question kind", "Implication"),
    QuestionKind.NEED_PAYOFF: pgettext_lazy("question kind", "Need and payoff"),
}
# Sentences as one would say them to the customer.
ASK_LABELS = {
    Ask.SHARE: _("How much of this do you buy in a year in all, and from how many suppliers?"),
    Ask.DOSSIER: _("What should we know about this: %(field)s?"),
    Ask.WHO_ELSE: _("Which departments choose the supplier besides %(who)s, and who else should we know?"),
    Ask.FIRST_MEETING: _("Who uses it, who chooses it and who pays for it on your side?"),
    Ask.SILENCE: _("There has been no order for %(days)s days: has your demand changed, or the way you cover it?"),
    Ask.FALL: _("You bought %(fall)s on the year before: where does the demand go?"),
    Ask.THEIR_PROMISE: _("You meant to do this: %(what)s. What holds it up?"),
    Ask.OUR_DELAY: _("We owe you this: %(what)s. What did our delay cost you?"),
    Ask.SILENCE_COST: _("If that stays so, what does it mean for your stock, your delivery dates, your costs?"),
    Ask.WAY_FORWARD: _("If we solved this, what would it be worth to you, and what should we agree on next?"),
}


def ask_sentence(suggestion: Suggestion) -> str:
    """Return the question as one would say it."""
    blanks = dict(suggestion.blanks)
    if "fall" in blanks:
        blanks["fall"] = words.change(blanks["fall"])
    if "field" in blanks:
        blanks["field"] = FIELD_LABELS[blanks["field"]]
    return str(ASK_LABELS[suggestion.ask]) % blanks


def questions_by_kind(suggestions: Iterable[Suggestion]) -> dict[str, str]:
    """Return the questions one a line, by the name of the field that keeps their kind."""
    lines: dict[str, list[str]] = {kind.value: [] for kind in QuestionKind}
    for suggestion in suggestions:
        lines[suggestion.kind.value].append(ask_sentence(suggestion))
    return {kind: "\n".join(asked) for kind, asked in lines.items()}


WHY_LABELS = {
    PlanningWhy.NO_PURPOSE: _("Write what the visit is for."),
    PlanningWhy.VISIT_DAY_PAST: _("This day is past. Log the visit instead, or choose a day to come."),
    PlanningWhy.VISIT_ENDED: _("This visit was held or cancelled and stays as it was."),
    PlanningWhy.GUEST_ELSEWHERE: _("Choose people of this account."),
    VisitWhy.NOBODY_MET: _("Write whom you met."),
    VisitWhy.NOT_OF_HERE: _("Somebody chosen is not of this account. Open the form again."),
    VisitWhy.NOTHING_NOTED: _("Write one sentence: what did you learn?"),
    VisitWhy.HELD_IN_FUTURE: _("This day is still to come. Log a visit once it has been held."),
    VisitWhy.STEP_WITHOUT_DAY: _("Choose by when, so that it can be reminded of."),
    VisitWhy.DAY_WITHOUT_STEP: _("Write what is to be done by then."),
    VisitWhy.KEY_USED: _("This note was sent before as another one. Open the form again."),
}
