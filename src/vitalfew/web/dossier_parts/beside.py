"""What the books and files say beside what people judged: shown next to it, never written over it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.ledger.queries.facts_accounts import AccountKnown, AccountMoney

# Field of the dossier → field of a file of customers.
_ON_PAPER = {"industry": "industry", "parent_body": "parent", "address": "address"}


@dataclass(frozen=True)
class Beside:
    """One thing the books or files say, and where it can be read."""

    text: str
    href: str


def beside(account_id: int, known: AccountKnown, money: AccountMoney, today: date) -> Mapping[str, Sequence[Beside]]:
    """Return what is known otherwise, by field of the dossier."""
    found: dict[str, list[Beside]] = defaultdict(list)
    facts, owed = reverse("account_facts", args=[account_id]), reverse("account_money", args=[account_id])
    for field, name in _ON_PAPER.items():
        if known.customer and known.customer.values.get(name):
            found[field].append(Beside(str(known.customer[name]), facts))
    for text in _contracts(known, today):
        found["contract_status"].append(Beside(text, facts))
    for text in _paying(money):
        found["payment_attitude"].append(Beside(text, owed))
    if limit := _limit(known):
        found["credit_rating"].append(Beside(limit, owed))
    return found


def _contracts(known: AccountKnown, today: date) -> list[str]:
    running = [one for one in known.contracts if one["ends"] is None or one["ends"] >= today]
    if not running:
        return []
    said = ngettext("%(count)s contract runs", "%(count)s contracts run", len(running)) % {"count": len(running)}
    ends = [one["ends"] for one in running if one["ends"]]
    return [
        _("%(contracts)s, the first ends %(on)s") % {"contracts": said, "on": words.day(min(ends))} if ends else said
    ]


def _paying(money: AccountMoney) -> list[str]:
    if not money.is_told:
        return []
    late = [one for one in money.aging if one.overdue]
    if not late:
        return [_("Nothing is overdue")]
    return [_overdue(one) for one in late]


def _overdue(aging: Any) -> str:
    said = {"amount": str(words.money(aging.overdue, aging.currency)), "on": words.day(aging.oldest_due)}
    return _("%(amount)s overdue, the oldest since %(on)s") % said


def _limit(known: AccountKnown) -> str:
    who = known.customer
    if who is None or who.values.get("credit_limit") is None:
        return ""
    return _("Credit limit %(amount)s") % {"amount": str(words.money(who["credit_limit"], who["currency"] or ""))}
