"""How growth is said: the sentence, the bridge row by row, the lines begun and ceased, the lives of products."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import pgettext

from vitalfew import words
from vitalfew.loop.analysis.labels_growth import LIFE_LABELS, PART_LABELS
from vitalfew.loop.analysis.queries.growth import GrowthFound, Named
from vitalfew.loop.analysis.rules.growth import FamilyGrowth, MovedLine, Parts
from vitalfew.loop.analysis.rules.life_cycle import LifeCycles, LifeStage, ProductLife, shares
from vitalfew.web.charts.strip import Segment, strip
from vitalfew.web.charts.waterfall import WaterfallBar, waterfall
from vitalfew.web.traces import account_lines_url

ALWAYS = ("price", "quantity", "mix", "new", "lost")  # shown though they be nothing
SHOWN = 25  # products of the table
_FILLS = {
    LifeStage.INTRODUCTION: "f-g3",
    LifeStage.GROWTH: "f-us",
    LifeStage.MATURITY: "f-mid",
    LifeStage.DECLINE: "f-g1",
    None: "f-track",
}


@dataclass(frozen=True)
class Step:
    """One row of the bridge."""

    name: str
    label: Any
    amount: Decimal
    shown: str
    bar: WaterfallBar


@dataclass(frozen=True)
class FamilyRow:
    """One family: its two periods, its change, and the parts that are shown."""

    one: FamilyGrowth
    name: str
    change: Decimal
    share: float | None  # of change, of what it brought before
    parts: list[Decimal]


@dataclass(frozen=True)
class Bridge:
    """Everything the bridge shows."""

    answer: str
    second: str
    steps: list[Step]
    whole: Step
    families: list[FamilyRow]
    heads: list[Any]
    unit: words.Unit
    currency: str
    new: list["MovedRow"]
    lost: list["MovedRow"]
    said: GrowthFound


@dataclass(frozen=True)
class MovedRow:
    """A line begun or ceased, with the account where the reader sees it."""

    one: MovedLine
    account: Named | None
    href: str


@dataclass(frozen=True)
class StageShare:
    """How much stands at one stage."""

    stage: str
    label: Any
    fill: str
    share: float
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class LifeRow:
    """One product of the table."""

    one: ProductLife
    family: str
    label: Any
    share: float | None
    heights: list[int | None]
    href: str


def bridge(found: GrowthFound, currency: str) -> Bridge:
    """Return the bridge as it is shown."""
    growth = found.growth
    names = [part.name for part in fields(Parts) if part.name in ALWAYS or getattr(growth.parts, part.name)]
    amounts = [getattr(growth.parts, name) for name in names]
    bars = waterfall([float(amount) for amount in amounts])
    largest = max((abs(one.before) + abs(one.after) for one in growth.families), default=Decimal(0))
    return Bridge(
        answer=_answer(found, currency),
        second=_second(found, currency),
        steps=[
            Step(name, PART_LABELS[name], amount, signed(amount, currency), bar)
            for name, amount, bar in zip(names, amounts, bars, strict=False)
        ],
        whole=Step("", pgettext("growth", "Change"), growth.change, signed(growth.change, currency), bars[-1]),
        families=[_family_row(one, names) for one in growth.families],
        heads=[PART_LABELS[name] for name in names],
        unit=words.unit_for(largest, currency),
        currency=currency,
        new=[_moved(one, found, is_new=True) for one in growth.new],
        lost=[_moved(one, found, is_new=False) for one in growth.lost],
        said=found,
    )


def signed(amount: Decimal, currency: str) -> str:
    """Write an amount short, with its sign."""
    return f"{'+' if amount > 0 else ''}{words.money(amount, currency)}"


def _answer(found: GrowthFound, currency: str) -> str:
    growth = found.growth
    if not found.periods.is_held:
        return pgettext("growth", "The books do not hold the whole of the period before")
    said = {
        "amount": words.money(abs(growth.change), currency),
        "change": words.change(growth.change / growth.before) if growth.before > 0 else words.UNKNOWN,
        "part": _main_part(growth.parts, growth.change),
    }
    if not growth.change:
        return pgettext("growth", "Net revenue is what it was")
    if growth.change > 0:
        return pgettext("growth", "Net revenue rose by %(amount)s (%(change)s), most of it: %(part)s") % said
    return pgettext("growth", "Net revenue fell by %(amount)s (%(change)s), most of it: %(part)s") % said


def _main_part(parts: Parts, change: Decimal) -> str:
    sign = 1 if change > 0 else -1
    name = max((part.name for part in fields(Parts)), key=lambda name: sign * getattr(parts, name))
    return str(PART_LABELS[name]).lower() if not words.is_chinese() else str(PART_LABELS[name])


def _second(found: GrowthFound, currency: str) -> str:
    said = {
        "before": words.money(found.growth.before, currency),
        "after": words.money(found.growth.after, currency),
        "now": _days(found.periods.start, found.periods.end),
        "then": _days(found.periods.before_start, found.periods.before_end),
    }
    return pgettext("growth", "%(after)s in %(now)s against %(before)s in %(then)s") % said


def _days(first: Any, last: Any) -> str:
    return f"{words.day(first)} – {words.day(last)}"


def _family_row(one: FamilyGrowth, names: Sequence[str]) -> FamilyRow:
    change = one.after - one.before
    return FamilyRow(
        one=one,
        name=family_word(one.family.name),
        change=change,
        share=float(change / one.before) if one.before > 0 else None,
        parts=[getattr(one.parts, name) for name in names],
    )


def family_word(name: str) -> str:
    """Name a family, or say that nobody knows it."""
    return name or pgettext("family", "No family known")


def _moved(one: MovedLine, found: GrowthFound, *, is_new: bool) -> MovedRow:
    account, periods = found.accounts.get(one.code), found.periods
    days = (periods.start, periods.end) if is_new else (periods.before_start, periods.before_end)
    return MovedRow(one, account, account_lines_url(account.account_id, *days) if account else "")


def stage_shares(found: LifeCycles, amounts: Mapping[str, Decimal] | None = None, chosen: str = "") -> list[StageShare]:
    """Return how much of the last year's sales, or of these, stands at each stage."""
    stages = {one.product: one.stage for one in found.products}
    sold = {one.product: one.sales[-1] for one in found.products} if amounts is None else amounts
    parts = shares(sold, stages)
    counts = [stages.get(product) for product, amount in sold.items() if amount]
    wanted: list[LifeStage | None] = [*LifeStage, None]
    return [
        StageShare(
            stage=stage.value if stage else "none",
            label=life_word(stage),
            fill=_FILLS[stage],
            share=parts.get(stage, 0.0),
            count=counts.count(stage),
            is_chosen=chosen == (stage.value if stage else "none"),
        )
        for stage in wanted
        if stage or parts.get(None)
    ]


