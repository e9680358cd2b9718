"""What is known besides lines: of one account, of all, and what came in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import ibis
from ibis import _

from vitalfew.ledger.engine import rows
from vitalfew.ledger.files import folder
from vitalfew.ledger.models import FactBatch
from vitalfew.ledger.queries.facts_live import Told, get_told, standing_facts
from vitalfew.ledger.rules.facts import FactHolds, FactKind
from vitalfew.ledger.rules.facts_shapes import SHAPES


@dataclass(frozen=True)
class Fact:
    """One thing as it was last told, and where it was told."""

    values: Mapping[str, Any]
    code: str | None  # of the customer, where there is one and he is known
    batch: int
    sheet: str
    row: int

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True)
class FactPage:
    """A page of facts, and how many there are."""

    rows: tuple[Fact, ...]
    total: int


@dataclass(frozen=True)
class FactBatchState:
    """One import of other facts, as the history shows it."""

    id: int
    kind: str
    status: str
    is_whole: bool
    files: tuple[str, ...]
    counts: Mapping[str, Any]
    mapping: Mapping[str, str]
    problems_file: str
    imported_by: str
    imported_at: datetime
    reversed_by: str
    reversed_at: datetime | None

    @property
    def is_live(self) -> bool:
        return self.status == FactBatch.Status.COMMITTED


@dataclass(frozen=True)
class KindState:
    """How much is known of one kind."""

    kind: FactKind
    rows: int
    batches: int
    last_at: datetime | None


def get_facts(
    kind: FactKind, codes: Sequence[str] | None = None, *, as_of: date | None = None, told: Told | None = None
) -> list[Fact]:
    """Return the facts of the kind, of these customers or of all, as they were told up to a day."""
    found = standing_facts(kind, told or get_told(as_of))
    if found is None:
        return []
    found = found if codes is None else found.filter(_.code.isin(list(codes)))
    return [_fact(kind, row) for row in rows(found.order_by("whose", "key"))]


def get_fact_page(kind: FactKind, text: str = "", *, limit: int = 100, offset: int = 0) -> FactPage:
    """Return one page of the facts of a kind in which this text stands anywhere."""
    found = standing_facts(kind, get_told())
    if found is None:
        return FactPage((), 0)
    if wanted := text.strip().lower():
        texts = [name for name, field in SHAPES[kind].fields.items() if not _is_value(field.holds)]
        hits = [found[name].fill_null("").lower().contains(wanted) for name in texts]
        found = found.filter(ibis.or_(*hits))
    total: Any = rows(found.agg(total=_.count()))[0]["total"]
    page = rows(found.order_by("whose", "key").limit(limit, offset=offset))
    return FactPage(tuple(_fact(kind, row) for row in page), int(total))


def get_kinds() -> list[KindState]:
    """Return how much is known of every kind."""
    told = get_told()
    return [_kind_state(kind, told) for kind in FactKind]


def get_fact_batches(kind: FactKind | None = None) -> list[FactBatchState]:
    """Return every import of other facts, the latest first, those taken back too."""
    found = FactBatch.objects.order_by("-id")
    return [_batch_state(batch) for batch in (found.filter(kind=kind.value) if kind else found)]


def get_fact_batch(batch_id: int) -> FactBatchState | None:
    """Return one import of other facts."""
    batch = FactBatch.objects.filter(pk=batch_id).first()
    return _batch_state(batch) if batch else None


def get_fact_problems_path(batch_id: int) -> Path | None:
    """Return the file of the rows that an import set aside, if it set any aside."""
    name = FactBatch.objects.filter(pk=batch_id).values_list("problems_file", flat=True).first()
    return folder() / name if name and (folder() / name).exists() else None


def _kind_state(kind: FactKind, told: Told) -> KindState:
    found = standing_facts(kind, told)
    if found is None:
        return KindState(kind, 0, 0, None)
    count: Any = rows(found.agg(total=_.count()))[0]["total"]
    batches = told.of(kind)
    return KindState(kind, int(count), len(batches), batches[-1].imported_at)


def _is_value(holds: FactHolds) -> bool:
    return holds in (FactHolds.NUMBER, FactHolds.DAY)


def _fact(kind: FactKind, row: Mapping[str, Any]) -> Fact:
    values = {name: row[name] for name in SHAPES[kind].fields}
    return Fact(values, row.get("code"), row["batch_id"], row["sheet"], row["row"])


def _batch_state(batch: FactBatch) -> FactBatchState:
    taken = [name for name in FactBatchState.__dataclass_fields__ if name not in ("id", "files")]
    files = tuple(file["name"] for file in batch.files)
    return FactBatchState(id=batch.pk, files=files, **{name: getattr(batch, name) for name in taken})
