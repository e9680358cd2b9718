"""Phrases that several documents share, and words cut to the room a page has."""

import unicodedata
from collections.abc import Sequence

from django.utils.translation import ngettext, pgettext

from vitalfew import words
from vitalfew.accounts.queries import AccountState
from vitalfew.relations.queries import InteractionState


def names_of(account: AccountState) -> list[str]:
    """Return the account's names, the one in the language spoken first."""
    names = [account.name, account.name_en] if words.is_chinese() else [account.name_en, account.name]
    return list(dict.fromkeys(filter(None, names)))


def people(names: tuple[str, ...]) -> str:
    """Return the names in one line."""
    return ("、" if words.is_chinese() else ", ").join(names)


def has_left(names: Sequence[str]) -> str:
    """Say that these people have left; of nobody by name it is said beside the name."""
    if not names:
        return pgettext("person", "has left")
    said = ngettext("%(who)s has left", "%(who)s have left", len(names))
    return said % {"who": people(tuple(names))}


def met_words(contact: InteractionState) -> str:
    """Say who was met and what came of it."""
    colon = "：" if words.is_chinese() else ": "
    return colon.join(filter(None, (people(contact.contacts), contact.note)))


def cut(text: str, width: int) -> str:
    """Return the text in no more than this width, an ellipsis where it was longer; a Han character takes two."""
    room = width
    for place, letter in enumerate(text):
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return text[: place - 1].rstrip() + "…"
    return text
