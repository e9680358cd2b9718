"""How regularly each account orders, and what a silence means (S27, I12)."""

from vitalfew.measures.rhythm.alarm import METHOD as ALARM_METHOD
from vitalfew.measures.rhythm.alarm import GapAlarm, Pool, gap_alarm, gap_pool
from vitalfew.measures.rhythm.backtest import BackTest, Rule, back_test
from vitalfew.measures.rhythm.gaps import METHOD, Gaps, order_gaps

__all__ = [
    "ALARM_METHOD", "METHOD", "BackTest", "GapAlarm", "Gaps", "Pool", "Rule", "back_test", "gap_alarm", "gap_pool",
    "order_gaps",
]  # fmt: skip
