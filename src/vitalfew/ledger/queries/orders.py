"""What customers spent on each day on which they ordered."""

import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import arrow
from vitalfew.ledger.queries.conversion import converted_days
from vitalfew.ledger.queries.figures import rated_money


def get_order_amounts() -> pa.Table:
    """Return each account's order days with what their sale lines come to, before returns, in no order.

    Columns: account, day, amount; the amount is in the reporting currency, null where a line of the day has no rate.
    """
    sales = converted_days().filter(_.account.notnull(), _.kind == "sale")
    days = sales.group_by("account", "day").agg(
        net=_.amount.sum(), unrated=_.lines_without_rate.sum().fill_null(0), lines=_.lines.sum()
    )
    found = days.filter(_.lines > 0).mutate(amount=rated_money(_.net, _.unrated))
    return arrow(found.select("account", "day", "amount"))
