"""The handover pack in words, in the language spoken now, ready to be laid out: all of it, nothing cut."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vitalfew import words
from vitalfew.accounts.labels_people import FUNCTION_LABELS
from vitalfew.accounts.labels_team import SIDE_LABELS as TEAM_SIDES
from vitalfew.accounts.queries import PersonState
from vitalfew.accounts.rules import Function, MemberState
from vitalfew.documents.handover import HandoverDocument
from vitalfew.documents.phrases import has_left, met_words, people
from vitalfew.documents.plan_words import objective_words, plan_words
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.relations.labels_commitments import SIDE_LABELS
from vitalfew.relations.labels_people import gap_sentence
from vitalfew.relations.queries import CommitmentState
from vitalfew.relations.rules import Side

Words = dict[str, Any]


def handover_words(document: HandoverDocument) -> Words:
    """Return everything the layout needs, in words."""
    plan = plan_words(document.plan)
    kind = pgettext("handover", "Handover pack")
    names = {name: plan[name] for name in ("author", "name", "aka", "badges", "foot")}
    return names | {
        "title": f"{document.plan.account.name} · {kind}",
        "kind": kind,
        "facts": _facts(document),
        "change": _change(document),
        "worth": {"question": plan["worth"]["question"], "answer": plan["worth"]["answer"]},
        "stats": plan["worth"]["stats"],
        "sections": [
            *_why(document),
            _section(plan["stage"]["question"], plan["stage"]["answer"], [], plan["stage"]["note"]),
            _alerts(document),
            _promises(document.promises),
            _steps(document),
            _people(document),
            _team(document.team),
            _aims(document, plan["objectives"]),
            _section(plan["strategy"]["question"], plan["strategy"]["answer"], [], _strategy(document)),
            _contacts(document),
        ],
    }


def _section(question: Any, answer: str, rows: Iterable[Words], note: str = "") -> Words:
    return {"question": str(question), "answer": answer, "rows": list(rows), "note": note}


def _row(text: str, sub: str = "", when: str = "", state: str = "unknown") -> Words:
    return {"text": text, "sub": sub, "when": when, "state": state}


def _dots(*said: Any) -> str:
    return " · ".join(str(one) for one in said if one)


def _facts(document: HandoverDocument) -> list[Words]:
    key = document.plan.account.key
    if key is None:
        return [{"label": "", "value": _("Not a key account")}]
    pairs = [
        (pgettext("plan", "Manager"), key.manager_name),
        (pgettext("handover", "Deputy"), key.deputy_name),
        (pgettext("plan", "Director"), key.director_name),
        (pgettext("handover", "Executive sponsor"), key.sponsor_name),
        (pgettext("plan", "Key account since"), words.day(key.designated_on)),
    ]
    return [{"label": label, "value": value} for label, value in pairs if value]


def _why(document: HandoverDocument) -> list[Words]:
    key = document.plan.account.key
    return [_section(pgettext("plan", "Why"), "", [], key.reason)] if key else []


def _change(document: HandoverDocument) -> str:
    change = document.change
    if change is None:
        return ""
    said = {"before": change.before, "after": change.after, "day": words.day(change.on)}
    sentence = _(
        "%(before)s handed over to %(after)s on %(day)s. Go through this together, then introduce the new manager to "
        "each person below."
    )
    return sentence % said


def _strategy(document: HandoverDocument) -> str:
    return document.plan.plan.strategy.strip() if document.plan.plan else ""


def _alerts(document: HandoverDocument) -> Words:
    rows = [
        _row(alarm_sentence(one.evidence), one.assignee_name, words.day(one.fired_on), _graveness(one.severity > 1))
        for one in document.plan.alerts
    ]
    count = ngettext("%(count)s alert open", "%(count)s alerts open", len(rows)) % {"count": len(rows)}
    return _section(pgettext("plan", "What is wrong"), count if rows else _("No alert open"), rows)


def _graveness(is_bad: bool) -> str:
    return "bad" if is_bad else "watch"


def _promises(promises: Sequence[CommitmentState]) -> Words:
    rows = [
        _row(
            one.what,
            _dots(SIDE_LABELS[one.side], one.owner_name, one.contact_name),
            words.day(one.due_on),
            _graveness(one.side is Side.US) if one.is_overdue else "unknown",
        )
        for one in promises
    ]
    said = ngettext("%(count)s open", "%(count)s open", len(rows)) % {"count": len(rows)}
    return _section(pgettext("call sheet", "What is promised"), said if rows else _("Nothing open"), rows)


def _steps(document: HandoverDocument) -> Words:
    rows = [
        _row(one.what, one.owner_name, words.day(one.due_on), "bad" if one.is_late else "unknown")
        for one in document.open_steps
    ]
    said = ngettext("%(count)s to do", "%(count)s to do", len(rows)) % {"count": len(rows)}
    return _section(pgettext("plan", "Actions"), said if rows else _("None planned yet"), rows)


def _people(document: HandoverDocument) -> Words:
    there = [one for one in document.people if one.is_there]
    rows = [_person(document, one) for one in [*there, *(one for one in document.people if not one.is_there)]]
    said = ngettext("%(count)s person", "%(count)s people", len(there)) % {"count": len(there)}
    gaps = " ".join(gap_sentence(gap, count) for gap, count in document.gaps.items())
    return _section(pgettext("handover", "Whom we know"), said if rows else _("Nobody recorded yet"), rows, gaps)


def _person(document: HandoverDocument, one: PersonState) -> Words:
    last: date | None = document.touches.last.get(one.id)
    known = dict.fromkeys(tie.user_name for tie in document.ties if tie.contact_id == one.id and tie.strength)
    known |= dict.fromkeys(pair.user_name for pair in document.touches.with_person(one.id))
    reached = _dots(one.phone, one.email)
    sub = _dots(one.post.unit, _("known to %(names)s") % {"names": people(tuple(known))} if known else "", reached)
    title = _dots(one.name, one.post.title)
    if not one.is_there:
        return _row(title, _dots(has_left([]), sub), words.day(one.post.until), "watch")
    met = words.age(last, document.plan.gathered_on) if last else _("not met yet")
    return _row(title, sub, met, "good" if last else "unknown")


def _team(team: Sequence[MemberState]) -> Words:
    rows = [
        _row(_dots(one.name, one.company), _dots(TEAM_SIDES[one.side], _function(one.function), one.promise))
        for one in team
    ]
    said = ngettext("%(n)s member", "%(n)s members", len(rows)) % {"n": len(rows)}
    return _section(pgettext("handover", "The team"), said if rows else _("Nobody besides"), rows)


def _function(function: str) -> str:
    return str(FUNCTION_LABELS[Function(function)]) if function else ""


def _aims(document: HandoverDocument, objectives: Words) -> Words:
    rows = [
        _row(one["what"], _dots(one["word"], one["owner"]), f"{one['actual']} / {one['target']}", one["state"])
        for one in map(objective_words, document.plan.objectives)
    ]
    return _section(objectives["question"], objectives["answer"], rows)


def _contacts(document: HandoverDocument) -> Words:
    rows = [_row(met_words(one), one.by_name, words.day(one.held_on)) for one in document.contacts]
    last = words.age(document.contacts[0].held_on, document.plan.gathered_on) if rows else _("None logged yet")
    return _section(pgettext("plan", "Last contacts"), last, rows)
