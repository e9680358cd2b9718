"""Files of other facts: each kind is known by its headers, read, kept, told anew, taken back."""

import os
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledger.fact_files import FILES, bring_in, read_facts, write_facts, write_text
from ledger.files import workbook
from ledger.telling import Line, tell
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.actions.facts import FactsTakenBack, undo_facts
from vitalfew.ledger.actions.sweeping import sweep_files
from vitalfew.ledger.files import folder
from vitalfew.ledger.models import Batch, FactBatch
from vitalfew.ledger.queries.facts import get_fact_page, get_facts, get_kinds
from vitalfew.ledger.queries.facts_accounts import get_account_paper
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.imports import ImportStatus
from vitalfew.people.rules import COMMAND_LINE, NotAllowed

pytestmark = pytest.mark.django_db
LINES = "Invoice No,Customer ID,Customer Name,Date,Product,Amount\n1,C01,北辰风电,2026-01-05,P1,1000\n"


def told(kind: str, *codes: str) -> dict[str, Any]:
    """Return the first fact of the kind, without what is not known."""
    fact = get_facts(FactKind(kind), codes or None)[0]
    return {name: value for name, value in fact.values.items() if value is not None}


def problems(answer: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    return [(one["row"], one["column"], one["value"], one["problem"]) for one in answer["problems"]]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
def test_each_kind_is_known_by_its_headers_in_both_languages(tmp_path: Path, kind: str, english: bool) -> None:
    path = write_facts(tmp_path, kind, english=english)
    assert read_facts(path)["kind"] == kind
    report = bring_in(path)
    assert report.kind == kind
    assert report.lines_new == len(FILES[kind][english].splitlines()) - 1 - report.lines_refused
    assert report.lines_refused == (1 if "合计" in FILES[kind][english] else 0)
    assert len(get_facts(FactKind(kind))) == report.lines_new


def test_a_file_of_facts_goes_the_way_of_a_file_of_lines(tmp_path: Path) -> None:
    path = write_facts(tmp_path, "receivables")
    report = import_files(by=COMMAND_LINE, paths=[path], is_final=False)
    assert (report.status, report.kind, report.lines_new) == (ImportStatus.READY, "receivables", 3)
    assert not FactBatch.objects.exists()
    report = import_files(by=COMMAND_LINE, paths=[path])
    assert (report.status, report.lines_new, report.lines_refused) == (ImportStatus.COMMITTED, 3, 1)
    assert not Batch.objects.exists()
    assert Entry.objects.get(verb="import_facts").after["kind"] == "receivables"
    again = import_files(by=COMMAND_LINE, paths=[path])
    assert (again.status, again.batch) == (ImportStatus.ALREADY_IMPORTED, report.batch)
    assert again.message


def test_what_stands_in_the_cells_is_kept_as_what_it_means(tmp_path: Path) -> None:
    for kind in FILES:
        bring_in(write_facts(tmp_path, kind))
    assert told("customers", "C01") == {
        "customer": "C01", "customer_name": "北辰风电", "tax_id": "91110108551385082Q", "industry": "风电",
        "country": "中国", "payment_terms": "月结60天", "credit_limit": Decimal(5_000_000),
    }  # fmt: skip
    assert told("payments", "C01")["payment"] == "acceptance_bill"
    assert told("payments", "C01")["bill_due"] == date(2026, 11, 10)
    assert {fact["period"] for fact in get_facts(FactKind.COST_DRIVERS)} == {"2026-01", "2026-Q1"}
    assert {fact["activity"] for fact in get_facts(FactKind.COST_RATES)} == {"visit", "urgent_delivery"}
    assert [fact["severity"] for fact in get_facts(FactKind.QUALITY_EVENTS)] == ["major", "critical"]
    assert told("targets", "C01") == {
        "customer": "C01", "owner": "林晓雯", "metric": "net_revenue", "period": "2026", "target": Decimal(12_000_000),
    }  # fmt: skip
    assert told("owners", "C01")["tier"] == "strategic"
    assert told("contracts", "C01")["notice_by"] == date(2026, 10, 31)
    assert told("products") == {
        "product": "P1", "product_name": "轴承 6204", "family": "轴承", "unit": "套", "launched": date(2020, 3, 1),
    }  # fmt: skip


def test_a_total_under_the_list_is_left_out_and_open_amounts_tell_what_was_paid(tmp_path: Path) -> None:
    answer = read_facts(write_facts(tmp_path, "receivables"))
    assert problems(answer) == [(5, "", "", "total_row")]
    assert answer["amounts"] == {"amount": "1750.0000", "paid": "400.0000", "outstanding": "1350.0000"}
    path = write_text(tmp_path, "Customer ID,Invoice No,Due Date,Amount,Open Amount\nC01,F9,2026-01-31,100,40\n")
    bring_in(path)
    assert told("receivables", "C01")["paid"] == Decimal(60)


def test_a_row_that_cannot_be_taken_is_named_by_row_column_and_value(tmp_path: Path) -> None:
    path = write_text(
        tmp_path,
        "Complaint No,Date,Customer ID,Event Type,Severity,Cost\n"
        "Q1,2026-04-01,C01,Complaint,Major,1200\n"
        "Q2,2026-02-30,C01,Complaint,Major,1200\n"
        "Q3,2026-04-01,,Complaint,Major,1200\n"
        "Q4,2026-04-01,C01,Party,Major,1200\n"
        "Q5,2026-04-01,C01,Return,awful,12x\n"
        "Q1,2026-04-03,C01,Return,Minor,5\n",
    )
    answer = read_facts(path)
    assert answer["lines_refused"] == 5
    assert problems(answer) == [
        (3, "Date", "2026-02-30", "bad_day"),
        (4, "Customer ID", "", "missing"),
        (5, "Event Type", "Party", "unknown_event"),
        (6, "Severity", "awful", "unknown_severity"),
        (6, "Cost", "12x", "bad_number"),
        (7, "Complaint No", "Q1", "told_twice"),
    ]


def test_what_cannot_be_told_from_the_file_is_asked(tmp_path: Path) -> None:
    path = write_text(tmp_path, "Customer ID,Promised Date\nC01,2026-01-05\n")
    answer = read_facts(path, kind="deliveries")
    assert (answer["state"], answer["missing"]) == ("mapping", ["order"])
    path = write_text(tmp_path, "Customer ID,Order No,Promised Date\nC01,1,01/02/2026\n")
    answer = read_facts(path)
    assert [one["option"] for one in answer["questions"]] == ["day_first"]
    answer = read_facts(path, day_first=True)
    assert answer["state"] == "ready"
    path = write_text(tmp_path, "Who,What,Till\nC01,1,2026-02-01\n")
    columns = {"Who": "customer", "What": "number", "Till": "ends"}
    assert read_facts(path, columns, kind="contracts")["used"] == columns


def test_a_target_column_that_names_its_metric_needs_no_other(tmp_path: Path) -> None:
    bring_in(write_text(tmp_path, "客户编码,年度,销售目标（万元）\nC01,2026,100\n"))
    assert told("targets")["metric"] == "net_revenue"
    answer = read_facts(write_text(tmp_path, "客户编码,年度,目标值\nC01,2026,100\n"), kind="targets")
    assert answer["missing"] == ["metric"]


def test_a_file_of_lines_stays_a_file_of_lines(tmp_path: Path) -> None:
    answer = read_facts(write_text(tmp_path, LINES))
    assert "kind" not in answer
    book = workbook(
        tmp_path,
        {
            "客户": [["客户编码", "客户名称", "行业"], ["C01", "北辰风电", "风电"]],
            "明细": [["发票号", "客户编码", "日期", "金额"], ["1", "C01", "2026-01-05", 10]],
        },
    )
    assert "kind" not in read_facts(book)


def test_money_told_later_takes_the_place_of_what_was_told_before(tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "receivables"))
    later = "Customer ID,Invoice No,Due Date,Amount,Paid Amount\nC01,F1,2026-03-05,1000,1000\nC01,F4,2026-03-06,7,0\n"
    report = bring_in(write_text(tmp_path, later))
    assert (report.lines_new, report.lines_superseding, report.lines_overlapping) == (1, 1, 0)
    first = next(fact for fact in get_facts(FactKind.RECEIVABLES) if fact["invoice"] == "F1")
    assert first["paid"] == Decimal(1000)
    # the row stands whole: of a day that the later file does not give, nothing is known any more
    assert first["day"] is None
    report = bring_in(write_text(tmp_path, later))
    assert (report.lines_new, report.lines_superseding, report.lines_overlapping) == (0, 0, 2)


