"""What customers are worth ahead, as the worker left it."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vitalfew.accounts.queries.visible import Reader, only_visible
from vitalfew.loop.analysis.models import AccountValue, Valuation
from vitalfew.loop.analysis.rules.lifetimes import ClassProof, Fitted, Proof, ValueWhy
from vitalfew.loop.analysis.rules.retention import Counted
from vitalfew.loop.analysis.rules.risk import Factor
from vitalfew.loop.analysis.rules.worth import Road


@dataclass(frozen=True)
class Modelled:
    """The model behind the customers without a contract, how it did, and what they come to. Sums are of 36 months."""

    customers: int
    shown: int  # of whom an interval is told
    margin: Decimal  # ahead, of whose cost is known
    revenue: Decimal  # ahead, of whose it is not
    margins: int  # customers whose cost is known
    unknown: int  # customers of whom no value is known
    orders: float  # in the next twelve months
    alive: float  # how many are still active
    purchases: Fitted
    money: Fitted | None
    proof: Proof


@dataclass(frozen=True)
class ValuationState:
    """Of which books the values are; `why` says why no model is told, `lacking` how much there is of what lacks."""

    generation: int
    as_of: date | None
    method: str
    currency: str
    assumptions: int
    computed_at: datetime | None
    why: ValueWhy | None
    lacking: int
    model: Modelled | None
    contract_years: int
    kept_years: int
    customers: tuple[Counted, ...]  # of the last years, the latest first


@dataclass(frozen=True)
class ValueState:
    """What one account is worth ahead; what is not known is None."""

    account_id: int
    account_name: str
    road: Road
    is_margin: bool
    brought: Decimal | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    year: Decimal | None
    year_low: Decimal | None
    year_high: Decimal | None
    bought_again: int | None
    alive: float | None
    orders: float | None
    spend: Decimal | None
    risk: float | None
    factors: dict[Factor, float]
    known: int | None
    retention: float | None
    lasting: Decimal | None


def get_valuation() -> ValuationState:
    """Return of which books and by which model the values are."""
    row = Valuation.objects.filter(id=1).first() or Valuation()
    return ValuationState(
        model=_modelled(row.report) if "proof" in row.report else None,
        why=ValueWhy(row.why) if row.why else None,
        contract_years=row.retained.get("years", 0),
        kept_years=row.retained.get("kept", 0),
        customers=tuple(_counted(one) for one in row.customers),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def get_values(user: Reader, road: Road, limit: int | None = None) -> list[ValueState]:
    """Return the values of the accounts the user may see, the largest first; what is not known comes last."""
    rows = only_visible(AccountValue.objects.filter(road=road), user).select_related("account")
    known = rows.filter(value__isnull=False).order_by("-value", "pk")[:limit]
    found = [_value(row) for row in known]
    if limit is None or len(found) < limit:
        found += [_value(row) for row in rows.filter(value=None).order_by("pk")[: limit and limit - len(found)]]
    return found


def get_value_of(account_id: int) -> ValueState | None:
    """Return what one account is worth ahead. Who may see it is the caller's question."""
    row = AccountValue.objects.filter(pk=account_id).select_related("account").first()
    return _value(row) if row else None


_PLAIN = ("generation", "as_of", "method", "currency", "assumptions", "computed_at", "lacking")


def _value(row: AccountValue) -> ValueState:
    names = [field.name for field in fields(ValueState) if field.name not in ("account_name", "road", "factors")]
    return ValueState(
        account_name=row.account.shown_name,
        road=Road(row.road),
        factors={Factor(name): share for name, share in row.factors.items()},
        **{name: getattr(row, name) for name in names},
    )


def _modelled(report: dict[str, Any]) -> Modelled:
    proof, money = report["proof"], report["money"]
    plain = ("customers", "shown", "margins", "unknown", "orders", "alive")
    return Modelled(
        margin=Decimal(report["margin"]),
        revenue=Decimal(report["revenue"]),
        purchases=Fitted(**report["purchases"]),
        money=Fitted(**money) if money else None,
        proof=Proof(
            split=date.fromisoformat(proof["split"]),
            end=date.fromisoformat(proof["end"]),
            customers=proof["customers"],
            happened=proof["happened"],
            expected=proof["expected"],
            by_class=tuple(ClassProof(**one) for one in proof["by_class"]),
            others=tuple((name, short) for name, short in proof["others"]),
        ),
        **{name: report[name] for name in plain},
    )


def _counted(plain: dict[str, Any]) -> Counted:
    days = {name: date.fromisoformat(plain[name]) for name in ("start", "end")}
    return Counted(**plain | days)
