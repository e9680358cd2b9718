"""What serving customers costs at the sample company, as its analyst says it, and what managers say of gaps."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from vitalfew.ledger.rules.facts_words import Activity
from vitalfew.loop.analysis.actions.profit import set_cost_rate
from vitalfew.loop.analysis.actions.white_space import judge_space
from vitalfew.loop.analysis.rules.profit import CostLevel
from vitalfew.people.rules import Actor

# activity, yuan for one, level, where it comes from
RATES = (
    (Activity.ORDER_PROCESSING, 160, CostLevel.BATCH, "内勤与计划工时核算，2 人时一单"),
    (Activity.ORDER_LINE, 42, CostLevel.UNIT, "仓储拣货与包装费用分摊"),
    (Activity.RETURN, 680, CostLevel.BATCH, "质检、返库与运费，财务年度核算"),
    (Activity.VISIT, 1500, CostLevel.CUSTOMER, "差旅与工时，销售部年度预算"),
)
# code, family, what the manager reckons a year (None: there is no need), why
SPACES = (
    ("C0005", "滚子轴承", 2_600_000, "齿轮箱改由对方自行集成，明年起要配滚子轴承，Anders Holm 口头确认过年需求"),
    ("C0001", "高速精密轴承", None, "重型设备没有高速主轴，主机厂确认过"),
)


def tell_costs(*, by: Actor, today: date) -> None:
    """Tell the rates of the year."""
    for activity, rate, level, source in RATES:
        set_cost_rate(
            by=by,
            activity=activity,
            rate=Decimal(rate),
            level=level,
            valid_from=today - timedelta(300),
            source=source,
            today=today - timedelta(290),
        )


def tell_spaces(*, by: Actor, ids: Mapping[str, int], today: date) -> None:
    """Tell what those who know the accounts say of two gaps."""
    for code, family, amount, reason in SPACES:
        judge_space(
            by=by,
            account_id=ids[code],
            family=family,
            no_need=amount is None,
            amount=None if amount is None else Decimal(amount),
            reason=reason,
            version=0,
            today=today - timedelta(20),
        )
