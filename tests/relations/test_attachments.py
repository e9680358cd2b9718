"""Files kept with an account: safe kinds under safe names, whole or not at all, gone when removed (S3)."""

import os
import time
from datetime import date
from typing import Any

import pytest

from accounts.making import adopt, key_account
from people.story import make_attachment
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.queries import get_history
from vitalfew.people.rules import CLOCK, NotAllowed
from vitalfew.relations.actions.attachments import remove_attachment, sweep_attachments
from vitalfew.relations.queries.attachments import folder, get_attachment, get_attachments, get_path
from vitalfew.relations.rules.attachments import LONGEST_NAME, AttachmentWhy, UnfitAttachment, safe_name

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 6, 1)


@pytest.fixture
def account_id(cast: Any, settings: Any, tmp_path: Any) -> int:
    ids = adopt("A", "B")
    key_account(cast, ids["A"])
    # A folder of its own, so that every file in it is this test's.
    settings.HOME = tmp_path
    return ids["A"]


def test_a_file_is_kept_whole_and_private(cast: Any, account_id: int) -> None:
    kept = make_attachment(cast.owner, account_id, TODAY, content=b"%PDF-1.7\n" + b"x" * 9000)
    path = get_path(kept)
    assert path is not None
    assert path.read_bytes() == b"%PDF-1.7\n" + b"x" * 9000
    assert (kept.size, kept.name, kept.added_by_name) == (9009, "年报.pdf", cast.owner.actor_name)
    assert path.stat().st_mode & 0o077 == 0
    # The name on disk says nothing of the file.
    assert "年报" not in path.name
    assert get_attachments(account_id) == [kept]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"", AttachmentWhy.EMPTY),
        ("a.pdf", b"MZ\x90", AttachmentWhy.NOT_WHAT_IT_SAYS),
        ("a.png", b"%PDF-1.7", AttachmentWhy.NOT_WHAT_IT_SAYS),
        ("a.txt", b"x\x00y", AttachmentWhy.NOT_WHAT_IT_SAYS),
        ("a.html", b"<html>", AttachmentWhy.UNKNOWN_KIND),
        ("a.svg", b"<svg/>", AttachmentWhy.UNKNOWN_KIND),
        ("a.docm", b"PK\x03\x04", AttachmentWhy.UNKNOWN_KIND),
        ("a.exe", b"MZ\x90", AttachmentWhy.UNKNOWN_KIND),
        ("a", b"%PDF-1.7", AttachmentWhy.UNKNOWN_KIND),
        ("a.pdf", b"%PDF-" + b"x" * 2000, AttachmentWhy.TOO_LARGE),
    ],
)
def test_what_is_no_safe_file_is_refused_and_leaves_nothing(
    cast: Any, account_id: int, settings: Any, name: str, content: bytes, why: AttachmentWhy
) -> None:
    settings.ATTACHMENT_BYTES = 1000
    with pytest.raises(UnfitAttachment) as refusal:
        make_attachment(cast.owner, account_id, TODAY, name, content)
    assert refusal.value.why is why
    assert list(folder().iterdir()) == []
    assert get_attachments(account_id) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"), ("C:\\temp\\合同.PDF", "合同.pdf"), ("a\u202egpj.txt", "agpj.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie x.txt"), (".pdf", "pdf"), ("..", "file"),
        ("  年 报 .pdf ", "年 报.pdf"), ('a"<b>|?.csv', "ab.csv"),
    ],
)  # fmt: skip
def test_a_name_is_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("长" * 500 + ".pdf")
    assert len(name) == LONGEST_NAME
    assert name.endswith(".pdf")


def test_removed_its_bytes_are_gone_and_the_journal_keeps_its_name(cast: Any, account_id: int) -> None:
    kept = make_attachment(cast.owner, account_id, TODAY)
    with pytest.raises(UnfitAttachment):
        remove_attachment(by=cast.owner, attachment_id=kept.id, version=1, reason=" ", today=TODAY)
    remove_attachment(by=cast.owner, attachment_id=kept.id, version=1, reason="旧版", today=TODAY)
    assert list(folder().iterdir()) == []
    assert get_attachments(account_id) == []
    assert get_attachment(cast.owner, kept.id) is None
    assert get_history("relations.attachment", kept.id)[0].after["name"] == "年报.pdf"


def test_another_s_file_does_not_exist(cast: Any, account_id: int) -> None:
    kept = make_attachment(cast.owner, account_id, TODAY)
    assert get_attachment(cast.stranger, kept.id) is None
    for by, refusal in ((cast.stranger, NoSuchAccount), (cast.administrator, NotAllowed)):
        with pytest.raises(refusal):
            make_attachment(by, account_id, TODAY)
    assert len(list(folder().iterdir())) == 1


def test_bytes_that_no_row_names_are_swept_after_a_day(cast: Any, account_id: int) -> None:
    kept = make_attachment(cast.owner, account_id, TODAY)
    young, old = folder() / "young", folder() / "old"
    for path in (young, old):
        path.write_bytes(b"x")
    yesterday = time.time() - 2 * 24 * 3600
    for path in (old, folder() / kept.stored):
        os.utime(path, (yesterday, yesterday))
    assert sweep_attachments(by=CLOCK) == 1
    assert {path.name for path in folder().iterdir()} == {"young", kept.stored}
