"""Who buys under a contract."""

from datetime import date

from django.db.models import Q

from vitalfew.ledger.rules.facts_words import ContractKind
from vitalfew.relations.models import Contract
from vitalfew.relations.rules.records import ContractState

# What binds somebody to buy, and not only to a price or to silence.
BINDING = (ContractKind.FRAMEWORK.value, ContractKind.SUPPLY.value, ContractKind.SERVICE.value)


def get_contract_accounts(on: date) -> set[int]:
    """Return the ids of the accounts with a signed contract to buy that stands on this day."""
    stands = Q(ended_on=None, state=ContractState.SIGNED, kind__in=BINDING)
    begun, open_still = Q(starts_on=None) | Q(starts_on__lte=on), Q(ends_on=None) | Q(ends_on__gte=on)
    return set(Contract.objects.filter(stands, begun, open_still).values_list("account_id", flat=True))


def get_contract_spans() -> list[tuple[int, date, date | None]]:
    """Return whose contracts to buy ran from when to when, ended ones too; those without a first day are left out."""
    rows = Contract.objects.filter(state=ContractState.SIGNED, kind__in=BINDING, starts_on__isnull=False)
    return [
        (account, start, min(filter(None, (ends, ended)), default=None))
        for account, start, ends, ended in rows.values_list("account_id", "starts_on", "ends_on", "ended_on")
        if start
    ]
