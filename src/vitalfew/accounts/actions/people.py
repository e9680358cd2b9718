"""People at the customer, and what they are there: noted, corrected, promoted, gone."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.models import BossDay, Contact, OrgUnit, Post
from vitalfew.accounts.queries.people import get_person, last_post, unit_state
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import (
    HELD,
    REACHED,
    ContactKind,
    Function,
    Held,
    Level,
    PersonState,
    PersonWhy,
    Reached,
    Seen,
    UnfitPerson,
    UnitState,
    guess_function,
    post_dates_refused,
)
from vitalfew.journal.actions import change_row, create_row, hold_journal
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import Actor, Permission


def add_person(
    *,
    by: Actor,
    account_id: int,
    name: str,
    name_en: str = "",
    phone: str = "",
    email: str = "",
    title: str = "",
    unit: str = "",
    level: Level | str = "",
    boss_id: int | None = None,
    since: date | None = None,
    kind: ContactKind | str = ContactKind.PERSON,
    today: date | None = None,
) -> PersonState:
    """Note a person and the post held at the account; or a seat of which nobody knows who holds it, or an outsider."""
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    if not name.strip():
        raise UnfitPerson(PersonWhy.NO_NAME)
    told = {"name": name, "name_en": name_en, "phone": phone, "email": email}
    stripped = {field: value.strip() for field, value in told.items()}
    contact = Contact(account_id=account_id, kind=ContactKind(kind).value, **stripped)
    try:
        with transaction.atomic():
            create_row(contact, by=by, verb="accounts.contact_added", account_id=account_id)
            _open(by, contact, account_id, title, unit, level, boss_id, since, today)
    except IntegrityError as refusal:
        raise UnfitPerson(PersonWhy.NAME_KNOWN) from refusal
    return _state(account_id, contact.pk)


def change_person(*, by: Actor, account_id: int, contact_id: int, version: int, **told: Unpack[Reached]) -> PersonState:
    """Correct how a person is called and reached, and on what ground that is kept; what is not told stays."""
    post = _post(by, account_id, contact_id)
    if "name" in told and not told["name"].strip():
        raise UnfitPerson(PersonWhy.NO_NAME)
    try:
        with transaction.atomic():
            change_row(
                post.contact, by=by, verb="accounts.contact_changed", version=version, changes=_stripped(told),
                account_id=account_id, by_field=True,
            )  # fmt: skip
    except IntegrityError as refusal:
        raise UnfitPerson(PersonWhy.NAME_KNOWN) from refusal
    return _state(account_id, contact_id)


def change_post(
    *, by: Actor, account_id: int, contact_id: int, version: int, today: date | None = None, **told: Unpack[Held]
) -> PersonState:
    """Correct what a person is at the account; what is not told stays. A new post is begun with `promote`."""
    post = _post(by, account_id, contact_id)
    _require_dates(told.get("since", post.since), post.until, today)
    with transaction.atomic():
        # Held before it is asked whether anybody would report to himself: of two who move at once the second sees.
        hold_journal()
        changes = _stripped(told)
        if "unit" in told:
            changes["unit"] = _unit(by, account_id, told["unit"])
        if "level" in told:
            changes["level"] = Level(told["level"]).value if told["level"] else ""
        if "boss_id" in told:
            changes["reports_to"] = _boss(account_id, contact_id, changes.pop("boss_id"))
        before = post.reports_to_id
        _change(by, post, version, "accounts.post_changed", changes, by_field=True)
        if post.reports_to_id != before:
            BossDay.objects.create(post=post, reports_to_id=post.reports_to_id, on=today or timezone.localdate())
    return _state(account_id, contact_id)


def edit_person(
    *, by: Actor, account_id: int, contact_id: int, seen: Seen, told: Mapping[str, Any], today: date | None = None
) -> PersonState:
    """Correct some fields of a person and of the post held, both or none; refuse both parts' conflicts together."""
    whose: dict[str, Any] = {"by": by, "account_id": account_id, "contact_id": contact_id}
    reached = {name: told[name] for name in REACHED if name in told}
    held = {name: told[name] for name in HELD if name in told}
    stale = []
    with transaction.atomic():
        _post(by, account_id, contact_id)
        for change, version, fields in (
            (change_person, seen.person, reached),
            (partial(change_post, today=today), seen.post, held),
        ):
            try:
                if fields:
                    change(version=version, **whose, **fields)
            except StaleVersion as refusal:
                stale.append(refusal)
        if stale:
            raise StaleVersion(stale[0].subject, stale[0].version, [clash for one in stale for clash in one.clashes])
    return _state(account_id, contact_id)


def add_post(
    *,
    by: Actor,
    account_id: int,
    contact_id: int,
    to_account_id: int,
    title: str = "",
    unit: str = "",
    level: Level | str = "",
    since: date | None = None,
    today: date | None = None,
) -> PersonState:
    """Note that the person holds a post at another account as well."""
    post = _post(by, account_id, contact_id)
    authorise(by, Permission.EDIT_PEOPLE, to_account_id)
    with transaction.atomic():
        _open(by, post.contact, to_account_id, title, unit, level, None, since, today)
    return _state(to_account_id, contact_id)


def end_post(
    *, by: Actor, account_id: int, contact_id: int, version: int, until: date, today: date | None = None
) -> PersonState:
    """Note that the person holds the post no more; `until` is the first day without it."""
    post = _open_post(by, account_id, contact_id)
    _require_dates(post.since, until, today)
    _change(by, post, version, "accounts.post_ended", {"until": until})
    return _state(account_id, contact_id)


