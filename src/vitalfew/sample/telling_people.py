"""The people of the story told: who is who at the customers, who left and who moved on."""

from datetime import date, timedelta
from typing import Any

from vitalfew.accounts.actions import add_member, add_person
from vitalfew.accounts.queries import get_people
from vitalfew.people.rules import Actor
from vitalfew.relations.actions import judge_tie, note_leaving, note_move
from vitalfew.sample.story.people import PEOPLE, TEAMS, TIES, Person


def tell_people(*, by: Actor, ids: dict[str, int], today: date) -> None:
    """Note every person of the story with the post held; before the visits, which then meet people who are known."""
    for code, people in PEOPLE.items():
        for person in people:
            _note(by, ids[code], person, today)
    for code, people in PEOPLE.items():
        for person in people:
            if person.gone is not None:
                _let_go(by, ids, code, person, today)


def _note(by: Actor, account_id: int, person: Person, today: date) -> None:
    known = {one.name: one.id for one in get_people(account_id)}
    add_person(
        by=by,
        account_id=account_id,
        name=person.name,
        name_en=person.name_en,
        phone=person.phone,
        email=person.email,
        title=person.title,
        unit=person.unit,
        level=person.level,
        boss_id=known.get(person.boss),
        since=None if person.since is None else today - timedelta(person.since),
        today=today,
    )


def _let_go(by: Actor, ids: dict[str, int], code: str, person: Person, today: date) -> None:
    found = next(one for one in get_people(ids[code]) if one.name == person.name)
    day = today - timedelta(person.gone or 0)
    told: dict[str, Any] = {
        "by": by,
        "account_id": ids[code],
        "contact_id": found.id,
        "version": found.post.version,
        "today": today,
    }
    if person.to:
        note_move(**told, to_account_id=ids[person.to], on=day, title=person.to_title, level=person.level)
    else:
        note_leaving(**told, until=day)


def tell_teams(*, ids: dict[str, int], director: Actor, users: dict[str, int], today: date) -> None:
    """Note who serves an account with its manager, and how well each of us knows whom of them."""
    for code, members in TEAMS.items():
        people = {one.name: one.id for one in get_people(ids[code])}
        for one in members:
            add_member(
                by=director,
                account_id=ids[code],
                user_id=users.get(one.user),
                contact_id=people.get(one.contact),
                partner_name=one.partner,
                partner_company=one.company,
                function=one.function,
                ring=one.ring,
                promise=one.promise,
                from_on=today - timedelta(one.since),
                until=None if one.ends_in is None else today + timedelta(one.ends_in),
            )
    for code, ties in TIES.items():
        people = {one.name: one.id for one in get_people(ids[code])}
        for user, name, strength, known_for, judged_ago in ties:
            judge_tie(
                by=director,
                account_id=ids[code],
                contact_id=people[name],
                user_id=users[user],
                strength=strength,
                version=0,
                since=None if known_for is None else today - timedelta(known_for),
                today=today - timedelta(judged_ago),
            )
