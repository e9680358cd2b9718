"""The call sheet in words, in the language spoken now, ready to be laid out."""

from dataclasses import dataclass, fields
from datetime import time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vitalfew import words
from vitalfew.documents.call_sheet import CallSheet
from vitalfew.documents.phrases import cut, has_left, met_words, names_of, people
from vitalfew.loop.analysis.labels import STAGE_LABELS
from vitalfew.loop.analysis.queries import Figures
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.loop.execution.labels import QUESTION_LABELS
from vitalfew.relations.labels import KIND_LABELS, OUTCOME_LABELS
from vitalfew.relations.labels_commitments import SIDE_LABELS
from vitalfew.relations.queries import CommitmentState, InteractionState
from vitalfew.relations.rules import Side

Words = dict[str, Any]


@dataclass(frozen=True)
class Room:
    """How much there is room for: rows, and widths in Latin letters; a Han character takes two."""

    guests: int = 5
    questions: int = 2  # of a kind
    wishes: int = 2
    promises: int = 5
    touches: int = 2
    culture: int = 1
    alerts: int = 2
    name: int = 32
    purpose: int = 160
    aim: int = 110
    question: int = 150
    promise: int = 74
    touch: int = 130
    manner: int = 160
    title: int = 30
    wish: int = 74


PAPER = Room()
SCREEN = Room(**{field.name: 10_000 for field in fields(Room)})


def call_sheet_words(sheet: CallSheet, room: Room = PAPER) -> Words:
    """Return everything the layout needs, in words."""
    visit, names = sheet.visit, names_of(sheet.account)
    when = " ".join(filter(None, (words.day(visit.visit_on), clock(visit.starts_at))))
    kind = pgettext("call sheet", "Call sheet")
    return {
        "title": f"{visit.account_name} · {kind} {words.day(visit.visit_on)}",
        "author": sheet.gathered_by,
        "kind": " · ".join([kind, str(KIND_LABELS[visit.kind])]),
        "name": cut(names[0], room.name),
        "aka": " · ".join(filter(None, [*names[1:], sheet.account.code])),
        "when": when,
        "place": cut(visit.place, room.title),
        "purpose": {"question": pgettext("call sheet", "What for"), "answer": cut(visit.purpose, room.purpose)},
        "aims": _aims(sheet, room),
        "guests": _guests(sheet, room),
        "questions": _questions(sheet, room),
        "manners": _manners(sheet, room),
        "promises": _promises(sheet, room),
        "touches": _touches(sheet, room),
        "worth": _worth(sheet, room),
        "notes": pgettext("call sheet", "Notes"),
        "foot": _foot(sheet),
    }


def clock(at: time | None) -> str:
    """Write an hour as people say it."""
    return f"{at:%H:%M}" if at else ""


def _aims(sheet: CallSheet, room: Room) -> list[Words]:
    unsaid = _("not named yet")
    return [
        {"label": pgettext("visit", "Advance wanted"), "text": cut(sheet.visit.advance, room.aim) or unsaid},
        {"label": pgettext("visit", "The least we accept"), "text": cut(sheet.visit.least, room.aim) or unsaid},
    ]


def _guests(sheet: CallSheet, room: Room) -> Words:
    guests, visit = sheet.visit.guests, sheet.visit
    rows = [
        {"name": guest.name, "title": cut(guest.title, room.title), "gone": has_left([]) if guest.has_left else ""}
        for guest in guests[: room.guests]
    ]
    more = len(guests) - len(rows)
    return {
        "question": pgettext("call sheet", "Who comes"),
        "answer": "" if guests else _("of them, nobody named yet"),
        "theirs": rows,
        "more": ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more} if more else "",
        "ours": _("of us: %(names)s") % {"names": people((visit.owner_name, *visit.colleagues))},
    }


def _questions(sheet: CallSheet, room: Room) -> Words:
    wanted = [cut(_wish(*one), room.wish) for one in sheet.wishes[: room.wishes]]
    rows = [{"kind": pgettext("call sheet", "What they want"), "lines": wanted}] if wanted else []
    rows += [
        {"kind": str(QUESTION_LABELS[kind]), "lines": [cut(line, room.question) for line in lines[: room.questions]]}
        for kind, lines in sheet.visit.questions
    ]
    question = pgettext("call sheet", "What to ask")
    return {"question": question, "answer": "" if rows else _("Nothing prepared"), "rows": rows}


