"""What the journal says: of an account, of one thing, and whether it is still whole."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings

from vitalfew.journal.models import Entry, Head, Personal
from vitalfew.journal.rules import Line, first_break, readable
from vitalfew.prepared import Prepared

_COLUMNS = (
    "number", "at", "actor_id", "actor_name", "verb", "subject", "subject_id", "account_id", "before", "after",
    "previous_seal", "version",
)  # fmt: skip


def get_timeline(account_id: int, limit: int = 50) -> list[Line]:
    """Return the last lines about an account, newest first. Who may see the account is the caller's question."""
    rows = Entry.objects.filter(account_id=account_id).order_by("-number").values_list(*_COLUMNS)[:limit]
    return _readable(Line(*row) for row in rows)


def get_decisions(account_id: int, verbs: Collection[str], explained: Collection[str], limit: int = 50) -> list[Line]:
    """Return the last lines of these verbs about an account, newest first; of their values at most the reason given.

    The reason is read where the verb is among those `explained`. Who may see the account is the caller's question.
    """
    lines = (Line(*row) for row in _last_of(tuple(verbs), limit)(account_id=account_id))
    return _readable(replace(one, before={}, after=_reason(one) if one.verb in explained else {}) for one in lines)


@cache
def _last_of(verbs: tuple[str, ...], limit: int) -> Prepared[Any]:
    return Prepared(
        lambda account_id: (
            Entry.objects.filter(account_id=account_id, verb__in=verbs)
            .order_by("-number")
            .values_list(*_COLUMNS)[:limit]
        )
    )


def _reason(line: Line) -> dict[str, object]:
    return {"reason": line.after["reason"]} if "reason" in line.after else {}


def get_history(subject: str, subject_id: int | str) -> list[Line]:
    """Return every line about one row, oldest first; subject as in "plan.accountplan"."""
    rows = Entry.objects.filter(subject=subject, subject_id=str(subject_id)).order_by("number").values_list(*_COLUMNS)
    return _readable(Line(*row) for row in rows)


def get_line(number: int) -> Line | None:
    """Return the line of this number."""
    return next(iter(get_lines(number, number)), None)


def get_lines(first: int, last: int) -> list[Line]:
    """Return the lines from one number to another, oldest first."""
    rows = Entry.objects.filter(number__range=(first, last)).order_by("number").values_list(*_COLUMNS)
    return _readable(Line(*row) for row in rows)


def get_accounts_in_hand(*, without: Collection[str]) -> set[int]:
    """Return the ids of the accounts that a line of a person's own is about, of any verb but these."""
    lines = Entry.objects.filter(account_id__isnull=False, actor_id__isnull=False).exclude(verb__in=without)
    return {number for number in lines.values_list("account_id", flat=True).distinct() if number is not None}


def get_subject_ids(*, verb: str) -> set[str]:
    """Return the ids of everything that a line with this verb is about."""
    return set(Entry.objects.filter(verb=verb).values_list("subject_id", flat=True))


def get_last_seal() -> str:
    """Return the seal of the last line, "" where there is none: while it stays, nobody has written anything."""
    return next((seal for (seal,) in _LAST_SEAL()), "")


_LAST_SEAL = Prepared(lambda: Entry.objects.order_by("-number").values_list("seal")[:1])


def get_last_moment() -> datetime | None:
    """Return when the last line was written."""
    return Entry.objects.order_by("-number").values_list("at", flat=True).first()


def _readable(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with what they say of people put back, as far as it has not been erased; in one question."""
    found = list(lines)
    about = {(one.subject, one.subject_id) for one in found if _has_digest(one.before) or _has_digest(one.after)}
    if not about:
        return found
    apart = Personal.objects.filter(subject__in={one for one, _id in about}, subject_id__in={one for _s, one in about})
    told = {(one.subject, one.subject_id): one.told for one in apart}
    return [
        replace(one, before=readable(one.before, known), after=readable(one.after, known))
        for one in found
        for known in [told.get((one.subject, one.subject_id), {})]
    ]


def _has_digest(values: dict[str, object]) -> bool:
    return any(isinstance(value, dict) and value.keys() == {"personal"} for value in values.values())


def verify_chain() -> int | None:
    """Return the number of the first line that was changed, removed, put in or moved; None when all stand."""
    head = Head.objects.values_list("number", "seal").first()
    if head is None and not Entry.objects.exists():
        return None
    try:
        return first_break(_sealed_lines(chunk=2000), head, settings.JOURNAL_KEY)
    except _UNREADABLE:
        return _first_unreadable(head)


# A value that cannot even be read or sealed was never written here.
_UNREADABLE = (ValueError, TypeError, AttributeError)


def _first_unreadable(head: tuple[int, str] | None) -> int | None:
    # One line at a time, because a driver that stumbles over one value gives back none of its chunk.
    reached = 0

    def counted() -> Iterator[tuple[Line, str]]:
        nonlocal reached
        for line, seal in _sealed_lines(chunk=1):
            yield line, seal
            reached = line.number

    try:
        return first_break(counted(), head, settings.JOURNAL_KEY)
    except _UNREADABLE:
        return reached + 1


def _sealed_lines(chunk: int) -> Iterator[tuple[Line, str]]:
    rows = Entry.objects.order_by("number").values_list(*_COLUMNS, "seal")
    for *row, seal in rows.iterator(chunk_size=chunk):
        yield Line(*row), seal
