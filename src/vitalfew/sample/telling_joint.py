"""What the sample company does together with its customers, told through the actions that people use."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from vitalfew.accounts.queries import get_people
from vitalfew.people.rules import Actor
from vitalfew.relations import actions
from vitalfew.sample.story.joint import JOINT, Meeting, Team

CURRENCY = "CNY"


def tell_joint(
    *, by: Actor, director: Actor, account_id: int, code: str, users: Mapping[str, int], today: date
) -> None:
    """Found the teams of this account, hold their meetings, open the costs; the closed things are the director's."""
    told = JOINT.get(code)
    if told is None:
        return
    people = {one.name: one.id for one in get_people(account_id)}
    teams = {team.kind: _found(by, account_id, team, users, people, today) for team in told.teams}
    for meeting in told.meetings:
        _meet(by, account_id, meeting, teams, users, people, today)
    for cost in told.costs:
        day = today - timedelta(cost.since)
        actions.open_cost(
            by=director, account_id=account_id, product=cost.product, element=cost.element, value=Decimal(cost.value),
            currency=CURRENCY, valid_from=day, source=cost.source, per="件", today=today,
        )  # fmt: skip
    for saving in told.savings:
        actions.agree_saving(
            by=director, account_id=account_id, what=saving.what, amount=Decimal(saving.amount), currency=CURRENCY,
            our_share=Decimal(saving.our_share), agreed_on=today - timedelta(saving.ago), today=today,
        )  # fmt: skip
    for reader in told.readers:
        actions.name_reader(by=director, account_id=account_id, user_id=users[reader], today=today)


def _found(
    by: Actor, account_id: int, team: Team, users: Mapping[str, int], people: Mapping[str, int], today: date
) -> int:
    day = today - timedelta(team.since)
    made = actions.found_team(
        by=by, account_id=account_id, kind=team.kind, charter=team.charter, goals=team.goals, from_on=day
    )
    for name in team.ours:
        actions.join_team(by=by, team_id=made.id, user_id=users[name], from_on=day)
    for name in team.theirs:
        actions.join_team(by=by, team_id=made.id, contact_id=people[name], from_on=day)
    return made.id


def _meet(
    by: Actor,
    account_id: int,
    meeting: Meeting,
    teams: Mapping[str, int],
    users: Mapping[str, int],
    people: Mapping[str, int],
    today: date,
) -> None:
    actions.note_joint_meeting(
        by=by,
        account_id=account_id,
        held_on=today - timedelta(meeting.ago),
        agenda=meeting.agenda,
        team_id=teams[meeting.team] if meeting.team else None,
        minutes=meeting.minutes,
        is_closed=meeting.is_closed,
        user_ids=[users[name] for name in meeting.ours],
        contact_ids=[people[name] for name in meeting.theirs],
        today=today,
    )
