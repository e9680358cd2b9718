"""The words of interruptions: causes, plays, states, outcomes, and why something is refused."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.loop.control.rules.cases import CaseOutcome, CaseState, CaseWhy, EvidenceKind
from vitalfew.loop.control.rules.causes import CauseWhy

CASE_STATE_LABELS = {
    CaseState.OPEN: pgettext_lazy("case", "Opened"),
    CaseState.DIAGNOSED: pgettext_lazy("case", "Diagnosed"),
    CaseState.REMEDYING: pgettext_lazy("case", "Being remedied"),
    CaseState.MONITORING: pgettext_lazy("case", "Being watched"),
    CaseState.CLOSED: pgettext_lazy("case", "Closed"),
}
OUTCOME_LABELS = {
    CaseOutcome.RECOVERED: pgettext_lazy("case outcome", "Recovered"),
    CaseOutcome.DOWNGRADED: pgettext_lazy("case outcome", "Went down a stage"),
    CaseOutcome.EXITED: pgettext_lazy("case outcome", "Ended"),
}
EVIDENCE_KIND_LABELS = {
    EvidenceKind.ALERT: pgettext_lazy("case evidence", "Alert"),
    EvidenceKind.PROMISE: pgettext_lazy("case evidence", "Promise"),
    EvidenceKind.QUALITY: pgettext_lazy("case evidence", "Quality event"),
    EvidenceKind.CONTACT: pgettext_lazy("case evidence", "Contact"),
    EvidenceKind.LEAVER: pgettext_lazy("case evidence", "Somebody who left"),
    EvidenceKind.NOTE: pgettext_lazy("case evidence", "In words"),
}
CASE_SEVERITY_LABELS = {
    1: pgettext_lazy("case severity", "1 · a slip"),
    2: pgettext_lazy("case severity", "2 · felt"),
    3: pgettext_lazy("case severity", "3 · orders at risk"),
    4: pgettext_lazy("case severity", "4 · the stage at risk"),
    5: pgettext_lazy("case severity", "5 · the account at risk"),
}
CAUSE_LABELS: Mapping[str, Any] = {
    "internal": pgettext_lazy("cause", "Causes of our own making"),
    "personnel_change": pgettext_lazy("cause", "Change of people"),
    "lack_of_trust": pgettext_lazy("cause", "Lack of trust"),
    "lack_of_persistence": pgettext_lazy("cause", "Lack of persistence"),
    "cultural_difference": pgettext_lazy("cause", "Difference of culture"),
    "cultural_regional": pgettext_lazy("cause", "Between regions"),
    "cultural_corporate": pgettext_lazy("cause", "Between companies"),
    "quality": pgettext_lazy("cause", "Quality"),
    "external": pgettext_lazy("cause", "Causes from outside"),
    "market_position": pgettext_lazy("cause", "Change of market position"),
    "offering_moved": pgettext_lazy("cause", "An offering moved cell"),
    "financial": pgettext_lazy("cause", "Financial trouble"),
    "value_chain_shift": pgettext_lazy("cause", "Shift in the value chain"),
    "other": pgettext_lazy("cause", "Other"),
}
PLAY_LABELS: Mapping[str, Any] = {
    "senior_meeting": pgettext_lazy("play", "Let somebody senior go there"),
    "write_down_and_hand_over": pgettext_lazy("play", "Write it down, hand it over"),
    "clear_the_air": pgettext_lazy("play", "Clear the misunderstanding"),
    "keep_small_promises": pgettext_lazy("play", "Keep small promises, visibly"),
    "fixed_rhythm": pgettext_lazy("play", "A fixed rhythm of contact"),
    "local_colleague": pgettext_lazy("play", "A colleague from there"),
    "their_way_of_working": pgettext_lazy("play", "Work their way"),
    "eight_steps": pgettext_lazy("play", "Eight steps, in the open"),
    "stand_by_the_line": pgettext_lazy("play", "Stand by their line"),
    "review_the_plan": pgettext_lazy("play", "Look at the plan anew"),
    "fit_the_cell": pgettext_lazy("play", "Serve it as its new cell asks"),
    "terms_and_limit": pgettext_lazy("play", "Terms and limit, with finance"),
    "go_to_their_customer": pgettext_lazy("play", "Go to their customer"),
    "ask_them": pgettext_lazy("play", "Ask them"),
}
STEPS_LABELS: Mapping[str, Any] = {
    "senior_meeting": _(
        "Name an executive sponsor. Let him meet his peer within two weeks, with one question and no offer. Log it the "
        "same day."
    ),
    "write_down_and_hand_over": _(
        "Bring contacts, promises and open points into the log. Hand over with the pack, together, at the customer. "
        "Ask who follows the person who left."
    ),
    "clear_the_air": _(
        "Ask what they believe we did. Say what happened, without excuse. Agree in writing what each side does next, "
        "and when."
    ),
    "keep_small_promises": _(
        "Promise three things that can be kept within a month. Log each as a promise. Report each as kept before they "
        "ask."
    ),
    "fixed_rhythm": _(
        "Plan a contact every two weeks for a quarter, each with something for them. Let the deputy take those that "
        "the owner cannot."
    ),
    "local_colleague": _(
        "Let somebody of the region lead the talks. Read the culture notes before each visit. Agree holidays and "
        "hours for the year."
    ),
    "their_way_of_working": _(
        "Learn their rules of deciding and reporting. Use their forms and meetings for one project. Note the distance "
        "and judge it again after it."
    ),
    "eight_steps": _(
        "Contain within a day, name one owner, find the root, prove the cure, show them every step. Close the event "
        "only when they agree."
    ),
    "stand_by_the_line": _(
        "Send an engineer to their line until it runs. Bear what it costs; note it. Meet their quality head before and "
        "after."
    ),
    "review_the_plan": _(
        "Note what changed, with its source. Ask what it does to their goals and to ours. Change the plan, or say why "
        "it stays."
    ),
    "fit_the_cell": _("Place the offering anew. Change who serves it and at what cost. Tell them before they feel it."),
    "terms_and_limit": _(
        "Look at what is owed and at open orders. Agree a schedule with their finance. Set limit and stop together "
        "with ours."
    ),
    "go_to_their_customer": _(
        "Find out who now decides down the chain. Win him for the specification, with the account's knowledge. Note "
        "both positions anew."
    ),
    "ask_them": _("Ask what would have to be different. Write it down in their words. Choose the cause again."),
}
CASE_WHY_LABELS: Mapping[Any, Any] = {
    CaseWhy.NO_KEY_ACCOUNT: _("Only a relationship with a key account is interrupted. Name it one first."),
    CaseWhy.CASE_OPEN: _("A case is open already. Add to that one."),
    CaseWhy.CASE_CLOSED: _("The case is closed. What breaks again opens a new one."),
    CaseWhy.CASE_PASSED: _("Somebody has taken this case further meanwhile. Open the page again."),
    CaseWhy.CASE_UNFIT_CAUSE: _("Choose one first cause, and others besides it."),
    CaseWhy.CASE_NEEDS_WORDS: _("Write what it is: the next reader was not there."),
    CaseWhy.CASE_NEEDS_EVIDENCE: _("Add what shows it first: a diagnosis without evidence is a guess."),
    CaseWhy.CASE_NEEDS_REMEDY: _("Choose a remedy first, with who and by when."),
    CaseWhy.CASE_NEEDS_WATCH: _("Write what would show that it has recovered, and until when you watch."),
    CaseWhy.CASE_NEEDS_LESSON: _("Write the lesson: what the next team should do sooner."),
    CaseWhy.CASE_NEEDS_LOWER: _("Choose the lower stage that it stands at now."),
    CaseWhy.CASE_NOT_WATCHED: _("Not yet: diagnose it first, and watch it before you call it recovered."),
    CaseWhy.CASE_UNFIT_DAY: _("That day does not fit: a case opens today or before, and what is due lies ahead."),
    CaseWhy.CASE_NO_SOURCE: _("Say where it comes from: who said it, or where it is written."),
    CaseWhy.CASE_GONE: _("That is not there any more. Open the page again."),
    CauseWhy.NO_SUCH_CAUSE: _("This cause is not in the tree."),
    CauseWhy.CAUSE_HAS_PARTS: _("Other causes stand under this one. Retire those, or place them elsewhere."),
    CauseWhy.CAUSE_IN_ITSELF: _("A cause cannot stand under itself."),
    CauseWhy.CAUSE_TOO_DEEP: _("The tree has three steps at most."),
    CauseWhy.CAUSE_IN_USE: _("Cases name this cause, so nothing can be placed under it. Place it beside."),
    CauseWhy.NO_NAME: _("Write the name in Chinese and in English."),
    CauseWhy.NO_STEPS: _("Write the steps in Chinese and in English."),
    CauseWhy.NO_SUCH_PLAY: _("This play is not in the playbook."),
}


def in_both(label: Any) -> tuple[str, str]:
    """Return a word of the product in Chinese and in English."""
    with translation.override("zh-hans"):
        chinese = str(label)
    with translation.override("en"):
        return chinese, str(label)
