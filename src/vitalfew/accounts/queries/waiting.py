"""How many accounts wait for somebody: what the frame of every page says."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from vitalfew.accounts.queries.visible import SEEN, Reader, seen_by
from vitalfew.words import round_half_up

# In SQL, because every page asks it. Equality every planner answers by the index: the others need not be walked.
_WAITING = (
    """SELECT COUNT(*) FILTER (WHERE tier <> ''), SUM(revenue) FILTER (WHERE tier <> '' AND NOT EXISTS (
        SELECT 1 FROM accounts_coverage c JOIN accounts_keyaccount k ON k.id = c.key_account_id
        WHERE c.account_id = accounts_accountrow.account_id AND k.account_id <> c.account_id AND k.revoked_on IS NULL
        AND (%(sees_all)s OR %(owner)s IN (k.manager_id, k.deputy_id)))),
    COUNT(*) FILTER (WHERE alarm > 0), COUNT(*) FILTER (WHERE alarm = 2),
    COUNT(*) FILTER (WHERE alarm > 0 AND tier <> ''), COUNT(*) FILTER (WHERE alarm = 2 AND tier <> ''),
    COUNT(*) FILTER (WHERE next_due_on <= %(today)s), COUNT(*) FILTER (WHERE next_due_on <= %(today)s OR alarm = 2)
    FROM accounts_accountrow WHERE (tier IN ('strategic', 'key', 'potential') OR alarm IN (1, 2)) AND """  # noqa: S608 (our own words)
    + SEEN
)


@dataclass(frozen=True)
class Waiting:
    """Numbers of accounts that the reader may see."""

    key: int
    revenue: Decimal | None  # of the key accounts; None while the books say nothing
    alarms: int  # with an open alert
    bad: int  # of them grave
    key_alarms: int  # key accounts with an open alert
    key_bad: int  # of them grave
    due: int  # whose next step is due or late
    pressing: int  # grave or due

    @property
    def few(self) -> "Few":
        return Few(self.revenue, self.key_bad, self.key_alarms - self.key_bad)


@dataclass(frozen=True)
class Few:
    """What is said of the key accounts together."""

    revenue: Decimal | None
    bad: int
    watch: int


def get_waiting(user: Reader, today: date) -> Waiting:
    """Return how many accounts wait for what, in one question that touches only those."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {**seen_by(user), "today": today})
        key, revenue, *others = cursor.fetchone()
    # SQLite adds decimals as floats, which are exact far beyond the cents of any company.
    return Waiting(key, None if revenue is None else round_half_up(Decimal(revenue), 4), *others)
