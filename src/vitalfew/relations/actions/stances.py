"""What is said of a person, and of what runs between two: each with its source, each change a new day of its own."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.queries import authorise, last_post
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import Actor, Permission, signer
from vitalfew.relations.models import PersonLine, Stance, StanceDay
from vitalfew.relations.queries.stances import get_stance, line_state
from vitalfew.relations.rules.stances import (
    SAID,
    STRENGTHS,
    LineKind,
    LineState,
    Said,
    StanceState,
    StanceWhy,
    UnfitStance,
    checked,
    ends,
)


def judge_person(
    *, by: Actor, account_id: int, contact_id: int, version: int, today: date | None = None, **told: Unpack[Said]
) -> StanceState:
    """Say how a person counts and stands at the account; what is not told stays. `version` 0: nobody has said it yet.

    What was said before stays to be read under its day.
    """
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    day, kept = today or timezone.localdate(), checked(told)
    _require_of(account_id, contact_id)
    with transaction.atomic():
        row = Stance.objects.filter(account_id=account_id, contact_id=contact_id).first()
        if row is None:
            row = _first(by, account_id, contact_id, kept, day)
        else:
            _change(by, row, version, kept, day)
        said = Stance.objects.values(*SAID, "source").get(pk=row.pk)
        StanceDay.objects.create(stance=row, on=day, by_id=signer(by), said=said)
    return get_stance(account_id, contact_id)


def draw_line(
    *,
    by: Actor,
    account_id: int,
    tail_id: int,
    head_id: int,
    kind: LineKind | str,
    note: str,
    strength: int = 1,
    since: date | None = None,
    today: date | None = None,
) -> LineState:
    """Say that something runs from one person to another: a second boss, influence, a conflict, a personal tie."""
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    kind, day = LineKind(kind), today or timezone.localdate()
    _require_line(account_id, tail_id, head_id, strength, note, since or day, day)
    tail_id, head_id = ends(kind, tail_id, head_id)
    row = PersonLine(
        account_id=account_id, tail_id=tail_id, head_id=head_id, kind=kind.value, strength=strength,
        note=note.strip(), since=since or day, judged_by_id=signer(by),
    )  # fmt: skip
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="relations.line_drawn", account_id=account_id)
    except IntegrityError as refusal:
        raise UnfitStance(StanceWhy.DRAWN_ALREADY) from refusal
    return line_state(PersonLine.objects.select_related("judged_by").get(pk=row.pk))


def end_line(*, by: Actor, account_id: int, line_id: int, version: int, today: date | None = None) -> LineState:
    """Say that a line stands no more. It stays to be read."""
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    row = PersonLine.objects.select_related("judged_by").filter(pk=line_id, account_id=account_id).first()
    if row is None:
        raise NoSuchAccount(account_id)
    if row.until:
        raise UnfitStance(StanceWhy.ENDED)
    until = max(row.since, today or timezone.localdate())
    change_row(
        row, by=by, verb="relations.line_ended", version=version, changes={"until": until}, account_id=account_id
    )
    return line_state(row)


def _first(by: Actor, account_id: int, contact_id: int, kept: Mapping[str, Any], day: date) -> Stance:
    row = Stance(account_id=account_id, contact_id=contact_id, judged_by_id=signer(by), judged_on=day, **kept)
    try:
        with transaction.atomic():
            return create_row(row, by=by, verb="relations.person_judged", account_id=account_id)
    except IntegrityError as refusal:
        # Two have said something for the first time in one moment.
        raise StaleVersion(Stance._meta.label_lower, 1, []) from refusal


def _change(by: Actor, row: Stance, version: int, kept: Mapping[str, Any], day: date) -> None:
    change_row(
        row, by=by, verb="relations.person_judged", version=version, changes=dict(kept), account_id=row.account_id,
        by_field=True,
    )  # fmt: skip
    # Whose judgement it now is concerns nobody's fields: it never clashes.
    stamp = {"judged_by_id": signer(by), "judged_on": day}
    change_row(
        row, by=by, verb="relations.judgement_signed", version=row.version, changes=stamp, account_id=row.account_id
    )


def _require_of(account_id: int, *contact_ids: int) -> None:
    if any(last_post(account_id, one) is None for one in contact_ids):
        raise UnfitStance(StanceWhy.NOT_OF_ACCOUNT)


def _require_line(
    account_id: int, tail_id: int, head_id: int, strength: int, note: str, since: date, today: date
) -> None:
    if tail_id == head_id:
        raise UnfitStance(StanceWhy.SAME_PERSON)
    if strength not in STRENGTHS:
        raise UnfitStance(StanceWhy.OUT_OF_RANGE)
    if not note.strip():
        raise UnfitStance(StanceWhy.NO_SOURCE)
    if since > today:
        raise UnfitStance(StanceWhy.IN_FUTURE)
    _require_of(account_id, tail_id, head_id)
