"""What the customer spends and our share of it, estimate by estimate (C8, S46)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.loop.analysis.queries import Figures
from vitalfew.loop.analysis.rules.evidence import Recorded
from vitalfew.relations.rules.records import RecordState
from vitalfew.relations.rules.wallet import Share, share_by, share_of_record
from vitalfew.web.dossier_parts.records import ShownRecord, shown_record

MID_LINE = 0.5


@dataclass(frozen=True)
class Estimate:
    """One estimate with our share by it in words."""

    row: ShownRecord
    share: str
    is_too_small: bool


@dataclass(frozen=True)
class ShareBar:
    """Our share of their business, in words and as the chart draws it."""

    answer: str
    share: Share | None

    @property
    def low(self) -> str:
        """Return the lower end as the chart draws it."""
        return f"{100 * self.share.low:.1f}%" if self.share else ""

    @property
    def spread(self) -> str:
        """Return how far the higher end stands from the lower."""
        return f"{100 * (self.share.high - self.share.low):.1f}%" if self.share else ""


@dataclass(frozen=True)
class MarketPage:
    """The share over all estimates, and each beside the other."""

    bar: ShareBar
    estimates: list[Estimate]
    figures: Figures | None


def market_page(figures: Figures | None, wallets: Sequence[RecordState], today: date) -> MarketPage:
    """Lay the estimates beside each other, with our share by each."""
    estimates = [_estimate(shown_record(one, today), figures) for one in wallets]
    return MarketPage(share_bar(figures, wallets, today), estimates, figures)


def share_bar(figures: Figures | None, wallets: Sequence[RecordState], today: date) -> ShareBar:
    """Return our share over all estimates that are still good."""
    share = share_by(wallets, figures.revenue, figures.currency, today) if figures else None
    return ShareBar(_answer(share, len(wallets)), share)


def share_recorded(recorded: Recorded) -> ShareBar:
    """Return our share as the stage has it at hand already."""
    low, high = recorded.share_low, recorded.share_high
    share = None if low is None or high is None else Share(low, high)
    return ShareBar(_answer(share, recorded.wallets), share)


def _estimate(row: ShownRecord, figures: Figures | None) -> Estimate:
    share = share_of_record(row.stands, figures.revenue, figures.currency) if figures else None
    if share is None:
        return Estimate(row, words.UNKNOWN, is_too_small=False)
    return Estimate(row, _spread(share), share.is_too_small)


def _spread(share: Share) -> str:
    low, high = words.share(share.low, 0), words.share(share.high, 0)
    return low if low == high else f"{low.removesuffix('%')}–{high}"


def _answer(share: Share | None, many: int) -> str:
    if share is None:
        return _("unknown")
    count = ngettext("%(count)s estimate", "%(count)s estimates", many) % {"count": many}
    said = {"share": _spread(share), "estimates": count}
    if share.low >= MID_LINE:
        return _("%(share)s by %(estimates)s, past the 50%% line") % said
    if share.high > MID_LINE:
        return _("%(share)s by %(estimates)s, perhaps past the 50%% line") % said
    return _("%(share)s by %(estimates)s") % said
