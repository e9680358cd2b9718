"""Concentration over any period, kept until the books move: one question to the engine, then arithmetic."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.core.cache import cache

from vitalfew.accounts.queries import get_ids_by_code
from vitalfew.ledger.queries import AccountAmounts, get_account_amounts, get_edge, get_stamp
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.loop.analysis.rules.concentration import (
    METHOD,
    TOP,
    Concentration,
    Measured,
    TopAccount,
    at_threshold,
    classes,
    curve_of,
    known,
    levels_of,
    measure,
    period_before,
    share,
    summary,
    whale_of,
)
from vitalfew.measures.concentration import Share
from vitalfew.people.rules import Actor, Permission, require

KEPT_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class _Asked:
    by: Measure
    scope: Scope
    start: date | None
    end: date | None
    rates: RateKind | None = None  # None: as the books are set


def get_concentration(
    user: Actor,
    *,
    by: Measure = Measure.REVENUE,
    scope: Scope = Scope.SALES,
    start: date | None = None,
    end: date | None = None,
    threshold: Share = 0.8,
    rates: RateKind | None = None,
) -> Concentration:
    """Return how few accounts make how much from `start` to `end`, both included; without them, in all the books.

    The threshold is applied to what was kept, so moving it asks the engine nothing. Shares are of what has an account.
    """
    require(user, Permission.SEE_COMPANY)
    asked = _Asked(Measure(by), Scope(scope), start, end, rates)
    stamp = get_stamp()
    key = f"concentration:{stamp}:{METHOD}:{asked.by}:{asked.scope}:{start}:{end}:{rates}"
    kept = cache.get(key)
    if kept is None:
        kept = _compute(asked)
        if get_stamp() == stamp:
            cache.set(key, kept, KEPT_SECONDS)
    found, measured, before = kept
    return at_threshold(_with_accounts(user, found), measured, before, threshold)


def _compute(asked: _Asked) -> tuple[Concentration, Measured, Measured | None]:
    edge = get_edge()
    amounts = _amounts(asked)
    measured = measure(amounts.amounts)
    period = period_before(asked.start, asked.end or edge.last_day, edge.first_day)
    earlier = _amounts(_Asked(asked.by, asked.scope, *period, asked.rates)) if period else None
    before = measure(earlier.amounts) if earlier else None
    top = _top(asked, amounts, measured, earlier)
    found = Concentration(
        **vars(summary(measured, 0.8)),
        by=asked.by,
        scope=asked.scope,
        start=asked.start or edge.first_day,
        end=asked.end or edge.last_day,
        currency=edge.currency,
        method=METHOD,
        generation=edge.generation,
        lines=amounts.lines,
        unattributed=amounts.unattributed,
        unknown=amounts.unknown,
        without_rate=amounts.without_rate,
        rates=asked.rates or edge.rates,
        is_lorenz=bool(measured.pareto and measured.pareto.is_lorenz),
        is_profit_known=_is_profit_known(asked, amounts),
        abc=classes(measured),
        curve=curve_of(measured),
        whale=whale_of(measured),
        top=top,
        rest_count=len(measured.amounts) - len(top),
        rest_amount=measured.total - sum((one.amount for one in top), Decimal(0)),
        previous_start=period[0] if period else None,
        previous_end=period[1] if period else None,
        previous=None,
        levels=levels_of(measured),
    )
    return found, measured, before


def _amounts(asked: _Asked, codes: list[str] | None = None) -> AccountAmounts:
    return get_account_amounts(
        by=asked.by, scope=asked.scope, start=asked.start, end=asked.end, codes=codes, rates=asked.rates
    )


def _is_profit_known(asked: _Asked, amounts: AccountAmounts) -> bool:
    if asked.by is Measure.REVENUE:
        amounts = _amounts(_Asked(Measure.MARGIN, asked.scope, asked.start, asked.end, asked.rates))
    return bool(amounts.codes)


def _top(
    asked: _Asked, amounts: AccountAmounts, measured: Measured, earlier: AccountAmounts | None
) -> tuple[TopAccount, ...]:
    codes = amounts.codes[:TOP]
    before = dict(zip(earlier.codes, earlier.amounts, strict=True)) if earlier else None
    margins, revenues = (_by_code(asked, by, codes) for by in (Measure.MARGIN, Measure.REVENUE))
    return tuple(
        TopAccount(
            rank=place + 1,
            account_id=None,
            code=code,
            name=amounts.names[place],
            amount=amounts.amounts[place],
            share=share(amounts.amounts[place], measured.total),
            cumulative=known(float(measured.pareto.cumulative_share[place])) if measured.pareto else None,
            before=None if before is None else before.get(code, Decimal(0)),
            change=None if before is None else _change(amounts.amounts[place], before.get(code)),
            margin=margins.get(code),
            margin_share=share(margins.get(code), revenues.get(code)),
        )
        for place, code in enumerate(codes)
    )


def _by_code(asked: _Asked, by: Measure, codes: list[str]) -> dict[str, Decimal]:
    found = _amounts(_Asked(by, asked.scope, asked.start, asked.end, asked.rates), codes)
    return dict(zip(found.codes, found.amounts, strict=True))


def _change(now: Decimal, before: Decimal | None) -> float | None:
    return None if before is None else share(now - before, before)


def _with_accounts(user: Actor, found: Concentration) -> Concentration:
    """Name the accounts of the codes now: they may have been made since the answer was kept."""
    ids = get_ids_by_code(user, [one.code for one in found.top])
    return replace(found, top=tuple(replace(one, account_id=ids.get(one.code)) for one in found.top))
