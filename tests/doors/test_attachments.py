"""A file goes in by a form and comes out to be saved; the dossier prints whole."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from doors.loop_pages import LANGUAGES, get, send
from people.story import Story, tell_story

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\ncontent"


@pytest.fixture
def story(cast: Any) -> Story:
    return tell_story(cast)


def _file(name: str = "价目表.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def test_a_file_goes_in_and_comes_out_to_be_saved_and_never_opened(clients: Any, story: Story) -> None:
    answer = send(clients.owner, "dossier_files", story.account.id, upload=_file(), note="2026 版")
    assert answer.status_code == 302
    page = get(clients.analyst, "dossier_files", story.account.id)
    assert "价目表.pdf" in page.text
    assert "2026 版" in page.text
    newest = page.context["files"][0]
    sent = get(clients.owner, "attachment", newest.id)
    assert b"".join(sent.streaming_content) == PDF  # type: ignore[attr-defined]
    assert sent["Content-Disposition"].startswith("attachment")
    # Whatever the browser that brought it called it.
    assert sent["Content-Type"] == "application/octet-stream"
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert get(clients.stranger, "attachment", newest.id).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_kept_is_said_in_words(clients: Any, story: Story, language: str, settings: Any) -> None:
    def said(**typed: Any) -> str:
        return send(clients.owner, "dossier_files", story.account.id, language=language, **typed).text

    assert {"en": "Choose a file first", "zh-hans": "请先选择"}[language] in said(note="x")
    assert {"en": "This kind of file is not kept", "zh-hans": "不保存这类文件"}[language] in said(
        upload=_file("a.html")
    )
    assert {"en": "not what its name says", "zh-hans": "与扩展名不符"}[language] in said(upload=_file("a.png"))
    settings.ATTACHMENT_BYTES = 1000
    large = send(clients.owner, "dossier_files", story.account.id, language=language, upload=_file(content=PDF * 9000))
    assert large.status_code == 413
    assert {"en": "are too much: at most", "zh-hans": "太大：最多"}[language] in large.text


def test_removed_it_is_gone_for_everybody(clients: Any, story: Story) -> None:
    file = story.attached
    assert get(clients.owner, "attachment_remove", file.id).status_code == 200
    answer = send(clients.owner, "attachment_remove", file.id, reason="旧版", version=file.version)
    assert answer["Location"] == reverse("dossier_files", args=[story.account.id])
    assert get(clients.owner, "attachment", file.id).status_code == 404
    assert file.name not in get(clients.owner, "dossier_files", story.account.id).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_dossier_prints(clients: Any, story: Story, language: str) -> None:
    page = get(clients.owner, "dossier_print", story.account.id, language=language).text
    for word in ("可利用率 97%", "交货窗口压到一周", "年报.pdf", {"en": "Not known", "zh-hans": "尚不清楚"}[language]):
        assert word in page
