"""The maps of the people told: seats, outsiders, what was said of whom on which day, lines, moves, contacts."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from vitalfew.accounts.actions import add_person, change_post
from vitalfew.accounts.queries import get_chart
from vitalfew.accounts.rules import ContactKind
from vitalfew.people.queries import get_user
from vitalfew.people.rules import Actor
from vitalfew.relations.actions import draw_line, judge_person, judge_tie, log_interaction
from vitalfew.relations.queries import get_stance, get_ties
from vitalfew.sample.chance import Chance
from vitalfew.sample.story.network import (
    CHIEF,
    DIVISIONS,
    FAMILY,
    GIVEN,
    JOBS,
    LARGE,
    LARGE_COUNT,
    LARGE_TIES,
    NETWORKS,
    WANTED,
    NetworkStory,
)
from vitalfew.sample.story.people import Person

Telling = dict[str, Any]


def tell_networks(*, by: Actor, ids: dict[str, int], users: dict[str, int], today: date) -> None:
    """Tell the map of some fifteen people, and one of some sixty drawn by chance."""
    for code, story in NETWORKS.items():
        _tell(by, ids[code], story, users, today)
    _tell_large(by, ids[LARGE], today)
    _tie(by, ids[LARGE], LARGE_TIES, users, today)


def _tell(by: Actor, account_id: int, story: NetworkStory, users: dict[str, int], today: date) -> None:
    known = _names(account_id)
    for kind, people in (
        (ContactKind.PERSON, story.people),
        (ContactKind.PLACEHOLDER, story.seats),
        (ContactKind.OUTSIDER, story.outsiders),
    ):
        for person in people:
            known[person.name] = _add(by, account_id, person, kind, known.get(person.boss), today)
    told: Telling = {"by": by, "account_id": account_id}
    for one in sorted(story.said, key=lambda said: -said.ago):
        _say(told, known[one.name], today - timedelta(one.ago), vars(one))
    for line in story.lines:
        draw_line(
            **told, tail_id=known[line.tail], head_id=known[line.head], kind=line.kind, note=line.note,
            strength=line.strength, since=today - timedelta(line.ago), today=today,
        )  # fmt: skip
    for who, boss, ago in story.moved:
        version = next(one.version for one in get_chart(account_id) if one.contact_id == known[who])
        change_post(**told, contact_id=known[who], version=version, boss_id=known[boss], today=today - timedelta(ago))
    _tie(by, account_id, story.ties, users, today)
    for user, who, wanted in WANTED:
        tie = next(one for one in get_ties([known[who]]) if one.user_id == users[user])
        judge_tie(
            **told, contact_id=known[who], user_id=tie.user_id, strength=tie.strength, since=tie.since,
            wanted=wanted, version=tie.version, today=tie.judged_on,
        )  # fmt: skip
    for met in story.met:
        log_interaction(
            by=_user(met.user), account_id=account_id, contact_ids=[known[name] for name in met.names],
            kind=met.kind, outcome="continuation", note=met.note, held_on=today - timedelta(met.ago),
            sent_key=f"sample map {account_id} {met.ago}",
        )  # fmt: skip


def _tie(
    by: Actor,
    account_id: int,
    ties: Sequence[tuple[str, str, int, int | None]],
    users: dict[str, int],
    today: date,
) -> None:
    known = _names(account_id)
    for user, who, strength, wanted in ties:
        judge_tie(
            by=by, account_id=account_id, contact_id=known[who], user_id=users[user], strength=strength,
            wanted=wanted, version=0, today=today - timedelta(30),
        )  # fmt: skip


def _user(username: str) -> Actor:
    user = get_user(username)
    if user is None:
        raise LookupError(username)
    return user


def _names(account_id: int) -> dict[str, int]:
    return {one.name: one.contact_id for one in get_chart(account_id)}


def _add(by: Actor, account_id: int, person: Person, kind: ContactKind, boss: int | None, today: date) -> int:
    added = add_person(
        by=by,
        account_id=account_id,
        name=person.name,
        name_en=person.name_en,
        title=person.title,
        unit=person.unit,
        level=person.level,
        boss_id=boss,
        since=None if person.since is None else today - timedelta(person.since),
        kind=kind,
        today=today,
    )
    return added.id


def _say(told: Telling, contact_id: int, day: date, said: Telling) -> None:
    stands = get_stance(told["account_id"], contact_id)
    own: Telling = {name: value for name, value in said.items() if name not in ("name", "ago")}
    for name in ("roles", "parts"):
        own[name] = list(own[name])
    judge_person(**told, contact_id=contact_id, version=stands.version, today=day, **own)


def _tell_large(by: Actor, account_id: int, today: date) -> None:
    """Draw a large buyer by chance: a head for each division, people in units, what is said of most of them."""
    chance, known = Chance("the large map"), _names(account_id)
    heads: dict[str, int] = {}
    for division, (head, units) in DIVISIONS.items():
        name, title, english = head
        person = Person(name, title, division, "director", since=1500, name_en=english)
        heads |= dict.fromkeys(units, _add(by, account_id, person, ContactKind.PERSON, known[CHIEF], today))
        _judge_by_chance(by, account_id, heads[units[0]], chance, today, is_head=True)
    used = set(known) | {head[0] for head, _units in DIVISIONS.values()}
    every = list(heads)
    bosses: dict[str, int] = {}
    for number in range(LARGE_COUNT - len(DIVISIONS)):
        unit = every[number % len(every)]
        name = _name(chance, used)
        title, level = (f"{unit}经理", "manager") if unit not in bosses else chance.one_of(JOBS)
        person = Person(name, title, unit, level, since=chance.whole(100, 3000))
        one = _add(by, account_id, person, ContactKind.PERSON, bosses.get(unit, heads[unit]), today)
        bosses.setdefault(unit, one)
        if chance.happens(0.75):
            _judge_by_chance(by, account_id, one, chance, today, is_head=level == "manager")


def _name(chance: Chance, used: set[str]) -> str:
    while True:
        name = chance.one_of(FAMILY) + "".join(chance.some_of(GIVEN, chance.whole(1, 2)))
        if name not in used:
            used.add(name)
            return name


def _judge_by_chance(
    by: Actor, account_id: int, contact_id: int, chance: Chance, today: date, *, is_head: bool
) -> None:
    powers = ("structure", "structure", "inner") if is_head else ("outside",) * 7 + ("structure",)
    judge_person(
        by=by,
        account_id=account_id,
        contact_id=contact_id,
        version=0,
        power=chance.one_of(powers),
        attitude=chance.one_of((-2, -1, 0, 0, 0, 1, 1, 1, 2, None)),
        roles=[chance.one_of(("user", "influencer", "buyer", "gatekeeper"))],
        evidence=chance.one_of(("assumed", "confirmed")),
        source="区域会议上的观察",
        today=today - timedelta(chance.whole(10, 260)),
    )
