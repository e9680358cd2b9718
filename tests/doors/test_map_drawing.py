"""The pieces the maps are drawn with: words that stay words, names that stay names, colours written out for files."""

from xml.etree import ElementTree

import pytest
from django.utils.html import conditional_escape
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.web.charts.map import fitting, svg
from vitalfew.web.charts.map.theme import literal_style, standing_alone

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=40)


@given(WORDS, WORDS)
def test_whatever_a_person_is_called_the_picture_stays_a_picture(name: str, title: str) -> None:
    drawn = svg.picture(
        10, 10, title, name, "zh-CN", svg.link("/x/", name, svg.text(1, 1, name)), name, svg.text(0, 0, title) + name
    )
    root = ElementTree.fromstring(drawn)
    assert {one.tag.rpartition("}")[2] for one in root.iter()} == {"svg", "title", "desc", "rect", "a", "text"}
    assert root.find(".//{*}a/{*}title").text == (name or None)


def test_a_picture_goes_into_a_page_as_it_is_and_words_do_not() -> None:
    assert conditional_escape(svg.text(0, 0, "a<b")) == '<text x="0" y="0" class="t12">a&lt;b</text>'
    assert conditional_escape(svg.tag("g", "<script>")) == "<g>&lt;script&gt;</g>"


def test_a_link_without_an_address_keeps_its_name() -> None:
    assert 'aria-label="王伟"' in svg.link("", "王伟")
    assert "href" not in svg.link("", "王伟")


@pytest.mark.parametrize(
    ("words", "room", "shown"),
    [
        ("欧阳文静", 70, "欧阳文静"),
        ("Ouyang Wenjing", 100, "Ouyang W."),
        ("阿依古丽·买买提", 90, "阿依古丽"),
        ("王伟", 70, "王伟"),
    ],
)
def test_a_name_keeps_what_it_is_known_by(words: str, room: float, shown: str) -> None:
    assert fitting.name(words, 16, room) == shown


@given(WORDS, st.floats(30, 300))
def test_fitted_words_never_leave_their_room(words: str, room: float) -> None:
    assert fitting.width(fitting.cut(words, 12, room), 12) <= room
    assert fitting.width(fitting.title(words, 12, room), 12) <= room
    assert fitting.width(fitting.name(words, 12, room), 12, is_bold=True) <= room


def test_titles_are_shortened_before_they_are_cut() -> None:
    assert fitting.title("Purchasing Manager", 12, 90) == "Purch. Mgr"


def test_a_file_of_its_own_carries_its_colours_and_a_page_only_names_them() -> None:
    drawn = svg.picture(10, 10, "t", "d", "en")
    assert "<style" not in drawn
    assert "style=" not in drawn
    alone = standing_alone(drawn)
    assert "var(" not in alone
    assert "#1b1b19" in alone
    assert "@media" not in literal_style()
    ElementTree.fromstring(alone)
