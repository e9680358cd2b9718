"""How customer profit is said: the sentence, the whale, who loses and by what, what each activity costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import ngettext, pgettext

from vitalfew import words
from vitalfew.ledger.labels_facts import fact_word
from vitalfew.loop.analysis.labels_growth import FROM_LABELS
from vitalfew.loop.analysis.queries.profit import ProfitRow
from vitalfew.loop.analysis.rules.profit import VolumeFrom
from vitalfew.web.charts.waterfall import WaterfallBar, waterfall
from vitalfew.web.charts.whale import WhaleChart, whale_chart


@dataclass(frozen=True)
class Sum:
    """One step from the margin to the company's profit."""

    label: Any
    amount: Decimal
    bar: WaterfallBar


@dataclass(frozen=True)
class ActivityRow:
    """What one activity costs over the whole company."""

    word: str
    rate: Decimal
    volume: Decimal | None
    cost: Decimal | None  # None where no volume is known
    known_from: Any
    idle: Decimal


@dataclass(frozen=True)
class LosingRow:
    """A customer, and what costs most about him."""

    one: ProfitRow
    why: str


def answer(found: Mapping[str, Any]) -> str:
    """Say how many customers lose money and how much they eat."""
    losers, lost, earned = found["losers"], Decimal(found["lost"]), Decimal(found["customers"]) - Decimal(found["lost"])
    said = {
        "n": words.number(losers),
        "count": words.number(found["count"]),
        "lost": words.money(-lost, found["currency"]),
        "share": words.share(-lost / earned if earned > 0 else None),
    }
    if not losers:
        return pgettext("profit", "None of %(count)s customers loses money once its service is paid for") % said
    text = ngettext(
        "%(n)s of %(count)s customers loses money, its service paid for: %(lost)s, %(share)s of what the others earn",
        "%(n)s of %(count)s customers lose money, their service paid for: %(lost)s, %(share)s of what the others earn",
        losers,
    )
    return text % said


def sums(found: Mapping[str, Any]) -> list[Sum]:
    """Return the way from the margin of all to the company's profit, which the rows come to."""
    served = [(fact_word("activity", one["activity"]), -Decimal(one["cost"])) for one in found["activities"]]
    idle = -sum((Decimal(one["idle"]) for one in found["activities"]), Decimal(0))
    steps: list[tuple[Any, Decimal]] = [(pgettext("profit", "Gross margin"), Decimal(found["margin"])), *served]
    steps += [(pgettext("profit", "Done for nobody"), idle)] if idle else []
    return _fall(steps, pgettext("profit", "Company profit"))


def account_sums(one: ProfitRow) -> list[Sum]:
    """Return the way from an account's margin to its profit; empty where the margin is not known."""
    if one.margin is None:
        return []
    costs = sorted(one.costs.items(), key=lambda item: -item[1][1])
    steps: list[tuple[Any, Decimal]] = [(pgettext("profit", "Gross margin"), one.margin)]
    steps += [(_with_volume(activity, volume), -cost) for activity, (volume, cost) in costs]
    return _fall(steps, pgettext("profit", "Customer profit"))


def _with_volume(activity: str, volume: Decimal) -> str:
    word = fact_word("activity", activity)
    # Of credit the volume is money times days, which nobody reads.
    return word if activity == "credit" else f"{word} × {words.number(volume)}"


def _fall(steps: Sequence[tuple[Any, Decimal]], whole: Any) -> list[Sum]:
    bars = waterfall([float(amount) for _label, amount in steps])
    total = sum((amount for _label, amount in steps), Decimal(0))
    return [Sum(label, amount, bar) for (label, amount), bar in zip([*steps, (whole, total)], bars, strict=True)]


def activity_rows(found: Mapping[str, Any]) -> list[ActivityRow]:
    """Return each activity with its rate, how often it was done and what that costs."""
    return [_activity_row(one) for one in found["activities"]]


def _activity_row(one: Mapping[str, str]) -> ActivityRow:
    is_known = one["known_from"] != VolumeFrom.NOWHERE
    is_credit = one["activity"] == "credit"
    return ActivityRow(
        word=fact_word("activity", one["activity"]),
        rate=Decimal(one["rate"]),
        volume=Decimal(one["volume"]) if is_known and not is_credit else None,
        cost=Decimal(one["cost"]) if is_known else None,
        known_from=FROM_LABELS[VolumeFrom(one["known_from"])],
        idle=Decimal(one["idle"]),
    )


def losing_rows(rows: Sequence[ProfitRow], currency: str) -> list[LosingRow]:
    """Return the customers with the largest cost of each in words."""
    return [LosingRow(one, _why(one, currency)) for one in rows]


def _why(one: ProfitRow, currency: str) -> str:
    if one.margin is not None and one.margin < 0:
        return pgettext("profit", "sold below cost: the margin itself is negative")
    if not one.largest:
        return ""
    volume, cost = one.costs[one.largest]
    said = {"what": _with_volume(one.largest, volume), "cost": words.money(cost, currency)}
    return pgettext("profit", "mostly %(what)s: %(cost)s") % said


def whale(found: Mapping[str, Any]) -> WhaleChart | None:
    """Draw the curve of customer profit; None where the customers together earn nothing."""
    curve = found["whale"]
    if curve is None:
        return None
    said = {
        "peak": words.share(curve["peak"]),
        "place": words.number(curve["peak_count"]),
        "losers": words.number(curve["unprofitable"]),
        "loss": words.share(-curve["loss"]),
        "count": words.number(found["count"]),
    }
    losers = [pgettext("profit", "%(losers)s below zero") % said, str(said["loss"])] if curve["unprofitable"] else []
    return whale_chart(
        [(float(x), float(y)) for x, y in curve["curve"]],
        peak_fraction=curve["peak_count"] / max(found["count"], 1),
        peak=curve["peak"],
        peak_caption=pgettext("profit", "%(peak)s after no. %(place)s") % said,
        losers=losers,
        ends=(pgettext("profit", "most profit"), pgettext("profit", "least, no. %(count)s") % said),
        sentence=pgettext("profit", "Whale curve: %(place)s of %(count)s customers make %(peak)s of the profit") % said,
    )
