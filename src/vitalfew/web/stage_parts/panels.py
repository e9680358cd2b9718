"""The panels beside the stage: which function meets which, and how each side depends on the other (S19–S21, C10)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew import words
from vitalfew.accounts.rules import FUNCTIONS, Function
from vitalfew.loop.analysis.queries import StageState
from vitalfew.relations.labels_records import SUPPLIER_LABELS
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.pairs import KAM, ContactSigns, Pair
from vitalfew.relations.rules.records import RecordKind, SupplierStatus
from vitalfew.web.people_shown import function_word

WHOLE = {SupplierStatus.SOLE.value, SupplierStatus.PRIMARY.value}


@dataclass(frozen=True)
class Cell:
    """One function of ours and one of theirs: who last met when; empty where nobody of the two knows each other."""

    said: str
    state: str
    is_matched: bool


@dataclass(frozen=True)
class PairRow:
    """One function of ours against each of theirs."""

    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class PairTable:
    """Functions of ours by functions of theirs, with the last contact of each pair."""

    columns: list[str]
    rows: list[PairRow]
    unplaced: int  # threads of whom nobody has noted the function on one side


@dataclass(frozen=True)
class Dependence:
    """How one side depends on the other: a bar from nothing to all, and what it says."""

    label: str
    low: str
    spread: str
    said: str
    is_known: bool


@dataclass(frozen=True)
class Category:
    """Our standing in one category: where we are the first or the only one, the mark of partnership is reached."""

    name: str
    standing: str
    is_reached: bool


def pair_table(contacts: ContactSigns | None, warm_days: int) -> PairTable | None:
    """Lay every function of ours against every one of theirs, as far as anybody knows anybody."""
    if contacts is None or not contacts.pairs:
        return None
    named = {(pair.ours, pair.theirs): pair for pair in contacts.pairs if pair.ours and pair.theirs}
    order = [KAM, *map(str, FUNCTIONS)]
    ours = sorted({one for one, _theirs in named}, key=order.index)
    theirs = sorted({one.function for one in contacts.theirs if one.function}, key=order.index)
    unplaced = sum(len(pair.threads) for pair in contacts.pairs if not (pair.ours and pair.theirs))
    rows = [
        PairRow(
            place_of_ours(one),
            [_cell(named.get((one, other)), one, other, contacts.as_of, warm_days) for other in theirs],
        )
        for one in ours
    ]
    return PairTable([function_word(one) for one in theirs], rows, unplaced)


def place_of_ours(function: str) -> str:
    """Name a function of ours; whoever keeps the account is the manager."""
    return pgettext("place", "Key account manager") if function == KAM else function_word(Function(function))


def _cell(pair: Pair | None, ours: str, theirs: str, today: date, warm_days: int) -> Cell:
    if pair is None:
        return Cell("", "", ours == theirs)
    said = words.age(pair.last_on, today) if pair.last_on else _("known, never met")
    return Cell(said, "good" if pair.is_warm(today, warm_days) else "watch", pair.is_matched)


def dependence(state: StageState) -> list[Dependence]:
    """Say how much of their business is ours, and how much of ours is theirs."""
    low, high = state.recorded.share_low, state.recorded.share_high
    ours = next((item.value for step in state.evidence for item in step.items if item.code == "share_of_ours"), None)
    theirs = _bar(_("They on us: our share of their business"), low, high)
    return [
        theirs,
        _bar(_("We on them: their share of our revenue"), *(2 * [ours if isinstance(ours, float) else None])),
    ]


def _bar(label: str, low: float | None, high: float | None) -> Dependence:
    if low is None or high is None:
        return Dependence(label, "0%", "0%", words.UNKNOWN, is_known=False)
    low, high = max(0.0, min(low, 1.0)), max(0.0, min(high, 1.0))
    said = words.share(low, 1) if low == high else f"{words.share(low, 0)}–{words.share(high, 0)}"
    return Dependence(label, f"{100 * low:.1f}%", f"{100 * (high - low):.1f}%", said, is_known=True)


def categories(account_id: int) -> list[Category]:
    """Return our standing in each category, those where we are first before the others."""
    found = get_records(account_id, [RecordKind.BUYER_VIEW])[RecordKind.BUYER_VIEW]
    rows = [
        Category(
            one.values["category"],
            str(SUPPLIER_LABELS[SupplierStatus(one.values["supplier_status"])]),
            one.values["supplier_status"] in WHOLE,
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: not row.is_reached)
