"""The map of an account's people: one set of rows as picture and table, of any day, changed by form, passed on."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, send, went_to
from people.story import Story, tell_story
from vitalfew.accounts import actions as account_actions
from vitalfew.accounts.models import Post
from vitalfew.accounts.queries import get_chart
from vitalfew.relations import actions
from vitalfew.relations.queries import get_network

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
VIEWS = ("hierarchy", "grid", "coverage", "mirror", "leaving", "changes")


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def person(cast: Any, story: Story, name: str, **told: Any) -> int:
    return account_actions.add_person(by=cast.owner, account_id=story.account.id, name=name, **told).id


def judge(cast: Any, story: Story, who: int, **told: Any) -> Any:
    told = {"source": "电话", "version": 0} | told
    return actions.judge_person(by=cast.owner, account_id=story.account.id, contact_id=who, **told)


def link(cast: Any, story: Story, tail: int, head: int, kind: str, note: str = "据说") -> Any:
    return actions.draw_line(
        by=cast.owner, account_id=story.account.id, tail_id=tail, head_id=head, kind=kind, note=note
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn_and_the_table_says_the_same(
    cast: Any, clients: Any, story: Story, view: str, language: str
) -> None:
    quality = person(cast, story, "沈建华", title="质量总监", level="director", boss_id=story.boss.id)
    seat = person(cast, story, "研发总监", level="director", boss_id=story.boss.id, kind="placeholder")
    outsider = person(cast, story, "顾明", title="顾问", kind="outsider")
    judge(cast, story, quality, power="inner", attitude=-2, roles=["approver"])
    link(cast, story, outsider, quality, "minus")
    page = get(clients.owner, "map", story.account.id, language=language, view=view, theirs=str(quality))
    assert page.status_code == 200
    for number in (quality, seat, outsider, story.boss.id):
        assert f'id="row-{number}"' in page.text
    begin = page.text.index('<svg xmlns="')
    svg = page.text[begin : page.text.index("</svg>", begin) + 6]
    ElementTree.fromstring(svg)
    assert " style=" not in svg


def test_the_map_tells_whom_to_meet_next_and_through_whom(cast: Any, clients: Any, story: Story) -> None:
    chief = person(cast, story, "裴总", level="board")
    helper = person(cast, story, "马强", boss_id=chief)
    judge(cast, story, chief, power="inner", attitude=0, roles=["approver"])
    actions.judge_tie(
        by=cast.owner, account_id=story.account.id, contact_id=helper, user_id=cast.owner.pk, strength=3, version=0
    )
    text = get(clients.owner, "map", story.account.id, language="en").text
    assert "1 of 1 key players is not met by any of us" in text
    assert f"through {cast.owner.actor_name} → 马强" in text


def test_the_past_is_drawn_as_it_was(cast: Any, clients: Any, story: Story) -> None:
    old = TODAY - timedelta(60)
    said = judge(cast, story, story.contact.id, attitude=-1, power="structure", today=old)
    judge(cast, story, story.contact.id, attitude=2, version=said.version)
    now = get(clients.owner, "map", story.account.id, language="en").text
    then = get(clients.owner, "map", story.account.id, language="en", on=str(TODAY - timedelta(1))).text
    assert "Supports us" in now
    assert "Has doubts" in then
    assert "data-may-move" not in then  # the past is not moved
    changes = get(clients.owner, "map", story.account.id, language="en", view="changes", since=str(old)).text
    assert "Has doubts → Supports us" in changes


def test_somebody_is_moved_and_moved_back(cast: Any, clients: Any, story: Story) -> None:
    chief = person(cast, story, "裴总", level="board")
    who, account = person(cast, story, "马强"), story.account.id
    sent = send(clients.owner, "map_move", account, contact=who, boss=chief, version=1, query="?lens=none")
    assert sent.status_code == 302
    assert f"lens=none&moved={who}#p{who}" in sent.headers["Location"]
    assert {one.contact_id: one.boss_id for one in get_chart(account)}[who] == chief
    page = get(clients.owner, "map", account, language="en", moved=who).text
    assert "马强 now reports to 裴总." in page
    send(clients.owner, "map_move", account, contact=who, boss="", version=2)
    assert {one.contact_id: one.boss_id for one in get_chart(account)}[who] is None


def test_a_circle_is_refused_saying_why(cast: Any, clients: Any, story: Story) -> None:
    chief = person(cast, story, "裴总")
    who = person(cast, story, "马强", boss_id=chief)
    refused = clients.owner.post(
        f"/accounts/{story.account.id}/map/move/", {"contact": chief, "boss": who, "version": 1}, follow=True,
        headers={"Accept-Language": "en"},
    )  # fmt: skip
    assert "This superior reports to this person" in refused.text
    assert {one.contact_id: one.boss_id for one in get_chart(story.account.id)}[chief] is None


def test_two_who_move_one_person_at_once_see_both_wishes(cast: Any, clients: Any, story: Story) -> None:
    first, second = person(cast, story, "甲经理"), person(cast, story, "乙经理")
    who, account = person(cast, story, "马强"), story.account.id
    send(clients.owner, "map_move", account, contact=who, boss=first, version=1)
    late = send(clients.director, "map_move", account, contact=who, boss=second, version=1)
    assert late.status_code == 409
    assert "甲经理" in late.text
    assert "乙经理" in late.text
    assert Post.objects.get(contact_id=who).reports_to.contact_id == first


def test_a_person_is_judged_by_form_and_the_second_sees_both_values(cast: Any, clients: Any, story: Story) -> None:
    whose = (story.account.id, story.contact.id)
    told = {"do": "judge", "power": "inner", "evidence": "confirmed", "source": "会上", "roles": ["decider"]}
    assert went_to(send(clients.owner, "map_person", *whose, **told, version=0, attitude="1"), "map_person", *whose)
    send(clients.owner, "map_person", *whose, **told, version=1, attitude="2")
    late = send(clients.director, "map_person", *whose, **told, version=1, attitude="-1")
    assert late.status_code == 409
    # Without a source nothing is said.
    bare = send(clients.owner, "map_person", *whose, **told | {"source": ""}, version=1, attitude="2")
    assert bare.status_code == 200
    assert get_network(story.account.id).of(story.contact.id).attitude == 2


def test_a_line_is_drawn_and_ended_by_form(cast: Any, clients: Any, story: Story) -> None:
    whose = (story.account.id, story.contact.id)
    told = {"do": "line", "kind": "plus", "head": story.boss.id, "strength": "2", "note": "每周汇报"}
    send(clients.owner, "map_person", *whose, **told)
    line = get_network(story.account.id).lines[0]
    assert (line.tail_id, line.head_id, line.strength) == (story.contact.id, story.boss.id, 2)
    assert "每周汇报" in get(clients.owner, "map", story.account.id).text
    send(clients.owner, "map_person", *whose, do="end", line=line.id, version=1)
    assert not get_network(story.account.id).lines


def is_kept_from_them(words: str) -> None:
    """Expect nothing judged, nothing of how we are doing, in what the customer sees or hears."""
    for secret in SECRETS:
        assert secret not in words, words[max(0, words.index(secret) - 80) : words.index(secret) + 80]


SECRETS = (
    "会上拍桌子", "inner", "Inner circle", "Does not support", "Conflict", "silent", "no contact", "missing", " met",
    " key", "gap", "never", "Attitude", "Assumed", "assumed",
)  # fmt: skip


@pytest.mark.parametrize("route", ["map_sheet", "map_svg"])
def test_the_customers_edition_says_nothing_judged_neither_to_eye_nor_ear(
    cast: Any, clients: Any, story: Story, route: str
) -> None:
    quality = person(cast, story, "沈建华", title="质量总监", level="director", boss_id=story.boss.id)
    seat = person(cast, story, "研发总监", kind="placeholder", boss_id=story.boss.id)
    person(cast, story, "唐哲", boss_id=seat)
    person(cast, story, "顾明", kind="outsider")
    judge(cast, story, quality, power="inner", attitude=-2, roles=["approver"], source="会上拍桌子")
    link(cast, story, quality, story.boss.id, "conflict", "会上拍桌子")
    link(cast, story, quality, story.boss.id, "dotted", "会上拍桌子")
    ours = get(clients.owner, route, story.account.id, language="en").text
    theirs = get(clients.owner, route, story.account.id, language="en", edition="customer").text
    said = theirs[theirs.index("<title id=") :] if route == "map_svg" else theirs[theirs.index("<svg xmlns") :]
    assert "沈建华" in said
    assert "研发总监" not in said  # that we do not know who is our gap, not theirs to read
    assert "顾明" not in said
    is_kept_from_them(said)
    assert "Does not support" in ours  # the words looked for are the words that would be there
    for view in ("grid", "coverage", "leaving", "changes"):
        asked = {"edition": "customer", "view": view}
        assert get(clients.owner, route, story.account.id, **asked).status_code == 404


def test_the_customers_edition_of_a_large_buyer_keeps_as_quiet(cast: Any, clients: Any, story: Story) -> None:
    for number in range(32):
        who = person(cast, story, f"人{number}", unit=f"部{number % 3}", boss_id=story.boss.id)
        judge(cast, story, who, power="inner", attitude=-2, source="会上拍桌子")
    theirs = get(clients.owner, "map_svg", story.account.id, language="en", edition="customer").text
    said = theirs[theirs.index("<title id=") :]
    assert said.count("<title>人") >= 32
    is_kept_from_them(said)


def test_files_carry_their_colours_and_one_page(cast: Any, clients: Any, story: Story) -> None:
    svg = get(clients.owner, "map_svg", story.account.id)
    ElementTree.fromstring(svg.content)
    assert "var(" not in svg.text
    assert "href=" not in svg.text  # nothing leads back into the house
    pdf = get(clients.owner, "map_pdf", story.account.id)
    assert pdf.content.startswith(b"%PDF")
    assert pdf.content.count(b"/Type /Page\n") + pdf.content.count(b"/Type/Page/") <= 1


@pytest.mark.parametrize("view", VIEWS)
def test_the_questions_do_not_grow_with_the_people(cast: Any, clients: Any, story: Story, view: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page = get(clients.owner, "map", story.account.id, view=view, ours=str(cast.owner.pk))
            assert page.status_code == 200
        return len(queries)

    def more(count: int) -> None:
        for number in range(count):
            who = person(cast, story, f"{view}{count}-{number}", boss_id=story.boss.id)
            judge(cast, story, who, power="structure", attitude=1)
            link(cast, story, who, story.boss.id, "plus")
            actions.judge_tie(
                by=cast.owner, account_id=story.account.id, contact_id=who, user_id=cast.owner.pk, strength=2,
                version=0,
            )  # fmt: skip

    more(1)
    asked()
    more(2)
    few = asked()
    more(6)
    assert asked() == few
    # Looked at again, it is drawn anew only where somebody has written something.
    assert asked() < few


def test_a_map_that_was_kept_shows_what_was_written_since(cast: Any, clients: Any, story: Story) -> None:
    before = get(clients.owner, "map", story.account.id).text
    assert get(clients.owner, "map", story.account.id).text.count("新来的") == before.count("新来的") == 0
    person(cast, story, "新来的", boss_id=story.boss.id)
    assert "新来的" in get(clients.owner, "map", story.account.id).text
    assert "新来的" in get(clients.director, "map", story.account.id).text
