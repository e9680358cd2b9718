"""Which facts count: for each thing the latest telling of the batches that have not been taken back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import scan
from vitalfew.ledger.models import Batch, Books, FactBatch
from vitalfew.ledger.queries.live import account_names, live_batches
from vitalfew.ledger.rules.facts import FactKind, Shape
from vitalfew.ledger.rules.facts_shapes import SHAPES
from vitalfew.prepared import Prepared

# Where a row stands within its batch: no file has more rows than this.
_ROWS = 1 << 32


@dataclass(frozen=True)
class Told:
    """Everything that counts: read once by whoever asks for several kinds."""

    batches: tuple[FactBatch, ...]
    lines: tuple[Batch, ...]
    currency: str  # the books' own, in which money is that does not say its currency; "" while nobody has said

    def of(self, kind: FactKind) -> list[FactBatch]:
        """Return the batches of the kind, earliest first: from the last on that listed all that stands."""
        live = [batch for batch in self.batches if batch.kind == kind]
        whole = [place for place, batch in enumerate(live) if batch.is_whole]
        return live[whole[-1] :] if whole else live


def get_told(as_of: date | None = None) -> Told:
    """Return what counts now, or counted at the end of a day as far as it has not been taken back since."""
    found = FactBatch.objects.filter(status=FactBatch.Status.COMMITTED).order_by("id")
    batches = tuple(found.filter(imported_at__date__lte=as_of) if as_of else found)
    currency = Books.objects.filter(id=1).values_list("currency", flat=True).first()
    return Told(batches, tuple(live_batches()), currency or "")


def get_told_kinds() -> set[str]:
    """Return the kinds of which any file counts, in one question."""
    return {kind for (kind,) in _KINDS()}


_KINDS = Prepared(
    lambda: FactBatch.objects.filter(status=FactBatch.Status.COMMITTED).order_by().values_list("kind").distinct()
)


def get_told_stamp(kinds: tuple[FactKind, ...]) -> str:
    """Return a word for the files of these kinds that count, in one question; "" where none does."""
    files = [name for (name,) in _files_of(kinds)()]
    return hashlib.sha256(repr(files).encode()).hexdigest()[:24] if files else ""


@cache
def _files_of(kinds: tuple[FactKind, ...]) -> "Prepared[Any]":
    standing = {"status": FactBatch.Status.COMMITTED, "kind__in": kinds}
    return Prepared(lambda: FactBatch.objects.filter(**standing).order_by("id").values_list("facts_file"))


def standing_facts(kind: FactKind, told: Told) -> "ibis.Table | None":
    """Return the latest telling of each thing of the kind, with the customer's code as far as it is known.

    Of a kind that adds, each field is the latest that says anything; of any other, the latest row stands whole.
    """
    batches = told.of(kind)
    return _latest(SHAPES[kind], batches, told.lines) if batches else None


def with_customers(rows: "ibis.Table", shape: Shape, lines: Sequence[Batch]) -> "ibis.Table":
    """Return the rows with the code of their customer and whom their key belongs to.

    A customer told by name only is the one account of that name in the books; otherwise his name stands for him.
    """
    if not shape.names_customers:
        return rows.mutate(whose=ibis.literal(""))
    names = account_names(lines).filter(_.name.notnull())
    once = names.group_by("name").agg(known=_.account.max(), many=_.count()).filter(_.many == 1)
    joined = rows.left_join(once, rows.customer_name == once.name)
    joined = joined.mutate(code=ibis.coalesce(_.customer, _.known)).drop("name", "known", "many")
    return joined.mutate(whose=ibis.ifelse(_.is_of_customer, ibis.coalesce(_.code, _.customer_name, ""), ""))


def _latest(shape: Shape, batches: Sequence[FactBatch], lines: Sequence[Batch]) -> "ibis.Table":
    rows = with_customers(_numbered(batches), shape, lines).mutate(at=_.batch_id * _ROWS + _.row)
    latest_first = ibis.window(group_by=["key", "whose"], order_by=[_.at.desc(), _.sheet])
    rows = rows.mutate(rank=ibis.row_number().over(latest_first))
    if not shape.adds:
        return rows.filter(_["rank"] == 0).drop("rank")
    kept: dict[str, Any] = {name: rows[name].argmin(rows["rank"], where=rows[name].notnull()) for name in shape.fields}
    kept |= {name: rows[name].argmin(rows["rank"]) for name in ("sheet", "row", "batch_id")}
    if shape.names_customers:
        kept["code"] = rows["code"].argmin(rows["rank"], where=rows["code"].notnull())
    return rows.group_by("key", "whose").agg(**kept)


def _numbered(batches: Sequence[FactBatch]) -> "ibis.Table":
    """Return the rows of the batches with the number of theirs: the files know only their tag."""
    told = scan(batch.facts_file for batch in batches)
    tags = pa.array([batch.facts_file.split(".")[0] for batch in batches], pa.string())
    ids = pa.array([batch.pk for batch in batches], pa.int64())
    numbers = ibis.memtable(pa.table({"tag": tags, "batch_id": ids}))
    return told.join(numbers, told.batch == numbers.tag)
