"""Whose eyes see which accounts: said for rows and said in SQL, and both say the same."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from accounts.making import adopt, key_account
from vitalfew.accounts.models import AccountRow, KeyAccount
from vitalfew.accounts.queries import accounts_visible_to, only_visible
from vitalfew.accounts.queries.visible import SEEN, Reader, seen_by

pytestmark = pytest.mark.django_db


def seen_in_sql(user: Reader) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT account_id FROM accounts_accountrow WHERE " + SEEN, seen_by(user))
        return {number for (number,) in cursor.fetchall()}


def test_rows_and_sql_see_the_same_accounts(cast: Any) -> None:
    ids = adopt("MANAGED", "DEPUTISED", "OTHERS", "REVOKED", "PLAIN")
    for code in ("MANAGED", "DEPUTISED", "OTHERS", "REVOKED"):
        is_own = code in ("MANAGED", "REVOKED")
        key_account(cast, ids[code], manager_id=cast.owner.pk if is_own else cast.stranger.pk)
    KeyAccount.objects.filter(account_id=ids["DEPUTISED"]).update(deputy=cast.owner)
    KeyAccount.objects.filter(account_id=ids["REVOKED"]).update(revoked_on=date(2099, 1, 1), revoke_reason="sold")
    left = type(cast.owner)(pk=cast.owner.pk, role=cast.owner.role, is_active=False)
    everything = set(ids.values())
    expected = [
        (cast.director, everything),
        (cast.analyst, everything),
        (cast.owner, {ids["MANAGED"], ids["DEPUTISED"]}),
        (cast.stranger, {ids["DEPUTISED"], ids["OTHERS"]}),
        (left, set()),
        (AnonymousUser(), set()),
    ]
    for user, seen in expected:
        assert seen_in_sql(user) == seen
        assert set(accounts_visible_to(user).values_list("pk", flat=True)) == seen
        assert set(only_visible(AccountRow.objects.all(), user).values_list("pk", flat=True)) == seen
