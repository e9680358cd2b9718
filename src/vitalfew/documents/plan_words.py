"""The account plan in words: every figure and label of the page, in the language spoken now, ready to be laid out."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vitalfew import words
from vitalfew.accounts.labels import TIER_LABELS
from vitalfew.accounts.rules import Tier
from vitalfew.documents.phrases import cut, met_words, names_of
from vitalfew.documents.plan import PlanDocument
from vitalfew.loop.analysis.labels import PHASE_LABELS, STAGE_LABELS
from vitalfew.loop.analysis.queries import Figures
from vitalfew.loop.analysis.rules.stages import Stage
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.loop.objectives.labels import METRIC_LABELS, STATE_LABELS
from vitalfew.loop.objectives.queries import ObjectiveState
from vitalfew.loop.objectives.rules import ObjectiveStanding
from vitalfew.loop.plan.queries import ActionFacts
from vitalfew.loop.plan.rules import ActionState

Words = dict[str, Any]
# What one page has room for; what is left over is counted or ends in an ellipsis.
OBJECTIVES, ACTIONS, ALERTS, CONTACTS = 5, 8, 3, 4
# Widths in Latin letters; a Han character takes two.
NAME, REASON, STRATEGY, ACTION, CONTACT = 44, 60, 620, 62, 84
MARKS = {
    ObjectiveStanding.ON_TRACK: "good",
    ObjectiveStanding.MET: "good",
    ObjectiveStanding.AT_RISK: "watch",
    ObjectiveStanding.OFF_TRACK: "bad",
    ObjectiveStanding.MISSED: "bad",
}


def plan_words(document: PlanDocument) -> Words:
    """Return everything the layout needs, in words."""
    account, names = document.account, names_of(document.account)
    year = document.plan.year if document.plan else document.gathered_on.year
    kind = _("Key account plan %(year)s") % {"year": year}
    if document.cycle:
        turn = _("turn %(number)s of the loop") % {"number": document.cycle.number}
        kind = f"{kind} · {turn} · {PHASE_LABELS[document.cycle.phase]}"
    return {
        "title": f"{account.name} · {kind}",
        "author": document.gathered_by,
        "kind": kind,
        "name": cut(names[0], NAME),
        "aka": " · ".join([*names[1:], account.code]),
        "badges": _badges(document),
        "facts": _facts(document),
        "worth": _worth(document),
        "stage": _stage(document),
        "objectives": _objectives(document),
        "strategy": _strategy(document),
        "actions": _actions(document),
        "alerts": _alerts(document),
        "visits": _contacts(document),
        "foot": _foot(document),
    }


def _badges(document: PlanDocument) -> list[Words]:
    key, current = document.account.key, document.stage.current
    found = [{"text": str(TIER_LABELS[Tier(key.tier)]), "strong": True}] if key else []
    return found + ([{"text": str(STAGE_LABELS[current.stage]), "strong": False}] if current else [])


def _facts(document: PlanDocument) -> list[Words]:
    key = document.account.key
    if key is None:
        return [{"label": "", "value": _("Not a key account")}]
    pairs = [
        (pgettext("plan", "Manager"), key.manager_name),
        (pgettext("plan", "Director"), key.director_name),
        (pgettext("plan", "Key account since"), words.day(key.designated_on)),
        (pgettext("plan", "Why"), cut(key.reason, REASON)),
    ]
    return [{"label": label, "value": value} for label, value in pairs]


def _worth(document: PlanDocument) -> Words:
    figures = document.figures
    section = {"question": pgettext("plan", "What it is worth"), "stats": [], "months": [], "first": "", "last": ""}
    if figures is None:
        return section | {"answer": _("Nothing in the books yet"), "legend": ""}
    rank = _("no. %(rank)s by revenue") % {"rank": figures.revenue_rank}
    trend = _("%(change)s on the year before") % {"change": words.change(figures.change_share)}
    return section | {
        "answer": f"{rank}, {trend}" if not words.is_chinese() else f"{rank}，{trend}",
        "stats": _stats(figures),
        "months": _months(figures),
        "first": words.month(_month(figures.as_of, -11)),
        "last": words.month(figures.as_of),
        "legend": _("bar: this month · line: same month a year before"),
    }


def _stats(figures: Figures) -> list[Words]:
    revenue, margin = words.money(figures.revenue, figures.currency), words.money(figures.margin, figures.currency)
    silent = "" if figures.usual_gap is None else _("usually every %(days)s") % {"days": round(figures.usual_gap)}
    of_sales = _("%(share)s of revenue") % {"share": words.share(figures.margin_share)}
    return [
        _stat(_("Net revenue, 12 months"), revenue, words.change(figures.change_share)),
        _stat(_("Gross margin"), margin, of_sales if figures.margin is not None else _("cost not known")),
        _stat(
            _("Share of our revenue"),
            words.Written(words.share(figures.revenue_share)),
            _("no. %(rank)s of %(all)s") % {"rank": figures.revenue_rank, "all": figures.accounts},
        ),
        _stat(_("Days without an order"), words.Written(words.number(figures.silent_days)), silent),
    ]


def _stat(label: str, written: words.Written, note: str) -> Words:
    return {"label": label, "figure": written.figure, "unit": written.unit, "note": note}


def _months(figures: Figures) -> list[Words]:
    now, before = figures.months[12:], figures.months[:12]
    full = max([*(amount or Decimal(0) for amount in figures.months), Decimal(1)])
    return [{"now": _part(one, full), "before": _part(other, full)} for one, other in zip(now, before, strict=True)]


def _part(amount: Decimal | None, full: Decimal) -> float:
    return round(float(max(amount or Decimal(0), Decimal(0)) / full), 4)


def _month(day: date, back: int) -> date:
    months = day.year * 12 + day.month - 1 + back
    return date(months // 12, months % 12 + 1, 1)


def _stage(document: PlanDocument) -> Words:
    current = document.stage.current
    order = list(Stage)
    here = order.index(current.stage) if current else -1
    rungs = [
        {"text": str(STAGE_LABELS[stage]), "state": "here" if n == here else "past" if n < here else "next"}
        for n, stage in enumerate(order)
    ]
    note = ""
    if current:
        note = _("proposed by %(proposer)s, confirmed by %(director)s on %(day)s") % {
            "proposer": current.proposed_by_name,
            "director": current.answered_by_name,
            "day": words.day(current.valid_from),
        }
    answer = str(STAGE_LABELS[current.stage]) if current else _("No stage confirmed yet")
    return {"question": pgettext("plan", "Where we stand"), "answer": answer, "rungs": rungs, "note": note}


def _objectives(document: PlanDocument) -> Words:
    aims = document.objectives
    return {
        "question": pgettext("plan", "Objectives"),
        "answer": _counted_states(aims) if aims else _("None set yet"),
        "head": [
            pgettext("plan", "What"),
            pgettext("plan", "Baseline"),
            pgettext("plan", "Now"),
            pgettext("plan", "Target"),
            pgettext("plan", "Reached | due by now"),
            pgettext("plan", "State"),
            pgettext("plan", "Owner"),
        ],
        "rows": [objective_words(aim) for aim in aims[:OBJECTIVES]],
    }


def _counted_states(aims: tuple[ObjectiveState, ...]) -> str:
    counts = Counter(aim.state for aim in aims)
    parts = [f"{STATE_LABELS[state]} {counts[state]}" for state in ObjectiveStanding if counts[state]]
    return " · ".join(parts)


def objective_words(aim: ObjectiveState) -> Words:
    """Return one objective: what, from where to where, how far, whose."""

    def amount(value: Decimal | None) -> str:
        return str(words.money(value, aim.currency)) if aim.currency else words.number(value)

    return {
        "what": f"{METRIC_LABELS[aim.metric]} {_period(aim.starts_on, aim.due_on)}",
        "baseline": amount(aim.baseline),
        "actual": amount(aim.actual),
        "target": amount(aim.target),
        "reached": _bounded(aim.attained),
        "expected": _bounded(aim.expected),
        "state": MARKS.get(aim.state, "unknown"),
        "word": str(STATE_LABELS[aim.state]),
        "owner": aim.owner_name,
    }


def _period(start: date, end: date) -> str:
    is_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    return str(start.year) if is_year else f"{words.month(start)} – {words.month(end)}"


def _bounded(part: Decimal | None) -> float | None:
    return None if part is None else round(min(max(float(part), 0.0), 1.0), 4)


def _strategy(document: PlanDocument) -> Words:
    text = document.plan.strategy.strip() if document.plan else ""
    return {
        "question": pgettext("plan", "Strategy"),
        "answer": "" if text else _("Not written yet"),
        "paragraphs": [line for line in cut(text, STRATEGY).splitlines() if line.strip()],
    }


def _actions(document: PlanDocument) -> Words:
    actions = [a for a in (document.plan.actions if document.plan else ()) if a.state is not ActionState.CANCELLED]
    todo = [action for action in actions if action.state is ActionState.TODO]
    shown = (todo + [action for action in actions if action.state is ActionState.DONE])[:ACTIONS]
    more = len(actions) - len(shown)
    return {
        "question": pgettext("plan", "Actions"),
        "answer": _counted_actions(len(todo), sum(a.is_late for a in todo)) if actions else _("None planned yet"),
        "rows": [_action(action) for action in shown],
        "more": ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more} if more else "",
    }


def _counted_actions(todo: int, late: int) -> str:
    said = ngettext("%(count)s to do", "%(count)s to do", todo) % {"count": todo}
    overdue = ngettext("%(count)s overdue", "%(count)s overdue", late) % {"count": late}
    return f"{said} · {overdue}" if late else said


def _action(action: ActionFacts) -> Words:
    is_done = action.state is ActionState.DONE
    due = words.day(action.done_on if is_done else action.due_on)
    word = pgettext("plan", "done") if is_done else pgettext("plan", "overdue") if action.is_late else ""
    return {
        "state": "good" if is_done else "bad" if action.is_late else "unknown",
        "what": cut(action.what, ACTION),
        "owner": action.owner_name,
        "due": f"{word} {due}".strip(),
    }


def _alerts(document: PlanDocument) -> Words:
    rows = [
        {"state": "bad" if alert.severity > 1 else "watch", "text": alarm_sentence(alert.evidence)}
        for alert in document.alerts[:ALERTS]
    ]
    answer = ngettext("%(count)s alert open", "%(count)s alerts open", len(document.alerts)) % {
        "count": len(document.alerts)
    }
    return {
        "question": pgettext("plan", "What is wrong"),
        "answer": answer if rows else _("No alert open"),
        "rows": rows,
    }


def _contacts(document: PlanDocument) -> Words:
    met = document.contacts
    last = words.age(met[0].held_on, document.gathered_on) if met else ""
    rows = [{"day": words.short_day(one.held_on), "text": cut(met_words(one), CONTACT)} for one in met[:CONTACTS]]
    return {
        "question": pgettext("plan", "Last contacts"),
        "answer": last if met else _("None logged yet"),
        "rows": rows,
    }


def _foot(document: PlanDocument) -> str:
    books, figures = document.books, document.figures
    said = [
        _("books to %(day)s") % {"day": words.day(books.last_day)},
        _("method %(name)s") % {"name": figures.method} if figures else "",
        _("made on %(day)s by %(name)s") % {"day": words.day(document.gathered_on), "name": document.gathered_by},
        books.company,
        "Vitalfew",
    ]
    return " · ".join(filter(None, said))
