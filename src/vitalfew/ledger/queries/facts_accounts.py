"""What one account's pages show of other facts, in few questions to the database however many kinds there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from vitalfew.ledger.queries.facts import Fact, get_facts
from vitalfew.ledger.queries.facts_live import get_told, get_told_kinds
from vitalfew.ledger.queries.facts_money import Bill, get_bills, get_open_invoices
from vitalfew.ledger.queries.facts_service import (
    Otif,
    Served,
    get_contracts,
    get_cost_to_serve,
    get_otif,
    get_quality_events,
)
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_money import Aging, OpenInvoice, aging
from vitalfew.ledger.rules.figures import years_before


@dataclass(frozen=True)
class AccountKnown:
    """What is known of an account besides lines and money."""

    customer: Fact | None
    contacts: tuple[Fact, ...]
    owner: Fact | None
    targets: tuple[Fact, ...]
    contracts: tuple[Fact, ...]
    otif: Otif
    otif_start: date
    quality: tuple[Fact, ...]
    served: tuple[Served, ...]

    @property
    def is_empty(self) -> bool:
        listed = (self.contacts, self.targets, self.contracts, self.quality, self.served)
        return not (self.customer or self.owner or any(listed) or self.otif.lines)


@dataclass(frozen=True)
class AccountMoney:
    """What an account owes."""

    customer: Fact | None
    invoices: tuple[OpenInvoice, ...]
    aging: tuple[Aging, ...]
    bills: tuple[Bill, ...]
    payments: tuple[Fact, ...]
    is_told: bool  # whether any file of receivables counts at all


@dataclass(frozen=True)
class AccountPaper:
    """What an account's first page says of other facts. None: no file of that kind counts, so nobody knows."""

    customer: Fact | None
    aging: tuple[Aging, ...] | None
    quality: tuple[Fact, ...] | None  # events of the last twelve months


_ON_PAPER = {FactKind.CUSTOMERS, FactKind.RECEIVABLES, FactKind.QUALITY_EVENTS}


def get_account_paper(find_codes: Callable[[], Sequence[str]], today: date) -> AccountPaper:
    """Return what the first page of these customers needs; one question where no such file ever came in.

    So the codes are asked for only where one did.
    """
    kinds = get_told_kinds()
    if not kinds & _ON_PAPER:
        return AccountPaper(None, None, None)
    codes = find_codes()
    told, since = get_told(), years_before(today, 1)
    aged = aging(get_open_invoices(codes, today, told)) if FactKind.RECEIVABLES in kinds else None
    events = get_quality_events(codes, told) if FactKind.QUALITY_EVENTS in kinds else None
    return AccountPaper(
        customer=next(iter(get_facts(FactKind.CUSTOMERS, codes, told=told)), None),
        aging=aged,
        quality=None if events is None else tuple(one for one in events if (one["day"] or today) > since),
    )


def get_account_known(codes: Sequence[str], today: date) -> AccountKnown:
    """Return what is known of these customers: one account, or a group with all its members."""
    told, start = get_told(), years_before(today, 1)

    def facts(kind: FactKind) -> tuple[Fact, ...]:
        return tuple(get_facts(kind, codes, told=told))

    return AccountKnown(
        customer=next(iter(facts(FactKind.CUSTOMERS)), None),
        contacts=facts(FactKind.CONTACTS),
        owner=next(iter(facts(FactKind.OWNERS)), None),
        targets=facts(FactKind.TARGETS),
        contracts=tuple(get_contracts(codes, told)),
        otif=get_otif(codes, start, today, told),
        otif_start=start,
        quality=tuple(get_quality_events(codes, told)),
        served=tuple(get_cost_to_serve(codes, told)),
    )


def get_account_money(codes: Sequence[str], today: date) -> AccountMoney:
    """Return what these customers owe on a day, and what they paid last."""
    told = get_told()
    invoices = get_open_invoices(codes, today, told)
    payments = get_facts(FactKind.PAYMENTS, codes, told=told)
    return AccountMoney(
        customer=next(iter(get_facts(FactKind.CUSTOMERS, codes, told=told)), None),
        invoices=tuple(invoices),
        aging=aging(invoices),
        bills=tuple(get_bills(codes, today, told)),
        payments=tuple(sorted(payments, key=lambda fact: fact["day"] or date.min, reverse=True)),
        is_told=bool(told.of(FactKind.RECEIVABLES)),
    )