def _wish(name: str, wanted: tuple[str, ...]) -> str:
    return _("%(name)s: %(wish)s") % {"name": name, "wish": pgettext("between sentences", "; ").join(wanted)}


def _manners(sheet: CallSheet, room: Room) -> Words:
    rows = [cut(" ".join(note.split()), room.manner) for note in sheet.culture[: room.culture]]
    return {"question": pgettext("call sheet", "Mind their ways"), "rows": rows}


def _promises(sheet: CallSheet, room: Room) -> Words:
    rows = [_promise(one, room) for one in sheet.promises[: room.promises]]
    late = sum(one.is_overdue for one in sheet.promises)
    said = ngettext("%(count)s open", "%(count)s open", len(sheet.promises)) % {"count": len(sheet.promises)}
    overdue = ngettext("%(count)s overdue", "%(count)s overdue", late) % {"count": late}
    answer = f"{said} · {overdue}" if late else said
    question = pgettext("call sheet", "What is promised")
    return {"question": question, "answer": answer if rows else _("Nothing open"), "rows": rows}


def _promise(one: CommitmentState, room: Room) -> Words:
    state = ("bad" if one.side is Side.US else "watch") if one.is_overdue else "unknown"
    text = cut(one.what, room.promise)
    return {"state": state, "side": str(SIDE_LABELS[one.side]), "text": text, "due": words.short_day(one.due_on)}


def _touches(sheet: CallSheet, room: Room) -> Words:
    met = sheet.touches
    answer = words.age(met[0].held_on, sheet.gathered_on) if met else _("None logged yet")
    rows = [_touch(one, room) for one in met[: room.touches]]
    return {"question": pgettext("call sheet", "What was before"), "answer": answer, "rows": rows}


def _touch(one: InteractionState, room: Room) -> Words:
    kind = f"{KIND_LABELS[one.kind]} · {OUTCOME_LABELS[one.outcome]}"
    return {"day": words.short_day(one.held_on), "kind": kind, "text": cut(met_words(one), room.touch)}


def _worth(sheet: CallSheet, room: Room) -> Words:
    current = sheet.stage.current
    stage = str(STAGE_LABELS[current.stage]) if current else _("No stage confirmed yet")
    alerts = [
        {"state": "bad" if alert.severity > 1 else "watch", "text": alarm_sentence(alert.evidence)}
        for alert in sheet.alerts[: room.alerts]
    ]
    stats = _stats(sheet.figures) if sheet.figures else []
    answer = stage if stats else " · ".join([stage, _("Nothing in the books yet")])
    return {"question": pgettext("call sheet", "Where we stand"), "answer": answer, "stats": stats, "alerts": alerts}


def _stats(figures: Figures) -> list[Words]:
    usual = "" if figures.usual_gap is None else _("usually every %(days)s") % {"days": round(figures.usual_gap)}
    silent = words.Written(words.number(figures.silent_days))
    return [
        _stat(_("Net revenue, 12 months"), _money(figures, "revenue"), words.change(figures.change_share)),
        _stat(_("Gross margin"), _money(figures, "margin"), words.share(figures.margin_share)),
        _stat(_("Days without an order"), silent, usual),
    ]


def _money(figures: Figures, name: str) -> words.Written:
    return words.money(getattr(figures, name), figures.currency)


def _stat(label: str, written: words.Written, note: str) -> Words:
    return {"label": label, "figure": written.figure, "unit": written.unit, "note": note}


def _foot(sheet: CallSheet) -> str:
    said = [
        _("books to %(day)s") % {"day": words.day(sheet.books.last_day)} if sheet.books.last_day else "",
        _("made on %(day)s by %(name)s") % {"day": words.day(sheet.gathered_on), "name": sheet.gathered_by},
        sheet.books.company,
        "Vitalfew",
    ]
    return " · ".join(filter(None, said))
