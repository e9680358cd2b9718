"""Calendars as files: whatever is typed stays inside its line, and a feed tells nothing private (S14)."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from doors.loop_pages import LANGUAGES, get, send
from people.story import Story, make_record, tell_story
from vitalfew.accounts.actions import add_contact
from vitalfew.documents.diary import write_invitation
from vitalfew.documents.ics import Event, escaped, folded, write_calendar
from vitalfew.journal.models import Entry
from vitalfew.loop.execution.actions import VisitPlan, cancel_visit, change_visit, plan_visit
from vitalfew.loop.execution.models import CalendarFeed
from vitalfew.loop.execution.queries import get_planned_visit
from vitalfew.relations.actions import keep_commitment

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def _lines(content: bytes) -> list[str]:
    """Read a calendar as a client does: lines end with CR LF, a line that begins with a space goes on."""
    assert content.endswith(b"\r\n")
    pieces = content.split(b"\r\n")[:-1]
    assert all(len(piece) <= 75 for piece in pieces)
    assert not [piece for piece in pieces if b"\r" in piece or b"\n" in piece]
    return b"\r\n".join(pieces).replace(b"\r\n ", b"").decode().split("\r\n")


def _events(content: bytes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in _lines(content):
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            found[-1].setdefault(name, value)
    return found


def _read(text: str) -> str:
    return re.sub(r"\\(.)", lambda one: "\n" if one[1] in "nN" else one[1], text)


@given(st.text())
def test_what_is_typed_comes_back_and_ends_no_line(typed: str) -> None:
    plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", typed.replace("\r\n", "\n").replace("\r", "\n"))
    written = escaped(typed)
    assert "\n" not in written
    assert "\r" not in written
    assert _read(written) == plain


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(line: str) -> None:
    pieces = folded(line).split(b"\r\n")[:-1]
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert (pieces[0] + b"".join(piece[1:] for piece in pieces[1:])).decode() == line
    assert all(piece.decode() for piece in pieces if piece)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_words_become_a_property(typed: str) -> None:
    attack = f"x\r\nEND:VEVENT\r\nATTACH:http://evil/{typed}"
    event = Event(uid="1", sequence=1, summary=attack, starts=date(2026, 3, 3), location=attack)
    names = [line.partition(":")[0] for line in _lines(write_calendar(attack, [event], now=NOW))]
    assert names == [
        "BEGIN", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "REFRESH-INTERVAL;VALUE=DURATION", "BEGIN",
        "UID", "DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "LOCATION", "STATUS", "END",
        "END",
    ]  # fmt: skip


pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _feed(story: Story) -> Any:
    # A calendar program: no cookie, no language.
    return Client().get(reverse("feed_file", args=[story.feed.secret]))


def _plan(cast: Any, story: Story, **more: Any) -> VisitPlan:
    day = timezone.localdate() + timedelta(3)
    return VisitPlan(**{"visit_on": day, "purpose": "问清停单的真实原因", "owner_id": cast.owner.pk} | more)


def test_a_feed_has_ones_visits_and_promises_and_no_word_of_what_for_or_whom(cast: Any, story: Story) -> None:
    guest = add_contact(by=cast.owner, account_id=story.account.id, name="唐哲")
    plan = _plan(
        cast, story, starts_at=time(14, 30), contact_ids=[guest.id], place="常州", advance="评审", problem="难"
    )
    made = plan_visit(by=cast.owner, account_id=story.account.id, plan=plan)
    plan_visit(by=cast.director, account_id=story.account.id, plan=_plan(cast, story, owner_id=cast.director.pk))
    answer = _feed(story)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = _events(answer.content)
    assert [one["SUMMARY"] for one in events] == [
        "拜访 · 北辰风电装备集团",  # tomorrow's of the story
        "拜访 · 北辰风电装备集团",
        "我方承诺到期 · 北辰风电装备集团",
    ]
    # 14:30 in Shanghai
    assert events[1]["DTSTART"] == f"{made.visit_on:%Y%m%d}T063000Z"
    assert events[1]["DTEND"] == f"{made.visit_on:%Y%m%d}T073000Z"
    assert events[1]["URL"].endswith(f"/visits/{made.id}/")
    text = answer.content.decode()
    for private in ["停单", "唐哲", "王丽", "常州", "评审", "8D", "难"]:
        assert private not in text


def test_a_feed_has_the_days_of_the_managers_contracts_as_whole_days_and_not_what_they_are_of(
    cast: Any, clients: Any, story: Story
) -> None:
    today = timezone.localdate()
    values = {"name": "轴承座框架", "kind": "framework", "state": "signed", "notice_by": today + timedelta(20)}
    values |= {"ends_on": today + timedelta(50), "currency": "CNY"}
    make_record(cast.owner, story.account.id, today, "contract", values=values)
    events = {one["UID"].split("-")[0]: one for one in _events(_feed(story).content)}
    assert (events["notice"]["SUMMARY"], events["contract"]["SUMMARY"]) == (
        "通知截止 · 北辰风电装备集团", "合同到期 · 北辰风电装备集团",
    )  # fmt: skip
    assert events["contract"]["DTSTART;VALUE=DATE"] == f"{today + timedelta(50):%Y%m%d}"
    assert clients.owner.get(events["contract"]["URL"].removeprefix("http://testserver")).status_code == 200
    assert "轴承座框架" not in _feed(story).content.decode()


def test_a_change_makes_the_sequence_grow_and_what_ended_is_gone(cast: Any, story: Story) -> None:
    (visit, promise) = _events(_feed(story).content)
    change_visit(by=cast.owner, visit_id=story.coming.id, version=1, plan=_plan(cast, story))
    keep_commitment(by=cast.owner, commitment_id=story.promise.id, version=1, kept_on=timezone.localdate())
    (changed,) = _events(_feed(story).content)
    assert (changed["UID"], int(changed["SEQUENCE"])) == (visit["UID"], int(visit["SEQUENCE"]) + 1)
    assert promise["UID"] != visit["UID"]
    cancel_visit(by=cast.owner, visit_id=story.coming.id, version=2)
    assert _events(_feed(story).content) == []


def test_only_the_secret_opens_it_and_only_while_it_stands(cast: Any, clients: Any, story: Story) -> None:
    assert Client().get("/calendar/guessed.ics").status_code == 404
    page = send(clients.owner, "feed", do="open").text
    fresh = re.search(r"/calendar/([^/]+)\.ics", page)
    assert fresh
    assert _feed(story).status_code == 404  # the old secret has ended
    assert Client().get(f"/calendar/{fresh[1]}.ics").status_code == 200
    # Shown once: neither the page nor the database nor the journal knows it afterwards.
    assert fresh[1] not in get(clients.owner, "feed").text
    assert fresh[1] not in str(list(CalendarFeed.objects.values()))
    kept = CalendarFeed.objects.get(user=cast.owner).digest
    assert kept not in str(list(Entry.objects.values_list("before", "after")))
    send(clients.owner, "feed", do="close")
    assert Client().get(f"/calendar/{fresh[1]}.ics").status_code == 404
    assert Client().get("/calendar/.ics").status_code == 404


def test_a_closed_login_and_an_account_taken_away_are_told_nothing(cast: Any, story: Story) -> None:
    from vitalfew.accounts.models import KeyAccount

    KeyAccount.objects.update(manager=cast.stranger)
    assert _events(_feed(story).content) == []
    cast.owner.is_active = False
    cast.owner.save()
    assert _feed(story).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_can_be_read(clients: Any, story: Story, language: str) -> None:
    page = get(clients.stranger, "feed", language=language).text
    assert {"en": "none drawn", "zh-hans": "还没有生成"}[language] in page
    page = send(clients.stranger, "feed", do="open", language=language).text
    assert {"en": "it is not shown again", "zh-hans": "以后不再显示"}[language] in page


def test_an_invitation_may_be_sent_on(cast: Any, clients: Any, story: Story) -> None:
    plan = _plan(cast, story, place="常州基地 2 号楼", starts_at=time(9), advance="评审")
    change_visit(by=cast.owner, visit_id=story.coming.id, version=1, plan=plan)
    answer = get(clients.owner, "visit_invitation", story.coming.id, language="zh-hans")
    (event,) = _events(answer.content)
    assert event["LOCATION"] == "常州基地 2 号楼"
    assert event["STATUS"] == "CONFIRMED"
    assert "停单" not in answer.content.decode()
    assert "评审" not in answer.content.decode()
    cancel_visit(by=cast.owner, visit_id=story.coming.id, version=2)
    gone = get_planned_visit(cast.owner, story.coming.id)
    assert gone
    assert _events(write_invitation(gone, "", now=NOW))[0]["STATUS"] == "CANCELLED"
