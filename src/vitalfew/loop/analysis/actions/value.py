"""What customers are worth ahead, computed anew from the books and from what is known of those under contract."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from django.utils import timezone

from vitalfew.accounts.queries import get_ids_by_code, get_key_managers
from vitalfew.accounts.queries.codes import get_node_spans
from vitalfew.bulk import insert_many
from vitalfew.journal.actions import write_entry
from vitalfew.ledger.queries import BooksEdge, get_edge
from vitalfew.ledger.queries.orders import get_order_amounts
from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.analysis.models import AccountFigures, AccountValue, Valuation
from vitalfew.loop.analysis.queries.assumptions import AssumptionsState, get_assumptions
from vitalfew.loop.analysis.queries.figures import Figures, get_figures_of
from vitalfew.loop.analysis.queries.risk_signs import get_risk_signs
from vitalfew.loop.analysis.rules.lifetimes import (
    HORIZON,
    METHOD,
    SHOWN,
    YEAR,
    Lifetimes,
    Orders,
    ThinData,
    ValueWhy,
    estimate,
    intervals,
)
from vitalfew.loop.analysis.rules.retention import Counted, count_customers
from vitalfew.loop.analysis.rules.risk import METHOD as RISK
from vitalfew.loop.analysis.rules.risk import Risk, calibrated, retention_for, risk_of
from vitalfew.loop.analysis.rules.worth import Kept, Road, contract_value, kept_of, money, usual_share
from vitalfew.people.rules import Actor, Permission, require
from vitalfew.relations.queries.contracts import get_contract_accounts, get_contract_spans

Ints = npt.NDArray[np.int64]
WAYS = f"{METHOD}/{RISK}"
PERIODS = 3  # years of customers counted
OF_ROW = (
    "account_id", "road", "is_margin", "brought", "value", "low", "high", "year", "year_low", "year_high",
    "bought_again", "alive", "orders", "spend", "risk", "factors", "known", "retention", "lasting",
)  # fmt: skip
NOTHING = Kept(None, False, None)
Row = dict[str, Any]


@dataclass(frozen=True)
class Books:
    """The order days of all accounts, by number, and what stands around them."""

    edge: BooksEdge
    customer: Ints
    day: npt.NDArray[np.datetime64]
    amount: npt.NDArray[np.float64]
    begin: date
    end: date


def refresh_value(*, by: Actor, force: bool = False) -> int:
    """Value every account as the books and the assumptions stand; return of how many it is told.

    The model is fitted anew only where books or assumptions have moved; the risk of those under contract always, as
    people and promises move daily. All rows are written in one transaction.
    """
    require(by, Permission.IMPORT_BOOKS)
    assumed = get_assumptions()
    stands = Valuation.objects.get_or_create(id=1)[0]
    books = _read(by)
    if books is None:
        nothing = {"lacking": 0, "report": {}, "retained": {}, "customers": []}
        return _write(by, None, [], {"why": ValueWhy.NO_BOOKS.value, **nothing}, assumed)
    bound = get_contract_accounts(books.end) | set(get_key_managers(by))
    retained = _retained(by, books)
    contracts = list(_contract_rows(bound, assumed, retained))
    is_same = (stands.generation, stands.method, stands.assumptions) == (books.edge.generation, WAYS, assumed.version)
    if is_same and not force and stands.report.get("bound") == sorted(bound):
        return _write_contracts(contracts, retained)
    modelled, told = _modelled(by, books, bound, assumed)
    told["report"]["bound"] = sorted(bound)
    told |= {"retained": retained, "customers": [asdict(one) for one in _counted(books)]}
    return _write(by, books, [*contracts, *modelled], told, assumed)


def _read(by: Actor) -> Books | None:
    edge, days = get_edge(), get_order_amounts()
    ids = get_ids_by_code(by)
    known = days.filter(pc.is_in(days["account"], value_set=pa.array(ids, pa.string())))
    if edge.last_day is None or edge.first_day is None or not known.num_rows:
        return None
    customer = np.fromiter((ids[code] for code in known["account"].to_pylist()), np.int64, known.num_rows)
    amount = np.asarray(known["amount"].cast(pa.float64()).to_numpy())
    day = known["day"].to_numpy().astype("datetime64[D]")
    return Books(edge, customer, day, amount, edge.first_day, edge.last_day)


def _modelled(by: Actor, books: Books, bound: Collection[int], assumed: AssumptionsState) -> tuple[list[Row], Row]:
    apart = np.isin(books.customer, [*bound, *_members(by, bound, books.end)])
    orders = Orders(books.customer[~apart], books.day[~apart], books.amount[~apart], books.begin, books.end)
    try:
        found = estimate(orders, float(assumed.discount_rate))
    except ThinData as thin:
        return [], {"why": thin.why.value, "lacking": thin.count, "report": {}}
    kept = _kept()
    of = [kept.get(account, NOTHING) for account in found.customer.tolist()]
    shares = np.array([np.nan if one.share is None else one.share for one in of], np.float64)
    is_margin, value = np.array([one.is_margin for one in of]), found.value * shares
    shown = _largest(found.customer, kept)
    report = {
        "customers": len(found.customer),
        "shown": len(shown),
        "margin": str(money(float(np.nansum(value[is_margin])))),  # value ahead of whose cost is known
        "revenue": str(money(float(np.nansum(value[~is_margin])))),  # and of whose it is not
        "margins": int(is_margin.sum()),
        "unknown": int(np.isnan(value).sum()),
        "orders": float(found.orders.sum()),
        "alive": float(np.nansum(found.alive)),
        "purchases": asdict(found.purchases),
        "money": asdict(found.money) if found.money else None,
        "proof": asdict(found.proof),
    }
    return list(_model_rows(found, shown, kept, shares)), {"why": "", "lacking": 0, "report": report}


def _members(by: Actor, nodes: Collection[int], on: date) -> set[int]:
    """Return who stands below these accounts on a day: valued with them and not once more."""
    spans = get_node_spans().to_pylist()
    codes = {one["member"] for one in spans if int(one["node"]) in nodes and one["first"] <= on < one["end"]}
    return set(get_ids_by_code(by, codes).values()) if codes else set()


def _kept() -> dict[int, Kept]:
    rows = list(AccountFigures.objects.values_list("account_id", "sales", "revenue", "margin").iterator())
    usual = usual_share((sales, margin) for _account, sales, _revenue, margin in rows)
    return {account: kept_of(sales, revenue, margin, usual) for account, sales, revenue, margin in rows}


def _largest(customers: Ints, kept: Mapping[int, Kept]) -> Ints:
    """Return the places of the customers of whom an interval is told: those who brought most."""
    brought = np.array([float(one.brought or 0) if (one := kept.get(c)) else 0.0 for c in customers.tolist()])
    return np.sort(np.argsort(-brought, kind="stable")[:SHOWN])


def _model_rows(
    found: Lifetimes, shown: Ints, kept: Mapping[int, Kept], shares: npt.NDArray[np.float64]
) -> Iterator[Row]:
    low, high = intervals(found, shown, HORIZON)
    year_low, year_high = intervals(found, shown, YEAR)
    for row, place in enumerate(shown.tolist()):
        account, share = int(found.customer[place]), float(shares[place])
        of = kept.get(account, NOTHING)
        # A loss turns the ends of the interval round.
        ends = sorted((low[row] * share, high[row] * share))
        year_ends = sorted((year_low[row] * share, year_high[row] * share))
        yield {
            "account_id": account,
            "road": Road.MODEL.value,
            "is_margin": of.is_margin,
            "brought": of.brought,
            "value": money(found.value[place] * share),
            "low": money(ends[0]),
            "high": money(ends[1]),
            "year": money(found.year[place] * share),
            "year_low": money(year_ends[0]),
            "year_high": money(year_ends[1]),
            "bought_again": int(found.bought_again[place]),
            "alive": _known(found.alive[place]),
            "orders": _known(found.orders[place]),
            "spend": money(found.spend[place]),
        }


def _contract_rows(bound: Collection[int], assumed: AssumptionsState, retained: Mapping[str, int]) -> Iterator[Row]:
    figures, today = get_figures_of(bound), timezone.localdate()
    risks = {account: risk_of(signs) for account, signs in get_risk_signs(bound, figures, today).items()}
    stays = _stays(risks, assumed, retained)
    for account, risk in sorted(risks.items()):
        if (of := figures.get(account)) is not None:
            yield _contract_row(of, risk, stays.get(account), float(assumed.discount_rate))


def _contract_row(of: Figures, risk: Risk, stays: float | None, discount_rate: float) -> Row:
    brought = of.margin if of.margin is not None else of.revenue
    worth = contract_value(brought, stays, discount_rate)
    return {
        "account_id": of.account_id,
        "road": Road.CONTRACT.value,
        "is_margin": of.margin is not None,
        "brought": brought,
        "value": worth.value,
        "year": worth.year,
        "lasting": worth.lasting,
        "risk": risk.score,
        "factors": {factor.value: round(share, 4) for factor, share in risk.factors.items()},
        "known": risk.known,
        "retention": stays,
    }


def _stays(risks: Mapping[int, Risk], assumed: AssumptionsState, retained: Mapping[str, int]) -> dict[int, float]:
    scores = {account: risk.score for account, risk in risks.items() if risk.score is not None}
    rates = [retention_for(score, assumed.retention) for score in scores.values()]
    return dict(zip(scores, calibrated(rates, retained["years"], retained["kept"]), strict=True))


def _retained(by: Actor, books: Books) -> dict[str, int]:
    """Count the contract years that are over, and after how many of them the customer still ordered."""
    years = kept = 0
    for account, start, _end in get_contract_spans():
        days = books.day[np.isin(books.customer, [account, *_members(by, {account}, books.end)])]
        year = start
        while (over := years_before(year, -1)) <= books.end:
            years += 1
            kept += bool(np.any((days >= np.datetime64(year)) & (days < np.datetime64(over))))
            year = over
    return {"years": years, "kept": kept}


def _counted(books: Books) -> list[Counted]:
    periods, end = [], books.end
    for _year in range(PERIODS):
        start = years_before(end, 1) + timedelta(1)
        if start < books.begin:
            break
        periods.append(count_customers(books.customer, books.day, books.begin, start, end))
        end = start - timedelta(1)
    return periods


def _write(by: Actor, books: Books | None, rows: Iterable[Row], told: Row, assumed: AssumptionsState) -> int:
    found = [tuple(_complete(row)[name] for name in OF_ROW) for row in rows]
    state = {
        "generation": books.edge.generation if books else 0,
        "as_of": books.end if books else None,
        "currency": books.edge.currency if books else "",
        "method": WAYS,
        "assumptions": assumed.version,
        "computed_at": timezone.now(),
        **told,
    }
    with transaction.atomic():
        write_entry(by=by, verb="analysis.valued", row=Valuation(id=1), after={"accounts": len(found), "method": WAYS})
        AccountValue.objects.all().delete()
        insert_many(AccountValue, OF_ROW, found)
        Valuation.objects.filter(id=1).update(**state)
    return len(found)


def _write_contracts(rows: Iterable[Row], retained: Mapping[str, int]) -> int:
    found = [tuple(_complete(row)[name] for name in OF_ROW) for row in rows]
    with transaction.atomic():
        AccountValue.objects.filter(road=Road.CONTRACT).delete()
        insert_many(AccountValue, OF_ROW, found)
        Valuation.objects.filter(id=1).update(computed_at=timezone.now(), retained=dict(retained))
        return AccountValue.objects.count()


def _complete(row: Row) -> Row:
    return dict.fromkeys(OF_ROW) | {"factors": {}} | row


def _known(value: float) -> float | None:
    return None if value != value else float(value)
