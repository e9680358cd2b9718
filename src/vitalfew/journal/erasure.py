"""Words taken out of what was written about some accounts, rows and journal alike; the chain stays whole."""

from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from vitalfew.journal.actions import change_row
from vitalfew.journal.models import Entry, Personal, Versioned
from vitalfew.journal.rules import Actor

INSTEAD = "■■"  # what stands where a name stood


def forget_accounts(account_ids: Collection[int]) -> None:
    """Erase what people wrote in the lines about these accounts, which are no more."""
    for subject, numbers in _rows_about(account_ids).items():
        Personal.objects.filter(subject=subject, subject_id__in=numbers).delete()


def erase_words(*, by: Actor, verb: str, words: Collection[str], account_ids: Collection[int]) -> int:
    """Take the words out of every text about these accounts and out of its history; return how many rows it changed."""
    wanted = sorted((word for word in words if word.strip()), key=len, reverse=True)
    changed = 0
    with transaction.atomic():
        for subject, numbers in _rows_about(account_ids).items():
            model = apps.get_model(subject)
            if not issubclass(model, Versioned):
                continue
            for row in model._default_manager.filter(pk__in=[number for number in numbers if number.isdecimal()]):
                changed += _erase_in_row(by, verb, row, wanted)
            for apart in Personal.objects.filter(subject=subject, subject_id__in=numbers):
                told = {key: value for key, value in apart.told.items() if not _has(value, wanted)}
                if told != apart.told:
                    Personal.objects.filter(pk=apart.pk).update(told=told)
    return changed


def _rows_about(account_ids: Collection[int]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    lines = Entry.objects.filter(account_id__in=account_ids).values_list("subject", "subject_id").distinct()
    for subject, number in lines:
        found.setdefault(subject, set()).add(number)
    return found


def _erase_in_row(by: Actor, verb: str, row: Versioned, words: Collection[str]) -> int:
    changes = {}
    for field in _free_texts(row.__class__):
        value = getattr(row, field.attname)
        if _has(value, words):
            changes[field.name] = without_words(value, words)
    if changes:
        change_row(row, by=by, verb=verb, version=row.version, changes=changes)
    return bool(changes)


def _free_texts(model: type[Versioned]) -> Iterator["models.Field[Any, Any]"]:
    return (
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and model.is_about_people(field)
    )


def _has(value: Any, words: Collection[str]) -> bool:
    return isinstance(value, str) and any(word in value for word in words)


def without_words(value: str, words: Collection[str]) -> str:
    """Return the text with each of these words struck out, the longest first."""
    for word in sorted(words, key=len, reverse=True):
        value = value.replace(word, INSTEAD)
    return value


def wipe_free_space() -> None:
    """Let the database file forget what was deleted from it, too; PostgreSQL does that by itself in time."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
