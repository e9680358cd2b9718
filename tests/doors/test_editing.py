"""Changed where it stands, or many at once: nothing is overwritten, nothing typed lost, many taken back as one."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doors.loop_pages import LANGUAGES, get, send
from people.story import Story, make_known, tell_story
from vitalfew.accounts.actions import assess_value, change_person, change_post
from vitalfew.accounts.queries import get_person
from vitalfew.accounts.queries.dossier import get_value
from vitalfew.accounts.rules import Seen
from vitalfew.journal.models import Entry

pytestmark = pytest.mark.django_db
IN_PLACE = {"HX-Request": "true", "accept-language": "en"}


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def in_place(client: Client, method: str, story: Story, field: str, **typed: Any) -> HttpResponse:
    """Ask for, or send, the form of one field as the page does."""
    address = reverse("person_field", args=[story.account.id, story.contact.id, field])
    return getattr(client, method)(address, typed, headers=IN_PLACE)  # type: ignore[no-any-return]


def person(story: Story) -> Any:
    return get_person(story.account.id, story.contact.id)


def seen(story: Story) -> str:
    return str(Seen.of(person(story)))


# in place


def test_a_field_is_changed_where_it_stands(clients: Any, story: Story) -> None:
    for route in ("people", "person"):
        arguments = [story.account.id] if route == "people" else [story.account.id, story.contact.id]
        assert f"/people/{story.contact.id}/fields/title/" in get(clients.owner, route, *arguments).text
    form = in_place(clients.owner, "get", story, "title")
    assert 'value="采购经理"' in form.text
    assert "<html" not in form.text
    (version,) = re.findall(r'name="seen" value="([\d.]+)"', form.text)
    shown = in_place(clients.owner, "post", story, "title", title="采购总监", seen=version)
    assert (shown.status_code, person(story).post.title) == (200, "采购总监")
    assert "采购总监" in shown.text
    assert "<form" not in shown.text
    assert "采购总监" in in_place(clients.owner, "get", story, "title", shown="").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conflict_is_shown_in_its_place_with_both_values(
    clients: Any, cast: Any, story: Story, language: str
) -> None:
    account, contact, version = story.account.id, story.contact.id, seen(story)
    whose = {"by": cast.director, "account_id": account, "contact_id": contact}
    change_person(**whose, version=person(story).version, phone="139")
    address = reverse("person_field", args=[account, contact, "phone"])
    typed, how = {"phone": "138", "seen": version}, IN_PLACE | {"accept-language": language}
    refused = clients.owner.post(address, typed, headers=how)
    assert refused.status_code == 409
    for word in ("139", "138", {"en": "Stands now", "zh-hans": "现有内容"}[language]):
        assert word in refused.text
    assert "<html" not in refused.text
    assert person(story).phone == "139"
    (against,) = re.findall(r'name="seen" value="([\d.]+)"', refused.text)
    assert clients.owner.post(address, typed | {"seen": against}, headers=how).status_code == 200
    assert person(story).phone == "138"


def test_what_another_changed_beside_it_is_no_conflict(clients: Any, cast: Any, story: Story) -> None:
    version, whose = seen(story), {"account_id": story.account.id, "contact_id": story.contact.id}
    change_post(by=cast.director, **whose, version=person(story).post.version, level="manager")
    assert in_place(clients.owner, "post", story, "title", title="x", seen=version).status_code == 200
    assert (person(story).post.title, person(story).post.level) == ("x", "manager")


def test_without_scripts_the_same_field_has_a_page(clients: Any, story: Story) -> None:
    page = get(clients.owner, "person_field", story.account.id, story.contact.id, "email")
    assert "<html" in page.text
    arguments = ("person_field", story.account.id, story.contact.id, "email")
    assert "no e-mail address" in send(clients.owner, *arguments, email="nobody", seen=seen(story)).text
    assert send(clients.owner, *arguments, email="w@b.cn", seen=seen(story)).status_code == 302
    assert person(story).email == "w@b.cn"


def test_a_value_of_the_dossier_is_changed_where_it_stands(clients: Any, cast: Any, story: Story) -> None:
    address = reverse("dossier_field", args=[story.account.id, "priorities"])
    told = {"value": "可利用率 98%", "source": "拜访", "confidence": "high", "version": story.known.version}
    shown = clients.owner.post(address, told, headers=IN_PLACE)
    assert (shown.status_code, "可利用率 98%" in shown.text, "<html" in shown.text) == (200, True, False)
    refused = clients.owner.post(address, told | {"value": "可利用率 99%"}, headers=IN_PLACE)
    assert refused.status_code == 409
    for word in ("可利用率 98%", "可利用率 99%", "Changed meanwhile"):
        assert word in refused.text
    assert "<html" not in refused.text


# many at once


def together(client: Client, story: Story, *people: int, **typed: Any) -> HttpResponse:
    return send(client, "people_together", story.account.id, chosen=[*people], **typed)


def test_many_are_previewed_counted_written_and_taken_back_as_one(clients: Any, story: Story) -> None:
    account, boss, contact = story.account.id, story.boss.id, story.contact.id
    before = [get_person(account, one) for one in (boss, contact)]
    opened = get(clients.owner, "people_together", account, chosen=[boss, contact])
    assert "2 people" in opened.text
    versions = dict(re.findall(r'name="(seen_\d+)" value="([\d.]+)"', opened.text))
    preview = together(clients.owner, story, boss, contact, unit="采购中心", expires_on="2030-12-31", **versions)
    for word in ("总经办", "采购中心", "2030-12-31", "Change 2 people"):
        assert word in preview.text, word
    assert [get_person(account, one) for one in (boss, contact)] == before
    (previewed,) = re.findall(r'name="previewed" value="([^"]+)"', preview.text)
    typed = {"unit": "采购中心", "expires_on": "2030-12-31", "previewed": previewed, **versions}
    # What has been changed since the preview is previewed again.
    assert "Change 2 people" in together(clients.owner, story, boss, contact, **typed | {"unit": "供应链"}).text
    written = together(clients.owner, story, boss, contact, **typed)
    after = [get_person(account, one) for one in (boss, contact)]
    assert [(one.post.unit, str(one.expires_on)) for one in after if one] == [("采购中心", "2030-12-31")] * 2
    listed = clients.owner.get(written["Location"], headers={"accept-language": "en"})
    assert "Take it back" in listed.text
    number = int(written["Location"].partition("done=")[2])
    assert send(clients.director, "act_take_back", number).status_code == 404
    assert send(clients.owner, "act_take_back", number, next=reverse("people", args=[account])).status_code == 302
    back = [get_person(account, one) for one in (boss, contact)]
    assert [(one.post.unit, one.expires_on) for one in back if one] == [
        (one.post.unit, one.expires_on) for one in before if one
    ]


def test_one_conflict_and_nobody_is_written(clients: Any, cast: Any, story: Story) -> None:
    account, boss, contact = story.account.id, story.boss.id, story.contact.id
    page = get(clients.owner, "people_together", account, chosen=[boss, contact]).text
    typed = dict(re.findall(r'name="(seen_\d+)" value="([\d.]+)"', page)) | {"source": "名片", "ground": "consent"}
    change_person(
        by=cast.director, account_id=account, contact_id=contact, version=person(story).version, source="展会"
    )
    typed["previewed"] = "ground=consent|source=名片"
    lines = Entry.objects.count()
    refused = together(clients.owner, story, boss, contact, **typed)
    assert refused.status_code == 409
    for word in ("展会", "名片", "Somebody has changed 1 of them meanwhile"):
        assert word in refused.text
    assert Entry.objects.count() == lines
    mine = dict(re.findall(r'name="(seen_\d+)" value="([\d.]+)"', refused.text))
    assert together(clients.owner, story, boss, contact, **typed | mine).status_code == 302
    assert person(story).source == "名片"


def test_what_another_has_changed_since_is_not_taken_back_over_him(clients: Any, cast: Any, story: Story) -> None:
    account, boss, contact = story.account.id, story.boss.id, story.contact.id
    typed = {f"seen_{one}": str(Seen.of(get_person(account, one))) for one in (boss, contact)}  # type: ignore[arg-type]
    written = together(clients.owner, story, boss, contact, source="名片", previewed="source=名片", **typed)
    number = int(written["Location"].partition("done=")[2])
    change_person(
        by=cast.director, account_id=account, contact_id=contact, version=person(story).version, source="展会"
    )
    refused = send(clients.owner, "act_take_back", number)
    assert (refused.status_code, "展会" in refused.text) == (409, True)
    still = get_person(account, boss)
    assert still
    assert (still.source, person(story).source) == ("名片", "展会")


def test_values_are_confirmed_together_and_taken_back_as_one(clients: Any, cast: Any, story: Story) -> None:
    account, day = story.account.id, timezone.localdate()
    old = make_known(cast.director, account, day.replace(year=day.year - 3, day=1), field="headcount", value="4200")
    written = send(
        clients.owner, "stale_facts",
        chosen=[f"{account}:headcount:{old.version}", f"{account}:priorities:{story.known.version}"], source="走访核对",
    )  # fmt: skip
    for field in ("headcount", "priorities"):
        now = get_value(account, field)
        assert now
        assert (now.source, now.assessed_on, now.assessed_by_name) == ("走访核对", day, cast.owner.name)
    number = int(written["Location"].partition("done=")[2])
    assert "Take it back" in clients.owner.get(written["Location"], headers={"accept-language": "en"}).text
    send(clients.owner, "act_take_back", number)
    back = get_value(account, "headcount")
    assert back
    assert (back.source, back.assessed_on, back.assessed_by_id) == (old.source, old.assessed_on, cast.director.pk)


def test_a_value_judged_anew_meanwhile_is_shown_and_nothing_is_confirmed(clients: Any, cast: Any, story: Story) -> None:
    account, day = story.account.id, timezone.localdate()
    make_known(cast.director, account, day.replace(year=day.year - 3, day=1), field="headcount", value="4200")
    assess_value(
        by=cast.director, account_id=account, field="headcount", value="5100", source="年报", confidence="high",
        version=1, today=day,
    )  # fmt: skip
    refused = send(
        clients.owner, "stale_facts", chosen=[f"{account}:headcount:1", f"{account}:priorities:1"], source="走访核对"
    )
    assert refused.status_code == 409
    for word in ("4,200", "5,100", "走访核对", "You wanted to confirm"):
        assert word in refused.text, word
    stands = get_value(account, "priorities")
    assert stands
    assert stands.source == "年报"
