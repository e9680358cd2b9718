"""A question that is kept as SQL answers as the question itself, for one account as for the next."""

import gc
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from people.story import tell_story
from vitalfew.accounts.models import Account, Post
from vitalfew.prepared import Prepared

pytestmark = pytest.mark.django_db


def kept() -> list[Prepared[Any]]:
    """Return every question of the product that is kept."""
    return [one for one in gc.get_objects() if type(one) is Prepared]


def said(row: Any) -> Any:
    """Return every value of a row, and of what was read along with it."""
    if not isinstance(row, Model):
        return row
    beside = {name: _columns(one) for name, one in row._state.fields_cache.items()}
    return _columns(row) | beside


def _columns(row: Model | None) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name != "_state"} if row else {}


def test_the_account_home_s_questions_answer_as_themselves(cast: Any, client: Any) -> None:
    story = tell_story(cast)
    client.force_login(cast.director)
    assert client.get(f"/accounts/{story.account.id}/").status_code == 200
    questions, found = kept(), 0
    assert len(questions) >= 12
    for asked in questions:
        names = asked._make.__code__.co_varnames[: asked._make.__code__.co_argcount]
        for account in (story.account, story.other):
            told = {
                "account_id": account.id, "cycle_id": story.cycle.id, "key_account_id": story.key_account.id,
                "number": 1, "owner_id": story.key_account.manager_id, "today": date.today(),
            }  # fmt: skip
            values = {name: told[name] for name in names if name in told}
            rows, plainly = asked(**values), list(asked._make(**values))
            assert [said(row) for row in rows] == [said(row) for row in plainly]
            found += len(rows)
    assert found > 10


def test_a_kept_question_asks_once_and_brings_what_belongs_to_its_rows(cast: Any) -> None:
    account = tell_story(cast).account
    posts = Prepared(lambda account_id: Post.objects.filter(account_id=account_id).select_related("contact"))
    posts(account_id=account.id)
    with CaptureQueriesContext(connection) as asked:
        names = {post.contact.name for post in posts(account_id=account.id)}
    assert len(asked) == 1
    assert names == set(Post.objects.filter(account_id=account.id).values_list("contact__name", flat=True))
    assert posts(account_id=0) == []


def test_a_value_that_leaves_no_trace_is_refused() -> None:
    with pytest.raises(ValueError, match="account_id cannot be told apart"):
        Prepared(lambda account_id: Account.objects.filter(code=""))(account_id=1)
