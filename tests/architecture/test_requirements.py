"""The table of what is asked for says where it is: pages that exist, tests that exist, the same in both languages."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

DOCS = Path(__file__).parent.parent.parent / "docs"
ROW = re.compile(r"^\| (?P<no>[SI]\d+\S*) \| (?P<what>.+?) \| (?P<page>.*?) \| (?P<test>.*?) ?\|$", re.MULTILINE)
OPEN = {"en": "open", "zh": "待建"}
ASKED = {
    *(f"S{number}" for number in range(1, 67) if number != 15),
    *(f"S15{letter}" for letter in "abcdefgh"),
    *(f"S32{corner}" for corner in "①②③④"),
    "S22a",
    *(f"I{number}" for number in range(1, 25)),
}


def _rows(language: str) -> dict[str, tuple[str, str]]:
    text = (DOCS / language / "requirements.md").read_text()
    return {found["no"]: (found["page"].strip("`"), found["test"]) for found in ROW.finditer(text)}


@pytest.mark.parametrize("language", OPEN)
def test_every_row_has_a_page_and_a_test_or_stands_as_open(language: str) -> None:
    rows = _rows(language)
    assert rows.keys() == ASKED
    for number, (page, test) in rows.items():
        if page == OPEN[language]:
            assert not test, number
            continue
        resolve(page.replace("…", "1"))
        place = re.search(r"\]\((.+)\)", test)
        assert place, number
        assert (DOCS / language / place[1]).resolve().is_file(), test


def test_both_languages_say_the_same_of_each_row() -> None:
    english, chinese = _rows("en"), _rows("zh")
    assert {number: test for number, (_page, test) in english.items()} == {
        number: test for number, (_page, test) in chinese.items()
    }
    pages = {number: page for number, (page, _test) in english.items() if page != OPEN["en"]}
    assert pages == {number: page for number, (page, _test) in chinese.items() if page != OPEN["zh"]}
