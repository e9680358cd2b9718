"""Everything that is kept about one person of a customer, for the person to read: as JSON and as a workbook."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from vitalfew.accounts.actions import read_notes
from vitalfew.accounts.queries import get_person, get_posts
from vitalfew.accounts.rules import PersonWhy, UnfitPerson
from vitalfew.loop.control.queries.cases import get_cases_of_leaver
from vitalfew.people.rules import Actor
from vitalfew.relations.queries import get_interactions_with, get_lines_of, get_past_stances, get_ties
from vitalfew.relations.queries.joint import get_joint_of_person
from vitalfew.relations.rules.stances import SAID

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class PersonDocument:
    """One person in tables of plain values: who, posts, ties, contacts, notes."""

    tables: dict[str, Rows]


def gather_person(by: Actor, account_id: int, contact_id: int) -> PersonDocument:
    """Gather it for a reader who may read private notes; reading them is remembered."""
    person = get_person(account_id, contact_id)
    if person is None:
        raise UnfitPerson(PersonWhy.NOT_THERE)
    who = ("name", "name_en", "phone", "email", "ground", "source", "notice_on", "expires_on")
    post = ("account_name", "title", "unit", "level", "boss", "since", "until")
    told = (*SAID, "source")
    teams, meetings = get_joint_of_person(account_id, contact_id)
    tables: dict[str, Rows] = {
        "person": [{name: getattr(person, name) for name in who}],
        "posts": [{name: getattr(one, name) for name in post} for one in get_posts(by, contact_id)],
        "ties": [
            {"of": one.user_name, "strength": one.strength, "since": one.since, "judged_on": one.judged_on}
            for one in get_ties([contact_id])
        ],
        "judgements": [
            {"from": one.judged_on, "by": one.judged_by, **{name: _plain(getattr(one, name)) for name in told}}
            for one in get_past_stances(account_id, contact_id)
        ],
        "lines": [
            {
                "kind": one.kind.value,
                "strength": one.strength,
                "note": one.note,
                "since": one.since,
                "until": one.until,
                "by": one.judged_by,
            }
            for one in get_lines_of(account_id, contact_id)
        ],
        "contacts": [
            {"held_on": one.held_on, "kind": one.kind.value, "by": one.by_name, "note": one.note}
            for one in get_interactions_with(account_id, contact_id, limit=10_000)
        ],
        "joint_teams": [
            {"team": one.team, "part": one.part, "from_on": one.from_on, "until": one.until} for one in teams
        ],
        "joint_meetings": [{"held_on": one.held_on, "agenda": one.agenda, "minutes": one.minutes} for one in meetings],
        "interruptions": [
            {"noted_on": on, "by": by_name, "what": what}
            for on, by_name, what in get_cases_of_leaver(account_id, contact_id)
        ],
        "notes": [
            {"written_on": one.written_on, "by": one.by_name, "text": one.text}
            for one in read_notes(by=by, account_id=account_id, contact_id=contact_id)
        ],
    }
    return PersonDocument(tables)


def _plain(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, tuple) else value


def as_json(document: PersonDocument) -> bytes:
    """Write the tables as JSON."""
    return json.dumps(document.tables, ensure_ascii=False, indent=2, default=str).encode()


def as_workbook(document: PersonDocument) -> bytes:
    """Write each table as a sheet; text stays text and is never a formula."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in document.tables.items():
            sheet = book.add_worksheet(name)
            heads = list(rows[0]) if rows else []
            for row, values in enumerate([heads, *(list(one.values()) for one in rows)]):
                for column, value in enumerate(values):
                    sheet.write_string(row, column, "" if value is None else str(value))
    return file.getvalue()
