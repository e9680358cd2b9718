"""A director makes an account a key account with a reason, changes that, and ends it; nobody else does (S5)."""

from typing import Any

import pytest
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, send, went_to
from people.story import Story, make_account, tell_story

pytestmark = pytest.mark.django_db
WORDS = {
    "en": ("Name it a key account", "Choose who manages this account.", "Write the reason. Whoever takes over"),
    "zh-hans": ("认定为大客户", "请选择由谁负责这家客户。", "请写明理由"),
}


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _terms(cast: Any, **more: Any) -> dict[str, Any]:
    return {"tier": "key", "manager": cast.owner.pk, "reason": "扩产，三年翻番", **more}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_designation_needs_manager_and_reason(cast: Any, clients: Any, language: str) -> None:
    account = make_account("X-1", "西岭矿山机械").pk
    page, *errors = WORDS[language]
    assert page in get(clients.director, "designate", account, language=language).text
    answer = send(clients.director, "designate", account, language=language, tier="key")
    assert answer.status_code == 200
    for error in errors:
        assert error in answer.text


def test_after_the_designation_the_stage_is_asked(cast: Any, clients: Any) -> None:
    from vitalfew.accounts.queries import get_account
    from vitalfew.loop.analysis.queries import get_cycle

    account = make_account("X-1", "西岭矿山机械").pk
    day = timezone.localdate().isoformat()
    answer = send(clients.director, "designate", account, **_terms(cast, designated_on=day))
    assert went_to(answer, "stage", account)
    key = get_account(cast.owner, account).key
    assert key
    assert (key.manager_id, key.director_id, key.reason) == (cast.owner.pk, cast.director.pk, "扩产，三年翻番")
    cycle = get_cycle(account)
    assert cycle
    assert cycle.number == 1
    # Asked again, the page shows what stands.
    assert went_to(get(clients.director, "designate", account), "designation", account)
    again = send(clients.director, "designate", account, **_terms(cast, designated_on=day))
    assert "Somebody has designated it meanwhile" in again.text


def test_manager_and_deputy_are_two(cast: Any, clients: Any, story: Story) -> None:
    typed = _terms(cast, deputy=cast.owner.pk, do="change", version=story.key_account.version)
    answer = send(clients.director, "designation", story.account.id, **typed)
    assert "it must be somebody else" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_directors_see_both_values(cast: Any, clients: Any, story: Story, language: str) -> None:
    version = story.key_account.version
    first = _terms(cast, reason="theirs", do="change", version=version)
    assert went_to(send(clients.director, "designation", story.account.id, **first), "designation", story.account.id)
    second = _terms(cast, reason="mine", do="change", version=version)
    answer = send(clients.director, "designation", story.account.id, language=language, **second)
    assert answer.status_code == 409
    assert "theirs" in answer.text
    assert "mine" in answer.text
    # Sent again from that page, against the version that stands, mine is written.
    again = send(clients.director, "designation", story.account.id, **second | {"version": version + 1})
    assert went_to(again, "designation", story.account.id)


def test_revoked_the_account_leaves_its_manager(cast: Any, clients: Any, story: Story) -> None:
    from vitalfew.loop.analysis.queries import get_stage

    day = timezone.localdate().isoformat()
    typed = {"do": "revoke", "version": story.key_account.version, "revoked_on": day}
    without = send(clients.director, "designation", story.account.id, **typed)
    assert "Write why it is no key account any more." in without.text
    answer = send(clients.director, "designation", story.account.id, **typed, reason="被收购，改由集团管理")
    assert went_to(answer, "account", story.account.id)
    assert get(clients.owner, "plan", story.account.id).status_code == 404
    assert get_stage(story.account.id).current is None


def test_it_does_not_end_before_it_began(clients: Any, story: Story) -> None:
    typed = {"do": "revoke", "version": story.key_account.version, "reason": "x", "revoked_on": "2001-01-01"}
    answer = send(clients.director, "designation", story.account.id, **typed)
    assert "cannot end before the day" in answer.text


def test_a_manager_reads_the_reason_but_finds_no_form(clients: Any, story: Story) -> None:
    answer = get(clients.owner, "designation", story.account.id)
    assert story.key_account.reason in answer.text
    assert 'name="reason"' not in answer.text
