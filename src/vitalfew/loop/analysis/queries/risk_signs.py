"""What is known of the relationship with the customers under contract, as far as their risk asks for it (C19)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from vitalfew.accounts.queries import get_contacts
from vitalfew.accounts.queries.codes import get_present_codes
from vitalfew.ledger.queries.facts_live import Told, get_told
from vitalfew.ledger.queries.facts_money import get_open_invoices
from vitalfew.ledger.queries.facts_service import get_quality_events
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_words import Severity
from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.analysis.queries.figures import Figures
from vitalfew.loop.analysis.rules.risk import RiskSigns
from vitalfew.relations.queries import gaps_among, get_commitments, kept_shares
from vitalfew.relations.queries.leavers import get_leavers
from vitalfew.relations.queries.touches import get_touches
from vitalfew.relations.rules import Gap, Side

MISSING = (Gap.NO_SENIOR, Gap.SINGLE_THREAD, Gap.ONE_OF_US)  # what a relationship may break on


def get_risk_signs(account_ids: Collection[int], figures: Mapping[int, Figures], today: date) -> dict[int, RiskSigns]:
    """Return what is known of each account. For the worker: it asks a few questions for every account."""
    codes = {account: get_present_codes(account, today) for account in account_ids}
    owner = {code: account for account, many in codes.items() for code in many}
    told = get_told()
    events, overdue = _events(owner, told, today), _overdue(owner, told, today)
    left = Counter(one.account_id for one in get_leavers(account_ids, today) if not one.is_followed)
    return {
        account: RiskSigns(
            **_trade(figures.get(account)),
            gaps=_gaps(account, left[account], today),
            events=events[account] if told.of(FactKind.QUALITY_EVENTS) else None,
            overdue_share=overdue.get(account),
            kept_share=kept_shares(get_commitments(account, today))[Side.US].share,
        )
        for account in account_ids
    }


def _trade(figures: Figures | None) -> dict[str, float | None]:
    if figures is None:
        return {}
    silent, limit = figures.silent_days, figures.gap_limit
    beyond = silent / limit if silent is not None and limit else None
    return {"quiet": figures.quiet, "beyond": beyond, "change": figures.change_share}


def _gaps(account_id: int, left: int, today: date) -> int | None:
    known = get_contacts(account_id)
    if not known:
        return None
    found = gaps_among({one.id: one.level for one in known}, get_touches(account_id), today)
    return sum(gap in found for gap in MISSING) + left


def _events(owner: Mapping[str, int], told: Told, today: date) -> Counter[int]:
    """Count the quality events of the last twelve months; minor ones do not count."""
    if not told.of(FactKind.QUALITY_EVENTS):
        return Counter()
    grave = [one for one in get_quality_events(list(owner), told) if one["severity"] != Severity.MINOR]
    lately = [one for one in grave if one["day"] and one["day"] > years_before(today, 1)]
    return Counter(owner[one.code] for one in lately if one.code and one.code in owner)


def _overdue(owner: Mapping[str, int], told: Told, today: date) -> dict[int, float]:
    """Return which part of what each account owes is overdue; of who owes nothing and never did, nobody knows."""
    if not told.of(FactKind.RECEIVABLES):
        return {}
    owed, late = defaultdict[int, Decimal](Decimal), defaultdict[int, Decimal](Decimal)
    for one in get_open_invoices(list(owner), today, told):
        account, left = owner.get(one.code or ""), one.open
        if account is not None and left > 0:
            owed[account] += left
            late[account] += left if one.days_late else 0
    return {account: float(late[account] / amount) for account, amount in owed.items()}
