"""Every word a person reads stands in both languages, with the same blanks to fill."""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import vitalfew

PACKAGE = Path(vitalfew.__file__).parent
CALLS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
NAMES = {"Vitalfew", "Excel", "Parquet", "SQLite", "PostgreSQL"}
HAN = re.compile(r"[一-鿿]")
BLANK = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


Key = tuple[str | None, str]  # context, English


def _strings() -> Iterator[tuple[Key, str]]:
    """Yield every marked string with the file it stands in."""
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.html")]):
        text = path.read_text()
        if path.suffix == ".html":
            text = templatize(text, origin=str(path))
        for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), CALLS):
            for part in message if isinstance(message, tuple) else (message,):
                if part:
                    yield (context, part), str(path.relative_to(PACKAGE))


@cache
def _chinese() -> dict[Key, str]:
    words: dict[Key, str] = {}
    for po in PACKAGE.rglob("zh_Hans/LC_MESSAGES/django.po"):
        for message in _messages(po):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            word = message.string if isinstance(message.string, str) else message.string[0]
            words |= {(message.context, each): word for each in ids if each and word and not message.fuzzy}
    return words


def _messages(po: Path) -> list[Message]:
    with po.open("rb") as file:
        return list(read_po(file, locale="zh_Hans"))


def test_every_string_has_its_chinese() -> None:
    missing = sorted({f"{place}: {key[1]!r}" for key, place in _strings() if key not in _chinese()})
    assert not missing, "no Chinese in any catalogue for:\n" + "\n".join(missing)


def test_the_blanks_agree() -> None:
    wrong = [
        (english, chinese)
        for (_context, english), chinese in _chinese().items()
        if set(BLANK.findall(english)) != set(BLANK.findall(chinese))
    ]
    assert not wrong


def test_no_translation_is_still_english() -> None:
    """Words without one Chinese character were forgotten, unless they are a name or a unit."""
    wrong = [
        english
        for (_context, english), chinese in _chinese().items()
        if english not in NAMES and re.search(r"[A-Za-z]{4}", BLANK.sub("", english)) and not HAN.search(chinese)
    ]
    assert not wrong


@pytest.mark.parametrize("po", sorted(PACKAGE.rglob("*.po")), ids=lambda po: str(po.relative_to(PACKAGE)))
def test_the_catalogue_says_what_it_is(po: Path) -> None:
    text = po.read_text(encoding="utf-8")
    assert "charset=UTF-8" in text
    assert "Language: zh_Hans" in text
    assert "nplurals=1" in text
    assert not [message.id for message in _messages(po) if message.id and message.fuzzy]


def test_two_catalogues_do_not_contradict_each_other() -> None:
    """One English phrase has one Chinese phrase, counted or not, or it would change with the order of loading."""
    seen: dict[Any, tuple[str, str]] = {}
    contradictions = []
    for po in sorted(PACKAGE.rglob("*.po")):
        place = str(po.relative_to(PACKAGE))
        for message in _messages(po):
            english = message.id[0] if isinstance(message.id, tuple) else message.id
            chinese = message.string if isinstance(message.string, str) else message.string[0]
            word, first = seen.setdefault((message.context, english), (chinese, place))
            if english and word != chinese:
                contradictions.append(f"{english!r}: {word!r} in {first}, {chinese!r} in {place}")
    assert not contradictions, "\n".join(contradictions)
