"""The fields of the dossier in words: value, who judged it when on what, how old it is, what to ask next (S3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.accounts.labels_dossier import (
    CONFIDENCE_LABELS,
    FIELD_LABELS,
    FRESHNESS_LABELS,
    QUESTION_LABELS,
    SECTION_LABELS,
    value_word,
)
from vitalfew.accounts.rules.dossier import (
    FIELDS,
    Completeness,
    Confidence,
    DossierField,
    DossierValueState,
    Freshness,
    Holds,
    Section,
    ask_next,
    completeness,
    money_of,
)
from vitalfew.journal.rules import Line
from vitalfew.web.dossier_parts.beside import Beside

ASKED = 5
MATTERS = 4  # a field of this weight and more is marked while it is missing


@dataclass(frozen=True)
class ShownField:
    """One field: its value in words, and what stands behind it."""

    code: str
    label: str
    value: str
    how: Freshness
    state: str  # what its age says, in words
    stands: DossierValueState | None
    confidence: str
    beside: Sequence[Beside]
    matters: bool

    @property
    def is_stale(self) -> bool:
        return self.how in {Freshness.OLD, Freshness.EXPIRED}


@dataclass(frozen=True)
class ShownSection:
    """One part of the dossier and how much of it is known."""

    code: str
    label: str
    fields: list[ShownField]
    share: float  # by weight
    filled: int


@dataclass(frozen=True)
class Question:
    """Something to ask, and where the answer goes."""

    code: str
    label: str
    question: str
    why: str


@dataclass(frozen=True)
class DossierPage:
    """The fields of the dossier as the page shows them."""

    answer: str
    whole: Completeness
    sections: list[ShownSection]
    questions: list[Question]


@dataclass(frozen=True)
class Past:
    """What a field held, judged on which day, by whom."""

    on: date
    who: str
    value: str
    source: str
    confidence: str
    is_confirmed: bool


def dossier_page(
    values: Sequence[DossierValueState], beside: Mapping[str, Sequence[Beside]], today: date
) -> DossierPage:
    """Lay the dossier out."""
    whole = completeness(values, today)
    stands = {one.field: one for one in values}
    return DossierPage(
        answer=_answer(whole),
        whole=whole,
        sections=[_section(part, stands, beside, today) for part in Section],
        questions=[_question(field, stands, today) for field in ask_next(values, today)[:ASKED]],
    )


def shown_field(
    field: DossierField, stands: DossierValueState | None, beside: Sequence[Beside], today: date
) -> ShownField:
    """Put one field into words."""
    how = stands.freshness(today) if stands else Freshness.MISSING
    return ShownField(
        code=field.code,
        label=str(FIELD_LABELS[field.code]),
        value=_value(field.code, stands.value) if stands else words.UNKNOWN,
        how=how,
        state=_state(how, stands),
        stands=stands,
        confidence=str(CONFIDENCE_LABELS[Confidence(stands.confidence)]) if stands else "",
        beside=beside,
        matters=field.weight >= MATTERS,
    )


def typed_value(stands: DossierValueState) -> str:
    """Return the value as a person would type it."""
    match FIELDS[stands.field].holds:
        case Holds.SHARE if stands.value:
            return f"{(Decimal(stands.value) * 100).normalize():f}%"
        case Holds.MONEY if stands.value:
            amount, currency = money_of(stands.value)
            return f"{amount:,f} {currency}"
        case _:
            return stands.value


def past(field: str, lines: Sequence[Line]) -> list[Past]:
    """Return what the field held at each time, the latest first: a line of the journal tells only what changed."""
    found, held = [], {"value": "", "source": "", "confidence": "", "assessed_on": ""}
    for line in lines:
        held = held | {name: line.after[name] for name in held if name in line.after}
        found.append(
            Past(
                on=date.fromisoformat(held["assessed_on"]),
                who=line.actor_name,
                value=_value(field, held["value"]),
                source=held["source"],
                confidence=_confidence(held["confidence"]),
                is_confirmed=line.verb == "accounts.dossier_confirmed",
            )
        )
    return found[::-1]


def value_seen(field: str, lines: Sequence[Line], version: int) -> str:
    """Return what the field held in this version."""
    held = [line.after["value"] for line in lines if "value" in line.after and (line.version or 0) <= version]
    return _value(field, held[-1]) if held else words.UNKNOWN


def _confidence(value: Any) -> str:
    return str(CONFIDENCE_LABELS[Confidence(value)]) if value else words.UNKNOWN


def _value(code: str, value: str) -> str:
    if value and FIELDS[code].holds is Holds.DAY:
        return words.day(date.fromisoformat(value))
    return value_word(code, value)


def _answer(whole: Completeness) -> str:
    if not whole.filled:
        return _("Nothing is known yet")
    said = {"known": words.share(whole.known, 0)}
    if not whole.stale:
        return _("%(known)s of what matters is known") % said
    stale = ngettext("%(count)s value asks to be confirmed", "%(count)s values ask to be confirmed", whole.stale)
    return _("%(known)s of what matters is known; %(stale)s") % (said | {"stale": stale % {"count": whole.stale}})


def _section(
    part: Section, stands: Mapping[str, DossierValueState], beside: Mapping[str, Sequence[Beside]], today: date
) -> ShownSection:
    fields = [field for field in FIELDS.values() if field.section is part]
    shown = [shown_field(field, stands.get(field.code), beside.get(field.code, ()), today) for field in fields]
    known = {one.code for one in shown if one.how is not Freshness.MISSING}
    weight = sum(field.weight for field in fields)
    share = sum(field.weight for field in fields if field.code in known) / weight
    return ShownSection(part.value, str(SECTION_LABELS[part]), shown, share, len(known))


def _question(field: DossierField, stands: Mapping[str, DossierValueState], today: date) -> Question:
    known = stands.get(field.code)
    how = known.freshness(today) if known else Freshness.MISSING
    label = str(FIELD_LABELS[field.code])
    return Question(field.code, label, str(QUESTION_LABELS.get(field.code, label)), str(FRESHNESS_LABELS[how]))


def _state(how: Freshness, stands: DossierValueState | None) -> str:
    if stands is None or how is Freshness.MISSING:
        return str(FRESHNESS_LABELS[Freshness.MISSING])
    if how is Freshness.EXPIRED:
        return _("expired %(on)s") % {"on": words.day(stands.expires_on)}
    return str(FRESHNESS_LABELS[how])
