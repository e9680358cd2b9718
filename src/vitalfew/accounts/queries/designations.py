"""Every designation there is or was: the decisions that made key accounts and ended them (S5)."""

from dataclasses import dataclass

from vitalfew.accounts.models import KeyAccount
from vitalfew.accounts.queries.dossiers import key_state
from vitalfew.accounts.queries.visible import Reader, only_visible
from vitalfew.accounts.rules import KeyAccountState


@dataclass(frozen=True)
class Designated:
    """A designation and whose it is."""

    account_id: int
    account_name: str
    key: KeyAccountState


def get_all_designations(user: Reader) -> list[Designated]:
    """Return the designations of every account that the user may see, the latest first, in one question."""
    rows = only_visible(KeyAccount.objects.all(), user)
    named = rows.select_related("account", "manager", "director", "deputy", "sponsor").order_by("-designated_on", "-pk")
    return [Designated(row.account_id, row.account.shown_name, key_state(row)) for row in named]