def life_strip(parts: Sequence[StageShare]) -> tuple[Segment, ...]:
    """Lay the shares side by side."""
    return strip([(one.fill, max(round(one.share * 1000), 0)) for one in parts])


def life_word(stage: LifeStage | None) -> Any:
    """Name a stage of life, or say that the years do not tell it."""
    return LIFE_LABELS[stage] if stage else pgettext("life cycle", "Not known")


def life_rows(found: LifeCycles, stage: str = "") -> list[LifeRow]:
    """Return the largest products, or those of one stage."""
    wanted = [one for one in found.products if stage in ("", one.stage.value if one.stage else "none")]
    total = sum((one.sales[-1] for one in found.products), Decimal(0))
    return [_life_row(one, total) for one in wanted[:SHOWN]]


def _life_row(one: ProductLife, total: Decimal) -> LifeRow:
    top = max((float(amount) for amount in one.sales), default=0.0)
    return LifeRow(
        one=one,
        family=family_word(one.family.name),
        label=life_word(one.stage),
        share=float(one.sales[-1] / total) if total > 0 else None,
        heights=[round(100 * max(float(amount), 0.0) / top) if top > 0 else 0 for amount in one.sales],
        href=f"{reverse('life_cycle')}?{urlencode({'product': one.product})}",
    )
