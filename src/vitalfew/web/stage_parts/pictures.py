"""The contact picture of a stage beside what is recorded, with the verdict and the same in words (S18–S22)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew import words
from vitalfew.accounts.labels_people import FUNCTION_LABELS, LEVEL_LABELS
from vitalfew.accounts.rules import LEVELS, Function, Level
from vitalfew.loop.analysis.labels import STAGE_LABELS
from vitalfew.loop.analysis.queries import StageState
from vitalfew.loop.analysis.rules.pictures import PICTURES, Edge, Real, Shape, falls_short, looks_like, real
from vitalfew.loop.analysis.rules.stages import ORDER, Stage
from vitalfew.people.queries import get_roles
from vitalfew.people.rules import Role
from vitalfew.relations.labels_joint import BOARD_LABEL, TEAM_LABELS
from vitalfew.relations.queries.joint import get_joint_teams
from vitalfew.relations.rules.joint import JointTeamState, TeamKind
from vitalfew.relations.rules.pairs import KAM, ContactSigns, Thread
from vitalfew.web.charts import contacts as drawing
from vitalfew.web.charts.contacts import Fans, Spot, Stroke, Team, Words
from vitalfew.web.charts.map.svg import Drawn
from vitalfew.web.people_shown import function_word

# Our own people have no level in the books: the role says which.
LEVEL_OF_ROLE = {Role.DIRECTOR: Level.DIRECTOR, Role.MANAGER: Level.MANAGER}


@dataclass(frozen=True)
class Fact:
    """One figure of the verdict, what is asked, and whether it is reached; None where nobody knows."""

    label: str
    value: str
    asked: str
    is_met: bool | None
    is_asked: bool  # by this stage already

    @property
    def state(self) -> str:
        return "good" if self.is_met else "none" if self.is_met is None or not self.is_asked else "watch"


@dataclass(frozen=True)
class Line:
    """One line of the picture in words."""

    ours: str
    theirs: str
    who: str
    last_on: date | None
    state: str
    said: str


@dataclass(frozen=True)
class Shown:
    """The picture asked for, the one recorded beside it, the verdict and the same in words."""

    stage: Stage
    label: str
    about: str
    verdict: str
    state: str
    facts: list[Fact]
    ideal: Drawn
    real: Drawn
    lines: list[Line]
    others: list[tuple[Stage, str]]
    is_of_teams: bool
    is_empty: bool  # nobody of theirs is noted, and a picture of nobody is nothing but gaps


def shown_picture(state: StageState, asked: str, today: date) -> Shown | None:
    """Draw the picture of the stage asked for, or of the one claimed, beside what is recorded."""
    contacts, current = state.recorded.contacts, state.current.stage if state.current else None
    if contacts is None:
        return None
    stage = Stage(asked) if asked in set(Stage) else state.proposal.stage if state.proposal else current or Stage.PRE
    looks = looks_like(contacts, state.recorded.together, state.asked)
    users = get_roles({thread.user_id for pair in contacts.pairs for thread in pair.threads} | set(contacts.ours))
    names = {number: name for number, (name, _role) in users.items()}
    is_short = falls_short(stage, looks)
    if PICTURES[stage].shape is Shape.TEAMS:
        ideal, recorded, lines = _joint(state, today)
    else:
        found = real(PICTURES[stage], contacts, _levels_of(users), state.asked)
        ideal, recorded = _ideal(stage), _real(found, names, contacts, state.account_id)
        lines = _lines(found, names, contacts)
    return Shown(
        stage=stage,
        label=str(STAGE_LABELS[stage]),
        about=about(stage),
        verdict=_verdict(stage, looks, is_short),
        state="none" if looks is None else "watch" if is_short else "good",
        facts=_facts(state, contacts, stage),
        ideal=ideal,
        real=recorded,
        lines=lines,
        others=[(one, str(STAGE_LABELS[one])) for one in Stage],
        is_of_teams=PICTURES[stage].shape is Shape.TEAMS,
        is_empty=not contacts.is_known,
    )


def about(stage: Stage) -> str:
    """Say what the picture of a stage is about."""
    return {
        Stage.PRE: _("A single line: both get to know each other"),
        Stage.EARLY: _("A bow-tie: functions stand behind two people; quality and service count"),
        Stage.MID: _("Several levels meet; price counts, and half of their business"),
        Stage.PARTNERSHIP: _("A diamond: function meets function, the manager coordinates"),
        Stage.SYNERGISTIC: _("Joint teams and a joint board meeting"),
    }[stage]


def place_word(place: str) -> str:
    """Return what a place on a picture is called, in the room there is."""
    if place == KAM:
        return pgettext("place", "KAM")
    if place == "buyer":
        return pgettext("place", "Purch. mgr")
    if place == Function.EXTERNAL_LOGISTICS:
        return pgettext("place", "Ext. logistics")
    if place == "main":
        return pgettext("place", "Main contact")
    if place in set(Level):
        return str(LEVEL_LABELS[Level(place)])
    return str(FUNCTION_LABELS[Function(place)]) if place in set(Function) else place


def _levels_of(users: Mapping[int, tuple[str, Role]]) -> dict[int, str]:
    return {number: LEVEL_OF_ROLE.get(role, Level.EXPERT).value for number, (_name, role) in users.items()}


def _frame(title: str, described: str) -> Words:
    return Words(
        title=title,
        described=described,
        us=pgettext("place", "Us"),
        them=pgettext("place", "Customer"),
        missing=pgettext("place", "missing"),
        language="zh-CN" if words.is_chinese() else "en",
    )


def ideal_picture(stage: Stage) -> Drawn:
    """Draw the picture that belongs to a stage."""
    if PICTURES[stage].shape is Shape.TEAMS:
        five = [Team(str(TEAM_LABELS[kind])) for kind in TeamKind]
        frame = _frame(_ideal_title(stage), about(stage))
        return drawing.teams(Team(str(BOARD_LABEL), 1, 1), five, place_word(KAM), place_word("main"), frame)
    return _ideal(stage)


def _ideal_title(stage: Stage) -> str:
    return _("As it should be: %(stage)s") % {"stage": STAGE_LABELS[stage]}


def _ideal(stage: Stage) -> Drawn:
    picture = PICTURES[stage]
    return drawing.ideal_fans(
        Fans(
            is_bow=picture.shape is Shape.BOW,
            ours=[Spot(place, place_word(place)) for place in picture.left],
            theirs=[Spot(place, place_word(place)) for place in picture.right],
            kam=Spot(KAM, place_word(KAM)),
            buyer=Spot(picture.buyer, place_word(picture.buyer)),
            strokes=[Stroke(ours, theirs, weight=3 if ours == KAM else 2) for ours, theirs in picture.edges],
        ),
        _frame(_ideal_title(stage), about(stage)),
    )


def _real(found: Real, names: Mapping[int, str], contacts: ContactSigns, account_id: int) -> Drawn:
    picture, people = found.picture, reverse("people", args=[account_id])
    met = {thread.contact_id for pair in contacts.pairs for thread in pair.threads if thread.last_on}

    def ours(place: str) -> Spot:
        here = [names.get(one, "") for one in found.ours.get(place, ())]
        first = f" {here[0]}" if here else ""
        return Spot(place, place_word(place) + first, bool(here))

    def theirs(place: str) -> Spot:
        there = found.theirs.get(place, ())
        count = f" {sum(one in met for one in there)}/{len(there)}" if there else ""
        return Spot(place, place_word(place) + count, bool(there), people)

    strokes = [_stroke(edge, names, contacts) for edge in found.edges]
    strokes += [Stroke(a, b, is_missing=True) for a, b in found.missing]
    fans = Fans(
        is_bow=picture.shape is Shape.BOW,
        ours=[ours(place) for place in found.rows],
        theirs=[theirs(place) for place in found.rows],
        kam=replace(ours(KAM), word=place_word(KAM)),
        buyer=theirs(picture.buyer),
        strokes=strokes,
    )
    title = _("As recorded, %(day)s") % {"day": words.day(contacts.as_of)}
    return drawing.real_fans(fans, _frame(title, _("The same in words stands in the table below.")))


def _stroke(edge: Edge, names: Mapping[int, str], contacts: ContactSigns) -> Stroke:
    # What the picture does not ask for is drawn thin, so that the lines it asks for are seen.
    weight = min(4, 2 + edge.weight // 3) if edge.is_asked or KAM in (edge.ours, edge.theirs) else 1
    when = words.age(edge.last_on, contacts.as_of) if edge.last_on else _("no contact recorded")
    name = f"{_who(edge.threads, names, contacts)} ({when})"
    return Stroke(edge.ours, edge.theirs, name, weight, is_cold=not edge.is_warm, is_beside=weight == 1)


def _who(threads: Sequence[Thread], names: Mapping[int, str], contacts: ContactSigns) -> str:
    theirs = {one.contact_id: one.name for one in contacts.theirs}
    pairs = [f"{names.get(one.user_id, '—')} – {theirs.get(one.contact_id, '—')}" for one in threads]
    return pgettext("between names", ", ").join(pairs)


def _lines(found: Real, names: Mapping[int, str], contacts: ContactSigns) -> list[Line]:
    rows = [
        Line(
            place_word(edge.ours),
            place_word(edge.theirs),
            _who(edge.threads, names, contacts),
            edge.last_on,
            "good" if edge.is_warm else "watch",
            _("warm") if edge.is_warm else _("gone cold"),
        )
        for edge in found.edges
    ]
    missing = [
        Line(place_word(a), place_word(b), "—", None, "watch", pgettext("place", "missing")) for a, b in found.missing
    ]
    return rows + missing


def _joint(state: StageState, today: date) -> tuple[Drawn, Drawn, list[Line]]:
    standing = {one.kind: one for one in get_joint_teams(state.account_id) if not one.is_over(today)}
    together = state.recorded.together
    held = together.last_board_on if together else None
    board = Team(
        word=str(BOARD_LABEL),
        ours=1 if held else 0,
        theirs=1 if held else 0,
        said=words.day(held) if held else _("none within a year"),
        is_there=held is not None,
        href=reverse("joint", args=[state.account_id]),
    )
    five = [_team(kind, standing.get(kind), state.account_id, today) for kind in TeamKind]
    title = _("As recorded, %(day)s") % {"day": words.day(today)}
    frame = _frame(title, _("The same in words stands in the table below."))
    drawn = drawing.teams(board, five, place_word(KAM), place_word("main"), frame)
    return ideal_picture(Stage.SYNERGISTIC), drawn, [_team_line(kind, standing.get(kind), today) for kind in TeamKind]


def _team(kind: TeamKind, team: JointTeamState | None, account_id: int, today: date) -> Team:
    word = str(TEAM_LABELS[kind])
    if team is None:
        return Team(word, 0, 0, pgettext("place", "missing"), is_there=False)
    members = [one for one in team.members if not one.is_over(today)]
    return Team(
        word=word,
        ours=sum(one.is_ours for one in members),
        theirs=sum(not one.is_ours for one in members),
        said=words.day(team.last_on) if team.last_on else _("has not met yet"),
        href=reverse("joint_team", args=[account_id, team.id]),
    )


def _team_line(kind: TeamKind, team: JointTeamState | None, today: date) -> Line:
    members = [one for one in team.members if not one.is_over(today)] if team else []
    between = pgettext("between names", ", ")
    ours, theirs = (between.join(one.name for one in members if one.is_ours is side) or "—" for side in (True, False))
    said = pgettext("place", "missing") if team is None else _("meets") if team.last_on else _("has not met yet")
    last_on = team.last_on if team else None
    return Line(str(TEAM_LABELS[kind]), "", f"{ours} – {theirs}", last_on, "good" if last_on else "watch", said)


def _verdict(stage: Stage, looks: Stage | None, is_short: bool) -> str:
    if looks is None:
        return _("Nothing is recorded yet of who meets whom")
    said = {"stage": STAGE_LABELS[looks]}
    if is_short:
        return _("Not yet: what is recorded looks like %(stage)s") % said
    return _("What is recorded looks like %(stage)s and bears it out") % said


def _facts(state: StageState, contacts: ContactSigns, stage: Stage) -> list[Fact]:
    asked, top = state.asked, contacts.top_share
    by_mid, by_partners = (ORDER.index(stage) >= ORDER.index(one) for one in (Stage.MID, Stage.PARTNERSHIP))
    cold = [function_word(one) for one in contacts.matched if one not in contacts.warm]
    between, word = pgettext("between names", ", "), _("gone cold")
    gone = f" ({word}: {between.join(cold)})" if cold else ""
    matched, warm, levels = len(contacts.matched), len(contacts.warm), len(contacts.levels)
    within = _("Matched and met within %(days)s days") % {"days": asked.warm_days}
    share = words.share(top, 0) if top is not None else words.UNKNOWN
    is_spread = None if top is None else top < float(asked.thread)
    pairs = f"≥ {asked.pairs}"
    return [
        Fact(_("Functions matched"), words.number(matched), pairs, matched >= asked.pairs, by_partners),
        Fact(within, words.number(warm) + gone, pairs, warm >= asked.pairs, by_partners),
        Fact(_("Share of the thickest thread"), share, f"< {words.share(asked.thread, 0)}", is_spread, by_partners),
        Fact(_("Levels of theirs met"), f"{levels}/{len(LEVELS)}", f"≥ {asked.levels}", levels >= asked.levels, by_mid),
    ]