def test_a_later_file_adds_to_what_is_known_of_a_customer(tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "customers"))
    report = bring_in(write_text(tmp_path, "客户编码,信用额度\nC01,6000000\n"), kind="customers")
    assert (report.lines_superseding, report.lines_overlapping) == (1, 0)
    customer = get_account_paper(lambda: ["C01"], date(2026, 1, 1)).customer
    assert customer
    assert (customer["credit_limit"], customer["tax_id"]) == (Decimal(6_000_000), "91110108551385082Q")
    assert bring_in(write_text(tmp_path, "客户编码,国家\nC01,中国\n"), kind="customers").lines_overlapping == 1


def test_what_a_whole_list_does_not_name_has_ended(tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "receivables"))
    text = "Customer ID,Invoice No,Due Date,Amount\nC01,F2,2026-04-05,500\n"
    batch = bring_in(write_text(tmp_path, text), whole=True).batch or 0
    assert [fact["invoice"] for fact in get_facts(FactKind.RECEIVABLES)] == ["F2"]
    undo_facts(by=COMMAND_LINE, batch_id=batch)
    assert len(get_facts(FactKind.RECEIVABLES)) == 3


def test_taking_an_import_back_brings_back_what_stood_before(tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "owners"))
    before = [fact.values for fact in get_facts(FactKind.OWNERS)]
    later = bring_in(write_text(tmp_path, "客户编码,大客户经理\nC01,周启明\nC07,林晓雯\n"), kind="owners")
    assert told("owners", "C01")["owner"] == "周启明"
    undo_facts(by=COMMAND_LINE, batch_id=later.batch or 0)
    assert [fact.values for fact in get_facts(FactKind.OWNERS)] == before
    with pytest.raises(FactsTakenBack):
        undo_facts(by=COMMAND_LINE, batch_id=later.batch or 0)
    assert Entry.objects.filter(verb="undo_facts").count() == 1


