"""One account in the middle of its loop, owned by the cast's OWNER: what the addresses of the product point at."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any


@dataclass(frozen=True)
class Story:
    """The things that a row of the permission table may name, each with `id` and `version`."""

    account: Any = None
    other: Any = None  # an account that is no key account; only those who see everything see it
    key_account: Any = None
    stage: Any = None  # confirmed: early
    proposal: Any = None  # waiting for the director: mid
    cycle: Any = None
    objective: Any = None
    plan: Any = None
    action: Any = None
    visit: Any = None
    feed: Any = None  # the secret of the owner's calendar
    coming: Any = None  # a visit planned for tomorrow
    promise: Any = None  # of ours, open
    contact: Any = None
    boss: Any = None  # another person of the account, in the unit
    act: Any = None  # the owner's: several people changed together
    unit: Any = None
    need: Any = None
    attached: Any = None  # a file kept with the account
    known: Any = None  # a value of the dossier: their priorities
    member: Any = None  # of the team, an outside partner
    alert: Any = None
    case: Any = None  # of interruption, open
    batch: Any = None
    facts: Any = None  # an import of receivables
    draft: Any = None  # a file on its way in, the analyst's
    source: Any = None
    mapping: Any = None
    books: Any = None  # their settings
    rate: Any = None
    cost_rate: Any = None  # of an order, the analyst's
    spend: Any = None  # an expense on keeping customers
    figure: Any = None  # finance's, for a period
    membership: Any = None  # of the account, in a group
    joint_team: Any = None  # of both firms, the operations
    joint_member: Any = None  # of that team, one of us
    joint_meeting: Any = None  # of the team, held, its minutes by name only
    open_cost: Any = None  # on the open-book sheet
    reader: Any = None  # named to read it: the administrator


def tell_story(cast: Any) -> Story:
    """Make the account and everything that hangs on it."""
    from django.utils import timezone

    from ledger.fact_files import make_fact_batch
    from ledger.small_books import make_batch, make_control_figure, make_draft, make_rate, make_source
    from vitalfew.accounts.actions import add_member, add_person, designate, edit_people, place_account
    from vitalfew.accounts.queries import get_account, get_contacts, get_units
    from vitalfew.accounts.rules import PersonEdit, Seen
    from vitalfew.ledger.actions import save_mapping
    from vitalfew.ledger.queries import get_settings
    from vitalfew.loop.analysis.actions import answer_stage, propose_stage
    from vitalfew.loop.analysis.actions.profit import set_cost_rate
    from vitalfew.loop.analysis.queries import get_cycle
    from vitalfew.loop.execution.actions import VisitPlan, log_visit, open_feed, plan_visit
    from vitalfew.loop.objectives.actions import set_objective
    from vitalfew.loop.plan.actions import add_action, write_strategy
    from vitalfew.loop.plan.queries import get_plan
    from vitalfew.relations.actions import note_commitment

    today = timezone.localdate()
    account_id = make_account("BC-0017", "北辰风电装备集团").pk
    key_account = designate(
        by=cast.director,
        account_id=account_id,
        tier="strategic",
        manager_id=cast.owner.pk,
        reason="第三大客户，风电主机厂中增长最快",
        designated_on=today,
    )
    propose_stage(by=cast.owner, account_id=account_id, stage="early", reason="已有首批订单")
    stage = answer_stage(by=cast.director, account_id=account_id, version=1, is_confirmed=True)
    proposal = propose_stage(by=cast.owner, account_id=account_id, stage="mid", reason="每季度都有订单")
    objective = set_objective(
        by=cast.owner,
        account_id=account_id,
        metric="net_revenue",
        target=Decimal(1_200_000),
        starts_on=date(today.year, 1, 1),
        due_on=date(today.year, 12, 31),
        for_whom="both",
        owner_id=cast.owner.pk,
        why="新机型定型",
    )
    write_strategy(by=cast.owner, account_id=account_id, version=0, strategy="先保交付，再谈份额")
    action = add_action(
        by=cast.owner,
        account_id=account_id,
        what="提交主轴轴承年度报价",
        owner_id=cast.owner.pk,
        due_on=today + timedelta(7),
        objective_id=objective.id,
    )
    visit = log_visit(
        by=cast.owner,
        account_id=account_id,
        contact_name="王丽",
        contact_title="采购经理",
        outcome="advance",
        note="等新机型定型",
        held_on=today,
        sent_key="story",
    )
    promise = note_commitment(
        by=cast.owner, account_id=account_id, side="us", what="交 8D 报告", due_on=today + timedelta(5)
    )
    years = {"valid_from": date(2020, 1, 1), "valid_to": date(2022, 1, 1)}
    membership = place_account(by=cast.director, account_id=account_id, group="北辰集团", **years)
    boss = add_person(by=cast.owner, account_id=account_id, name="郭振邦", title="总经理", unit="总经办", level="board")
    coming = plan_visit(
        by=cast.owner,
        account_id=account_id,
        plan=VisitPlan(visit_on=today + timedelta(1), purpose="问清停单原因", owner_id=cast.owner.pk),
    )
    member = add_member(by=cast.owner, account_id=account_id, partner_name="马骏", from_on=today)
    edits = [PersonEdit(boss.id, Seen.of(boss))]
    act = edit_people(by=cast.owner, account_id=account_id, edits=edits, told={"ground": "contract"})
    batch = make_batch()
    rate, figure = make_rate(cast.analyst), make_control_figure(cast.analyst)
    cost_rate = set_cost_rate(
        by=cast.analyst, activity="return", rate=Decimal(5), level="batch", valid_from=today, source="财务"
    )
    spend = make_spend(cast.analyst)
    return Story(
        account=get_account(cast.director, account_id),
        other=get_account(cast.director, make_account("XL-0042", "西岭矿山机械").pk),
        key_account=key_account,
        stage=stage,
        proposal=proposal,
        cycle=get_cycle(account_id),
        objective=objective,
        plan=get_plan(account_id),
        action=action,
        visit=visit,
        attached=make_attachment(cast.owner, account_id, today),
        coming=coming,
        feed=SimpleNamespace(secret=open_feed(by=cast.owner)),
        promise=promise,
        known=make_known(cast.owner, account_id, today),
        contact=next(one for one in get_contacts(account_id) if one.name == "王丽"),
        boss=boss,
        act=SimpleNamespace(number=act),
        member=member,
        unit=get_units(account_id)[0],
        need=make_record(cast.owner, account_id, today),
        alert=make_alert(account_id, cast.owner.pk, today),
        case=make_case(cast.owner, account_id),
        batch=batch,
        facts=make_fact_batch(),
        draft=make_draft(cast.analyst),
        source=make_source(cast.analyst),
        mapping=save_mapping(by=cast.analyst, name="SAP", columns={"Betrag": "amount"}),
        books=get_settings(),
        spend=spend,
        rate=rate,
        cost_rate=cost_rate,
        figure=figure,
        membership=membership,
        **make_joint(cast, account_id, today),
    )


def make_account(code: str, name: str) -> Any:
    """Make an account as the books would."""
    from vitalfew.accounts.models import Account, AccountRow
    from vitalfew.journal.actions import create_row
    from vitalfew.people.rules import COMMAND_LINE

    account = create_row(Account(code=code, name=name), by=COMMAND_LINE, verb="test.made")
    AccountRow.objects.create(account=account, name=name)
    return account


def make_case(by: Any, account_id: int, **changes: Any) -> Any:
    """Open a case of interruption at the account."""
    from vitalfew.loop.control.actions import Break, open_case

    told: dict[str, Any] = {"what": "订单停了六周", "primary_cause": "quality", "severity": 4, "owner_id": by.pk}
    return open_case(by=by, account_id=account_id, told=Break(**told | changes))


def make_known(by: Any, account_id: int, today: date, **changes: Any) -> Any:
    """Judge a field of the account's dossier."""
    from vitalfew.accounts.actions import assess_value

    told: dict[str, Any] = {"field": "priorities", "value": "可利用率 97%", "source": "年报", "confidence": "high"}
    return assess_value(by=by, account_id=account_id, version=0, today=today, **told | changes)


