"""A manager begins with what needs him, a director with the whole; both see why, and one step to take."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from doors.account_rows import TODAY, make_row, name_key_account
from people.story import tell_story
from vitalfew.accounts.models import Account
from vitalfew.accounts.rules import AccountRowState
from vitalfew.loop.analysis.queries.board import count_open_claims, get_open_claims, get_stage_counts
from vitalfew.loop.analysis.rules.stages import Stage
from vitalfew.web.attention import Facts, When, needs_of

ROW = AccountRowState(
    account_id=1, code="A", name="北辰", name_en="", tier="key", manager_id=1, manager_name="林", revenue=Decimal(10),
    change_share=None, margin=None, spark=[], last_order_on=None, stage="mid", last_contact_on=TODAY, next_step="",
    next_due_on=None, alarm=0, alarm_reason=None,
)  # fmt: skip
AIMED = Facts(aims={1: 1})


def test_an_account_in_order_needs_nobody() -> None:
    (need,) = needs_of([ROW], AIMED, TODAY)
    assert (need.when, need.reasons) == (When.QUIET, ())


def test_silence_of_ours_is_named_after_thirty_days() -> None:
    assert needs_of([replace(ROW, last_contact_on=TODAY - timedelta(30))], AIMED, TODAY)[0].when is When.QUIET
    (need,) = needs_of([replace(ROW, last_contact_on=TODAY - timedelta(31))], AIMED, TODAY)
    assert need.first is not None
    assert (need.when, need.first.state) == (When.WEEK, "watch")
    assert need.first.href == "/accounts/1/visits/new/"


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from(["", "mid"]), st.integers(0, 10**9), st.booleans()), max_size=12
    )
)
def test_nobody_who_waits_longer_stands_behind(accounts: list[tuple[int, str, int, bool]]) -> None:
    rows = [
        replace(ROW, account_id=n, last_contact_on=TODAY - timedelta(days), stage=stage, revenue=Decimal(revenue))
        for n, (days, stage, revenue, _over) in enumerate(accounts)
    ]
    facts = Facts(reviews={n: TODAY for n, account in enumerate(accounts) if account[3]})
    needs = needs_of(rows, facts, TODAY)
    assert {need.row.account_id for need in needs} == set(range(len(rows)))
    assert [need.when for need in needs] == sorted(need.when for need in needs)
    for one, other in pairwise(needs):
        same = one.first and other.first and (one.when, one.first.state) == (other.when, other.first.state)
        assert not same or (one.row.revenue or 0) >= (other.row.revenue or 0)


@pytest.mark.django_db
class TestToday:
    def test_the_gravest_stands_first_with_its_reason_and_the_only_solid_button(self, cast: Any, clients: Any) -> None:
        story = tell_story(cast)
        quiet = make_row("Q-1", "启衡机器人", 5, stage="mid", last_contact_on=timezone.localdate())
        name_key_account(quiet, cast, cast.owner)
        answer = clients.owner.get("/today/")
        (title, works), *_rest = answer.context["groups"]
        assert title == "今天"
        assert works[0].need.row.account_id == story.account.id
        assert "33 天没有订单，通常 21 天" in answer.text
        assert answer.text.count("btn primary") == 1
        assert f'class="btn primary" href="/control/{story.alert.id}/"' in answer.text
        assert "2 家客户，今天要您出手 1 家" in answer.text

    def test_another_managers_accounts_are_not_mine(self, cast: Any, clients: Any) -> None:
        tell_story(cast)
        text = clients.stranger.get("/today/").text
        assert "北辰" not in text
        assert "还没有归您负责的客户" in text

    def test_it_speaks_english(self, cast: Any, clients: Any) -> None:
        tell_story(cast)
        clients.owner.post("/preferences/language/", {"language": "en"})
        text = clients.owner.get("/today/").text
        assert "1 account, 1 needs you today." in text
        assert "No order for 33 days, usually 21" in text


@pytest.mark.django_db
class TestPortfolio:
    def test_a_claim_waits_until_it_is_answered(self, cast: Any, clients: Any) -> None:
        story = tell_story(cast)
        (claim,) = get_open_claims(cast.director)
        assert (claim.account_id, claim.stage, claim.proposed_by_name) == (story.account.id, Stage.MID, "林晓雯")
        assert count_open_claims(cast.director) == 1
        assert count_open_claims(cast.stranger) == 0
        assert clients.director.get("/portfolio/").context["frame"].home.count == 1
        clients.director.post(
            f"/accounts/{story.account.id}/stage/answer/", {"do": "confirm", "version": story.proposal.version}
        )
        assert get_open_claims(cast.director) == []
        assert get_stage_counts(cast.director)[Stage.MID] == 1

    def test_the_board_counts_every_key_account_once(self, cast: Any) -> None:
        tell_story(cast)
        name_key_account(make_row("N-1", "未评客户", 5), cast, cast.stranger)
        counts = get_stage_counts(cast.director)
        assert counts == dict.fromkeys(Stage, 0) | {Stage.EARLY: 1, None: 1}
        assert get_stage_counts(cast.stranger) == dict.fromkeys(Stage, 0) | {None: 1}

    @pytest.mark.parametrize(("language", "words"), [("zh-hans", "从账本开始"), ("en", "Begin with your books")])
    def test_without_books_it_says_where_to_begin(self, language: str, words: str, clients: Any) -> None:
        clients.director.post("/preferences/language/", {"language": language})
        text = clients.director.get("/portfolio/").text
        assert words in text
        assert 'href="/books/import/"' in text
        assert 'action="/sample/load/"' in text or "sample" in text

    def test_a_manager_does_not_see_the_company(self, clients: Any) -> None:
        assert clients.owner.get("/portfolio/").status_code == 403


@pytest.mark.django_db
def test_an_account_has_one_name_on_every_page_in_the_language_spoken(cast: Any, clients: Any) -> None:
    story = tell_story(cast)
    Account.objects.filter(pk=story.account.id).update(name_en="Beichen Wind Power")
    pages = ["/objectives/", "/plans/", "/execution/", "/control/", f"/accounts/{story.account.id}/"]
    pages += [f"/accounts/{story.account.id}/{page}/" for page in ("stage", "plan", "review", "lines")]
    for address in pages:
        english = clients.director.get(address, headers={"accept-language": "en"}).text
        assert "Beichen Wind Power" in english, address
        chinese = clients.director.get(address, headers={"accept-language": "zh-hans"}).text
        assert "北辰风电装备集团" in chinese, address
        if address.count("/") == 2:
            assert "北辰" not in english, address
            assert "Beichen" not in chinese, address
