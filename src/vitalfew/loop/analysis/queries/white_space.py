"""The grid of accounts and families: bought, ceased, or not bought though peers do (S7, C26)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pyarrow as pa

from vitalfew.accounts.queries import get_codes, get_ids_by_code, get_names
from vitalfew.accounts.queries.codes import get_members, get_present_codes
from vitalfew.accounts.queries.lists import get_outermost_keys
from vitalfew.ledger.queries import BooksEdge, get_edge
from vitalfew.ledger.queries.bought import Days, get_bought, get_families
from vitalfew.ledger.rules.figures import CodeDays, years_before
from vitalfew.loop.analysis.models import SpaceJudgement
from vitalfew.loop.analysis.queries.growth import once
from vitalfew.loop.analysis.rules.white_space import METHOD, Cell, Peers, cell, peers_of, segment_of
from vitalfew.people.queries import get_names as get_user_names
from vitalfew.people.rules import Actor

MOST = 60  # rows of a grid


@dataclass(frozen=True)
class JudgedSpace:
    """What the manager says of one family: who, when, why."""

    no_need: bool
    amount: Decimal | None
    reason: str
    by_name: str
    on: date
    version: int


@dataclass(frozen=True)
class GridRow:
    """One account, site or member: its cells, and what was said of them."""

    account_id: int
    name: str
    segment: str
    cells: tuple[tuple[Cell, JudgedSpace | None], ...]


@dataclass(frozen=True)
class Grid:
    """Rows and families over twelve months."""

    start: date
    end: date
    currency: str
    peers: Peers
    rows: tuple[GridRow, ...]
    left_out: int  # rows beyond the most


def get_key_grid(user: Actor) -> Grid | None:
    """Return the key accounts that the user may see, each with all who belong to it; None without books."""
    ids, edge = get_outermost_keys(user), get_edge()
    own, members = get_codes(user, ids), get_members(ids)
    last = edge.last_day or date.max
    units = {
        one: [day.code for day in members[one] if day.end > last] if one in members else [own.get(one, "")]
        for one in ids
    }
    return _grid(edge, {one: [code for code in codes if code] for one, codes in units.items()}, get_names(user, ids))


def get_grid_of(user: Actor, account_id: int, on: date) -> Grid | None:
    """Return the account and each member of it on the day as a row. Who may see it is the caller's question."""
    ids = get_ids_by_code(user, get_present_codes(account_id, on))
    units: dict[int, list[str]] = {}
    for code, number in ids.items():
        units.setdefault(number, []).append(code)
    return _grid(get_edge(), units, get_names(user, units))


def get_peers(edge: BooksEdge) -> Peers:
    """Return what segments of customers buy, kept until the books move."""
    return once(f"peers:{METHOD}:{edge.last_day}", lambda: _peers(edge))


def get_judged(account_ids: Iterable[int]) -> dict[tuple[int, str], JudgedSpace]:
    """Return what was said of the families of these accounts."""
    rows = list(SpaceJudgement.objects.filter(account_id__in=set(account_ids)))
    names = get_user_names({row.assessed_by_id for row in rows})
    return {
        (row.account_id, row.family): JudgedSpace(
            row.no_need, row.amount, row.reason, names.get(row.assessed_by_id, ""), row.assessed_on, row.version
        )
        for row in rows
    }


def _grid(edge: BooksEdge, units: Mapping[int, Sequence[str]], names: Mapping[int, str]) -> Grid | None:
    if edge.first_day is None or edge.last_day is None:
        return None
    now = _year(edge.last_day)
    asked = [CodeDays(code, date.min, date.max) for codes in units.values() for code in codes]
    before = Days(min(edge.first_day, now.first - timedelta(1)), now.first - timedelta(1))
    told = get_bought(before, now, asked)
    sums, days = _by_code(told, "after"), _days(told)
    peers, judged = get_peers(edge), get_judged(units)
    named = {number: codes for number, codes in units.items() if number in names}
    rows = [_row(number, names[number], codes, sums, days, peers, judged) for number, codes in named.items()]
    rows.sort(key=lambda row: (-sum((one.amount for one, _said in row.cells), Decimal(0)), row.name))
    return Grid(now.first, now.last, edge.currency, peers, tuple(rows[:MOST]), max(0, len(rows) - MOST))


def _row(
    number: int,
    name: str,
    codes: Sequence[str],
    sums: Mapping[str, Mapping[str, Decimal]],
    days: Mapping[tuple[str, str], tuple[date, date]],
    peers: Peers,
    judged: Mapping[tuple[int, str], JudgedSpace],
) -> GridRow:
    bought: dict[str, Decimal] = {}
    for code in codes:
        for family, amount in sums.get(code, {}).items():
            bought[family] = bought.get(family, Decimal(0)) + amount
    cells = []
    for family in peers.families:
        known = [days[code, family] for code in codes if (code, family) in days]
        span = (min(first for first, _last in known), max(last for _first, last in known)) if known else None
        cells.append((cell(family, bought, peers, span), judged.get((number, family))))
    return GridRow(number, name, segment_of(bought), tuple(cells))


def _peers(edge: BooksEdge) -> Peers:
    last = edge.last_day or date.min
    now, before = _year(last), _year(years_before(last, 1))
    told = get_bought(before, now)
    is_held = edge.first_day is not None and edge.first_day <= before.first + timedelta(7)
    return peers_of(_by_code(told, "after"), _by_code(told, "before") if is_held else None)


def _year(last: date) -> Days:
    return Days(years_before(last, 1) + timedelta(1), last)


def _by_code(told: pa.Table, when: str) -> dict[str, dict[str, Decimal]]:
    """Return code → family → net amount; lines that name no customer are nobody's."""
    families = get_families(told)
    found: dict[str, dict[str, Decimal]] = {}
    for code, product, amount in zip(*(told[name].to_pylist() for name in ("account", "product", when)), strict=True):
        if code and amount and (family := families.get(product)) and family.name:
            of = found.setdefault(code, {})
            of[family.name] = of.get(family.name, Decimal(0)) + amount
    return found


def _days(told: pa.Table) -> dict[tuple[str, str], tuple[date, date]]:
    families = get_families(told)
    found: dict[tuple[str, str], tuple[date, date]] = {}
    columns = (told[name].to_pylist() for name in ("account", "product", "first_on", "last_on", "before", "after"))
    for code, product, first, last, before, after in zip(*columns, strict=True):
        # What came free of charge, or went back whole, was not bought.
        if max(before, after) > 0 and (family := families.get(product)) and family.name:
            known = found.get((code, family.name), (first, last))
            found[code, family.name] = (min(known[0], first), max(known[1], last))
    return found
