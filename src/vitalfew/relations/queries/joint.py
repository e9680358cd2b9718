"""What both firms do together. Who may see the account is the caller's question, who may read closed things ours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import CharField, F, Max, Q, QuerySet, Value
from django.utils import timezone

from vitalfew.accounts.queries import only_visible
from vitalfew.accounts.queries.visible import Reader
from vitalfew.journal.queries import get_decisions
from vitalfew.journal.rules import Line
from vitalfew.people.rules import Actor, Permission, Role, may
from vitalfew.prepared import Prepared
from vitalfew.relations.models import (
    Interaction,
    JointMeeting,
    JointMember,
    JointReader,
    JointSaving,
    JointTeam,
    OpenBookItem,
)
from vitalfew.relations.rules import InteractionKind
from vitalfew.relations.rules.joint import (
    CostElement,
    JointMeetingState,
    JointMemberState,
    JointTeamState,
    OpenBook,
    OpenItem,
    ReaderState,
    Saving,
    TeamKind,
    Together,
    is_lately,
    meeting_teams,
)

Row = tuple[str, int, date, date | None]
READ = "relations.open_book_read"
MINUTES_READ = "relations.minutes_read"
READINGS = (READ, MINUTES_READ)


def get_joint_teams(account_id: int) -> list[JointTeamState]:
    """Return the joint teams in the order of their kinds, those that stand first, with their members."""
    teams = list(JointTeam.objects.filter(account_id=account_id))
    members = defaultdict[int, list[JointMemberState]](list)
    for row in JointMember.objects.filter(team__account_id=account_id).select_related("user", "contact").order_by("pk"):
        members[row.team_id].append(member_state(row))
    last = _last_days(account_id)
    states = [team_state(row, members[row.pk], last.get(row.pk)) for row in teams]
    kinds = list(TeamKind)
    return sorted(states, key=lambda one: (one.until is not None, kinds.index(one.kind), -one.id))


def get_joint_meetings(account_id: int) -> list[JointMeetingState]:
    """Return the meetings of joint teams and boards, the latest first; closed minutes are not told."""
    return meeting_states(JointMeeting.objects.filter(account_id=account_id))


def get_joint_meeting(account_id: int, meeting_id: int) -> JointMeetingState | None:
    """Return one meeting of the account; closed minutes are not told."""
    return next(iter(meeting_states(JointMeeting.objects.filter(account_id=account_id, pk=meeting_id))), None)


def get_joint_meetings_between(
    user: Reader, first: date, last: date, where: Q | None = None
) -> list[JointMeetingState]:
    """Return the meetings on these days of accounts the user sees, in three questions."""
    found = JointMeeting.objects.filter(where or Q(), held_on__range=(first, last))
    return meeting_states(only_visible(found, user))


def get_joint_of_person(account_id: int, contact_id: int) -> tuple[list[JointMemberState], list[JointMeetingState]]:
    """Return in which joint teams of the account a person is or was, and at which meetings; closed minutes not told."""
    found = JointMember.objects.filter(team__account_id=account_id, contact_id=contact_id)
    meetings = JointMeeting.objects.filter(account_id=account_id, contacts=contact_id)
    members = [replace(member_state(row), team=row.team.kind) for row in found.select_related("team", "contact")]
    return members, meeting_states(meetings)


def get_together(account_id: int, today: date) -> Together:
    """Return what stands of joint work as a stage asks for it, in one question.

    A contact logged as a joint board meeting is one, beside those that were planned here.
    """
    return _summed([row[1:] for row in _TOGETHER(account_id=account_id)], today)


def get_together_of(account_ids: Iterable[int], today: date) -> dict[int, Together]:
    """Return what stands of joint work at each of these accounts, in one question."""
    ids = set(account_ids)
    told = defaultdict[int, list[Row]](list)
    for account, *row in _together(Q(account_id__in=ids)):
        told[account].append(tuple(row))
    return {one: _summed(told[one], today) for one in ids}


def _summed(told: Sequence[Row], today: date) -> Together:
    boards = [first for kind, _of, first, _last in told if kind == "board" and is_lately(first, today)]
    standing = {of for kind, of, _first, last in told if kind == "team" and (last is None or last > today)}
    meetings = [(of, first) for kind, of, first, _last in told if kind == "meeting"]
    met = [day for team, day in meetings if team in standing and day <= today]
    costs = [(first, last) for kind, _of, first, last in told if kind == "cost"]
    return Together(
        teams=len(meeting_teams(meetings, standing, today)),
        board_meetings=len(set(boards)),
        open_costs=sum(first <= today and (last is None or last >= today) for first, last in costs),
        last_team_on=max(met, default=None),
        last_board_on=max(boards, default=None),
    )


def may_read(user: Actor, account_id: int, today: date | None = None) -> bool:
    """Tell whether the user may read what is closed of an account he sees: by role, or named by a director."""
    if not user.is_active or user.actor_id is None:
        return False
    if may(Role(user.role), Permission.READ_CLOSED):
        return True
    named = JointReader.objects.filter(account_id=account_id, user_id=user.actor_id)
    return any(_is_on(row, today or timezone.localdate()) for row in named)


def get_readers(account_id: int, today: date) -> list[ReaderState]:
    """Return who is named to read what is closed, besides the directors."""
    found = JointReader.objects.filter(account_id=account_id).select_related("user").order_by("from_on", "pk")
    return [reader_state(row) for row in found if _is_on(row, today)]


def get_readings(account_id: int, limit: int = 20) -> list[Line]:
    """Return who has read what is closed of the account, the latest first."""
    return get_decisions(account_id, READINGS, (), limit)


def open_book_of(account_id: int) -> OpenBook:
    """Return the sheet. Only an action that notes the reading may ask for it."""
    items = OpenBookItem.objects.filter(account_id=account_id).order_by("product", "valid_from", "pk")
    savings = JointSaving.objects.filter(account_id=account_id).order_by("-agreed_on", "-pk")
    return OpenBook(tuple(map(item_state, items)), tuple(map(saving_state, savings)))


def count_open_costs(account_id: int) -> tuple[int, int]:
    """Return how many costs and savings the sheet holds; what they are is told to named readers only."""
    return (
        OpenBookItem.objects.filter(account_id=account_id).count(),
        JointSaving.objects.filter(account_id=account_id).count(),
    )


def team_state(row: JointTeam, members: Iterable[JointMemberState] = (), last_on: date | None = None) -> JointTeamState:
    """Return the row as its readers know it."""
    return JointTeamState(
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        kind=TeamKind(row.kind),
        charter=row.charter,
        goals=row.goals,
        from_on=row.from_on,
        until=row.until,
        members=tuple(sorted(members, key=lambda one: not one.is_ours)),
        last_on=last_on,
    )


def member_state(row: JointMember) -> JointMemberState:
    """Return the row as its readers know it."""
    name = row.user.actor_name if row.user else row.contact.name if row.contact else ""
    return JointMemberState(
        row.pk,
        row.version,
        row.user_id,
        row.contact_id,
        name,
        row.user_id is not None,
        row.part,
        row.from_on,
        row.until,
    )


def meeting_states(found: QuerySet[JointMeeting]) -> list[JointMeetingState]:
    """Return the rows as their readers know them, the latest first, in three questions."""
    rows = found.select_related("account", "team").prefetch_related("users", "contacts").order_by("-held_on", "-pk")
    return [meeting_state(row) for row in rows]


def meeting_state(row: JointMeeting, *, is_read: bool = False) -> JointMeetingState:
    """Return the row as its readers know it; closed minutes only to who reads them by name."""
    users = sorted(row.users.all(), key=lambda one: one.actor_name)
    contacts = sorted(row.contacts.all(), key=lambda one: one.name)
    return JointMeetingState(
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        account_name=row.account.shown_name,
        team_id=row.team_id,
        kind=TeamKind(row.team.kind) if row.team else None,
        held_on=row.held_on,
        agenda=row.agenda,
        has_minutes=bool(row.minutes),
        minutes=row.minutes if is_read or not row.is_closed else "",
        is_closed=row.is_closed,
        user_ids=tuple(one.pk for one in users),
        ours=tuple(one.actor_name for one in users),
        contact_ids=tuple(one.pk for one in contacts),
        theirs=tuple(one.name for one in contacts),
    )


def item_state(row: OpenBookItem) -> OpenItem:
    """Return the row as its named readers know it."""
    return OpenItem(
        id=row.pk,
        version=row.version,
        product=row.product,
        element=CostElement(row.element),
        value=row.value,
        currency=row.currency,
        per=row.per,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
    )


def saving_state(row: JointSaving) -> Saving:
    """Return the row as its named readers know it."""
    return Saving(row.pk, row.version, row.what, row.amount, row.ours, row.currency, row.agreed_on)


def reader_state(row: JointReader) -> ReaderState:
    """Return the row as its readers know it."""
    return ReaderState(row.pk, row.version, row.user_id, row.user.actor_name, row.from_on, row.until)


def _is_on(row: JointReader, today: date) -> bool:
    return row.from_on <= today and (row.until is None or row.until > today)


def _last_days(account_id: int) -> dict[int, date]:
    today = timezone.localdate()
    held = JointMeeting.objects.filter(account_id=account_id, held_on__lte=today, team__isnull=False)
    told = held.values("team_id").annotate(last=Max("held_on")).values_list("team_id", "last")
    return {team: last for team, last in told if team is not None}


def _together(here: Q) -> Any:
    meetings = JointMeeting.objects.filter(here)
    boards = Interaction.objects.filter(here, kind=InteractionKind.BOARD_MEETING)
    return _marked(JointTeam.objects.filter(here), "team", "pk", "from_on", "until").union(
        _marked(meetings.filter(team__isnull=False), "meeting", "team_id", "held_on", "held_on"),
        _marked(meetings.filter(team=None), "board", "pk", "held_on", "held_on"),
        _marked(boards, "board", "pk", "held_on", "held_on"),
        _marked(OpenBookItem.objects.filter(here), "cost", "pk", "valid_from", "valid_to"),
        all=True,
    )


def _marked(rows: "QuerySet[Any]", kind: str, *columns: str) -> Any:
    text: Any = CharField()
    named = {f"c{place}": F(column) for place, column in enumerate(columns)}
    return rows.order_by().annotate(of=Value(kind, text), **named).values_list("account_id", "of", *named)


_TOGETHER: Prepared[Any] = Prepared(lambda account_id: _together(Q(account_id=account_id)))
