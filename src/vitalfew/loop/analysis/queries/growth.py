"""Growth of the company or of an account, kept until the books move (S7, S11)."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.core.cache import cache

from vitalfew.accounts.queries import get_ids_by_code, get_names
from vitalfew.accounts.queries.codes import get_days_of
from vitalfew.ledger.queries import get_edge, get_stamp
from vitalfew.ledger.queries.bought import Days, get_bought, get_families, get_product_years
from vitalfew.loop.analysis.models import ProductStage
from vitalfew.loop.analysis.rules.growth import METHOD, Growth, bridge
from vitalfew.loop.analysis.rules.growth_periods import Compared, compared
from vitalfew.loop.analysis.rules.life_cycle import METHOD as LIFE
from vitalfew.loop.analysis.rules.life_cycle import (
    LifeCycles,
    LifeStage,
    ProductLife,
    StageJudgement,
    life_cycles,
    whole_years,
)
from vitalfew.people.queries import get_names as get_user_names
from vitalfew.people.rules import Actor, Permission, require

KEPT_SECONDS = 7 * 24 * 3600
T = TypeVar("T")


@dataclass(frozen=True)
class Named:
    """The account behind a code, as far as the reader sees it."""

    account_id: int
    name: str


@dataclass(frozen=True)
class GrowthFound:
    """The bridge with its periods; None where the books hold no such period."""

    periods: Compared
    growth: Growth
    accounts: Mapping[str, Named]  # of the lines begun and ceased, by code


def get_growth(user: Actor, start: date | None = None, end: date | None = None) -> GrowthFound | None:
    """Return why the company's revenue changed; None while there are no books."""
    require(user, Permission.SEE_COMPANY)
    return _growth(user, start, end, None)


def get_growth_of(
    user: Actor, account_id: int, start: date | None = None, end: date | None = None
) -> GrowthFound | None:
    """Return why what the account, with all who belong to it, brings has changed. Who sees it: the caller's question.

    What a member bought before it belonged there is not told: it counts on its days only.
    """
    return _growth(user, start, end, account_id)


def get_life_cycles() -> LifeCycles | None:
    """Return where every product stands, with what people have said of it; None while there are no books."""
    edge = get_edge()
    if edge.first_day is None or edge.last_day is None:
        return None
    years = whole_years(edge.first_day, edge.last_day)
    found = once(f"life:{LIFE}:{edge.last_day}", lambda: _life_cycles(years))
    judged = get_product_stages()
    return replace(found, products=tuple(replace(one, judged=judged.get(one.product)) for one in found.products))


def get_product_life(product: str) -> ProductLife | None:
    """Return where one product stands."""
    found = get_life_cycles()
    return next((one for one in found.products if one.product == product), None) if found else None


def get_product_stages() -> dict[str, StageJudgement]:
    """Return what people have said of products, by product."""
    rows = list(ProductStage.objects.exclude(stage=""))
    names = get_user_names({row.assessed_by_id for row in rows})
    return {
        row.product: StageJudgement(
            LifeStage(row.stage), row.reason, names.get(row.assessed_by_id, ""), row.assessed_on, row.version
        )
        for row in rows
    }


def once(what: str, compute: Callable[[], T]) -> T:
    """Return what was computed of these very books, or compute it and keep it until they move."""
    stamp = get_stamp()
    key = "analysis:" + hashlib.sha256(f"{stamp}:{what}".encode()).hexdigest()
    kept: Any = cache.get(key)
    if kept is None:
        kept = compute()
        if get_stamp() == stamp:
            cache.set(key, kept, KEPT_SECONDS)
    found: T = kept
    return found


def _growth(user: Actor, start: date | None, end: date | None, account_id: int | None) -> GrowthFound | None:
    edge = get_edge()
    if edge.first_day is None or edge.last_day is None:
        return None
    periods = compared(edge.first_day, edge.last_day, start, end)
    asked = None if account_id is None else get_days_of(account_id)
    growth = once(f"growth:{METHOD}:{periods}:{asked}", lambda: _bridge(periods, asked))
    codes = {one.code for one in (*growth.new, *growth.lost) if one.code}
    ids = get_ids_by_code(user, codes) if codes else {}
    names = get_names(user, ids.values()) if ids else {}
    accounts = {code: Named(number, names[number]) for code, number in ids.items() if number in names}
    return GrowthFound(periods, growth, accounts)


def _bridge(periods: Compared, asked: Any) -> Growth:
    before = Days(periods.before_start, periods.before_end)
    told = get_bought(before, Days(periods.start, periods.end), asked)
    return bridge(told, get_families(told))


def _life_cycles(years: list[tuple[date, date]]) -> LifeCycles:
    told = get_product_years([Days(*year) for year in years])
    return life_cycles(told, years, get_families(told))
