"""Records in words: what each says, whose judgement it is, how old, and which day comes near."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vitalfew import words
from vitalfew.accounts.labels_dossier import CONFIDENCE_LABELS, FRESHNESS_LABELS
from vitalfew.accounts.rules.dossier import Confidence, Freshness
from vitalfew.ledger.labels_facts import fact_word
from vitalfew.relations import labels_records as labels
from vitalfew.relations.rules.participation import cell_of
from vitalfew.relations.rules.practice import Practice
from vitalfew.relations.rules.records import (
    SERIES,
    ChainLevel,
    CultureLevel,
    DateAhead,
    MarketEvent,
    NeedKind,
    NeedState,
    OfferKind,
    Party,
    Priority,
    Quadrant,
    RecordKind,
    RecordState,
    SignKind,
    SupplierStatus,
    WalletMethod,
    dates_ahead,
    superseded,
)


@dataclass(frozen=True)
class ShownRecord:
    """One record as a line: what it is about, what it says, what belongs to it, and how it stands."""

    stands: RecordState
    about: str
    says: str
    details: str
    judged: str
    how: Freshness
    state: str
    near: Sequence[str]  # days that come near, in words

    is_past: bool = False  # another of its series came after it

    @property
    def is_stale(self) -> bool:
        is_old = self.how in {Freshness.OLD, Freshness.EXPIRED}
        return is_old and not self.is_past and self.stands.ended_on is None


@dataclass(frozen=True)
class ShownKind:
    """The records of one kind."""

    kind: RecordKind
    label: str
    one: str
    rows: list[ShownRecord]
    ended: list[ShownRecord]


def shown_kind(
    kind: RecordKind, standing: Sequence[RecordState], ended: Sequence[RecordState], today: date
) -> ShownKind:
    """Put the records of one kind into words."""
    past = superseded(standing) if kind in SERIES else set()
    return ShownKind(
        kind,
        str(labels.RECORD_LABELS[kind]),
        str(labels.ONE_LABELS[kind]),
        [replace(shown_record(one, today), is_past=one.id in past) for one in standing],
        [shown_record(one, today) for one in ended],
    )


def shown_record(record: RecordState, today: date) -> ShownRecord:
    """Put one record into words."""
    about, says, details = _TOLD[record.kind](record.values)
    how = record.freshness(today)
    return ShownRecord(
        stands=record,
        about=about,
        says=says,
        details=" · ".join(one for one in details if one),
        judged=_judged(record),
        how=how,
        state=_state(record, how),
        near=[ahead_word(one, today) for one in dates_ahead(record, today)],
    )


def ahead_word(ahead: DateAhead, today: date) -> str:
    """Say which day comes near."""
    said = {"on": words.day(ahead.on), "age": words.age(ahead.on, today)}
    return _("notice by %(on)s, %(age)s") % said if ahead.is_notice else _("ends %(on)s, %(age)s") % said


def _judged(record: RecordState) -> str:
    sure = _("confidence: %(sure)s") % {"sure": CONFIDENCE_LABELS[Confidence(record.confidence)]}
    return f"{record.assessed_by_name} · {record.source} · {sure}"


def _state(record: RecordState, how: Freshness) -> str:
    if record.ended_on:
        return _("ended %(on)s: %(why)s") % {"on": words.day(record.ended_on), "why": record.end_reason}
    if how is Freshness.EXPIRED:
        return _("expired %(on)s") % {"on": words.day(record.expires_on)}
    return str(FRESHNESS_LABELS[how])


Values = Mapping[str, Any]
Told = tuple[str, str, Sequence[str]]  # what it is about, what it says, details


def _need(values: Values) -> Told:
    priority = _("priority %(priority)s") % {"priority": labels.PRIORITY_LABELS[Priority(values["priority"])]}
    state = str(labels.NEED_STATE_LABELS[NeedState(values["state"])])
    return str(labels.NEED_KIND_LABELS[NeedKind(values["kind"])]), values["what"], [state, priority]


def _offer(values: Values) -> Told:
    cost, worth = (_amount(values, name) for name in ("yearly_cost", "yearly_value"))
    details = [
        _("costs us %(amount)s a year") % {"amount": cost} if cost else "",
        _("worth %(amount)s a year") % {"amount": worth} if worth else "",
        _period(values),
    ]
    return str(labels.OFFER_KIND_LABELS[OfferKind(values["kind"])]), values["what"], details


def _gain(values: Values) -> Told:
    worth = _amount(values, "yearly_value")
    details = [_("worth %(amount)s a year") % {"amount": worth}] if worth else []
    return str(labels.PARTY_LABELS[Party(values["party"])]), values["what"], details


def _contract(values: Values) -> Told:
    said = " ".join(one for one in (values["name"], values["reference"]) if one)
    notice = _("notice by %(on)s") % {"on": words.day(values["notice_by"])} if values["notice_by"] else ""
    state = str(labels.CONTRACT_STATE_LABELS[values["state"]])
    details = [state, _period(values), notice, _amount(values, "amount"), values["terms"]]
    return fact_word("contract", values["kind"]), said, details


def _price(values: Values) -> Told:
    price = words.money_exact(values["price"], values["currency"])
    unit = f" / {values['unit']}" if values["unit"] else ""
    return values["product"], price + unit, [_period(values), values["terms"]]


def _practice(values: Values) -> Told:
    return str(labels.PRACTICE_LABELS[Practice(values["practice"])]), values["evidence"], [f"{values['score']}/4"]


def _chain(values: Values) -> Told:
    level = str(labels.CHAIN_LABELS[ChainLevel(values["position"])])
    return str(labels.PARTY_LABELS[Party(values["party"])]), level, [values["note"]]


def _buyer_view(values: Values) -> Told:
    quadrant = str(labels.QUADRANT_LABELS[Quadrant(values["quadrant"])])
    status = str(labels.SUPPLIER_LABELS[SupplierStatus(values["supplier_status"])])
    return values["category"], _("%(quadrant)s to them; we are: %(status)s") % {
        "quadrant": quadrant,
        "status": status,
    }, []  # fmt: skip


def _culture(values: Values) -> Told:
    level = str(labels.CULTURE_LABELS[CultureLevel(values["level"])])
    distance = values["distance"]
    far = _("distance %(step)s of 4") % {"step": distance} if distance is not None else ""
    return " ".join(one for one in (level, values["location"]) if one), values["what"], [far, values["measures"]]


def _wallet(values: Values) -> Told:
    category = values["category"] or _("Everything we could supply")
    low, point, high = (_amount(values, name) for name in ("low", "point", "high"))
    spread = f"{low or words.UNKNOWN}–{high or words.UNKNOWN}" if low or high else ""
    says = f"{point} ({spread})" if point and spread else point or spread
    return category, says, [str(values["year"]), str(labels.METHOD_LABELS[WalletMethod(values["method"])])]


def _competitor(values: Values) -> Told:
    share = _("share %(share)s") % {"share": words.share(values["share"], 0)} if values["share"] is not None else ""
    return values["competitor"], share or _("share unknown"), [values["category"], values["strengths"]]


def _trust(values: Values) -> Told:
    whose = _("%(party)s: trust %(step)s of 5") % {
        "party": labels.PARTY_LABELS[Party(values["rated_by_party"])],
        "step": values["trust"],
    }
    return words.day(values["rated_on"]), whose, [values["about"], values["evidence"]]


def _participation(values: Values) -> Told:
    cell = cell_of(values["product_complexity"], values["process_complexity"])
    since = _("since %(on)s") % {"on": words.day(values["positioned_on"])}
    return values["offering"], str(labels.CELL_LABELS[cell]), [since, values["note"]]


def _position(values: Values) -> Told:
    who = str(labels.PARTY_LABELS[Party(values["party"])])
    rank = _("rank %(rank)s") % {"rank": values["rank"]} if values["rank"] else ""
    share = _("share %(share)s") % {"share": words.share(values["share"], 0)} if values["share"] is not None else ""
    event = values["event"]
    happened = "" if event == MarketEvent.NONE else str(labels.EVENT_LABELS[MarketEvent(event)])
    says = " · ".join(one for one in (happened, rank, share) if one)
    return f"{who} · {values['market']}", says, [words.day(values["happened_on"]), values["note"]]


def _sign(values: Values) -> Told:
    level = [] if values["level"] is None else [str(values["level"])]
    return str(labels.SIGN_LABELS[SignKind(values["sign"])]), values["what"], level


def _amount(values: Values, name: str) -> str:
    return str(words.money(values[name], values["currency"])) if values[name] is not None else ""


def _period(values: Values) -> str:
    begins, ends = values["starts_on"], values["ends_on"]
    return f"{words.day(begins)} – {words.day(ends)}" if begins or ends else ""


_TOLD: Mapping[RecordKind, Callable[[Values], Told]] = {
    RecordKind.NEED: _need,
    RecordKind.OFFER: _offer,
    RecordKind.GAIN: _gain,
    RecordKind.CONTRACT: _contract,
    RecordKind.PRICE: _price,
    RecordKind.PRACTICE: _practice,
    RecordKind.CHAIN: _chain,
    RecordKind.BUYER_VIEW: _buyer_view,
    RecordKind.CULTURE: _culture,
    RecordKind.WALLET: _wallet,
    RecordKind.COMPETITOR: _competitor,
    RecordKind.TRUST: _trust,
    RecordKind.PARTICIPATION: _participation,
    RecordKind.POSITION: _position,
    RecordKind.SIGN: _sign,
}
