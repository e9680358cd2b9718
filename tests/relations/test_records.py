"""Records of the business with a customer: they fit together, fade, and end with a reason (S12, S13, S15)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.making import adopt, key_account
from people.story import NEED, make_record
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.accounts.rules.dossier import UnfitValue
from vitalfew.journal.queries import get_history
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import NotAllowed
from vitalfew.relations.actions.records import change_record, confirm_record, end_record
from vitalfew.relations.queries.records import OWN, get_dates_ahead, get_record, get_records, get_stale_records
from vitalfew.relations.queries.signs import Signs, get_signs
from vitalfew.relations.rules.practice import Known, Practice, bounds_stage, hints, index
from vitalfew.relations.rules.records import RecordKind, RecordWhy, UnfitRecord
from vitalfew.relations.rules.wallet import Share, over_all, share_of
from vitalfew.web.forms.records import INPUTS

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
CONTRACT = {"kind": "framework", "name": "年度框架", "state": "signed"}
WALLET = {"year": 2026, "currency": "CNY", "method": "stated"}


@pytest.fixture
def account_id(cast: Any) -> int:
    ids = adopt("A", "B")
    key_account(cast, ids["A"])
    return ids["A"]


def _days(after: int) -> date:
    return TODAY + timedelta(after)


def test_every_kind_has_an_input_for_each_of_its_columns() -> None:
    assert {kind: set(inputs) for kind, inputs in INPUTS.items()} == {kind: set(own) for kind, own in OWN.items()}


@pytest.mark.parametrize(
    ("kind", "values", "why"),
    [
        ("need", NEED | {"what": " "}, RecordWhy.NOTHING_SAID),
        ("contract", CONTRACT | {"starts_on": _days(1), "ends_on": _days(0)}, RecordWhy.ENDS_BEFORE),
        ("contract", CONTRACT | {"ends_on": _days(1), "notice_by": _days(2)}, RecordWhy.NOTICE_AFTER),
        ("contract", CONTRACT | {"amount": Decimal(5)}, RecordWhy.NO_CURRENCY),
        ("contract", CONTRACT | {"amount": Decimal(-5), "currency": "CNY"}, RecordWhy.BELOW_ZERO),
        ("wallet", WALLET, RecordWhy.NO_AMOUNT),
        ("wallet", WALLET | {"low": Decimal(9), "point": Decimal(8)}, RecordWhy.RANGE_UPSIDE_DOWN),
        ("wallet", WALLET | {"low": Decimal(9), "high": Decimal(8)}, RecordWhy.RANGE_UPSIDE_DOWN),
        ("competitor", {"competitor": "X", "share": Decimal("1.2")}, RecordWhy.NOT_A_SHARE),
    ],
)
def test_what_does_not_fit_is_refused(cast: Any, account_id: int, kind: str, values: Any, why: RecordWhy) -> None:
    with pytest.raises(UnfitRecord) as refusal:
        make_record(cast.owner, account_id, TODAY, kind, values=values)
    assert refusal.value.why is why
    assert get_records(account_id, [RecordKind(kind)])[RecordKind(kind)] == []


def test_a_record_without_source_is_refused(cast: Any, account_id: int) -> None:
    with pytest.raises(UnfitValue):
        make_record(cast.owner, account_id, TODAY, source="")


def test_estimates_of_several_sources_stand_side_by_side(cast: Any, account_id: int) -> None:
    make_record(cast.owner, account_id, TODAY, "wallet", values=WALLET | {"point": Decimal(78)})
    make_record(cast.analyst, account_id, TODAY, "wallet", values=WALLET | {"low": Decimal(60), "high": Decimal(90)})
    stand = get_records(account_id, [RecordKind.WALLET])[RecordKind.WALLET]
    shown = [tuple(one.values[name] for name in ("low", "point", "high")) for one in stand]
    assert shown == [(60, None, 90), (None, 78, None)]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("practice", {"practice": "price", "score": 2, "evidence": "x"}),
        ("chain", {"party": "us", "position": "component"}),
        ("buyer-view", {"category": "轴承", "quadrant": "leverage", "supplier_status": "sole"}),
    ],
)
def test_of_what_there_is_one_a_second_is_refused_until_it_ends(
    cast: Any, account_id: int, kind: str, values: Any
) -> None:
    first = make_record(cast.owner, account_id, TODAY, kind, values=values)
    with pytest.raises(UnfitRecord) as refusal:
        make_record(cast.owner, account_id, TODAY, kind, values=values)
    assert refusal.value.why is RecordWhy.TWICE
    end_record(by=cast.owner, kind=kind, record_id=first.id, version=1, reason="看错了", today=TODAY)
    make_record(cast.owner, account_id, TODAY, kind, values=values)


def test_ended_it_stays_to_be_read_and_takes_no_more_changes(cast: Any, account_id: int) -> None:
    need = make_record(cast.owner, account_id, TODAY)
    which = {"by": cast.owner, "kind": "need", "record_id": need.id, "today": TODAY}
    with pytest.raises(UnfitRecord):
        end_record(version=1, reason=" ", **which)
    end_record(version=1, reason="改了机型", **which)
    assert get_records(account_id, [RecordKind.NEED])[RecordKind.NEED] == []
    past = get_records(account_id, [RecordKind.NEED], ended=True)[RecordKind.NEED]
    assert [(one.values["what"], one.end_reason, one.ended_on) for one in past] == [(NEED["what"], "改了机型", TODAY)]
    with pytest.raises(UnfitRecord):
        confirm_record(version=2, **which)


def test_two_people_on_different_fields_both_succeed_and_on_one_field_see_both(cast: Any, account_id: int) -> None:
    need = make_record(cast.owner, account_id, TODAY)
    judged = {"kind": "need", "record_id": need.id, "source": need.source, "confidence": "medium", "today": TODAY}
    change_record(by=cast.owner, version=need.version, values=NEED | {"state": "meeting"}, **judged)
    change_record(by=cast.director, version=need.version, values=NEED | {"priority": "low"}, **judged)
    stands = get_record(cast.owner, RecordKind.NEED, need.id)
    assert stands is not None
    assert (stands.values["state"], stands.values["priority"], stands.assessed_by_name) == (
        "meeting", "low", cast.director.actor_name,
    )  # fmt: skip
    with pytest.raises(StaleVersion) as refusal:
        change_record(by=cast.analyst, version=need.version, values=NEED | {"state": "met"}, **judged)
    assert [(one.field, one.stands, one.wanted) for one in refusal.value.clashes] == [("state", "meeting", "met")]
    assert len(get_history("relations.need", need.id)) >= 3


def test_a_need_nobody_confirms_asks_again(cast: Any, account_id: int) -> None:
    need = make_record(cast.owner, account_id, TODAY)
    assert get_stale_records(cast.owner, _days(90)) == []
    later = _days(91)
    assert [one.id for one in get_stale_records(cast.owner, later)] == [need.id]
    assert get_stale_records(cast.stranger, later) == []
    confirm_record(by=cast.owner, kind="need", record_id=need.id, version=need.version, today=later)
    assert get_stale_records(cast.director, later) == []


@pytest.mark.parametrize(
    ("notice", "ends", "near"), [(59, 200, ["n"]), (61, 200, []), (-1, 30, ["e"]), (5, 50, ["n", "e"])]
)
def test_a_contract_is_said_aloud_before_its_days(
    cast: Any, account_id: int, notice: int, ends: int, near: list[str]
) -> None:
    days = {"starts_on": _days(-300), "ends_on": _days(ends), "notice_by": _days(notice)}
    contract = make_record(cast.owner, account_id, TODAY, "contract", values=CONTRACT | days)
    assert ["n" if one.is_notice else "e" for one in get_dates_ahead(cast.owner, TODAY)] == near
    assert get_dates_ahead(cast.stranger, TODAY) == []
    end_record(by=cast.owner, kind="contract", record_id=contract.id, version=1, reason="续签", today=TODAY)
    assert get_dates_ahead(cast.owner, TODAY) == []


def test_who_may_not_see_or_write_is_refused(cast: Any, account_id: int) -> None:
    need = make_record(cast.owner, account_id, TODAY)
    assert get_record(cast.stranger, RecordKind.NEED, need.id) is None
    for by, refusal in ((cast.stranger, NoSuchAccount), (cast.administrator, NotAllowed)):
        with pytest.raises(refusal):
            end_record(by=by, kind="need", record_id=need.id, version=1, reason="x", today=TODAY)
        with pytest.raises(refusal):
            make_record(by, account_id, TODAY)


def test_our_share_is_a_range_or_unknown_and_never_clipped() -> None:
    ours = Decimal(30)
    assert share_of(ours, Decimal(60), Decimal(75), Decimal(100)) == Share(0.3, 0.5)
    assert share_of(ours, None, Decimal(60), None) == Share(0.5, 0.5)
    assert share_of(None, None, Decimal(60), None) is None
    assert share_of(ours, None, None, None) is None
    too_small = share_of(ours, None, Decimal(20), None)
    assert too_small is not None
    assert too_small.is_too_small
    assert too_small.low == 1.5
    assert over_all([Share(0.3, 0.5), Share(0.4, 0.6), Share(1.5, 1.5)]) == Share(0.3, 0.6)
    assert over_all([Share(1.5, 1.5)]) is None


def test_how_they_buy_is_hinted_at_by_figures_and_judged_by_people() -> None:
    found = hints(Known(tenure_days=1200, active_months=11, contract_days=100, people_met=3, people_ours=1))
    assert {practice: hint.suggests for practice, hint in found.items()} == {
        Practice.RELATIONSHIP: 3,
        Practice.COMMUNICATION: 2,
    }
    # What nobody knows hints at nothing.
    assert hints(Known()) == {}
    assert hints(Known(share=0.6))[Practice.SUPPLIERS].suggests is None


def test_a_wholly_traditional_buyer_bounds_the_stage_once_enough_is_judged() -> None:
    assert index({}) is None
    rows = list(Practice)
    assert not bounds_stage(dict.fromkeys(rows[:3], 0))
    assert bounds_stage(dict.fromkeys(rows[:4], 1))
    assert not bounds_stage(dict.fromkeys(rows, 2))
    assert index(dict.fromkeys(rows, 2)) == 0.5


def test_what_a_stage_asks_for_is_read_from_what_stands(cast: Any, account_id: int) -> None:
    assert get_signs(account_id, TODAY) == Signs(0, 0, "")
    price = {"product": "轴承", "price": Decimal(5), "currency": "CNY"}
    make_record(cast.owner, account_id, TODAY)
    make_record(cast.owner, account_id, TODAY, values=NEED | {"state": "dropped"})
    make_record(cast.owner, account_id, TODAY, "price", values=price)
    make_record(cast.owner, account_id, TODAY, "price", values=price | {"ends_on": _days(-1)})
    for category, status in (("轴承", "preferred"), ("密封件", "one_of_many")):
        view = {"category": category, "quadrant": "leverage", "supplier_status": status}
        make_record(cast.owner, account_id, TODAY, "buyer-view", values=view)
    assert get_signs(account_id, TODAY) == Signs(1, 1, "preferred")
