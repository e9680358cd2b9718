"""Everything the map is drawn from, read in a number of questions that does not grow with the people."""

from dataclasses import dataclass, replace
from datetime import date

from vitalfew.accounts.queries import AccountState, get_chart, get_team
from vitalfew.accounts.rules import MemberState, Seated
from vitalfew.people.queries import get_names
from vitalfew.relations.queries import Touches, get_network, get_ties, get_touches
from vitalfew.relations.rules import TieState
from vitalfew.relations.rules.chart import Placed, place
from vitalfew.relations.rules.stances import Network
from vitalfew.web.people_map.asking import Asked, View


@dataclass(frozen=True)
class Reading:
    """The people of an account on a day, and on the day it is compared with."""

    account: AccountState
    asked: Asked
    people: list[Placed]
    network: Network
    before: list[Placed]  # empty where nothing is compared
    team: list[MemberState]
    names: dict[int, str]  # of those of us who know anybody

    @property
    def by_id(self) -> dict[int, Placed]:
        return {one.id: one for one in self.people}

    @property
    def then(self) -> "Reading":
        """Return the same account as it was on the day it is compared with."""
        return replace(self, people=self.before, before=[])


def read_map(account: AccountState, asked: Asked) -> Reading:
    """Read the map as it stood on the day asked for; the past too where the view compares."""
    touches, team = get_touches(account.id), get_team(account.id)
    network, seats = get_network(account.id, asked.on), get_chart(account.id, asked.on)
    compares = asked.view in (View.CHANGES, View.GRID)
    past_seats = get_chart(account.id, asked.since) if compares else []
    past = get_network(account.id, asked.since) if compares else Network()
    ties = get_ties({one.contact_id for one in (*seats, *past_seats)})
    names = {one.user_id: one.user_name for one in touches.pairs} | {one.user_id: one.user_name for one in ties}
    names |= get_names(one.user_id for one in team if one.user_id and one.user_id not in names)
    known = Known(ties, touches, names, asked.old_after)
    return Reading(
        account=account,
        asked=asked,
        people=known.on(asked.on, seats, network),
        network=network,
        before=known.on(asked.since, past_seats, past),
        team=team,
        names=names,
    )


@dataclass(frozen=True)
class Known:
    """What is known of who meets whom, from which each day takes what had happened by then."""

    ties: list[TieState]
    touches: Touches
    names: dict[int, str]
    old_after: int

    def on(self, day: date, seats: list[Seated], said: Network) -> list[Placed]:
        """Return the people of the day. A tie counts from its last judgement on: what it was before is not kept."""
        ties = [one for one in self.ties if one.judged_on <= day]
        met = [one for one in self.touches.meetings if one.held_on <= day]
        return place(seats, said, ties, met, self.names, day, self.old_after)
