"""What the sample company spent on its customers, by year."""

from dataclasses import dataclass
from decimal import Decimal

from vitalfew.loop.analysis.rules.retention import SpendKind


@dataclass(frozen=True)
class Spent:
    """One expense of the year that ended so many years ago."""

    kind: SpendKind
    amount: Decimal
    what: str
    years_ago: int = 0
    source: str = "财务部，费用明细"


SPEND = (
    Spent(SpendKind.ACQUISITION, Decimal(486_000), "汉诺威与上海展会、样品、首单折让"),
    Spent(SpendKind.RETENTION, Decimal(2_460_000), "内勤与售后、例行拜访、备件垫库"),
    Spent(SpendKind.KEY_ACCOUNT, Decimal(1_870_000), "三位大客户经理与驻场工程师"),
    Spent(SpendKind.ACQUISITION, Decimal(812_000), "上海展会、网络推广、试用样品", years_ago=1),
    Spent(SpendKind.RETENTION, Decimal(2_310_000), "内勤与售后、例行拜访", years_ago=1),
    Spent(SpendKind.KEY_ACCOUNT, Decimal(1_640_000), "三位大客户经理", years_ago=1),
)