NEED = {"kind": "process", "what": "交货窗口压到一周", "priority": "high", "state": "open"}


def make_record(by: Any, account_id: int, today: date, kind: str = "need", **changes: Any) -> Any:
    """Record something of the account: a need, unless another kind is told."""
    from vitalfew.relations.actions.records import add_record

    told: dict[str, Any] = {"values": NEED, "source": "王丽，拜访", "confidence": "medium"}
    return add_record(by=by, account_id=account_id, kind=kind, today=today, **told | changes)


def make_attachment(by: Any, account_id: int, today: date, name: str = "年报.pdf", content: bytes = b"%PDF-1.7") -> Any:
    """Keep a file with the account."""
    from vitalfew.relations.actions.attachments import add_attachment

    return add_attachment(
        by=by, account_id=account_id, name=name, size=len(content), chunks=[content], note="2025", today=today
    )


def make_joint(cast: Any, account_id: int, today: date) -> dict[str, Any]:
    """Let both firms work together: a team that has met, a cost open to both, somebody named to read it."""
    from vitalfew.relations import actions

    director, here = cast.director, {"account_id": account_id}
    team = actions.found_team(by=cast.owner, kind="operations", charter="稳定交期", from_on=today, **here)
    member = actions.join_team(by=cast.owner, team_id=team.id, user_id=cast.owner.pk, from_on=today)
    meeting = actions.note_joint_meeting(
        by=director, team_id=team.id, held_on=today, agenda="第一次会议", minutes="只给少数人看", is_closed=True, **here
    )
    cost = actions.open_cost(
        by=director, product="主轴轴承", element="material", value=Decimal("41.5"), currency="CNY", valid_from=today,
        source="双方核算", **here,
    )  # fmt: skip
    reader = actions.name_reader(by=director, user_id=cast.administrator.pk, **here)
    return {
        "joint_team": team, "joint_member": member, "joint_meeting": meeting, "open_cost": cost, "reader": reader,
    }  # fmt: skip


