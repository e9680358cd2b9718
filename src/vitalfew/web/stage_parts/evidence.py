"""The evidence of each stage in words: what was found, what is asked, from where, how sure, of which day (S16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew import words
from vitalfew.accounts.labels_dossier import CONFIDENCE_LABELS
from vitalfew.accounts.rules.dossier import Confidence
from vitalfew.loop.analysis.labels import (
    EVIDENCE_LABELS,
    ORIGIN_LABELS,
    STAGE_LABELS,
    evidence_needed,
    evidence_value,
)
from vitalfew.loop.analysis.queries import StageState
from vitalfew.loop.analysis.rules.evidence import Evidence, EvidenceCode, Origin
from vitalfew.loop.analysis.rules.stages import ORDER
from vitalfew.relations.rules.records import RecordKind, SignKind

# By which record the evidence is told that nobody has told yet.
_SAYS = {
    EvidenceCode.NEED_KNOWN: RecordKind.NEED,
    EvidenceCode.PRICES_AGREED: RecordKind.PRICE,
    EvidenceCode.SUPPLIER_STATUS: RecordKind.BUYER_VIEW,
    EvidenceCode.WALLET_KNOWN: RecordKind.WALLET,
    EvidenceCode.SHARE_OF_BUSINESS: RecordKind.WALLET,
    EvidenceCode.TRUST: RecordKind.TRUST,
    **{EvidenceCode(sign.value): RecordKind.SIGN for sign in SignKind},
}
MARKS = {True: "good", False: "watch", None: "none"}


@dataclass(frozen=True)
class Proof:
    """One line of evidence: what was asked, what was found, from where it is and how much it weighs."""

    label: str
    mark: str
    value: str
    needed: str
    origin: str
    as_of: date | None
    kind: str = ""  # of record by which somebody may say it
    sign: str = ""  # and which sign that is


@dataclass(frozen=True)
class Step:
    """One stage and what stands for it, line by line."""

    label: str
    is_near: bool  # the stage confirmed, or the next one
    met: int
    proofs: list[Proof]


def steps_of(state: StageState) -> list[Step]:
    """Return what stands for each stage; the confirmed one and the next stand open."""
    here = ORDER.index(state.current.stage) if state.current else -1
    return [
        Step(str(STAGE_LABELS[found.stage]), at - here in {0, 1}, found.met, proofs_of(found.items, state.currency))
        for at, found in enumerate(state.evidence)
    ]


def proofs_of(items: Iterable[Evidence], currency: str) -> list[Proof]:
    """Put evidence into words."""
    return [
        Proof(
            label=str(EVIDENCE_LABELS[EvidenceCode(item.code)]),
            mark=MARKS[item.met],
            value=evidence_value(item, currency),
            needed=evidence_needed(item, currency),
            origin=_origin(item),
            as_of=item.as_of,
            kind=_SAYS.get(EvidenceCode(item.code), "") if item.met is None else "",
            sign=item.code if item.code in set(SignKind) else "",
        )
        for item in items
    ]


def _origin(item: Evidence) -> str:
    if not item.origin:
        return ""
    if item.origin == Origin.SAID and item.source:
        sure = _("confidence: %(sure)s") % {"sure": CONFIDENCE_LABELS[Confidence(item.confidence)]}
        return f"{item.source} · {sure}"
    if item.origin == Origin.SAID:
        return ""
    where = str(ORIGIN_LABELS[Origin(item.origin)])
    computed = pgettext("origin", "computed")
    return where if item.met is None else f"{where} · {computed}"


def share_words(value: float | None) -> str:
    """Write a share, or that nobody knows."""
    return words.share(value, 0) if value is not None else words.UNKNOWN
