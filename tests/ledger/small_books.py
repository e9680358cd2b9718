"""A small batch and a file on its way in, made quickly: the files are written once in a session, the rows each time."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import transaction

from ledger.telling import Line, tell
from vitalfew.journal.actions import create_row
from vitalfew.ledger.actions import save_source
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.actions.control import type_control_figure
from vitalfew.ledger.actions.rates import set_rate
from vitalfew.ledger.files import folder, incoming
from vitalfew.ledger.models import Batch, Books, Draft
from vitalfew.ledger.queries import DraftState, SourceState, get_draft, get_source
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.people.rules import CLOCK

LINES = [
    Line("A1", "BC-0017", Decimal("120.50"), name="北辰风电装备集团"),
    Line("A2", "BC-0017", Decimal("-20.50"), kind="credit", name="北辰风电装备集团"),
    Line("A3", None, Decimal("7.00")),
]
COLUMN = {"field": None, "samples": ["1"], "why": "", "place": "orders.csv"}
ANSWER = {
    "state": "ready",
    "lines_read": 3,
    "lines_refused": 1,
    "repeated": 0,
    "problems": [{"sheet": "orders.csv", "row": 3, "column": "day", "value": "2025-13-01", "problem": "bad_day"}],
    "columns": [COLUMN | {"header": header, "field": header, "why": "name"} for header in ("day", "account", "amount")],
}
COUNTS = {
    "lines_read": 3, "lines_new": 2, "lines_overlapping": 0, "lines_superseding": 0, "lines_refused": 1, "sales": 2,
    "cancellations": 0, "returns": 0, "zero_price": 0, "without_account": 0, "repeated": 0,
    "first_day": "2025-03-01", "last_day": "2025-03-01", "currency": "", "message": "",
}  # fmt: skip


def make_batch() -> Batch:
    """Put three lines into the books, with one row set aside."""
    values = _written()
    Books.objects.update_or_create(id=1, defaults={"generation": 1, "currency": "CNY"})
    batch: Batch = Batch.objects.create(**values)
    return batch


@cache
def _written() -> dict[str, Any]:
    with transaction.atomic():
        report = commit_checked(tell(LINES, currency="CNY"), by=CLOCK)
        values = Batch.objects.filter(pk=report.batch).values().get()
        transaction.set_rollback(True)
    (folder() / "small.problems.csv").write_text("day\n2025-13-01\n")
    del values["id"]
    return values | {"problems_file": "small.problems.csv", "imported_at": datetime(2025, 4, 1, tzinfo=UTC)}


def make_draft(owner: Any, token: str = "5ma11", **changes: Any) -> DraftState:
    """Make a file that stands before its preview, one row refused."""
    write_refused(token)
    values = {
        "state": Draft.State.READY,
        "files": [{"name": "orders.csv", "bytes": 100, "sha256": "0" * 64}],
        "report": {"answer": ANSWER, "counts": COUNTS, "totals": {"sale": "12.50"}},
    }
    draft = Draft(token=token, owner_id_number=owner.pk, owner_name=owner.actor_name, **values | changes)
    create_row(draft, by=owner, verb="test.made")
    found = get_draft(token)
    assert found is not None
    return found


def write_refused(token: str = "5ma11") -> None:
    """Write the refused row where it waits to be fetched."""
    (incoming() / f"{token}.problems.csv").write_text("day\n2025-13-01\n")


def make_source(owner: Any, name: str = "ERP", **changes: Any) -> SourceState:
    """Make a source of a folder."""
    values = {"name": name, "place": "folder", "folder": "/nowhere", "pattern": "*.csv", "rhythm": "hourly"}
    found = get_source(save_source(by=owner, values=values | changes))
    assert found is not None
    return found


def make_rate(by: Any) -> Any:
    """Tell the rate of the dollar."""
    day = date(2025, 1, 1)
    return set_rate(by=by, currency="USD", kind=RateKind.DATED, day=day, rate=Decimal("7.1034"), source="SAFE")


def make_control_figure(by: Any) -> Any:
    """Type what finance has for a month."""
    first, last = date(2025, 3, 1), date(2025, 3, 31)
    return type_control_figure(by=by, first_day=first, last_day=last, amount=Decimal(107), currency="CNY", tax="net")
