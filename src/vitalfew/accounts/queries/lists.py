"""The account list: one indexed query, one count, and the names of the managers on the page."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from vitalfew.accounts.models import AccountRow, Coverage, KeyAccount
from vitalfew.accounts.queries.visible import SEEN, Reader, only_visible, seen_by
from vitalfew.accounts.rules import (
    ORDERS,
    PAGE_SIZES,
    SILENT_DAYS,
    AccountFilter,
    AccountPage,
    AccountRowState,
    KeySums,
    Tier,
    View,
    pages_of,
    words_of,
)
from vitalfew.people.queries import get_names

_COLUMNS = {
    "revenue": "revenue",
    "name": "name",
    "change": "change_share",
    "margin": "margin",
    "last_order": "last_order_on",
    "last_contact": "last_contact_on",
    "next_due": "next_due_on",
    "stage": "stage_order",
    "alarm": "alarm",
    "tier": "tier",
    "manager": "manager_id_number",
}
_SHOWN = (
    "account_id", "code", "name", "name_en", "tier", "manager_id_number", "revenue", "change_share", "margin", "spark",
    "last_order_on", "stage", "last_contact_on", "next_step", "next_due_on", "alarm", "alarm_reason",
    "interruption", "is_prospect",
)  # fmt: skip
_MAY_BE_UNKNOWN = {"revenue", "change", "margin", "last_order", "last_contact", "next_due", "manager"}
FEW = 1000  # accounts found by text that are asked for by number
# Equality, which every planner answers by the index; "not empty" it would answer by walking all accounts.
_IS_KEY = Q(tier__in=[tier.value for tier in Tier])
_HAS_ALARM = Q(alarm__in=[1, 2])
_IS_INTERRUPTED = Q(interruption__in=[1, 2, 3, 4, 5])
# The views as below, in SQL, because the page asks for all of them at once.
_COUNTS = (
    """SELECT COUNT(*) FILTER (WHERE tier <> ''), COUNT(*) FILTER (WHERE tier <> '' AND change_share < 0),
    COUNT(*) FILTER (WHERE tier <> '' AND (last_contact_on IS NULL OR last_contact_on < %(silent_before)s)),
    COUNT(*) FILTER (WHERE alarm > 0), COUNT(*) FILTER (WHERE interruption > 0),
    (SELECT COUNT(*) FROM accounts_keyaccount
     WHERE revoked_on IS NULL AND %(me)s IN (manager_id, deputy_id, director_id) AND """  # noqa: S608 (our own words)
    + SEEN
    + """)
    FROM accounts_accountrow WHERE (tier IN ('strategic', 'key', 'potential') OR alarm IN (1, 2)) AND """
    + SEEN
)


def get_account_page(user: Reader, wanted: AccountFilter, *, today: date | None = None) -> AccountPage:
    """Return one page of the accounts that the user may see; what is not known comes last, whichever way sorted."""
    rows, total = _counted(_matching(user, wanted, today or timezone.localdate()), bool(words_of(wanted.text)))
    size = wanted.size if wanted.size in PAGE_SIZES else AccountFilter.size
    pages = pages_of(total, size)
    page = min(max(wanted.page, 1), pages)
    shown = _slice(rows.order_by(*_order(wanted.order)), total, (page - 1) * size, size)
    names = get_names({row["manager_id_number"] for row in shown if row["manager_id_number"]})
    return AccountPage([_state(row, names) for row in shown], total, page, pages)


def get_accounts_after(
    user: Reader, wanted: AccountFilter, after: int, *, today: date | None = None
) -> tuple[list[AccountRowState], bool]:
    """Return the accounts with a number above `after`, at most `size` of them, and whether there are more.

    For programs that walk through all: whatever comes or goes meanwhile, none is told twice or left out.
    """
    rows = _matching(user, wanted, today or timezone.localdate()).filter(account_id__gt=after).order_by("account_id")
    found = list(rows.values(*_SHOWN)[: wanted.size + 1])
    shown = found[: wanted.size]
    names = get_names({row["manager_id_number"] for row in shown if row["manager_id_number"]})
    return [_state(row, names) for row in shown], len(found) > wanted.size


def get_view_counts(user: Reader, *, today: date | None = None) -> dict[str, int]:
    """Return how many accounts each ready-made view holds for this user."""
    day = today or timezone.localdate()
    asked = seen_by(user) | {"me": getattr(user, "actor_id", None), "silent_before": day - timedelta(SILENT_DAYS)}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, asked)
        key, falling, silent, alarm, interrupted, mine = cursor.fetchone()
    counts = {
        "key": key,
        "mine": mine,
        "alarm": alarm,
        "interrupted": interrupted,
        "falling": falling,
        "silent": silent,
    }
    return counts | {"all": _rows(user).count()}


def get_key_sums(user: Reader) -> KeySums:
    """Return number, revenue and alarms of the key accounts that the user may see; what a group brings counts once."""
    found = _rows(user).filter(_IS_KEY).annotate(is_within=Exists(_within_another(user))).aggregate(
        count=Count("pk"),
        revenue=Coalesce(
            Sum("revenue", filter=Q(is_within=False)), 0, output_field=AccountRow._meta.get_field("revenue")
        ),
        bad=Count("pk", filter=Q(alarm=2)),
        watch=Count("pk", filter=Q(alarm=1)),
    )  # fmt: skip
    return KeySums(**found)


def get_outermost_keys(user: Reader) -> list[int]:
    """Return the ids of the key accounts that the user may see and that stand under no other that he sees."""
    keys = _rows(user).filter(_IS_KEY).exclude(Exists(_within_another(user)))
    return list(keys.order_by("pk").values_list("pk", flat=True))


def _within_another(user: Reader) -> QuerySet[Coverage]:
    """Return, for a row, the key accounts above it that the user sees."""
    above = Coverage.objects.filter(account_id=OuterRef("pk"), key_account__revoked_on=None)
    above = above.exclude(key_account__account_id=OuterRef("pk"))
    return only_visible(above, user, "key_account__account")


def _rows(user: Reader) -> QuerySet[AccountRow]:
    return only_visible(AccountRow.objects.all(), user)


def _counted(rows: QuerySet[AccountRow], has_text: bool) -> tuple[QuerySet[AccountRow], int]:
    """Return the rows and how many; of a few found by text, by their numbers, so that sorting looks at no others."""
    few = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1]) if has_text else []
    if has_text and len(few) <= FEW:
        return AccountRow.objects.filter(pk__in=few), len(few)
    return rows, rows.count()


def _matching(user: Reader, wanted: AccountFilter, today: date) -> QuerySet[AccountRow]:
    rows = _in_view(_rows(user), wanted.view, user, today)
    for word in words_of(wanted.text):
        rows = rows.filter(search__contains=word)
    if wanted.tier:
        rows = rows.filter(tier=wanted.tier)
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    return rows if wanted.manager_id is None else rows.filter(manager_id_number=wanted.manager_id)


def _in_view(rows: QuerySet[AccountRow], view: str, user: Reader, today: date) -> QuerySet[AccountRow]:
    if view == View.MINE:
        return rows.filter(account_id__in=_looked_after_by(user))
    conditions = {
        View.KEY: _IS_KEY,
        View.ALARM: _HAS_ALARM,
        View.INTERRUPTED: _IS_INTERRUPTED,
        View.FALLING: _IS_KEY & _falling(),
        View.SILENT: _IS_KEY & _silent(today),
    }
    return rows.filter(conditions[View(view)]) if view in conditions else rows


def _looked_after_by(user: Reader) -> QuerySet[KeyAccount, int]:
    me = getattr(user, "actor_id", None)
    mine = Q(manager_id=me) | Q(deputy_id=me) | Q(director_id=me)
    return KeyAccount.objects.filter(mine, revoked_on=None).values_list("account_id", flat=True)


def _falling() -> Q:
    return Q(change_share__lt=0)


def _silent(today: date) -> Q:
    return Q(last_contact_on=None) | Q(last_contact_on__lt=today - timedelta(SILENT_DAYS))


def _order(order: str) -> list[str | OrderBy]:
    name = order.removeprefix("-")
    name = name if name in ORDERS else "revenue"
    descending = order.startswith("-")
    if name == "revenue" and order != "revenue":
        return ["revenue_rank", "account_id"]
    column = F(_COLUMNS[name])
    unknown = True if name in _MAY_BE_UNKNOWN else None
    first = column.desc(nulls_last=unknown) if descending else column.asc(nulls_last=unknown)
    return [first, "-account_id" if descending else "account_id"]


def _slice(rows: QuerySet[AccountRow], total: int, start: int, size: int) -> list[dict[str, Any]]:
    """Return the rows from `start`, walked to from the nearer end: no page is further than the middle."""
    end, shown = min(start + size, total), rows.values(*_SHOWN)
    if start <= total // 2:
        return list(shown[start:end])
    return list(shown.reverse()[total - end : total - start])[::-1]


def _state(row: dict[str, Any], names: dict[int, str]) -> AccountRowState:
    manager_id = row.pop("manager_id_number")
    spark = row.pop("spark")
    heights = [int(height) if height else None for height in spark.split(",")] if spark else []
    return AccountRowState(**row, manager_id=manager_id, manager_name=names.get(manager_id, ""), spark=heights)