def reopen_post(*, by: Actor, account_id: int, contact_id: int, version: int) -> PersonState:
    """Take back that the person has left."""
    post = _post(by, account_id, contact_id)
    _change(by, post, version, "accounts.post_reopened", {"until": None})
    return _state(account_id, contact_id)


def promote(
    *,
    by: Actor,
    account_id: int,
    contact_id: int,
    version: int,
    to_account_id: int,
    on: date,
    title: str = "",
    unit: str = "",
    level: Level | str = "",
    today: date | None = None,
) -> PersonState:
    """End the post and begin another on that day, at the same account or at another."""
    authorise(by, Permission.EDIT_PEOPLE, to_account_id)
    try:
        with transaction.atomic():
            end_post(by=by, account_id=account_id, contact_id=contact_id, version=version, until=on, today=today)
            contact = Contact.objects.get(pk=contact_id)
            _open(by, contact, to_account_id, title, unit, level, None, on, today)
            if contact.account_id != to_account_id:
                change_row(
                    contact, by=by, verb="accounts.contact_moved", version=contact.version,
                    changes={"account": to_account_id}, account_id=to_account_id,
                )  # fmt: skip
    except IntegrityError as refusal:
        raise UnfitPerson(PersonWhy.NAME_KNOWN) from refusal
    return _state(to_account_id, contact_id)


def change_unit(
    *, by: Actor, account_id: int, unit_id: int, version: int, name: str, function: Function | str
) -> UnitState | None:
    """Correct what a unit is called and what it does; None where the account has no such unit."""
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    row = OrgUnit.objects.filter(pk=unit_id, account_id=account_id).first()
    if row is None:
        return None
    changes = {"name": name.strip() or row.name, "function": Function(function).value if function else ""}
    try:
        with transaction.atomic():
            change_row(
                row, by=by, verb="accounts.unit_changed", version=version, changes=changes, account_id=account_id,
                by_field=True,
            )  # fmt: skip
    except IntegrityError as refusal:
        raise UnfitPerson(PersonWhy.UNIT_KNOWN) from refusal
    return unit_state(row)


def _stripped(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}


def _post(by: Actor, account_id: int, contact_id: int) -> Post:
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    post = last_post(account_id, contact_id)
    if post is None:
        raise UnfitPerson(PersonWhy.NOT_THERE)
    return post


def _open_post(by: Actor, account_id: int, contact_id: int) -> Post:
    post = _post(by, account_id, contact_id)
    if post.until:
        raise UnfitPerson(PersonWhy.NOT_THERE)
    return post


def _open(
    by: Actor,
    contact: Contact,
    account_id: int,
    title: str,
    unit: str,
    level: Level | str,
    boss_id: int | None,
    since: date | None,
    today: date | None,
) -> None:
    _require_dates(since, None, today)
    if Post.objects.filter(contact=contact, account_id=account_id, until=None).exists():
        raise UnfitPerson(PersonWhy.THERE_ALREADY)
    post = Post(
        contact=contact,
        account_id=account_id,
        unit=_unit(by, account_id, unit),
        title=title.strip(),
        level=Level(level).value if level else "",
        reports_to=_boss(account_id, contact.pk, boss_id),
        since=since,
    )
    create_row(post, by=by, verb="accounts.post_begun", account_id=account_id)
    BossDay.objects.create(post=post, reports_to=post.reports_to)


def _change(by: Actor, post: Post, version: int, verb: str, changes: dict[str, Any], **how: bool) -> None:
    try:
        with transaction.atomic():
            change_row(post, by=by, verb=verb, version=version, changes=changes, account_id=post.account_id, **how)
    except IntegrityError as refusal:
        # Reopened while another post at the account is open.
        raise UnfitPerson(PersonWhy.THERE_ALREADY) from refusal


def _require_dates(since: date | None, until: date | None, today: date | None) -> None:
    if why := post_dates_refused(since, until, today or timezone.localdate()):
        raise UnfitPerson(why)


def _unit(by: Actor, account_id: int, name: str) -> OrgUnit | None:
    """Return the unit of this name; a new name makes one, its function read off the name where it can be."""
    if not name.strip():
        return None
    known = OrgUnit.objects.filter(account_id=account_id, name=name.strip()).first()
    if known:
        return known
    unit = OrgUnit(account_id=account_id, name=name.strip(), function=guess_function(name) or "")
    return create_row(unit, by=by, verb="accounts.unit_added", account_id=account_id)


def _boss(account_id: int, contact_id: int, boss_id: int | None) -> Post | None:
    """Return the superior's post; refuse one of another account, or who reports to this person himself."""
    if boss_id is None:
        return None
    boss = last_post(account_id, boss_id)
    if boss is None:
        raise UnfitPerson(PersonWhy.BOSS_ELSEWHERE)
    above: Post | None = boss
    while above is not None:
        if above.contact_id == contact_id:
            raise UnfitPerson(PersonWhy.BOSS_IN_CIRCLE)
        above = above.reports_to
    return boss


def _state(account_id: int, contact_id: int) -> PersonState:
    person = get_person(account_id, contact_id)
    if person is None:
        raise UnfitPerson(PersonWhy.NOT_THERE)
    return person
