"""The handover pack on paper: all a successor needs, in both languages, for whoever may see the account (S25)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from doors.loop_pages import LANGUAGES, get
from people.story import Story, tell_story
from vitalfew.accounts.actions import add_person
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.documents.handover import gather_handover
from vitalfew.documents.handover_words import handover_words
from vitalfew.relations.actions import note_commitment, note_leaving

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pack_says_everything_that_is_open_and_everybody_who_is_known(
    cast: Any, story: Story, language: str
) -> None:
    today, account_id = timezone.localdate(), story.account.id
    for number in range(9):
        note_commitment(by=cast.owner, account_id=account_id, side="us", what=f"承诺{number}", due_on=today)
    gone = add_person(by=cast.owner, account_id=account_id, name="周敏", title="总监")
    note_leaving(
        by=cast.owner, account_id=account_id, contact_id=gone.id, version=1, until=today - timedelta(1), today=today
    )  # fmt: skip
    with translation.override(language):
        found = handover_words(gather_handover(cast.owner, account_id, today=today))
    said = str(found)
    for number in range(9):
        assert f"承诺{number}" in said
    assert story.contact.name in said
    person = next(row for section in found["sections"] for row in section["rows"] if row["text"].startswith("周敏"))
    assert {"en": "has left", "zh-hans": "离职"}[language] in person["sub"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pack_is_a_pdf(clients: Any, story: Story, language: str) -> None:
    answer = get(clients.owner, "handover_pdf", story.account.id, language=language)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")


def test_nobody_else_gets_it(cast: Any, story: Story) -> None:
    with pytest.raises(NoSuchAccount):
        gather_handover(cast.stranger, story.account.id, today=timezone.localdate())