def test_a_customer_told_by_name_is_the_one_of_that_name_in_the_books(tmp_path: Path) -> None:
    commit_checked(tell([Line("1", "C01", Decimal(5), name="北辰风电"), Line("2", "C02", Decimal(5), name="南华"),
                         Line("3", "C03", Decimal(5), name="南华")]), by=COMMAND_LINE)  # fmt: skip
    bring_in(write_text(tmp_path, "客户名称,大客户经理\n北辰风电,林晓雯\n南华,周启明\n"), kind="owners")
    assert told("owners", "C01")["owner"] == "林晓雯"
    report = bring_in(write_text(tmp_path, "客户编码,大客户经理\nC01,周启明\n"), kind="owners")
    assert report.lines_superseding == 1
    assert told("owners", "C01")["owner"] == "周启明"
    # two accounts have the other name: nobody can tell whose it is, so it is nobody's and still shown
    assert not get_facts(FactKind.OWNERS, ["C02", "C03"])
    assert get_fact_page(FactKind.OWNERS, "南华").rows[0].code is None


def test_facts_are_counted_searched_and_paged(tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "quality_events"))
    state = next(state for state in get_kinds() if state.kind is FactKind.QUALITY_EVENTS)
    assert (state.rows, state.batches) == (2, 1)
    assert get_fact_page(FactKind.QUALITY_EVENTS, "裂纹").total == 1
    page = get_fact_page(FactKind.QUALITY_EVENTS, limit=1, offset=1)
    assert (page.total, page.rows[0]["number"]) == (2, "Q2")


def test_who_may_not_import_takes_nothing_in_and_nothing_back(tmp_path: Path, cast: Any) -> None:
    batch = bring_in(write_facts(tmp_path, "owners")).batch or 0
    with pytest.raises(NotAllowed):
        undo_facts(by=cast.owner, batch_id=batch)
    with pytest.raises(NotAllowed):
        import_files(by=cast.owner, paths=[write_facts(tmp_path, "contracts")])
    assert FactBatch.objects.get().status == FactBatch.Status.COMMITTED


def test_a_currency_told_by_hand_is_that_of_rows_that_do_not_say_theirs(tmp_path: Path) -> None:
    text = "Customer ID,Invoice No,Due Date,Amount,Currency\nC01,1,2026-01-05,1,\nC01,2,2026-01-05,1,USD\n"
    bring_in(write_text(tmp_path, text), currency="EUR")
    assert [fact["currency"] for fact in get_facts(FactKind.RECEIVABLES)] == ["EUR", "USD"]


def test_what_was_known_on_an_earlier_day_can_be_asked(tmp_path: Path) -> None:
    first = bring_in(write_facts(tmp_path, "owners")).batch
    bring_in(write_text(tmp_path, "客户编码,大客户经理\nC01,周启明\n"), kind="owners")
    FactBatch.objects.filter(pk=first).update(imported_at=datetime(2026, 1, 5, 9, tzinfo=UTC))
    assert get_facts(FactKind.OWNERS, ["C01"], as_of=date(2026, 1, 5))[0]["owner"] == "林晓雯"
    assert get_facts(FactKind.OWNERS, ["C01"])[0]["owner"] == "周启明"
    assert not get_facts(FactKind.OWNERS, as_of=date(2026, 1, 4))


def test_files_of_facts_that_count_are_not_swept_away(tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "owners"))
    name = FactBatch.objects.get().facts_file
    os.utime(folder() / name, (0, 0))
    sweep_files(by=COMMAND_LINE)
    assert told("owners", "C01")["owner"] == "林晓雯"


def test_headers_under_a_title_are_found(tmp_path: Path) -> None:
    book = workbook(
        tmp_path,
        {"合同": [["2026 年合同台账", ""], [], ["合同编号", "甲方", "合同到期日"], ["H1", "北辰风电", "2026-12-31"]]},
    )
    answer = read_facts(book)
    assert (answer["kind"], answer["used"]) == (
        "contracts", {"合同编号": "number", "甲方": "customer_name", "合同到期日": "ends"}
    )  # fmt: skip
