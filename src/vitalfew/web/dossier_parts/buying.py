"""How the customer buys: eight rows from traditional to modern, with what books and log hint at (S15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.accounts.queries import AccountState
from vitalfew.accounts.queries.codes import get_codes_of
from vitalfew.ledger.queries.facts_service import get_contracts
from vitalfew.loop.analysis.queries import Figures, get_figures
from vitalfew.relations.labels_records import CHAIN_LABELS, PRACTICE_ENDS, PRACTICE_LABELS
from vitalfew.relations.queries import get_interactions
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.practice import Hint, Known, Practice, bounds_stage, hints, index
from vitalfew.relations.rules.records import ChainLevel, Party, RecordKind, RecordState
from vitalfew.relations.rules.wallet import share_by
from vitalfew.web.dossier_parts.records import ShownKind, ShownRecord

HALF_YEAR, LOOKED_BACK = 180, 300


@dataclass(frozen=True)
class PracticeRow:
    """One row: what it runs from and to, the judgement where there is one, and what figures say."""

    code: str
    label: str
    traditional: str
    modern: str
    score: int | None
    steps: tuple[bool, ...]  # of 0..4, which is the judged one
    shown: ShownRecord | None
    hint: str
    suggests: int | None


@dataclass(frozen=True)
class Link:
    """One step of the value chain, and who stands there."""

    label: str
    parties: list[str]
    is_ours: bool


@dataclass(frozen=True)
class BuyingPage:
    """The answer, the rows, and the warning where so traditional a buyer bounds the stage."""

    answer: str
    rows: list[PracticeRow]
    warning: str
    chain: list[Link]


def buying_page(account: AccountState, judged: ShownKind, chain: ShownKind, today: date) -> BuyingPage:
    """Lay the eight rows and the value chain out."""
    shown = {Practice(row.stands.values["practice"]): row for row in judged.rows}
    scores = {practice: int(row.stands.values["score"]) for practice, row in shown.items()}
    hinted = hints(_known(account, today))
    return BuyingPage(
        answer=_answer(scores),
        rows=[_row(practice, shown.get(practice), hinted.get(practice)) for practice in Practice],
        warning=_("So traditional a buyer hardly goes beyond the mid stage.") if bounds_stage(scores) else "",
        chain=_chain(chain),
    )


def _answer(scores: Mapping[Practice, int]) -> str:
    ready = index(scores)
    if ready is None:
        return _("Not judged yet")
    said = {"ready": words.share(ready, 0), "judged": len(scores), "rows": len(Practice)}
    return _("%(ready)s on the way to a modern buyer, by %(judged)s of %(rows)s rows") % said


def _chain(chain: ShownKind) -> list[Link]:
    found = []
    for level in ChainLevel:
        here = [row for row in chain.rows if row.stands.values["position"] == level.value]
        is_ours = any(row.stands.values["party"] == Party.US.value for row in here)
        found.append(Link(str(CHAIN_LABELS[level]), [row.about for row in here], is_ours))
    return found


def _row(practice: Practice, shown: ShownRecord | None, hint: Hint | None) -> PracticeRow:
    score = None if shown is None else int(shown.stands.values["score"])
    traditional, modern = PRACTICE_ENDS[practice]
    return PracticeRow(
        code=practice.value,
        label=str(PRACTICE_LABELS[practice]),
        traditional=str(traditional),
        modern=str(modern),
        score=score,
        steps=tuple(step == score for step in range(5)),
        shown=shown,
        hint=_hint(hint) if hint else "",
        suggests=hint.suggests if hint else None,
    )


def _known(account: AccountState, today: date) -> Known:
    records = get_records(account.id, (RecordKind.OFFER, RecordKind.CONTRACT, RecordKind.WALLET))
    figures = get_figures(account.id)
    met = [one for one in get_interactions(account.id, LOOKED_BACK) if one.held_on >= today - timedelta(HALF_YEAR)]
    wallets = records[RecordKind.WALLET]
    share = share_by(wallets, figures.revenue, figures.currency, today) if figures else None
    return Known(
        tenure_days=(today - figures.first_order_on).days if figures and figures.first_order_on else None,
        active_months=_active_months(figures),
        contract_days=_contract_days(account, records[RecordKind.CONTRACT], today),
        people_met=len({name for one in met for name in one.contacts}),
        people_ours=len({one.by_id for one in met}),
        offers=len(records[RecordKind.OFFER]) or None,
        share=share.low if share else None,
    )


def _active_months(figures: Figures | None) -> int | None:
    return None if figures is None else sum((amount or 0) > 0 for amount in figures.months[-12:])


def _contract_days(account: AccountState, records: list[RecordState], today: date) -> int | None:
    told = [fact["ends"] for fact in get_contracts(get_codes_of(account.id))]
    ends = [end for end in (*told, *(one.values["ends_on"] for one in records)) if end and end >= today]
    return (max(ends) - today).days if ends else None


def _hint(hint: Hint) -> str:
    return _(", ").join(_said(name, value) for name, value in hint.known.items())


def _said(name: str, value: float) -> str:
    count = int(value)
    match name:
        case "tenure_days":
            years = f"{value / 365:.1f}"
            return _("%(years)s years since the first order") % {"years": years}
        case "active_months":
            return _("orders in %(count)s of the last 12 months") % {"count": count}
        case "contract_days":
            said = ngettext("a contract runs %(count)s day more", "a contract runs %(count)s days more", count)
            return said % {"count": count}
        case "people_met":
            said = ngettext(
                "%(count)s person of theirs in contact within 180 days",
                "%(count)s people of theirs in contact within 180 days",
                count,
            )
            return said % {"count": count}
        case "people_ours":
            return ngettext("%(count)s of ours", "%(count)s of ours", count) % {"count": count}
        case "offers":
            said = ngettext("%(count)s thing made for them", "%(count)s things made for them", count)
            return said % {"count": count}
        case _:
            return _("our share is at least %(share)s") % {"share": words.share(value, 0)}
