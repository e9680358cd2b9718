"""What accounts did in spans of days, many at a time: one question to the engine however many are asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.queries.conversion import converted_days
from vitalfew.ledger.queries.figures import Total, by_account_day, sums_of, total_of
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.rules.figures import CodeDays


@dataclass(frozen=True)
class Span:
    """One account from `start` to `end`, both included; one with members by them, each on its days."""

    code: str
    start: date
    end: date
    members: tuple[CodeDays, ...] = ()

    def asked(self) -> Iterator[tuple[str, date, date]]:
        """Yield whose lines are asked for, from which day to which, both included."""
        if not self.members:
            yield self.code, self.start, self.end
        for one in self.members:
            first, last = max(self.start, one.first), self.end if one.end > self.end else one.end - timedelta(1)
            if first <= last:
                yield one.code, first, last


def get_totals(spans: Sequence[Span]) -> list[Total]:
    """Return what each account did in its span, in the order asked; as `get_total` says it of one."""
    found: Any = {row["ask"]: row for row in rows(_sums(spans))} if spans and live_batches() else {}
    return [_total(found.get(at)) for at in range(len(spans))]


def _sums(spans: Sequence[Span]) -> "ibis.Table":
    told = [(at, *one) for at, span in enumerate(spans) for one in span.asked()]
    columns = list(zip(*told, strict=True)) or [(), (), (), ()]
    kinds = (("ask", pa.int64()), ("code", pa.string()), ("start", pa.date32()), ("end", pa.date32()))
    asked = ibis.memtable(
        pa.table({name: pa.array(column, kind) for (name, kind), column in zip(kinds, columns, strict=True)})
    )
    codes = sorted({code for _at, code, _start, _end in told})
    # An account-day never spreads over kinds and currencies here: summed first, joined after.
    days = converted_days()
    days = days.filter(_.account.isin(codes)) if len(codes) <= 50 else days.semi_join(asked, days.account == asked.code)
    by_day = by_account_day(days)
    within = asked.join(
        by_day, [asked.code == by_day.account, by_day.day >= asked.start, by_day.day <= asked.end], how="inner"
    )
    if not any(span.members for span in spans):
        return sums_of(within, by="ask")
    return _together(within)


def _together(within: "ibis.Table") -> "ibis.Table":
    """Return what all members of each span come to: their figures, each rounded once; a day of several counts once."""
    figures = sums_of(within, by=["ask", "account"])
    names = [name for name in figures.columns if name not in ("ask", "account", "order_days")]
    sums = figures.group_by("ask").agg(**{name: figures[name].sum().cast(figures[name].type()) for name in names})
    days = within.group_by("ask").agg(order_days=_.day.nunique(where=_.sale_lines > 0))
    return sums.join(days, "ask")


def _total(found: Any) -> Total:
    return total_of(found) if found else Total(Decimal(0), Decimal(0), None, 0, 0)
