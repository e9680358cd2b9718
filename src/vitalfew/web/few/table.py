"""The largest customers one by one, and what stands behind and beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.ledger.rules.kinds import Kind
from vitalfew.loop.analysis.queries import Concentration, Figures, TopAccount
from vitalfew.loop.analysis.rules.figures import SPARK_MONTHS, spark_heights
from vitalfew.web.charts.bars import CumulativeBar, cumulative_bar
from vitalfew.web.few.sentences import what
from vitalfew.web.forms.concentration import Question
from vitalfew.web.traces import MARGIN, REVENUE, account_lines_url, unattributed_url


@dataclass(frozen=True)
class Row:
    """One customer of the table."""

    one: TopAccount
    bar: CumulativeBar
    spark: list[int | None]
    lines: str
    is_cut: bool


@dataclass(frozen=True)
class Tail:
    """What the table does not list: the other customers, what names none, and who was left out."""

    full: str  # where the cumulative bars end
    unattributed: str
    unattributed_lines: str
    unknown: str


def rows(found: Concentration, figures: Mapping[int, Figures]) -> list[Row]:
    """Return the largest customers; the line of the threshold stands under the one that reaches it."""
    full = found.top[-1].cumulative if found.top else None
    return [
        Row(
            one=one,
            bar=cumulative_bar(one.share or 0.0, one.cumulative or 0.0, full or 0.0),
            spark=_spark(figures.get(one.account_id or 0)),
            lines=_lines(one, found),
            is_cut=one.rank == found.for_threshold,
        )
        for one in found.top
    ]


def tail(found: Concentration, question: Question) -> Tail:
    """Return what the table does not list, in words."""
    full = found.top[-1].cumulative if found.top else None
    return Tail(
        full=words.share(full, 0),
        unattributed=_unattributed(found, question),
        unattributed_lines=unattributed_url(found.start, found.end, **counted(found)),
        unknown=_unknown(found),
    )


def _spark(figures: Figures | None) -> list[int | None]:
    months = figures.months[-SPARK_MONTHS:] if figures else []
    heights = spark_heights(np.array([[float(amount or 0) for amount in months]]))[0].tolist() if months else []
    return [None if amount is None else height for amount, height in zip(months, heights, strict=True)]


def _lines(one: TopAccount, found: Concentration) -> str:
    if one.account_id is None or found.start is None or found.end is None:
        return ""
    return account_lines_url(one.account_id, found.start, found.end, **counted(found))


def counted(found: Concentration) -> dict[str, str]:
    """Return which lines are counted and what of them is added up, as their page asks it."""
    kind = Kind.SALE.value if found.scope is Scope.SALES else ""
    return {"kind": kind, "measure": REVENUE if found.by is Measure.REVENUE else MARGIN}


def _unattributed(found: Concentration, question: Question) -> str:
    if found.unattributed is None and found.by is Measure.REVENUE:
        return _("Some lines name no customer and have no exchange rate: what they come to is unknown.")
    if found.unattributed is None:
        return _("Some lines name no customer and have no cost: their %(what)s is unknown.") % {"what": what(question)}
    if not found.unattributed:
        return ""
    said = {"amount": words.money(found.unattributed, found.currency), "what": what(question)}
    return _("Unattributed: lines that name no customer come to %(amount)s of %(what)s, not in the total.") % said


def _unknown(found: Concentration) -> str:
    return f"{_without_cost(found)} {_without_rate(found)}".strip()


def _without_rate(found: Concentration) -> str:
    if not found.without_rate:
        return ""
    said = ngettext(
        "%(count)s customer has an amount without an exchange rate and is left out.",
        "%(count)s customers have an amount without an exchange rate and are left out.",
        found.without_rate,
    )
    return said % {"count": words.number(found.without_rate)}


def _without_cost(found: Concentration) -> str:
    if not found.unknown:
        return ""
    said = ngettext(
        "%(count)s customer has a line without cost and is left out.",
        "%(count)s customers have a line without cost and are left out.",
        found.unknown,
    )
    return said % {"count": words.number(found.unknown)}
