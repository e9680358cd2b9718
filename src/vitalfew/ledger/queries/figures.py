"""Sums per account, by day, month and period, in the reporting currency. Exact decimals.

A margin with a line of unknown cost in it is unknown, and so is any sum with an amount that no rate converts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import arrow, rows
from vitalfew.ledger.queries.conversion import converted_days
from vitalfew.ledger.queries.live import account_names, as_one, effective_days, live_batches
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.ledger.rules.figures import Measure, Scope, years_before

# More codes than this are joined as a table: a condition so long costs more than the question.
LONG_LIST = 50


@dataclass(frozen=True)
class AccountAmounts:
    """One amount per account that has lines in the period; what belongs to nobody stands apart."""

    codes: list[str]
    names: list[str]
    amounts: list[Decimal]
    unattributed: Decimal | None  # None where a line of it has no cost or no rate
    unknown: int = 0  # accounts left out because a counted line has no cost
    lines: int = 0
    without_rate: int = 0  # accounts left out because an amount of theirs has no exchange rate


@dataclass(frozen=True)
class Total:
    """What one account did in a period; an amount is None where a line of it has no exchange rate."""

    sales: Decimal | None
    net: Decimal | None
    margin: Decimal | None
    order_days: int
    lines: int


def get_account_amounts(
    *,
    by: Measure = Measure.REVENUE,
    scope: Scope = Scope.SALES,
    start: date | None = None,
    end: date | None = None,
    codes: list[str] | None = None,
    rates: RateKind | None = None,
) -> AccountAmounts:
    """Return what each account brought in the period, largest first.

    Profit is the margin as long as the cost to serve is not known. An account with a counted line of unknown cost has
    no margin and is left out, counted in `unknown`; one with an amount that has no rate, in `without_rate`. `rates`
    asks by other rates than those the books are set to.
    """
    live = live_batches()
    days = _of(_within(_scoped(converted_days(live, rates), scope), start, end), codes)
    sums = _account_sums(days).mutate(amount=_amount(by))
    named = sums.left_join(account_names(live), "account").order_by(_.amount.desc(), _.account)
    found: list[Any] = rows(named.select("account", "name", "amount", "lines", "unrated"))
    attributed = [row for row in found if row["account"] is not None]
    known = [row for row in attributed if row["amount"] is not None]
    return AccountAmounts(
        codes=[row["account"] for row in known],
        names=[row["name"] or row["account"] for row in known],
        amounts=[row["amount"] for row in known],
        unattributed=next((row["amount"] for row in found if row["account"] is None), Decimal(0)),
        unknown=sum(row["amount"] is None and not row["unrated"] for row in attributed),
        lines=sum(row["lines"] for row in known),
        without_rate=sum(bool(row["unrated"]) for row in attributed),
    )


def get_account_facts(end: date, codes: list[str] | None = None, spans: pa.Table | None = None) -> pa.Table:
    """Return each account's trailing twelve months to `end` and the twelve before, by code.

    Columns: account, sales (kind sale), revenue (net of everything), revenue_before, margin,
    margin_before (null where a counted line has no cost), lines. Amounts are null where a line in them has no rate.
    Accounts with no line in either year are there too, with zero sums, as long as the books know them. With `spans`
    (node, member, first, end) it is the nodes that are told: what each member brought on its days.
    """
    live = live_batches()
    year, before = years_before(end, 1) + timedelta(1), years_before(end, 2) + timedelta(1)
    days = _rolled(_of(converted_days(live), codes).filter(_.account.notnull()), spans)
    now, then = _.day.between(year, end), _.day.between(before, year - timedelta(1))
    sums = days.group_by(*_by(spans, "account")).agg(
        sales=_money(_.amount.sum(where=now & (_.kind == "sale"))),
        revenue=_money(_.amount.sum(where=now)),
        revenue_before=_money(_.amount.sum(where=then)),
        cost=_money(_.cost.sum(where=now)),
        cost_before=_money(_.cost.sum(where=then)),
        unknown=_.lines_without_cost.sum(where=now).fill_null(0),
        unknown_before=_.lines_without_cost.sum(where=then).fill_null(0),
        unrated_sales=_.lines_without_rate.sum(where=now & (_.kind == "sale")).fill_null(0),
        unrated=_.lines_without_rate.sum(where=now).fill_null(0),
        unrated_before=_.lines_without_rate.sum(where=then).fill_null(0),
        lines_before=_.lines.sum(where=then).fill_null(0),
        lines=_.lines.sum(where=now).fill_null(0).cast("int64"),
        all_lines=_.lines.sum(),
    )
    facts = (
        _together(sums, spans, "account")
        .filter(_.all_lines > 0)
        .mutate(
            sales=_rated(_.sales, _.unrated_sales),
            revenue=_rated(_.revenue, _.unrated),
            revenue_before=_rated(_.revenue_before, _.unrated_before),
            margin=_known(_.revenue - _.cost, _.unknown + _.unrated, _.lines),
            margin_before=_known(_.revenue_before - _.cost_before, _.unknown_before + _.unrated_before, _.lines_before),
        )
    )
    shown = ("account", "sales", "revenue", "revenue_before", "margin", "margin_before", "lines")
    return arrow(facts.order_by("account").select(*shown))


def get_account_months(
    end: date, months: int = 24, codes: list[str] | None = None, spans: pa.Table | None = None
) -> pa.Table:
    """Return net amounts by account and calendar month: 0 the earliest, months - 1 the month of `end`, to that day.

    An amount is null where a line of the month has no exchange rate. Rows come in no order: sorting them costs as much
    as adding them up.
    """
    newest = end.year * 12 + end.month - 1
    oldest = newest - months + 1
    days = _rolled(_of(converted_days(), codes).filter(_.account.notnull()), spans)
    within = _within(days, date(oldest // 12, oldest % 12 + 1, 1), end)
    month = (within.day.year() * 12 + within.day.month() - 1 - oldest).cast("int64")
    sums = (
        within.mutate(month=month)
        .group_by(*_by(spans, "account", "month"))
        .agg(net=_money(_.amount.sum()), unrated=_.lines_without_rate.sum(), n=_.lines.sum())
    )
    months_known = _together(sums, spans, "account", "month").filter(_.n > 0).mutate(amount=_rated(_.net, _.unrated))
    return arrow(months_known.select("account", "month", "amount"))


def get_order_days(codes: list[str] | None = None, spans: pa.Table | None = None) -> pa.Table:
    """Return the days on which each account has a sale line, in no order."""
    sales = _rolled(_of(as_one(effective_days()), codes).filter(_.account.notnull(), _.kind == "sale"), spans)
    days = sales.group_by("account", "day").agg(lines=_.lines.sum())
    return arrow(days.filter(_.lines > 0).select("account", "day"))


def get_total(code: str, start: date | None = None, end: date | None = None) -> Total:
    """Return what one account did from `start` to `end`, both included."""
    days = _within(converted_days().filter(_.account == code), start, end)
    found: Any = rows(sums_of(by_account_day(days)))[0]
    return total_of(found)


def by_account_day(days: "ibis.Table") -> "ibis.Table":
    """Return one row for each account and day, all kinds of line together; amounts exact."""
    return days.group_by("account", "day").agg(
        sales=_.amount.sum(where=_.kind == "sale"),
        net=_.amount.sum(),
        cost=_.cost.sum(),
        unknown=_.lines_without_cost.sum(),
        unrated=_.lines_without_rate.sum(),
        unrated_sales=_.lines_without_rate.sum(where=_.kind == "sale").fill_null(0),
        sale_lines=_.lines.sum(where=_.kind == "sale").fill_null(0),
        lines=_.lines.sum(),
    )


def sums_of(account_days: "ibis.Table", by: str | list[str] | None = None) -> "ibis.Table":
    """Return what these days come to, all together or by columns of theirs."""
    sums = account_days.group_by(by) if by else account_days
    return sums.agg(
        sales=_money(_.sales.sum()),
        net=_money(_.net.sum()),
        cost=_money(_.cost.sum()),
        unknown=_.unknown.sum().fill_null(0),
        unrated=_.unrated.sum().fill_null(0),
        unrated_sales=_.unrated_sales.sum().fill_null(0),
        order_days=(_.sale_lines > 0).sum().fill_null(0),
        lines=_.lines.sum().fill_null(0),
    )


def total_of(found: Any) -> Total:
    """Return the sums as their readers know them."""
    net = None if found["unrated"] else found["net"]
    is_known = found["lines"] > 0 and not found["unknown"]
    margin = net - found["cost"] if is_known and net is not None else None
    sales = None if found["unrated_sales"] else found["sales"]
    return Total(sales, net, margin, int(found["order_days"]), int(found["lines"]))


def rated_money(amount: Any, unrated: Any) -> Any:
    """Return the amount rounded once; null where `unrated` counts a line without a rate."""
    return _rated(_money(amount), unrated)


def get_codes() -> pa.Table:
    """Return code, name and country of every account that a live line names, in order of code."""
    live = live_batches()
    known = effective_days(live).filter(_.account.notnull()).group_by("account").agg(lines=_.lines.sum())
    named = known.filter(_.lines > 0).left_join(account_names(live), "account")
    return arrow(named.order_by("account").select("name", "country", code="account"))


def _rolled(days: "ibis.Table", spans: pa.Table | None) -> "ibis.Table":
    """Return the sums of accounts, or of nodes by member."""
    if spans is None:
        return days
    told = ibis.memtable(spans)
    within = days.join(told, [days.account == told.member, days.day >= told.first, days.day < told.end])
    return within.mutate(account=_.node)


def _by(spans: pa.Table | None, *names: str) -> tuple[str, ...]:
    return names if spans is None else (*names, "member")


def _together(sums: "ibis.Table", spans: pa.Table | None, *by: str) -> "ibis.Table":
    """Return what the members of each node come to: the sum of their figures, each rounded once."""
    if spans is None:
        return sums
    names = [name for name in sums.columns if name not in (*by, "member")]
    return sums.group_by(*by).agg(**{name: sums[name].sum().cast(sums[name].type()) for name in names})


def _scoped(days: "ibis.Table", scope: Scope) -> "ibis.Table":
    return days.filter(_.kind == "sale") if scope is Scope.SALES else days


def _within(days: "ibis.Table", start: date | None, end: date | None) -> "ibis.Table":
    if start is not None:
        days = days.filter(_.day >= start)
    return days.filter(_.day <= end) if end is not None else days


def _of(days: "ibis.Table", codes: Iterable[str] | None) -> "ibis.Table":
    # Whoever asks for some accounts only is not told what belongs to nobody.
    if codes is None:
        return days
    wanted = sorted(set(codes))
    if len(wanted) > LONG_LIST:
        return days.semi_join(ibis.memtable(pa.table({"account": pa.array(wanted, pa.string())})), "account")
    return days.filter(_.account.isin(wanted)) if wanted else days.limit(0)


def _account_sums(days: "ibis.Table") -> "ibis.Table":
    sums = days.group_by("account").agg(
        net=_money(_.amount.sum()),
        cost=_money(_.cost.sum()),
        unknown=_.lines_without_cost.sum(),
        unrated=_.lines_without_rate.sum(),
        lines=_.lines.sum(),
    )
    return sums.filter(_.lines > 0)


def _amount(by: Measure) -> Any:
    if by is Measure.REVENUE:
        return _rated(_.net, _.unrated)
    return _known(_.net - _.cost, _.unknown + _.unrated, _.lines)


def _rated(amount: Any, unrated: Any) -> Any:
    return ibis.ifelse(unrated == 0, amount, ibis.null("decimal(38, 4)"))


def _known(margin: Any, unknown: Any, lines: Any) -> Any:
    return ibis.ifelse((unknown == 0) & (lines > 0), margin, ibis.null("decimal(38, 4)"))


def _money(amount: Any) -> Any:
    # Rounded here, once: what is converted comes with all its decimals.
    return amount.fill_null(0).cast("decimal(38, 4)")
