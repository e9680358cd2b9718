"""Whatever is imported, restated and taken back, in whatever order, the books say what a plain list would say."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.kept_by_hand import PlainLedger
from ledger.telling import Line, tell
from vitalfew.ledger import queries
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.actions.undo import CountsAlready, redo_batch, undo_batch
from vitalfew.ledger.models import Batch, Books
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.people.rules import COMMAND_LINE

pytestmark = pytest.mark.django_db


cents = st.integers(-500, 2000).map(lambda amount: Decimal(amount) / 100)


def lines(numbered: bool) -> st.SearchStrategy[list[Line]]:
    one = st.builds(
        Line,
        invoice=st.sampled_from(["1", "2", "3"] if numbered else ["4", "5", None]),
        account=st.sampled_from(["A", "B", None]),
        amount=cents,
        day=st.sampled_from([date(2025, 1, 30), date(2025, 1, 31), date(2025, 2, 1)]),
        product=st.sampled_from(["bolt", "nut"]),
        line=st.sampled_from(["1", "2", "3"]) if numbered else st.none(),
        kind=st.sampled_from(["sale", "sale", "return", "rebate"]),
        cost=st.one_of(cents, cents, st.none()),
    )
    unique = (lambda line: (line.invoice, line.line)) if numbered else None
    return st.lists(one, min_size=1, max_size=7, unique_by=unique)


steps = st.lists(
    st.one_of(
        st.booleans().flatmap(lines).map(lambda told: ("import", told)),
        st.tuples(st.just("restate"), st.integers(0, 5), st.integers(0, 7), cents),
        st.tuples(st.just("undo"), st.integers(0, 5)),
        st.tuples(st.just("redo"), st.integers(0, 5)),
    ),
    min_size=1,
    max_size=7,
)


@given(steps)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_books_equal_a_plain_list_after_any_imports_restatements_undos_and_redos(steps) -> None:
    _follow(steps)


@pytest.mark.soak
@given(steps)
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
def test_five_hundred_random_books_equal_a_plain_list(steps) -> None:
    _follow(steps)


def _follow(steps) -> None:
    Batch.objects.all().delete()
    Books.objects.all().delete()
    plain, files = PlainLedger(), []
    for kind, *rest in steps:
        if kind == "import":
            _import(plain, files, rest[0])
        elif kind == "restate" and files:
            told = list(files[rest[0] % len(files)])
            place = rest[1] % len(told)
            told[place] = Line(**vars(told[place]) | {"amount": rest[2]})
            _import(plain, files, told)
        elif kind == "undo" and plain.batches:
            _undo(plain, sorted(plain.batches)[rest[0] % len(plain.batches)])
        elif kind == "redo" and plain.taken_back:
            _redo(plain, sorted(plain.taken_back)[rest[0] % len(plain.taken_back)])
        _compare_amounts(plain.lines())
    _compare_accounts(plain.lines())


def _undo(plain: PlainLedger, number: int) -> None:
    undo_batch(by=COMMAND_LINE, batch_id=number)
    plain.taken_back[number] = plain.batches.pop(number)


def _redo(plain: PlainLedger, number: int) -> None:
    redo_batch(by=COMMAND_LINE, batch_id=number)
    plain.batches[number] = plain.taken_back.pop(number)
    with pytest.raises(CountsAlready):
        redo_batch(by=COMMAND_LINE, batch_id=number)


def _import(plain: PlainLedger, files: list[list[Line]], told: list[Line]) -> None:
    report = commit_checked(tell(told), by=COMMAND_LINE)
    assert report.batch is not None
    plain.batches[report.batch] = told
    files.append(told)


def _compare_amounts(lines: list[Line]) -> None:
    assert queries.get_books().lines == len(lines)
    for scope in Scope:
        of: dict[str | None, list[Line]] = defaultdict(list)
        for line in lines:
            if scope is Scope.NET or line.kind == "sale":
                of[line.account].append(line)
        _compare_revenue(scope, of)
        _compare_margin(scope, of)


def _compare_revenue(scope: Scope, of: dict[str | None, list[Line]]) -> None:
    revenue = queries.get_account_amounts(by=Measure.REVENUE, scope=scope)
    expected = {account: sum(line.amount for line in own) for account, own in of.items()}
    assert revenue.unattributed == expected.pop(None, 0)
    assert dict(zip(revenue.codes, revenue.amounts, strict=True)) == expected


def _compare_margin(scope: Scope, of: dict[str | None, list[Line]]) -> None:
    margin = queries.get_account_amounts(by=Measure.MARGIN, scope=scope)
    known = {
        account: sum(line.amount - line.cost for line in own)
        for account, own in of.items()
        if account and all(line.cost is not None for line in own)
    }
    assert dict(zip(margin.codes, margin.amounts, strict=True)) == known


def _compare_accounts(lines: list[Line]) -> None:
    for account in ("A", "B", None):
        own = [line for line in lines if line.account == account]
        page = queries.get_lines(queries.Whose.NOBODY if account is None else account)
        assert page.total_amount == sum(line.amount for line in own)
        assert sorted(row.amount for row in page.rows) == sorted(line.amount for line in own)
        if account:
            _compare_total(account, own)


def _compare_total(account: str, own: list[Line]) -> None:
    sales = [line for line in own if line.kind == "sale"]
    total = queries.get_total(account)
    assert (total.sales, total.net) == (sum(line.amount for line in sales), sum(line.amount for line in own))
    assert (total.lines, total.order_days) == (len(own), len({line.day for line in sales}))
    days = queries.get_order_days([account]).column("day").to_pylist()
    assert sorted(days) == sorted({line.day for line in sales})
