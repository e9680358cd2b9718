"""A stage is claimed with evidence, judged by somebody else, and its history has no gap (S16, INV5, INV6, INV7)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import import_lines, key_account
from ledger.telling import Line
from people.story import make_account
from vitalfew.accounts.actions import revoke_designation
from vitalfew.accounts.models import AccountRow
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.models import Entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.analysis.actions import answer_stage, end_stage, propose_stage, refresh_figures
from vitalfew.loop.analysis.labels import EVIDENCE_LABELS, evidence_value
from vitalfew.loop.analysis.models import StageRecord
from vitalfew.loop.analysis.queries import get_cycle, get_stage
from vitalfew.loop.analysis.rules.evidence import (
    Contradiction,
    Evidence,
    EvidenceCode,
    Recorded,
    Trade,
    as_plain,
    contradictions,
    from_plain,
    missing_for,
)
from vitalfew.loop.analysis.rules.proofs import evidence_for
from vitalfew.loop.analysis.rules.stages import ORDER, Move, Stage, StageWhy, answer_refused, move_to, next_stages
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import COMMAND_LINE, NotAllowed

END = date(2025, 12, 31)
stages = st.sampled_from(ORDER)


@given(stages, stages)
def test_a_relationship_rises_by_one_step_and_falls_to_any(current: Stage, wanted: Stage) -> None:
    move = move_to(current, wanted)
    distance = ORDER.index(wanted) - ORDER.index(current)
    assert (move is Move.ADVANCE) == (distance == 1)
    assert (move is Move.REGRESS) == (distance < 0)
    assert (move is None) == (distance == 0 or distance > 1)
    assert (wanted in next_stages(current)) == (move is not None)


def test_the_first_claim_may_name_any_stage() -> None:
    assert next_stages(None) == ORDER
    assert {move_to(None, stage) for stage in ORDER} == {Move.INITIAL}


@given(
    st.none() | st.integers(1, 5),
    st.integers(1, 5),
    st.none() | st.integers(1, 5),
    st.booleans(),
    st.sampled_from(["", "  ", "证据不足"]),
)
def test_nobody_judges_the_account_he_keeps(
    answerer: int | None, manager: int, deputy: int | None, is_confirmed: bool, reason: str
) -> None:
    why = answer_refused(answerer, {manager, deputy}, is_confirmed=is_confirmed, reason=reason)
    if answerer is None or answerer in {manager, deputy}:
        assert why is StageWhy.OWN_ACCOUNT
    elif not is_confirmed and not reason.strip():
        assert why is StageWhy.ANSWER_NEEDS_REASON
    else:
        assert why is None


months = st.lists(st.decimals(-500, 500, places=2), min_size=24, max_size=24)
trades = st.builds(
    Trade,
    as_of=st.just(END),
    sales=st.decimals(0, 10**6, places=2),
    months=months,
    order_days=st.integers(0, 400),
    first_order_on=st.none() | st.dates(date(2020, 1, 1), END),
    silent_days=st.none() | st.integers(0, 900),
    gap_limit=st.none() | st.floats(1, 900),
    revenue_share=st.none() | st.floats(-1, 1),
)


recordings = st.builds(
    Recorded,
    needs=st.integers(0, 3),
    supplier_status=st.sampled_from(["", "approved", "sole"]),
    wallets=st.integers(0, 3),
    prices=st.integers(0, 3),
    share_low=st.none() | st.floats(0, 0.5),
    share_high=st.none() | st.floats(0.5, 1),
)


@given(trades, recordings)
def test_evidence_is_met_or_not_or_not_recorded_and_survives_being_kept(trade: Trade, recorded: Recorded) -> None:
    for stage in evidence_for(trade, "林晓雯", recorded):
        assert stage.met + stage.unknown + sum(item.met is False for item in stage.items) == len(stage.items)
        assert from_plain(as_plain(stage.items)) == stage.items
        for item in stage.items:
            assert item.code in EVIDENCE_LABELS
            assert evidence_value(item, "CNY")


@pytest.mark.parametrize(
    ("recorded", "code", "met"),
    [
        (Recorded(), EvidenceCode.NEED_KNOWN, None), (Recorded(needs=1), EvidenceCode.NEED_KNOWN, True),
        (Recorded(wallets=2), EvidenceCode.WALLET_KNOWN, True), (Recorded(prices=1), EvidenceCode.PRICES_AGREED, True),
        (Recorded(supplier_status="approved"), EvidenceCode.SUPPLIER_STATUS, False),
        (Recorded(supplier_status="primary"), EvidenceCode.SUPPLIER_STATUS, True),
        (Recorded(share_low=0.51, share_high=0.6), EvidenceCode.SHARE_OF_BUSINESS, True),
        (Recorded(share_low=0.3, share_high=0.5), EvidenceCode.SHARE_OF_BUSINESS, False),
        # The estimates lie on both sides of the line: nobody knows.
        (Recorded(share_low=0.4, share_high=0.6), EvidenceCode.SHARE_OF_BUSINESS, None),
    ],
)  # fmt: skip
def test_what_people_have_recorded_stands_for_a_stage(recorded: Recorded, code: EvidenceCode, met: bool | None) -> None:
    items = {item.code: item for stage in evidence_for(None, "", recorded) for item in stage.items}
    assert items[code].met is met
    assert (items[code].value is None) == (recorded == Recorded())


def test_without_books_nothing_computed_is_claimed() -> None:
    for stage in evidence_for(None):
        assert [item.met for item in stage.items if item.code != EvidenceCode.MANAGER_NAMED] == [None] * (
            len(stage.items) - (stage.stage is Stage.EARLY)
        )
    assert contradictions(Stage.PRE, None) == contradictions(Stage.MID, None) == []


@given(trades, stages)
def test_books_that_speak_against_the_stage_are_named(trade: Trade, stage: Stage) -> None:
    found = contradictions(stage, trade)
    assert (Contradiction.PRE_BUT_TRADE in found) == (stage is Stage.PRE and trade.sales > 0)
    assert (Contradiction.STAGE_WITHOUT_ORDER in found) == (stage is not Stage.PRE and trade.order_days == 0)


@given(trades)
def test_what_is_missing_is_what_the_next_step_lacks(trade: Trade) -> None:
    evidence = evidence_for(trade)
    for at, stage in enumerate(ORDER[:-1]):
        missing = missing_for(stage, evidence)
        assert set(missing) <= set(evidence[at + 1].items)
        assert not any(item.met for item in missing)
    assert missing_for(Stage.SYNERGISTIC, evidence) == ()
    # Who trades is asked for nothing of a stage that wants no trade.
    unclaimed = missing_for(None, evidence)
    trades = any(item.code == EvidenceCode.NO_TRADE and item.met is False for item in evidence[0].items)
    assert set(unclaimed) <= set(evidence[1 if trades else 0].items)


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", ["3 / 4", "21 天未下单", "尚未记录"]), ("en", ["3 of 4", "21 days"])]
)
def test_evidence_speaks_both_languages(language: str, words: list[str]) -> None:
    items = [
        Evidence(EvidenceCode.ORDERS_BY_QUARTER, True, 3, 3, END),
        Evidence(EvidenceCode.IN_RHYTHM, True, 21, 30.0, END),
        Evidence(EvidenceCode.TRUST, None, None, 4),
    ]
    with translation.override(language):
        said = "|".join(evidence_value(item) for item in items)
    assert all(word in said for word in words), said


pytestmark = pytest.mark.django_db


def _claim(cast: Any, account_id: int, stage: str, *, by: Any = None) -> Any:
    return propose_stage(by=by or cast.owner, account_id=account_id, stage=stage, reason="亲眼所见")


def _confirm(cast: Any, account_id: int, **more: Any) -> Any:
    claim = get_stage(account_id).proposal
    assert claim
    return answer_stage(by=cast.director, account_id=account_id, version=claim.version, is_confirmed=True, **more)


@pytest.fixture
def account_id(cast: Any) -> int:
    found: int = make_account("N", "北辰").pk
    key_account(cast, found)
    return found


def test_the_books_stand_beside_the_claim_and_stay_with_it(cast: Any) -> None:
    lines = [Line(f"A{n}", "A", Decimal(10), END - timedelta(30 * n), cost=Decimal(4)) for n in range(26)]
    account_id = import_lines(lines)["A"]
    key_account(cast, account_id)
    refresh_figures(by=COMMAND_LINE)
    record = _claim(cast, account_id, "mid")
    met = {item.code: (item.met, item.value) for item in record.evidence}
    assert met[EvidenceCode.ORDERS_BY_QUARTER] == (True, 4)
    assert met[EvidenceCode.MONTHS_ACTIVE][0] is True
    assert met[EvidenceCode.IN_RHYTHM] == (True, 0)
    assert met[EvidenceCode.SUPPLIER_STATUS] == (None, None)
    _confirm(cast, account_id)
    stands = get_stage(account_id)
    assert stands.current
    assert stands.current.evidence == record.evidence
    assert stands.contradictions == ()
    assert EvidenceCode.SHARE_OF_BUSINESS in {item.code for item in stands.missing}
    early = stands.evidence[1]
    assert {item.code: item.met for item in early.items}[EvidenceCode.FIRST_ORDER] is True


def test_an_account_that_never_ordered_contradicts_a_stage_with_trade(cast: Any) -> None:
    import_lines([Line("A1", "A", Decimal(10), END)])
    refresh_figures(by=COMMAND_LINE)
    account_id = make_account("B", "未下单").pk
    key_account(cast, account_id)
    _claim(cast, account_id, "early")
    _confirm(cast, account_id)
    assert get_stage(account_id).contradictions == (Contradiction.STAGE_WITHOUT_ORDER,)


def test_the_first_claim_opens_the_cycle_at_analysis(cast: Any, account_id: int) -> None:
    assert get_cycle(account_id) is None
    _claim(cast, account_id, "early")
    cycle = get_cycle(account_id)
    assert cycle
    assert (cycle.number, cycle.phase, cycle.done) == (1, "analysis", ())


def test_a_confirmed_stage_ends_where_the_next_begins(cast: Any, account_id: int) -> None:
    _claim(cast, account_id, "early")
    _confirm(cast, account_id, today=date(2026, 1, 10))
    _claim(cast, account_id, "mid")
    _confirm(cast, account_id, today=date(2026, 3, 1))
    stands = get_stage(account_id)
    assert [(one.stage, one.valid_from, one.valid_to) for one in stands.history] == [
        ("mid", date(2026, 3, 1), None),
        ("early", date(2026, 1, 10), date(2026, 3, 1)),
    ]
    row = AccountRow.objects.get(pk=account_id)
    assert (row.stage, row.stage_order) == ("mid", 3)


def test_a_clock_set_back_leaves_no_gap_and_no_overlap(cast: Any, account_id: int) -> None:
    _claim(cast, account_id, "early")
    _confirm(cast, account_id, today=date(2026, 3, 1))
    _claim(cast, account_id, "mid")
    _confirm(cast, account_id, today=date(2026, 1, 1))
    assert [(one.valid_from, one.valid_to) for one in get_stage(account_id).history] == [
        (date(2026, 3, 1), None),
        (date(2026, 3, 1), date(2026, 3, 1)),
    ]


def test_a_declined_claim_needs_its_reason_and_moves_nothing(cast: Any, account_id: int) -> None:
    _claim(cast, account_id, "mid")
    with pytest.raises(Refused) as refusal:
        answer_stage(by=cast.director, account_id=account_id, version=1, is_confirmed=False)
    assert refusal.value.why is StageWhy.ANSWER_NEEDS_REASON
    answer_stage(by=cast.director, account_id=account_id, version=1, is_confirmed=False, reason="只有一个季度")
    stands = get_stage(account_id)
    assert (stands.current, stands.proposal, stands.history[0].state) == (None, None, "declined")
    assert AccountRow.objects.get(pk=account_id).stage == ""


@pytest.mark.parametrize(
    ("stage", "reason", "why"),
    [
        ("early", " ", StageWhy.CLAIM_NEEDS_REASON),
        ("early", "x", StageWhy.STANDS_THERE),
        ("partnership", "x", StageWhy.TOO_FAR),
    ],
)
def test_a_claim_out_of_order_is_refused(cast: Any, account_id: int, stage: str, reason: str, why: StageWhy) -> None:
    _claim(cast, account_id, "early")
    _confirm(cast, account_id)
    lines = Entry.objects.count()
    with pytest.raises(Refused) as refusal:
        propose_stage(by=cast.owner, account_id=account_id, stage=stage, reason=reason)
    assert refusal.value.why is why
    assert Entry.objects.count() == lines


def test_one_claim_waits_at_a_time(cast: Any, account_id: int) -> None:
    _claim(cast, account_id, "early")
    with pytest.raises(Refused) as refusal:
        _claim(cast, account_id, "pre", by=cast.director)
    assert refusal.value.why is StageWhy.CLAIM_WAITS


def test_who_may_claim_and_who_may_answer(cast: Any, account_id: int) -> None:
    for nobody, error in [(cast.stranger, NoSuchAccount), (cast.analyst, NotAllowed), (cast.administrator, NotAllowed)]:
        with pytest.raises(error):
            _claim(cast, account_id, "early", by=nobody)
    # A director's own claim he may confirm himself: he does not keep the account.
    _claim(cast, account_id, "early", by=cast.director)
    with pytest.raises(NotAllowed):
        answer_stage(by=cast.owner, account_id=account_id, version=1, is_confirmed=True)
    assert _confirm(cast, account_id).answered_by_name == "陈国栋"


def test_a_claim_answered_meanwhile_is_not_answered_twice(cast: Any, account_id: int) -> None:
    _claim(cast, account_id, "early")
    with pytest.raises(StaleVersion):
        answer_stage(by=cast.director, account_id=account_id, version=7, is_confirmed=True)
    assert get_stage(account_id).current is None
    _confirm(cast, account_id)
    with pytest.raises(Refused) as refusal:
        answer_stage(by=cast.director, account_id=account_id, version=1, is_confirmed=True)
    assert refusal.value.why is StageWhy.NO_CLAIM


def test_only_a_key_account_has_a_stage_and_it_ends_with_the_designation(cast: Any) -> None:
    account_id = make_account("O", "普通客户").pk
    with pytest.raises(Refused) as refusal:
        _claim(cast, account_id, "early", by=cast.director)
    assert refusal.value.why is StageWhy.NOT_A_KEY_ACCOUNT
    key = key_account(cast, account_id)
    _claim(cast, account_id, "early")
    _confirm(cast, account_id)
    _claim(cast, account_id, "mid")
    told = {"version": key.version, "reason": "业务已停", "revoked_on": date(2026, 5, 1)}
    revoke_designation(by=cast.director, account_id=account_id, **told)
    end_stage(by=cast.director, account_id=account_id)
    assert not StageRecord.objects.filter(state="proposed").exists()
    assert not StageRecord.objects.filter(state="confirmed", valid_to=None).exists()
    assert AccountRow.objects.get(pk=account_id).stage == ""
    key_account(cast, account_id, designated_on=date(2026, 6, 1))
    assert get_stage(account_id).next_stages == tuple(ORDER)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"state": "confirmed"},
        {"state": "declined", "answer_reason": ""},
        {"valid_from": date(2026, 1, 1)},
    ],
)
def test_the_database_itself_refuses_a_judgement_of_nobody(cast: Any, account_id: int, wrong: dict[str, Any]) -> None:
    _claim(cast, account_id, "early")
    with pytest.raises(IntegrityError), transaction.atomic():
        StageRecord.objects.filter(state="proposed").update(**wrong)
