"""The words of stages, evidence and cycles."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext, pgettext, pgettext_lazy

from vitalfew import words
from vitalfew.loop.analysis.rules.cycles import CycleWhy, Phase
from vitalfew.loop.analysis.rules.evidence import Contradiction, Evidence, EvidenceCode, Origin
from vitalfew.loop.analysis.rules.stages import ClaimState, Move, Stage, StageWhy
from vitalfew.loop.analysis.rules.thresholds import ThresholdWhy
from vitalfew.relations.labels_records import SUPPLIER_LABELS
from vitalfew.relations.rules.records import SupplierStatus

STAGE_LABELS = {
    Stage.PRE: pgettext_lazy("stage", "Pre"),
    Stage.EARLY: pgettext_lazy("stage", "Early"),
    Stage.MID: pgettext_lazy("stage", "Mid"),
    Stage.PARTNERSHIP: pgettext_lazy("stage", "Partnership"),
    Stage.SYNERGISTIC: pgettext_lazy("stage", "Synergistic"),
}
MOVE_LABELS = {
    Move.INITIAL: pgettext_lazy("stage move", "First claim"),
    Move.ADVANCE: pgettext_lazy("stage move", "Step up"),
    Move.REGRESS: pgettext_lazy("stage move", "Step back"),
}
CLAIM_LABELS = {
    ClaimState.PROPOSED: pgettext_lazy("stage claim", "Waiting for the director"),
    ClaimState.CONFIRMED: pgettext_lazy("stage claim", "Confirmed"),
    ClaimState.DECLINED: pgettext_lazy("stage claim", "Not confirmed"),
}
PHASE_LABELS = {
    Phase.ANALYSIS: pgettext_lazy("phase", "Analysis"),
    Phase.OBJECTIVES: pgettext_lazy("phase", "Objectives"),
    Phase.PLAN: pgettext_lazy("phase", "Plan"),
    Phase.EXECUTION: pgettext_lazy("phase", "Execution"),
    Phase.CONTROL: pgettext_lazy("phase", "Evaluation and control"),
    Phase.REVIEW: pgettext_lazy("phase", "Review"),
}
EVIDENCE_LABELS = {
    EvidenceCode.NO_TRADE: pgettext_lazy("evidence", "No trade in the last twelve months"),
    EvidenceCode.FIRST_ORDER: pgettext_lazy("evidence", "A first order"),
    EvidenceCode.MANAGER_NAMED: pgettext_lazy("evidence", "A key account manager is named"),
    EvidenceCode.ORDERS_BY_QUARTER: pgettext_lazy("evidence", "Quarters of the last year with orders"),
    EvidenceCode.MONTHS_ACTIVE: pgettext_lazy("evidence", "Months of the last year with orders"),
    EvidenceCode.IN_RHYTHM: pgettext_lazy("evidence", "Orders keep to their own rhythm"),
    EvidenceCode.SHARE_OF_OURS: pgettext_lazy("evidence", "Share of our revenue"),
    EvidenceCode.KNOW_EACH_OTHER: pgettext_lazy("evidence", "Both sides get to know each other"),
    EvidenceCode.PURCHASING_TIE: pgettext_lazy("evidence", "A tie to purchasing"),
    EvidenceCode.NEED_KNOWN: pgettext_lazy("evidence", "A need identified"),
    EvidenceCode.DELIVERY_KEPT: pgettext_lazy("evidence", "Deliveries on time and in full"),
    EvidenceCode.FEW_COMPLAINTS: pgettext_lazy("evidence", "Grave quality events in twelve months"),
    EvidenceCode.LEVELS_IN_CONTACT: pgettext_lazy("evidence", "Levels of theirs in contact"),
    EvidenceCode.SUPPLIER_STATUS: pgettext_lazy("evidence", "Our standing as a supplier"),
    EvidenceCode.WALLET_KNOWN: pgettext_lazy("evidence", "An estimate of their total purchases"),
    EvidenceCode.PRICES_AGREED: pgettext_lazy("evidence", "Price terms agreed"),
    EvidenceCode.SHARE_OF_BUSINESS: pgettext_lazy("evidence", "Our share of their business"),
    EvidenceCode.FUNCTION_PAIRS: pgettext_lazy("evidence", "Functions matched with theirs and in contact"),
    EvidenceCode.NOT_ONE_THREAD: pgettext_lazy("evidence", "Share of the exchange that one pair of people carries"),
    EvidenceCode.JOINT_PLAN: pgettext_lazy("evidence", "A joint plan signed"),
    EvidenceCode.INFORMATION_SHARED: pgettext_lazy("evidence", "Kinds of information shared"),
    EvidenceCode.TRUST: pgettext_lazy("evidence", "Trust, of 5"),
    EvidenceCode.MAIN_CONTACT: pgettext_lazy("evidence", "Their main contact named"),
    EvidenceCode.JOINT_TEAMS: pgettext_lazy("evidence", "Joint teams that meet"),
    EvidenceCode.SYSTEM_LINK: pgettext_lazy("evidence", "Orders through linked systems"),
    EvidenceCode.BOARD_MEETING: pgettext_lazy("evidence", "Joint board meetings within a year"),
    EvidenceCode.OPEN_BOOK: pgettext_lazy("evidence", "Costs open to each other"),
    EvidenceCode.HARD_TO_LEAVE: pgettext_lazy("evidence", "Hard to leave for both"),
}
CONTRADICTION_LABELS = {
    Contradiction.PRE_BUT_TRADE: _(
        "The stage says that there is no trade yet, but the books have sales of the last twelve months."
    ),
    Contradiction.STAGE_WITHOUT_ORDER: _("The stage says that there is trade, but the books have no order at all."),
    Contradiction.FEW_PAIRS: _("The stage wants functions to meet their like, but too few have met lately."),
    Contradiction.ONE_THREAD: _("The stage wants many threads, but one pair of people carries most of the exchange."),
    Contradiction.SMALL_SHARE: _("The stage wants most of their business, but our share is at most the threshold."),
    Contradiction.FEW_TEAMS: _("The stage wants joint teams that meet, but too few have met within a year."),
    Contradiction.NO_BOARD_MEETING: _("The stage wants joint board meetings, but there was none within a year."),
    Contradiction.COSTS_CLOSED: _("The stage wants costs open to each other, but none is open."),
    Contradiction.TRADITIONAL_BUYER: _("They buy in so traditional a way that a stage beyond mid is hardly realistic."),
}
WHY_LABELS = {
    StageWhy.NOT_A_KEY_ACCOUNT: _("Only a key account has a stage. Designate the account first."),
    StageWhy.STANDS_THERE: _("The account stands at this stage already."),
    StageWhy.TOO_FAR: _("A relationship rises one stage at a time. Claim the next stage."),
    StageWhy.CLAIM_WAITS: _("A claim is waiting for its answer. The next one can be made after it."),
    StageWhy.NO_CLAIM: _("There is no claim to answer. Somebody has answered it meanwhile."),
    StageWhy.CLAIM_NEEDS_REASON: _("Write what you saw or heard that the books cannot show."),
    StageWhy.ANSWER_NEEDS_REASON: _("Write why you decline, so that the manager knows what is missing."),
    StageWhy.OWN_ACCOUNT: _("Nobody judges the account he keeps himself. Another director has to answer."),
    ThresholdWhy.UNFIT_THRESHOLD: _("Write shares from 0 to 100%, counts from 0 on, and at least one day."),
    CycleWhy.CYCLE_CLOSED: _("This cycle is closed by its review and stays as it was."),
}


SHARES = (
    EvidenceCode.SHARE_OF_OURS,
    EvidenceCode.SHARE_OF_BUSINESS,
    EvidenceCode.DELIVERY_KEPT,
    EvidenceCode.NOT_ONE_THREAD,
)
# Of these it is said only whether they stand.
PLAIN = (
    EvidenceCode.PURCHASING_TIE,
    EvidenceCode.JOINT_PLAN,
    EvidenceCode.MAIN_CONTACT,
    EvidenceCode.HARD_TO_LEAVE,
)
AT_MOST = (EvidenceCode.NO_TRADE, EvidenceCode.FEW_COMPLAINTS)
BELOW, ABOVE = (EvidenceCode.NOT_ONE_THREAD,), (EvidenceCode.SHARE_OF_BUSINESS,)
ORIGIN_LABELS = {
    Origin.BOOKS: pgettext_lazy("origin", "Books"),
    Origin.FACTS: pgettext_lazy("origin", "Deliveries and quality"),
    Origin.LOG: pgettext_lazy("origin", "Contacts held"),
    Origin.JOINT: pgettext_lazy("origin", "Joint work"),
    Origin.SAID: pgettext_lazy("origin", "Said by us"),
    Origin.DESIGNATION: pgettext_lazy("origin", "Designation"),
}


def item_stands(evidence: Evidence) -> bool:
    """Tell whether evidence that is there or not is there."""
    return bool(evidence.value)


def evidence_needed(evidence: Evidence, currency: str = "") -> str:
    """Return from where on it stands, as a person reads it; "" where it only stands or does not."""
    needed, code = evidence.needed, evidence.code
    if needed is None or code in PLAIN or (needed == 1 and code in _ONCE):
        return ""
    sign = "≤" if code in AT_MOST else "<" if code in BELOW else ">" if code in ABOVE else "≥"
    if code == EvidenceCode.IN_RHYTHM:
        sign = "≤"
    if isinstance(needed, Decimal):
        return f"{sign} {words.money(needed, currency)}"
    if not isinstance(needed, int | float):
        return str(needed)
    return f"{sign} {words.share(needed, 0) if code in SHARES else words.number(needed)}"


_ONCE = (
    EvidenceCode.FIRST_ORDER,
    EvidenceCode.MANAGER_NAMED,
    EvidenceCode.NEED_KNOWN,
    EvidenceCode.WALLET_KNOWN,
    EvidenceCode.PRICES_AGREED,
)


def evidence_value(evidence: Evidence, currency: str = "") -> str:
    """Return what was found, as a person reads it."""
    value, code = evidence.value, evidence.code
    if value is None:
        return pgettext("evidence", "not recorded yet") if evidence.met is None else words.UNKNOWN
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, Decimal):
        return str(words.money(value, currency))
    if code == EvidenceCode.SUPPLIER_STATUS and value in set(SupplierStatus):
        return str(SUPPLIER_LABELS[SupplierStatus(value)])
    if code in SHARES and isinstance(value, float):
        return words.share(value)
    if code in PLAIN:
        return str(pgettext("evidence", "yes") if item_stands(evidence) else pgettext("evidence", "no"))
    if isinstance(value, int):
        return _counted(code, value)
    return str(value)


def _counted(code: str, value: int) -> str:
    if code == EvidenceCode.ORDERS_BY_QUARTER:
        return pgettext("evidence", "%(count)s of 4") % {"count": value}
    if code == EvidenceCode.MONTHS_ACTIVE:
        return pgettext("evidence", "%(count)s of 12") % {"count": value}
    if code == EvidenceCode.IN_RHYTHM:
        said = npgettext("evidence", "%(count)s day without an order", "%(count)s days without an order", value)
        return said % {"count": value}
    return words.number(value)
