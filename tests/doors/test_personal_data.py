"""What is kept about a person: on what ground, read by few, given out whole, and erased everywhere (A38)."""

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core import serializers
from django.utils import timezone

from conftest import signed_in
from doors.loop_pages import LANGUAGES, get, send, went_to
from ledger.fact_files import bring_in, write_text
from people.story import Story, tell_story
from vitalfew.accounts.actions import change_person
from vitalfew.accounts.queries import get_people
from vitalfew.journal.models import Entry
from vitalfew.journal.queries import verify_chain
from vitalfew.ledger.queries.facts import get_facts
from vitalfew.ledger.rules.facts import FactKind

pytestmark = pytest.mark.django_db
NAME = "王丽"


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def everything_stored() -> str:
    """Return every row of every table as text."""
    return "\n".join(
        serializers.serialize("json", model._default_manager.all(), ensure_ascii=False) for model in apps.get_models()
    )


def test_a_private_note_is_read_by_few_and_each_reading_is_remembered(clients: Any, story: Story) -> None:
    account, contact = story.account.id, story.contact.id
    written = send(clients.owner, "person_notes", account, contact, do="write", text="合同谈判由她说了算")
    assert went_to(written, "person", account, contact)
    for who in (clients.analyst, clients.administrator):
        assert send(who, "person_notes", account, contact).status_code == 403
    assert "合同谈判由她说了算" not in get(clients.analyst, "person", account, contact).text
    assert "合同谈判由她说了算" in send(clients.director, "person_notes", account, contact).text
    read = Entry.objects.filter(verb="accounts.notes_read")
    assert [(one.actor_name, one.account_id) for one in read] == [("陈国栋", account)]


def test_a_ground_is_noted_and_an_old_one_asks_to_be_renewed(clients: Any, story: Story) -> None:
    account, contact = story.account.id, story.contact.id
    assert "Ground not noted" in get(clients.owner, "person", account, contact).text
    told = {"do": "change", "version": 1, "name": NAME, "ground": "contract", "source": "展会名片"}
    assert send(clients.owner, "person", account, contact, **told, expires_on="2020-01-01").status_code == 302
    page = get(clients.owner, "person", account, contact).text
    for word in ("Needed for the contract", "展会名片", "renew the ground or forget the person"):
        assert word in page


def test_everything_kept_about_a_person_is_given_out(clients: Any, story: Story) -> None:
    account, contact = story.account.id, story.contact.id
    send(clients.owner, "person_notes", account, contact, do="write", text="=1+1")
    told = json.loads(send(clients.owner, "person_file", account, contact, kind="json").content)
    assert told["person"][0]["name"] == NAME
    assert [one["note"] for one in told["contacts"]] == ["等新机型定型"]
    assert [one["text"] for one in told["notes"]] == ["=1+1"]
    book = send(clients.owner, "person_file", account, contact, kind="xlsx")
    with ZipFile(io.BytesIO(book.content)) as parts:
        sheets = "".join(parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name)
        assert NAME in parts.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheets


def test_a_person_is_erased_everywhere_and_the_journal_stays_whole(cast: Any, clients: Any, story: Story) -> None:
    account, contact = story.account.id, story.contact.id
    visit = {"contact_name": NAME, "outcome": "advance", "kind": "visit", "held_on": story.visit.held_on.isoformat()}
    visit |= {"note": f"{NAME}答应月底前给预测", "sent_key": "again", "next_step": f"给{NAME}回电话"}
    send(clients.owner, "visit_new", account, **visit, next_due_on=story.action.due_on.isoformat())
    plan = {"strategy": f"先让{NAME}认可", "version": story.plan.version}
    send(clients.owner, "plan", account, **plan)
    send(clients.owner, "person_notes", account, contact, do="write", text=f"{NAME}说了算")
    send(clients.owner, "person", account, contact, do="tie", user=cast.owner.pk, strength="4")
    assert everything_stored().count(NAME) > 5
    empty = send(clients.director, "person_forget", account, contact, reason=" ")
    assert "Write why the person is to be forgotten" in empty.text
    done = send(clients.director, "person_forget", account, contact, reason=f"{NAME}本人 3 月 2 日来信要求")
    assert went_to(done, "people", account)
    assert NAME not in everything_stored()
    assert verify_chain() is None
    page = get(signed_in(cast.owner), "account", account).text
    assert NAME not in page
    assert "■■答应月底前给预测" in page
    assert get(clients.owner, "person", account, contact).status_code == 404


def test_a_person_forgotten_is_forgotten_in_the_files_of_imported_contacts_too(
    clients: Any, story: Story, tmp_path: Path
) -> None:
    account = story.account
    head = "客户编码,客户名称,联系人,职务,手机"
    file = [
        head,
        f"{account.code},,{NAME},采购经理,138",
        f"{account.code},,刘洋,质量主管,139",
        f"另一家,,{NAME},经理,137",
    ]
    bring_in(write_text(tmp_path, "\n".join(file)))
    assert len(get_facts(FactKind.CONTACTS)) == 3
    send(clients.director, "person_forget", account.id, story.contact.id, reason="本人来信要求")
    told = [(one.values["contact"], one.values["phone"]) for one in get_facts(FactKind.CONTACTS)]
    # Another person of that name at another customer stays.
    assert sorted(told) == sorted([("刘洋", "139"), (NAME, "137")])
    rewritten = Entry.objects.get(verb="ledger.person_forgotten")
    assert verify_chain() is None
    assert NAME not in str(serializers.serialize("json", [rewritten], ensure_ascii=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ground_that_ends_is_on_the_list_of_work_and_counted_on_today(
    cast: Any, clients: Any, story: Story, language: str
) -> None:
    today = timezone.localdate()
    account_id = story.account.id
    person = get_people(account_id)[0]
    reached: dict[str, Any] = {"name": person.name, "name_en": "", "phone": "", "email": "", "version": person.version}
    change_person(
        by=cast.owner, account_id=account_id, contact_id=person.id, expires_on=today + timedelta(30), **reached
    )  # fmt: skip
    assert person.name in get(clients.owner, "stale_facts", language=language).text
    said = {"en": "the ground for 1 person", "zh-hans": "1 人的个人信息依据到期"}[language]
    assert said in get(clients.owner, "today", language=language).text
    assert person.name not in get(clients.stranger, "stale_facts", language=language).text
