"""The measures of concentration, each with its formula, its exact value and what it was before."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.ledger.queries import BooksEdge
from vitalfew.loop.analysis.queries import Concentration
from vitalfew.web.few.sentences import DISCLOSED, disclosed, what
from vitalfew.web.few.table import counted
from vitalfew.web.forms.concentration import Question
from vitalfew.web.traces import many_lines_url


@dataclass(frozen=True)
class Measured:
    """One figure as its row shows it, and what its popover says."""

    id: str
    label: str
    shown: str
    note: str
    formula: str
    exact: str
    href: str = ""
    figure: Decimal | None = None  # what the lines at `href` come to


@dataclass(frozen=True)
class Measures:
    """The figures, and what all of them share: period, currency, source."""

    answer: str
    rows: list[Measured]
    total: Measured
    period: str
    currency: str
    source: str


def measures(found: Concentration, before: Concentration | None, question: Question, edge: BooksEdge) -> Measures:
    """Return the figures of the page."""
    makers = (_first_ones, _top_fifth, _gini, _hhi, _large_ones, _classes)
    return Measures(
        answer=_answer(found, before),
        rows=[maker(found, before) for maker in makers],
        total=_total(found, question),
        period=f"{words.day(found.start)} – {words.day(found.end)}",
        currency=found.currency or _("not stated in the books"),
        source=_source(found, edge),
    )


def _answer(found: Concentration, before: Concentration | None) -> str:
    if before is None or found.gini is None or before.gini is None:
        return _("how unequal they are")
    if round(found.gini, 2) == round(before.gini, 2):
        return _("as in the period before")
    return _("more concentrated than before") if found.gini > before.gini else _("less concentrated than before")


def _source(found: Concentration, edge: BooksEdge) -> str:
    batches = ngettext("%(count)s batch", "%(count)s batches", edge.batches) % {"count": edge.batches}
    said = {"batches": batches, "lines": words.number(found.lines), "method": found.method}
    return _("%(batches)s of the books, %(lines)s lines counted, method %(method)s") % said


def _total(found: Concentration, question: Question) -> Measured:
    return Measured(
        id="total",
        label=_("Total %(what)s") % {"what": what(question)},
        shown=str(words.money(found.total, found.currency)),
        note="",
        formula=_("Sum over the customers of the period; what names no customer is left out"),
        exact=f"{words.symbol(found.currency)}{words.number(found.total, _decimals(found.total))}",
        href=_lines_of(found),
        figure=found.total,
    )


def _lines_of(found: Concentration) -> str:
    # Somebody left out has lines too: all of them would come to more than the figure.
    left_out = found.unknown or found.without_rate
    return "" if left_out else many_lines_url("all", found.start, found.end, **counted(found))


def _decimals(value: Decimal) -> int:
    # As many as the books have, so that the exact value is exact.
    return max(2, -int(value.normalize().as_tuple().exponent))


def _first_ones(found: Concentration, before: Concentration | None) -> Measured:
    return Measured(
        id="first",
        label=_("First 3 / first 10"),
        shown=_pair(found, 1),
        note=_was(_pair(before, 1) if before else None),
        formula=_("What the 3 and the 10 largest make, divided by the total"),
        exact=_pair(found, 4),
    )


def _pair(found: Concentration, decimals: int) -> str:
    reached = {one.rank: one.cumulative for one in found.top}
    # Fewer than three or ten are all of them.
    whole = None if not found.top else found.top[-1].cumulative
    return " / ".join(words.share(reached.get(rank, whole), decimals) for rank in (3, 10))


def _top_fifth(found: Concentration, before: Concentration | None) -> Measured:
    return Measured(
        id="fifth",
        label=_("Top 20% of the customers"),
        shown=words.share(found.share_of_top_20),
        note=_was(words.share(before.share_of_top_20) if before else None),
        formula=_("What the largest fifth of the customers, rounded up, make, divided by the total"),
        exact=words.share(found.share_of_top_20, 3),
    )


def _gini(found: Concentration, before: Concentration | None) -> Measured:
    exact = _("%(gini)s; unbiased %(unbiased)s")
    said = {"gini": _plain(found.gini, 5), "unbiased": _plain(found.gini_unbiased, 5)}
    return Measured(
        id="gini",
        label=_("Gini coefficient"),
        shown=_plain(found.gini, 3),
        note=_was(_plain(before.gini, 3) if before else None),
        formula=_(
            "Σ(2i − n − 1)·x / (n²·mean) with x rising: 0 is all equal, 1 is one has all; none with values below 0"
        ),
        exact=exact % said,
    )


def _hhi(found: Concentration, before: Concentration | None) -> Measured:
    return Measured(
        id="hhi",
        label=_("HHI"),
        shown=_plain(found.hhi, 1),
        note=_was(_plain(before.hhi, 1) if before else None),
        formula=_("Sum of the squared shares in per cent, 0 to 10,000; none with values below 0"),
        exact=_plain(found.hhi, 3),
    )


def _large_ones(found: Concentration, before: Concentration | None) -> Measured:
    return Measured(
        id="large",
        label=_("Customers of 10% or more"),
        shown=words.number(disclosed(found)),
        note=_("largest %(share)s") % {"share": words.share(found.largest_share)},
        formula=_("Customers that make %(line)s or more of the total: accounting standards want them named")
        % {"line": words.share(DISCLOSED, 0)},
        exact=_("largest %(share)s") % {"share": words.share(found.largest_share, 3)},
    )


def _classes(found: Concentration, before: Concentration | None) -> Measured:
    return Measured(
        id="abc",
        label=_("Class A / B / C"),
        shown=_counts(found),
        note=_was(_counts(before) if before else None),
        formula=_("A: the fewest that make 80% of the total, B: the further ones up to 95%, C: the rest"),
        exact=" / ".join(words.share(one.share, 3) for one in found.abc),
    )


def _counts(found: Concentration) -> str:
    return " / ".join(words.number(one.count) for one in found.abc) or words.UNKNOWN


def _was(earlier: str | None) -> str:
    return "" if earlier is None else _("before: %(value)s") % {"value": earlier}


def _plain(value: float | None, decimals: int) -> str:
    return words.number(value, decimals)