def make_spend(by: Any) -> Any:
    """Note what was spent on keeping customers in a year."""
    from vitalfew.loop.analysis.actions import note_spend

    year = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}
    return note_spend(by=by, kind="retention", amount=Decimal(365), what="内勤", **year)


def make_alert(account_id: int, assignee_id: int | None, today: date, silent_days: int = 33) -> Any:
    """Ring an alert as the clock would."""
    from vitalfew.journal.actions import create_row
    from vitalfew.loop.control.models import Alert
    from vitalfew.loop.control.queries import get_alerts_of_account
    from vitalfew.people.rules import CLOCK

    last = today - timedelta(silent_days)
    evidence = {
        "silent_days": silent_days, "usual_gap": 21.0, "gap_low": 18.0, "gap_high": 24.0, "limit": 30.0,
        "order_days": 40, "last_order_on": last.isoformat(), "as_of": today.isoformat(), "revenue": "109800416.20",
        "method": "test",
    }  # fmt: skip
    alert = Alert(
        account_id=account_id,
        rule="W6",
        occasion=last.isoformat(),
        fired_on=today,
        severity=2,
        value=silent_days,
        threshold=30,
        evidence=evidence,
        assignee_id=assignee_id,
    )
    create_row(alert, by=CLOCK, verb="control.alert_fired", account_id=account_id)
    return next(found for found in get_alerts_of_account(account_id) if found.id == alert.pk)
