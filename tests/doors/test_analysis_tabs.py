"""The pages of the analysis lead to each other; a page that is not there has no tab."""

import html
import re
from typing import Any

import pytest

from accounts.making import adopt
from doors.loop_pages import get
from vitalfew.web import analysis_tabs

pytestmark = pytest.mark.django_db


def tabs(client: Any, route: str, language: str = "en") -> list[str]:
    text = html.unescape(get(client, route, language=language).content.decode())
    found = re.search(r'<nav class="tabs".*?</nav>', text, re.S)
    assert found
    return re.findall(r"<a[^>]*>([^<]+)</a>", found[0])


def test_the_concentration_page_leads_to_its_neighbours(clients: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    adopt("A")
    assert tabs(clients.director, "concentration")[0] == "Concentration"
    assert tabs(clients.director, "concentration", "zh-hans")[0] == "集中度"
    not_yet = ("not_built_yet", "Not built yet", None)
    monkeypatch.setattr(analysis_tabs, "TABS", (not_yet, *analysis_tabs.TABS))
    assert "Not built yet" not in tabs(clients.director, "concentration")
