"""Where do we stand: the stage with its evidence, and what the next one lacks (S16)."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.loop.analysis.labels import CONTRADICTION_LABELS, EVIDENCE_LABELS, STAGE_LABELS, evidence_value
from vitalfew.loop.analysis.queries import StageState
from vitalfew.loop.analysis.rules.evidence import Evidence, EvidenceCode
from vitalfew.loop.analysis.rules.stages import ORDER, Stage
from vitalfew.loop.control.queries.cases import CaseFacts
from vitalfew.loop.control.queries.causes import get_causes
from vitalfew.web.cases.shown import cause_words
from vitalfew.web.charts.ladder import Rung, Step, ladder

NAMED = 2  # of what is missing
SHOWN = 3  # with what nobody has recorded; the answer counts them all


@dataclass(frozen=True)
class Need:
    """One line under the ladder: what is missing, not recorded, or speaks against the stage."""

    state: str
    words: str


@dataclass(frozen=True)
class Standing:
    """The answer, who judged when, the ladder, and what is missing in words."""

    answer: str
    judged: str
    rungs: list[Rung]
    needs: list[Need]
    proposal: str
    stage: str
    case_id: int | None = None  # of the interruption that lies over it
    interruption: str = ""


def standing(state: StageState, case: CaseFacts | None = None) -> Standing:
    """Say where the relationship stands, and what interrupts it."""
    current = state.current.stage if state.current else None
    return Standing(
        answer=_answer(state, current),
        judged=_judged(state),
        rungs=rungs_of(state, case),
        needs=_needs(state),
        proposal=_proposal(state),
        stage=str(STAGE_LABELS[current]) if current else "",
        case_id=case.id if case else None,
        interruption=_interrupted(case) if case else "",
    )


def rungs_of(state: StageState, case: CaseFacts | None = None) -> list[Rung]:
    """Return the ladder of the account, the interruption over the stage it struck."""
    steps = [Step(str(STAGE_LABELS[one.stage]), [item.met for item in one.items]) for one in state.evidence]
    struck = ORDER.index(case.from_stage) if case and case.from_stage else None
    return ladder(steps, ORDER.index(state.current.stage) if state.current else None, struck)


def _interrupted(case: CaseFacts) -> str:
    said = {"cause": cause_words(get_causes(), case.primary_cause), "who": case.owner_name}
    over = {"on": words.day(case.opened_on), "stage": STAGE_LABELS[case.from_stage] if case.from_stage else ""}
    if case.from_stage is None:
        return _("Interrupted since %(on)s: %(cause)s. %(who)s looks after it.") % (said | over)
    return _("Interrupted since %(on)s, over the stage %(stage)s: %(cause)s. %(who)s looks after it.") % (said | over)


def _answer(state: StageState, current: Stage | None) -> str:
    if current is None:
        return _("No stage confirmed yet")
    if current is ORDER[-1]:
        return _("%(stage)s, the highest stage") % {"stage": STAGE_LABELS[current]}
    said = {"stage": STAGE_LABELS[current], "next": STAGE_LABELS[ORDER[ORDER.index(current) + 1]]}
    if not state.missing:
        return _("%(stage)s; everything is there for %(next)s") % said
    short = ngettext(
        "%(stage)s; %(count)s proof short of %(next)s",
        "%(stage)s; %(count)s proofs short of %(next)s",
        len(state.missing),
    )
    return short % (said | {"count": len(state.missing)})


def _judged(state: StageState) -> str:
    record = state.current
    if record is None:
        return ""
    said = {"who": record.proposed_by_name, "confirmer": record.answered_by_name, "on": words.day(record.valid_from)}
    return _("%(who)s claimed, %(confirmer)s confirmed %(on)s") % said


def _proposal(state: StageState) -> str:
    waits = state.proposal
    if waits is None:
        return ""
    said = {
        "who": waits.proposed_by_name,
        "stage": STAGE_LABELS[waits.stage],
        "on": words.day(timezone.localtime(waits.proposed_at)),
    }
    return _("%(who)s claimed %(stage)s on %(on)s: %(reason)s") % (said | {"reason": waits.reason})


def _needs(state: StageState) -> list[Need]:
    against = [Need("watch", str(CONTRADICTION_LABELS[one])) for one in state.contradictions]
    short = [_missing(item, state.currency) for item in state.missing if item.met is False]
    unknown = [str(EVIDENCE_LABELS[EvidenceCode(item.code)]) for item in state.missing if item.met is None]
    return [
        *against,
        *(Need("none", said) for said in [*short[:NAMED], *_unrecorded(unknown, SHOWN - len(short[:NAMED]))]),
    ]


def _missing(item: Evidence, currency: str) -> str:
    what = EVIDENCE_LABELS[EvidenceCode(item.code)]
    if item.value is None:
        return _("Missing: %(what)s") % {"what": what}
    return _("Missing: %(what)s (now %(value)s)") % {"what": what, "value": evidence_value(item, currency)}


def _unrecorded(unknown: list[str], room: int) -> list[str]:
    return [_("Not recorded: %(what)s") % {"what": what} for what in unknown[:room]]
