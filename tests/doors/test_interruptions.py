"""A break is opened from an alert, carried on and closed; the stage wears it meanwhile (S23, S24)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.making import key_account
from doors.loop_pages import LANGUAGES, get, later, send, went_to
from people.story import Story, make_account, make_alert, make_case, tell_story
from vitalfew.accounts.actions.erasure import forget_person
from vitalfew.accounts.queries import get_person
from vitalfew.documents.person import gather_person
from vitalfew.loop.control import actions
from vitalfew.loop.control.actions import Break, Shows, close_case, open_case
from vitalfew.loop.control.queries.cases import get_case, get_open_case
from vitalfew.loop.control.rules.cases import CaseOutcome, CaseState, EvidenceKind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


@pytest.fixture
def fresh(cast: Any) -> int:
    """Return a key account that nothing has interrupted."""
    account = int(make_account("C9", "天棻纺机").pk)
    key_account(cast, account)
    return account


def act(client: Any, case: int, do: str, **typed: Any) -> Any:
    return send(client, "interruption", case, do=do, **typed)


def version(story: Story) -> int:
    found = get_open_case(story.account.id)
    assert found is not None
    return found.version


def test_an_alert_opens_a_case_with_one_button(clients: Any, cast: Any, fresh: int) -> None:
    alert = make_alert(fresh, cast.owner.pk, TODAY)
    address = f"{reverse('interruption_new', args=[fresh])}?alert={alert.id}"
    assert f'href="{address}"' in get(clients.owner, "alert", alert.id).text
    page = clients.owner.get(address, headers={"accept-language": "en"})
    assert "It becomes the first evidence" in page.text
    typed = {"what": "停了两个月", "primary_cause": "quality", "severity": "5", "owner": cast.owner.pk}
    answer = clients.owner.post(address, typed)
    case = get_open_case(fresh)
    assert case is not None
    assert answer["Location"] == reverse("interruption", args=[case.id])
    assert [one.alert_id for one in get_case(cast.owner, case.id).evidence] == [alert.id]  # type: ignore[union-attr]
    # Who asks for another is led to the one that is open.
    assert went_to(get(clients.owner, "interruption_new", fresh), "interruption", case.id)


@pytest.mark.parametrize(("language", "word"), [("en", "Interrupted"), ("zh-hans", "中断")])
def test_the_stage_wears_the_interruption_until_it_is_closed(
    clients: Any, cast: Any, story: Story, language: str, word: str
) -> None:
    places = [("account", story.account.id), ("stage", story.account.id)]
    for route, number in places:
        page = get(clients.owner, route, number, language=language).text
        assert 'class="struck"' in page
        assert word in page
    assert word in get(clients.director, "accounts", language=language, view="interrupted").text
    assert story.account.name in get(clients.director, "portfolio", language=language).text
    told = {"by": cast.director, "case_id": story.case.id, "version": story.case.version}
    close_case(outcome="exited", lesson="业务已停", **told)
    assert 'class="struck"' not in get(clients.director, "account", story.account.id, language=language).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_goes_its_way_on_one_page(clients: Any, cast: Any, story: Story, language: str) -> None:
    owner, case, account = clients.owner, story.case.id, story.account.id
    refused = act(owner, case, "evidence", shows="note", said="不回电话", source="", language=language)
    assert {"en": "Say where it comes from", "zh-hans": "请写明来源"}[language] in refused.text
    assert went_to(act(owner, case, "evidence", shows="note", said="不回电话", source="王丽"), "interruption", case)
    assert went_to(act(owner, case, "evidence", shows=f"contact:{story.visit.id}"), "interruption", case)
    assert story.visit.note in get(owner, "interruption", case).text
    why = {"diagnosis": "换人没有交接", "primary_cause": "personnel_change", "secondary_causes": ["lack_of_trust"]}
    assert went_to(act(owner, case, "diagnose", version=version(story), **why), "interruption", case)
    remedy = {"play": "senior_meeting", "owner": cast.owner.pk, "due_on": later(TODAY)}
    assert went_to(act(owner, case, "remedy", **remedy), "interruption", case)
    assert went_to(act(owner, case, "begin", version=version(story)), "interruption", case)
    found = get_case(cast.owner, case)
    assert found is not None
    assert [one.play for one in found.remedies] == ["senior_meeting"]
    done = {"row": found.remedies[0].id, "version": 1, "result": "已会面"}
    assert went_to(act(owner, case, "done", **done), "interruption", case)
    watch = {"watch_for": "恢复每周下单", "watch_until": later(TODAY, 60)}
    assert went_to(act(owner, case, "watch", version=version(story), **watch), "interruption", case)
    page = get(owner, "interruption", case, language=language).text
    assert all(word in page for word in ("已会面", "恢复每周下单", "换人没有交接"))
    lesson = {"outcome": "recovered", "lesson": "换人当周就去"}
    assert 'value="exited"' not in page, "the manager does not end a designation"
    assert went_to(act(owner, case, "close", version=version(story), **lesson), "interruption", case)
    assert get_open_case(account) is None
    assert "换人当周就去" in get(owner, "interruption", case, language=language).text
    assert "换人当周就去" in get(owner, "interruptions", account, language=language).text
    assert "换人当周就去" in get(owner, "breaks", language=language, text="当周").text
    assert "换人当周就去" not in get(owner, "breaks", language=language, text="没有的话").text


def test_a_part_of_another_case_does_not_exist_here(clients: Any, cast: Any, story: Story, fresh: int) -> None:
    other = make_case(cast.owner, fresh)
    act(clients.owner, other.id, "evidence", shows="note", said="x", source="x")
    there = get_case(cast.owner, other.id).evidence[0]  # type: ignore[union-attr]
    assert act(clients.owner, story.case.id, "remove", row=there.id, version=1).status_code == 404
    assert act(clients.owner, story.case.id, "remove", row="²", version=1).status_code == 404
    assert act(clients.owner, other.id, "remove", row=there.id, version=1).status_code == 302


def test_two_who_carry_a_case_further_at_once_lose_nothing(clients: Any, cast: Any, story: Story) -> None:
    typed = {"what": "a", "primary_cause": "quality", "severity": "2", "owner": cast.owner.pk}
    seen = {"version": story.case.version}
    first = act(clients.owner, story.case.id, "change", **typed | {"primary_cause": "financial"}, **seen)
    assert first.status_code == 302
    second = act(clients.director, story.case.id, "change", **typed | {"primary_cause": "lack_of_trust"}, **seen)
    assert second.status_code == 409
    assert "Lack of trust" in second.text
    assert "Financial trouble" in second.text


def test_an_ended_designation_takes_the_case_with_it(clients: Any, cast: Any, story: Story) -> None:
    typed = {
        "do": "revoke",
        "version": story.key_account.version,
        "reason": "业务已停",
        "revoked_on": TODAY.isoformat(),
    }
    assert send(clients.director, "designation", story.account.id, **typed).status_code == 302
    found = get_case(cast.director, story.case.id)
    assert found is not None
    assert (found.outcome, found.lesson) == (CaseOutcome.EXITED, "业务已停")


def test_the_board_counts_causes_over_the_years_and_how_long_it_took(clients: Any, cast: Any, fresh: int) -> None:
    assert "No relationship has been interrupted" in get(clients.director, "breaks").text
    for year in (2025, 2026):
        day = date(year, 2, 1)
        told = Break("x", "quality", 3, cast.owner.pk)
        _recover(cast, open_case(by=cast.owner, account_id=fresh, told=told, today=day), day)
    page = get(clients.director, "breaks").text
    assert "Time to recover: half took at most 30 days, from 2 cases." in page
    assert ">2025<" in page
    assert ">2026<" in page


def _recover(cast: Any, one: Any, day: date) -> None:
    by, at = cast.owner, {"by": cast.owner, "case_id": one.id, "today": day}
    actions.add_evidence(**at, shows=Shows(EvidenceKind.NOTE, said="x", source="x"))
    actions.diagnose_case(**at, version=1, diagnosis="x", primary_cause="quality")
    actions.add_remedy(**at, owner_id=by.pk, due_on=day, what="x")
    actions.begin_remedy(**at, version=2)
    actions.watch_case(**at, version=3, watch_for="x", watch_until=day)
    close_case(by=by, case_id=one.id, version=4, outcome="recovered", lesson="x", today=day + timedelta(30))


def test_the_director_names_causes_and_writes_plays(clients: Any, story: Story) -> None:
    page = get(clients.owner, "causes").text
    assert "in use" in page
    assert reverse("cause", args=["quality"]) not in page, "a manager reads the tree"
    form = get(clients.director, "cause", "quality").text
    assert 'value="质量问题"' in form
    assert 'value="Quality"' in form
    typed = {"name": "质量事故", "name_en": "Quality failure", "parent": "internal", "version": "0"}
    assert went_to(send(clients.director, "cause", "quality", **typed), "causes")
    assert "Quality failure" in get(clients.owner, "interruption", story.case.id).text
    # Of two directors the second gets both values.
    assert send(clients.director, "cause", "quality", **typed | {"name_en": "Other"}).status_code == 409
    play = {"name": "问", "name_en": "Ask again", "cause": "quality", "steps": "再问", "steps_en": "Ask once more"}
    assert went_to(send(clients.director, "play", "new", **play), "causes")
    assert "Ask once more" in get(clients.owner, "causes").text


@pytest.mark.parametrize("route", ["breaks", "interruptions", "interruption", "portfolio"])
def test_the_pages_ask_as_often_for_many_cases_as_for_few(
    clients: Any, cast: Any, story: Story, fresh: int, route: str
) -> None:
    on = {"interruptions": [story.account.id], "interruption": [story.case.id]}.get(route, [])
    client = clients.director

    def asked() -> int:
        get(client, route, *on)
        with CaptureQueriesContext(connection) as captured:
            get(client, route, *on)
        return len(captured)

    make_case(cast.owner, fresh)
    act(clients.owner, story.case.id, "evidence", shows="note", said="x", source="x")
    few = asked()
    for number in range(4):
        account = int(make_account(f"D{number}", f"客户{number}").pk)
        key_account(cast, account)
        make_case(cast.owner, account)
        act(clients.owner, story.case.id, "evidence", shows="note", said=f"{number}", source="x")
    assert asked() == few


def test_a_case_that_waits_says_what_is_next(clients: Any, story: Story) -> None:
    assert get_open_case(story.account.id).state is CaseState.OPEN  # type: ignore[union-attr]
    page = get(clients.owner, "interruption", story.case.id).text
    assert "No evidence yet" in page
    assert 'value="diagnose"' not in page
    reader = get(clients.analyst, "interruption", story.case.id).text
    assert 'value="evidence"' not in reader


def test_a_person_forgotten_leaves_no_name_in_a_case(clients: Any, cast: Any, story: Story) -> None:
    name, by = story.contact.name, cast.owner
    left = get_person(story.account.id, story.contact.id)
    assert left is not None
    for shows in (Shows(EvidenceKind.NOTE, said=f"{name}不回电话", source=f"{name}的助理"),
                  Shows(EvidenceKind.LEAVER, left.post.id)):  # fmt: skip
        actions.add_evidence(by=by, case_id=story.case.id, shows=shows)
    actions.add_remedy(by=by, case_id=story.case.id, owner_id=by.pk, due_on=TODAY, what=f"见{name}")
    kept = gather_person(cast.director, story.account.id, story.contact.id).tables
    assert [row["what"] for row in kept["interruptions"]] == [story.case.what]
    told = {"account_id": story.account.id, "contact_id": story.contact.id, "reason": "本人要求"}
    forget_person(by=cast.director, **told)
    assert name not in get(clients.director, "interruption", story.case.id).text
    found = get_case(cast.director, story.case.id)
    assert found is not None
    assert [one.name for one in found.evidence] == ["", ""]
    assert name not in str(found)
