"""What the customer spends and our share of it, estimate by estimate (C8, S46)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.accounts.rules.dossier import Freshness
from vitalfew.loop.analysis.queries import Figures, get_figures
from vitalfew.relations.rules.records import RecordState
from vitalfew.relations.rules.wallet import Share, over_all, share_of
from vitalfew.web.dossier_parts.records import ShownKind, ShownRecord

MID_LINE = 0.5


@dataclass(frozen=True)
class Estimate:
    """One estimate with our share by it in words."""

    row: ShownRecord
    share: str
    is_too_small: bool


@dataclass(frozen=True)
class MarketPage:
    """The answer, the share over all estimates, and each beside the other."""

    answer: str
    share: Share | None
    estimates: list[Estimate]
    figures: Figures | None

    @property
    def low(self) -> str:
        """Return the lower end as the chart draws it."""
        return f"{100 * self.share.low:.1f}%" if self.share else ""

    @property
    def spread(self) -> str:
        """Return how far the higher end stands from the lower."""
        return f"{100 * (self.share.high - self.share.low):.1f}%" if self.share else ""


def market_page(account_id: int, wallets: ShownKind) -> MarketPage:
    """Lay the estimates beside each other, with our share by each."""
    figures = get_figures(account_id)
    estimates = [_estimate(row, figures) for row in wallets.rows]
    share = share_over(wallets.rows, figures)
    return MarketPage(_answer(share, estimates), share, estimates, figures)


def share_over(rows: Sequence[ShownRecord], figures: Figures | None) -> Share | None:
    """Return our share over all estimates of everything we could supply that are still good."""
    good = [row.stands for row in rows if row.how is not Freshness.EXPIRED and not row.stands["category"]]
    return over_all(share for share in (_share(record, figures) for record in good) if share)


def _share(record: RecordState, figures: Figures | None) -> Share | None:
    # Of a single category the books' total is no share, and of another currency nothing can be said.
    if figures is None or record["category"] or record["currency"] != figures.currency:
        return None
    return share_of(figures.revenue, record["low"], record["point"], record["high"])


def _estimate(row: ShownRecord, figures: Figures | None) -> Estimate:
    share = _share(row.stands, figures)
    if share is None:
        return Estimate(row, words.UNKNOWN, is_too_small=False)
    return Estimate(row, _spread(share), share.is_too_small)


def _spread(share: Share) -> str:
    low, high = words.share(share.low, 0), words.share(share.high, 0)
    return low if low == high else f"{low.removesuffix('%')}–{high}"


def _answer(share: Share | None, estimates: Sequence[Estimate]) -> str:
    if share is None:
        return _("unknown")
    count = ngettext("%(count)s estimate", "%(count)s estimates", len(estimates)) % {"count": len(estimates)}
    said = {"share": _spread(share), "estimates": count}
    if share.low >= MID_LINE:
        return _("%(share)s by %(estimates)s, past the 50%% line") % said
    if share.high > MID_LINE:
        return _("%(share)s by %(estimates)s, perhaps past the 50%% line") % said
    return _("%(share)s by %(estimates)s") % said
