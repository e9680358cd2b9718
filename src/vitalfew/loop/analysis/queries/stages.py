"""The stage of a relationship: what is claimed, what is confirmed, and what the books say to it (S16)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from vitalfew.accounts.queries.dossiers import get_standing
from vitalfew.accounts.rules import KeyAccountState
from vitalfew.loop.analysis.models import StageRecord
from vitalfew.loop.analysis.queries.figures import Figures, get_figures, get_refresh
from vitalfew.loop.analysis.queries.served import get_service
from vitalfew.loop.analysis.queries.thresholds import get_thresholds
from vitalfew.loop.analysis.rules.evidence import (
    NOTHING_RECORDED,
    Contradiction,
    Evidence,
    EvidenceCode,
    EvidenceForStage,
    Recorded,
    Said,
    Trade,
    contradictions,
    from_plain,
    missing_for,
)
from vitalfew.loop.analysis.rules.proofs import evidence_for
from vitalfew.loop.analysis.rules.stages import ClaimState, Move, Stage, next_stages
from vitalfew.loop.analysis.rules.thresholds import DEFAULTS, Thresholds
from vitalfew.prepared import Prepared
from vitalfew.relations.queries import Touches
from vitalfew.relations.queries.joint import get_together
from vitalfew.relations.queries.pairs import get_contact_signs
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.queries.signs import Signs, get_signs
from vitalfew.relations.rules.practice import bounds_stage
from vitalfew.relations.rules.records import RecordKind, RecordState, SignKind
from vitalfew.relations.rules.wallet import share_by


@dataclass(frozen=True)
class StageRecordState:
    """A claim and its answer; `evidence` is what was known on the day of the claim."""

    id: int
    version: int
    stage: Stage
    move: Move
    reason: str
    evidence: tuple[Evidence, ...]
    state: ClaimState
    proposed_by_id: int
    proposed_by_name: str
    proposed_at: datetime
    answered_by_id: int | None
    answered_by_name: str
    answered_at: datetime | None
    answer_reason: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class StageState:
    """Where a relationship stands, and what stands for each stage today.

    `missing` is what the step after the current one lacks; `contradictions` are where the books speak against it.
    Without a standing designation there is no stage: only the evidence.
    """

    account_id: int
    key_account_id: int | None
    current: StageRecordState | None
    proposal: StageRecordState | None
    history: tuple[StageRecordState, ...]  # answered claims, the latest first
    evidence: tuple[EvidenceForStage, ...]
    next_stages: tuple[Stage, ...]
    missing: tuple[Evidence, ...]
    contradictions: tuple[Contradiction, ...]
    currency: str
    as_of: date | None
    recorded: Recorded = NOTHING_RECORDED
    asked: Thresholds = DEFAULTS


def get_stage(
    account_id: int,
    figures: Figures | None = None,
    standing: KeyAccountState | None = None,
    touches: Touches | None = None,
) -> StageState:
    """Return where the account stands, by its figures, designation and contacts where they are at hand already.

    Who may see the account is the caller's question.
    """
    key = standing or get_standing(account_id)
    records = _records(key)
    current = next((record for record in records if _is_open(record)), None)
    proposal = next((record for record in records if record.state is ClaimState.PROPOSED), None)
    trade, currency = _trade(account_id, figures)
    asked = get_thresholds()
    recorded = _recorded(account_id, figures, key, touches, asked)
    evidence = evidence_for(trade, key.manager_name if key else "", recorded, asked)
    stage = current.stage if current else None
    return StageState(
        account_id=account_id,
        key_account_id=key.id if key else None,
        current=current,
        proposal=proposal,
        history=tuple(record for record in records if record.state is not ClaimState.PROPOSED),
        evidence=tuple(evidence),
        next_stages=tuple(next_stages(stage)) if key else (),
        missing=missing_for(stage, evidence),
        contradictions=tuple(contradictions(stage, trade, recorded, asked)),
        currency=currency,
        as_of=trade.as_of if trade else None,
        recorded=recorded,
        asked=asked,
    )


def record_state(record: StageRecord) -> StageRecordState:
    """Return the row as its readers know it."""
    return StageRecordState(
        id=record.pk,
        version=record.version,
        stage=Stage(record.stage),
        move=Move(record.move),
        reason=record.reason,
        evidence=from_plain(record.evidence),
        state=ClaimState(record.state),
        proposed_by_id=record.proposed_by_id,
        proposed_by_name=record.proposed_by.actor_name,
        proposed_at=record.proposed_at,
        answered_by_id=record.answered_by_id,
        answered_by_name=record.answered_by.actor_name if record.answered_by else "",
        answered_at=record.answered_at,
        answer_reason=record.answer_reason,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
    )


def _records(key: KeyAccountState | None) -> list[StageRecordState]:
    return [record_state(record) for record in _RECORDS_OF(key_account_id=key.id)] if key else []


_RECORDS_OF = Prepared(
    lambda key_account_id: (
        StageRecord.objects.filter(key_account_id=key_account_id)
        .select_related("proposed_by", "answered_by")
        .order_by("-pk")
    )
)


def _is_open(record: StageRecordState) -> bool:
    return record.state is ClaimState.CONFIRMED and record.valid_to is None


def _recorded(
    account_id: int,
    known: Figures | None,
    key: KeyAccountState | None,
    touches: Touches | None,
    asked: Thresholds,
) -> Recorded:
    """Return what is recorded of the relationship that a stage asks for."""
    figures, today = known or get_figures(account_id), timezone.localdate()
    keepers = {one for one in (key.manager_id, key.deputy_id) if one} if key else set()
    signs = get_signs(account_id, today)
    wallets = get_records(account_id, [RecordKind.WALLET])[RecordKind.WALLET]
    share = share_by(wallets, figures.revenue, figures.currency, today) if figures else None
    return Recorded(
        needs=signs.needs,
        supplier_status=signs.supplier_status,
        wallets=len(wallets),
        prices=signs.prices,
        share_low=share.low if share else None,
        share_high=share.high if share else None,
        contacts=get_contact_signs(account_id, keepers, today, asked.warm_days, touches),
        together=get_together(account_id, today),
        service=get_service(account_id, today),
        said=_said(signs, wallets),
        is_traditional=bounds_stage(signs.practices),
    )


# Under which name what somebody has said stands for which evidence.
_SAYS = {
    EvidenceCode.NEED_KNOWN: "need",
    EvidenceCode.PRICES_AGREED: "price",
    EvidenceCode.SUPPLIER_STATUS: "view",
    EvidenceCode.TRUST: "trust",
    **{EvidenceCode(kind.value): kind.value for kind in SignKind},
}


def _said(signs: Signs, wallets: list[RecordState]) -> dict[str, Said]:
    """Return who said what when, for the evidence that somebody has to say."""
    found: dict[str, Said] = {
        code: Said(told.on, told.level, told.source, told.confidence)
        for code, name in _SAYS.items()
        if (told := signs.said.get(name))
    }
    if wallets:
        last = max(wallets, key=lambda one: one.assessed_on)
        estimated = Said(last.assessed_on, None, last.source, last.confidence)
        found |= {EvidenceCode.WALLET_KNOWN: estimated, EvidenceCode.SHARE_OF_BUSINESS: estimated}
    return found


def _trade(account_id: int, known: Figures | None) -> tuple[Trade | None, str]:
    """Return what the books say of the account; of one that they do not name, that it never ordered."""
    figures = known or get_figures(account_id)
    if figures is None:
        books = get_refresh()
        # While figures are being written, an account without any may be about to get its own.
        return (Trade(books.as_of) if books.as_of and not books.is_refreshing else None), books.currency
    return trade_of(figures), figures.currency


def trade_of(figures: Figures) -> Trade:
    """Return what the figures of an account say to its stage."""
    return Trade(
        as_of=figures.as_of,
        sales=figures.sales,
        months=figures.months,
        order_days=figures.order_days,
        first_order_on=figures.first_order_on,
        silent_days=figures.silent_days,
        gap_limit=figures.gap_limit,
        revenue_share=figures.revenue_share,
    )
