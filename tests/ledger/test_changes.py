"""What changed since last month: every line is new, restated or said again, in its month, in rows and in money."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone, translation

from ledger.files import write
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions import check_draft, commit_draft, import_files, note_changes, receive_files, undo_batch
from vitalfew.ledger.models import Batch, Books
from vitalfew.ledger.queries import get_changes, get_changes_since
from vitalfew.ledger.rules.changes import Changes, MonthChange, Renamed, as_json, of_json
from vitalfew.ledger.rules.duplicates import Likeness, Suspect, suspects
from vitalfew.ledger.rules.imports import ImportStatus
from vitalfew.people.rules import CLOCK, COMMAND_LINE

pytestmark = pytest.mark.django_db
HEADERS = ("Invoice No", "Line No", "Customer ID", "Customer Name", "Date", "Product", "Product Name", "Amount")
JANUARY = [
    ("1", "1", "C1", "北辰风电", "2026-01-05", "P1", "轴承", "100.00"),
    ("1", "2", "C1", "北辰风电", "2026-01-05", "P2", "螺栓", "50.00"),
    ("2", "1", "C2", "西岭矿山", "2026-01-20", "P1", "轴承", "70.00"),
]
FEBRUARY = [
    ("1", "2", "C1", "北辰风电", "2026-01-05", "P2", "螺栓", "40.00"),  # restated
    ("2", "1", "C2", "西岭矿山", "2026-01-20", "P1", "轴承", "70.00"),  # said again
    ("9", "1", "C3", "新客户", "2026-01-07", "P1", "轴承", "5.00"),  # late
    ("3", "1", "C1", "北辰风电装备", "2026-02-10", "P3", "法兰", "8.00"),  # new; renamed; a new product
]


def _month(month: date, **values: Any) -> MonthChange:
    money = {name: Decimal(value) for name, value in values.items() if isinstance(value, str)}
    return MonthChange(month, "CNY", **values | money)


EXPECTED = (
    _month(
        date(2026, 1, 1), new=1, new_amount="5", restated=1, before="50", after="40", again=1, late=1, late_amount="5"
    ),
    _month(date(2026, 2, 1), new=1, new_amount="8"),
)


def _check(changes: Changes) -> None:
    assert changes.months == EXPECTED
    assert [month.difference for month in changes.months] == [Decimal(-5), Decimal(8)]
    assert (changes.accounts.new_names, changes.accounts.renamed_names) == (
        (("C3", "新客户"),),
        (Renamed("C1", "北辰风电", "北辰风电装备"),),
    )
    assert changes.products.new_names == (("P3", "法兰"),)


def test_the_preview_says_what_would_change_and_the_batch_what_has(tmp_path: Path, cast: Any) -> None:
    first = import_files(by=COMMAND_LINE, paths=[write(tmp_path, JANUARY, HEADERS)], currency="CNY")
    draft = receive_files(by=cast.analyst, files=[("b.csv", write(tmp_path, FEBRUARY, HEADERS, "b.csv"))])
    Books.objects.update(closed_until=date(2025, 12, 31))
    draft = check_draft(by=CLOCK, token=draft.token)
    told = [(month.month, month.new, month.restated, month.again, month.late) for month in draft.changes.months]
    assert told == [(date(2026, 1, 1), 1, 1, 1, 1), (date(2026, 2, 1), 1, 0, 0, 0)]
    draft = commit_draft(by=CLOCK, token=draft.token)
    assert draft.batch
    assert Batch.objects.get(pk=draft.batch).changes
    assert first.batch
    assert get_changes(first.batch).accounts.new == 2
    assert sum(month.difference for month in get_changes(first.batch).months) == Decimal(220)


def test_what_was_not_noted_is_computed_from_the_files(tmp_path: Path) -> None:
    import_files(by=COMMAND_LINE, paths=[write(tmp_path, JANUARY, HEADERS)], currency="CNY")
    path = write(tmp_path, FEBRUARY, HEADERS, "b.csv")
    report = import_files(by=COMMAND_LINE, paths=[path], currency="CNY")
    assert report.batch
    Batch.objects.filter(pk=report.batch).update(changes={})
    _check(get_changes(report.batch))
    assert not Batch.objects.get(pk=report.batch).changes
    note_changes(by=CLOCK)
    _check(of_json(Batch.objects.get(pk=report.batch).changes))
    assert of_json(as_json(get_changes(report.batch))) == get_changes(report.batch)


def test_since_a_day_all_imports_count_together_and_those_taken_back_are_named(tmp_path: Path) -> None:
    reports = [
        import_files(by=COMMAND_LINE, paths=[write(tmp_path, rows, HEADERS, name)], currency="CNY")
        for name, rows in (("a.csv", JANUARY), ("b.csv", FEBRUARY))
    ]
    today = timezone.localdate()
    since = get_changes_since(today)
    assert since.batches == tuple(report.batch for report in reports)
    assert sum(month.difference for month in since.changes.months) == Decimal(223)
    assert reports[1].batch
    undo_batch(by=COMMAND_LINE, batch_id=reports[1].batch)
    again = get_changes_since(today)
    assert (len(again.batches), again.undone) == (1, (reports[1].batch,))
    assert sum(month.difference for month in again.changes.months) == Decimal(220)


KNOWN = [("C1", "北辰风电装备有限公司"), ("C2", "Münster GmbH"), ("C3", "西岭矿山机械集团")]


@pytest.mark.parametrize(
    ("coming", "likeness", "other"),
    [
        (("C9", "北辰风电装备有限公司"), Likeness.SAME_NAME, "C1"),
        (("C9", "北辰风电装备(有限公司)"), Likeness.SAME_NAME, "C1"),
        (("C9", "北辰风电装备股份有限公司"), Likeness.NEAR_NAME, "C1"),
        (("C9", "MÜNSTER Ltd."), Likeness.NEAR_NAME, "C2"),
        (("C9", "西岭矿山机诫"), Likeness.NEAR_NAME, "C3"),
        (("C1", "南山水泥"), Likeness.OTHER_NAME, "C1"),
    ],
)
def test_customers_that_may_be_one_are_shown(coming: tuple[str, str], likeness: Likeness, other: str) -> None:
    known = dict(KNOWN)
    assert suspects([coming], KNOWN) == [Suspect(likeness, *coming, other, known[other])]


@pytest.mark.parametrize("coming", [("C9", "东方"), ("C9", "南山水泥"), ("C1", "北辰风电装备 有限公司"), ("X", "X")])
def test_customers_that_are_different_are_not(coming: tuple[str, str]) -> None:
    assert suspects([coming], [*KNOWN, ("C5", "东风")]) == []


def test_two_new_customers_of_one_name_are_shown_once() -> None:
    found = suspects([("A", "南山水泥"), ("B", "南山 水泥")], [])
    assert [(one.likeness, {one.code, one.other_code}) for one in found] == [(Likeness.SAME_NAME, {"A", "B"})]


def test_a_closed_month_changes_only_with_a_reason(tmp_path: Path) -> None:
    Books.objects.update_or_create(id=1, defaults={"closed_until": date(2026, 1, 31)})
    path = write(tmp_path, JANUARY, HEADERS)
    with translation.override("en"):
        refused = import_files(by=COMMAND_LINE, paths=[path])
    assert (refused.status, Batch.objects.count()) == (ImportStatus.REFUSED, 0)
    assert refused.message.startswith("This would change closed months: Jan 2026.")
    done = import_files(by=COMMAND_LINE, paths=[path], reason="finance posted late")
    assert done.status is ImportStatus.COMMITTED
    entry = Entry.objects.get(verb="give_reasons")
    assert (entry.subject, entry.after) == ("ledger.batch", {"reasons": {"closed": "finance posted late"}})
    assert import_files(by=COMMAND_LINE, paths=[path]).status is ImportStatus.ALREADY_IMPORTED
