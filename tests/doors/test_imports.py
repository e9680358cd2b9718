"""A file goes into the books in four steps: brought, its columns understood, previewed, written. Nothing surprises."""

import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastexcel
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vitalfew.jobs.actions import run_waiting
from vitalfew.ledger.actions import give_up_draft
from vitalfew.ledger.models import Draft
from vitalfew.ledger.queries import get_batches, get_books, get_draft, get_mappings
from vitalfew.people.rules import CLOCK

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}
HEADER = "发票号,行号,开票日期,客户编码,客户名称,产品编码,数量,单价,金额"
GOOD = [
    f"FP{n:04d},1,2025-03-{n % 28 + 1:02d},C{n % 7},客户{n % 7},P{n % 5},{n},2.50,{n * 2.5:.2f}" for n in range(1, 101)
]
BAD = "FP9001,1,2025-13-04,C1,客户1,P1,2,2.50,5.00"


def _file(name: str, rows: list[str], header: str = HEADER) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([header, *rows]).encode())


def _send(client: Client, *files: Any, **extra: Any) -> Any:
    return client.post("/books/import/", {"upload": list(files)}, **extra)


def _check(client: Client, *files: Any) -> str:
    """Bring the files, have them checked, and return the address of what came of it."""
    answer = _send(client, *files)
    assert answer.status_code == 302, answer.text
    run_waiting(by=CLOCK)
    return str(answer["Location"])


def _write(client: Client, place: str) -> Any:
    assert client.post(f"{place}commit/").status_code == 302
    run_waiting(by=CLOCK)
    return client.get(place, follow=True)


def _token(place: str) -> str:
    return place.rstrip("/").rsplit("/", 1)[-1]


def commit_started(token: str) -> None:
    Draft.objects.filter(token=token).update(state="committing")


def test_a_file_from_the_erp_is_in_the_books_in_four_steps(clients: Any, books: Path) -> None:
    client = clients.analyst
    assert "账本还是空的" in client.get("/books/").text
    with (books / "chinese_superstore" / "示例 - 超市.xls").open("rb") as file:
        place = str(_send(client, file)["Location"])
    waiting = client.get(place)
    assert "文件已收到" in waiting.text
    assert f'hx-get="{place}"' in waiting.text
    run_waiting(by=CLOCK)

    preview = client.get(place)
    assert "示例 - 超市.xls" in preview.text
    assert "写入 " in preview.text
    assert get_books().is_empty

    batch = _write(client, place)
    assert batch.redirect_chain[-1][0].startswith("/books/batches/")
    assert "看集中度" in batch.text
    state = get_books()
    assert state.lines > 9000
    history = client.get("/books/").text
    assert "何静" in history
    assert "示例 - 超市.xls" in history


@pytest.fixture
def retail(books: Path) -> SimpleUploadedFile:
    table = pa.parquet.read_table(books / "online_retail" / "online_retail.parquet").slice(0, 5000)
    text = io.BytesIO()
    pa.csv.write_csv(table, text)
    return SimpleUploadedFile("online_retail.csv", text.getvalue())


def test_cancellations_and_lines_without_customer_are_told_apart(clients: Any, retail: Any) -> None:
    batch = _write(clients.director, _check(clients.director, retail)).context["batch"]
    assert batch.counts["lines_read"] == 5000
    assert batch.counts["cancellations"] > 0
    assert batch.counts["without_account"] > 0
    assert sum(Decimal(total) for total in batch.totals.values()) == batch.amount


def test_the_same_file_again_is_answered_politely(clients: Any) -> None:
    _write(clients.analyst, _check(clients.analyst, _file("a.csv", GOOD)))
    place = _check(clients.director, _file("again.csv", GOOD))
    answer = clients.director.get(place)
    assert "这份文件已经在账本里" in answer.text
    assert "何静" in answer.text
    assert f"{place}commit/" not in answer.text
    assert len(get_batches()) == 1
    assert "in the books already" in clients.director.get(place, headers=EN).text


def test_bad_rows_are_shown_with_reason_and_cure_and_set_aside(clients: Any) -> None:
    client = clients.analyst
    place = _check(client, _file("march.csv", [*GOOD, BAD]))
    preview = client.get(place)
    assert "2025-13-04" in preview.text
    assert "开票日期" in preview.text
    assert "写入 100 行" in preview.text
    assert "102" in preview.text  # its row in the file, the header being the first
    refused = client.get(f"{place}refused/")
    assert "attachment" in refused["Content-Disposition"]
    assert b"".join(refused.streaming_content)
    batch = _write(client, place)
    assert batch.context["batch"].counts["lines_refused"] == 1
    kept = client.get(f"/books/batches/{batch.context['batch'].id}/refused/")
    sheet = fastexcel.read_excel(b"".join(kept.streaming_content)).load_sheet(0)
    assert sheet.to_arrow()["发票号"].to_pylist() == ["FP9001"]


@pytest.mark.parametrize(
    ("doing", "words"),
    [("reading", "已查 5,000 行"), ("summing", "正在汇总"), ("comparing", "正在与账本比对")],
)
def test_while_nothing_is_counted_it_is_said_what_is_done(clients: Any, doing: str, words: str) -> None:
    place = str(_send(clients.analyst, _file("march.csv", GOOD))["Location"])
    Draft.objects.update(state="checking", progress=5000, doing=doing)
    assert words in clients.analyst.get(place).text
    assert words in clients.analyst.get("/books/").text


def test_new_products_are_told_apart_by_their_codes(clients: Any) -> None:
    header = "发票号,行号,开票日期,客户编码,客户名称,产品编码,产品名称,金额"
    rows = [f"F1,{n},2025-03-01,C{n},C{n},P{n},不详,5.00" for n in range(1, 4)]
    place = _check(clients.analyst, _file("三个不详.csv", rows, header))
    said = re.sub(r"<[^>]+>", "", clients.analyst.get(place).text)
    assert "不详 P1、不详 P2、不详 P3" in said
    # Where the code is the name, it stands once.
    assert "C1、C2、C3" in said


def test_a_file_older_than_the_books_is_called_late_once(clients: Any) -> None:
    _write(clients.analyst, _check(clients.analyst, _file("三月.csv", GOOD)))
    old = [f"OLD{n},1,2024-{n:02d}-05,C1,客户1,P1,1,5.00,5.00" for n in range(1, 13)]
    whole = clients.analyst.get(_check(clients.analyst, _file("去年.csv", old)), headers=EN).text
    assert "12 lines, all that are new, came late" in whole
    assert ">Late<" not in whole
    mixed = clients.analyst.get(
        _check(clients.analyst, _file("补.csv", [*old, GOOD[0].replace("FP", "N").replace("2025-03", "2025-05")])),
        headers=EN,
    ).text
    assert "12 lines came late" in mixed
    assert ">Late<" in mixed


def test_a_file_of_mostly_bad_rows_is_refused_whole(clients: Any) -> None:
    place = _check(clients.analyst, _file("bad.csv", [*GOOD[:10], *[BAD.replace("9001", str(n)) for n in range(10)]]))
    answer = clients.analyst.get(place)
    assert "这份文件无法导入" in answer.text
    assert "2025-13-04" in answer.text
    assert f"{place}commit/" not in answer.text
    assert get_batches() == []


STRANGE = "a1,b2,c3,d4"
ROWS = [f"2025-04-{n % 28 + 1:02d},K{n % 3},{n}.50,x" for n in range(1, 40)]


def _columns(client: Client, place: str, **chosen: str) -> dict[str, str]:
    draft = get_draft(_token(place))
    assert draft is not None
    headers = [column.header for column in draft.columns]
    named = {f"column_{headers.index(header)}": field for header, field in chosen.items()}
    return {"version": str(draft.version), **{f"column_{n}": "" for n in range(len(headers))}, **named}


def test_columns_nobody_knows_are_asked_about_once(clients: Any) -> None:
    client = clients.analyst
    place = _check(client, _file("april.csv", ROWS, STRANGE))
    asked = client.get(place)
    assert "a1" in asked.text
    assert "K1" in asked.text
    assert get_books().is_empty
    data = _columns(client, place, a1="day", b2="account", c3="amount") | {"mapping_name": "老系统"}
    assert client.post(f"{place}columns/", data)["Location"] == place
    assert [mapping.name for mapping in get_mappings()] == ["老系统"]
    run_waiting(by=CLOCK)
    assert "写入 39 行" in client.get(place).text

    again = _check(client, _file("may.csv", [row.replace("-04-", "-05-") for row in ROWS], STRANGE))
    assert "写入 39 行" in client.get(again).text
    assert "老系统" in client.get(again).text


def test_a_column_that_is_missing_or_told_twice_is_named(clients: Any) -> None:
    client = clients.analyst
    place = _check(client, _file("april.csv", ROWS, STRANGE))
    answer = client.post(f"{place}columns/", _columns(client, place, a1="day", b2="account"))
    assert answer.status_code == 422
    assert "金额" in answer.text
    answer = client.post(f"{place}columns/", _columns(client, place, a1="day", b2="account", c3="amount", d4="amount"))
    assert answer.status_code == 422
    assert "c3" in answer.text
    assert "d4" in answer.text


def test_a_column_that_only_looks_like_something_is_not_taken_for_it_unasked(clients: Any) -> None:
    client = clients.analyst
    rows = [f"FP{n},2025-03-{n:02d},C{n % 3},{n},2.50,{n}.75" for n in range(1, 29)]
    place = _check(client, _file("march.csv", rows, "发票号,开票日期,客户编码,数量,单价,运费"))
    assert client.get(place).context["kinds"] == [("sale", Decimal("1015.0000"))]
    columns = {row.guess.header: row.guess.field for row in client.get(place).context["rows"]}
    assert (columns["单价"], columns["运费"]) == ("unit_price", None)
    form = client.get(f"{place}?columns=1").context["form"]
    assert form["column_5"].initial == ""


def test_two_windows_at_one_file_lose_no_answer(clients: Any) -> None:
    client = clients.analyst
    place = _check(client, _file("april.csv", ROWS, STRANGE))
    data = _columns(client, place, a1="day", b2="account", c3="amount")
    assert client.post(f"{place}columns/", data)["Location"] == place
    late = client.post(f"{place}columns/", data, follow=True, headers=EN)
    assert "had already gone on" in late.text
    run_waiting(by=CLOCK)
    assert client.post(f"{place}columns/", data).status_code == 409


@pytest.mark.parametrize("who", ["director", "administrator"])
def test_a_file_on_its_way_in_is_its_owner_s_alone(clients: Any, who: str) -> None:
    place = _check(clients.analyst, _file("secret.csv", [*GOOD, BAD]))
    client = getattr(clients, who)
    assert client.get(place).status_code == 404
    assert client.get(f"{place}refused/").status_code == 404
    for step in ("columns", "commit", "retry", "discard"):
        assert client.post(f"{place}{step}/", {"version": "1"}).status_code == 404
    assert "secret.csv" not in client.get("/books/").text
    assert "secret.csv" in clients.analyst.get("/books/").text
    assert "写入 100 行" in clients.analyst.get(place).text


def test_a_file_thrown_away_leaves_nothing(clients: Any) -> None:
    client = clients.analyst
    place = _check(client, _file("a.csv", GOOD))
    draft = get_draft(_token(place))
    assert draft is not None
    answer = client.post(f"{place}discard/", {"version": str(draft.version)}, follow=True)
    assert "已放弃" in answer.text
    assert "a.csv" not in client.get("/books/").text
    assert get_books().is_empty


def test_a_reading_is_called_off_from_any_browser_of_its_owner(clients: Any) -> None:
    client = clients.analyst
    place = str(_send(client, _file("a.csv", GOOD))["Location"])
    assert f'action="{place}cancel/"' in client.get(place).text
    answer = client.post(f"{place}cancel/", follow=True)
    assert "读取已取消" in answer.text
    assert "a.csv" not in answer.text
    run_waiting(by=CLOCK)
    assert get_books().is_empty


def test_a_writing_that_has_not_begun_is_called_off_and_the_preview_stands(clients: Any) -> None:
    client = clients.analyst
    place = _check(client, _file("a.csv", GOOD))
    client.post(f"{place}commit/")
    assert "取消写入" in client.get(place).text
    answer = client.post(f"{place}cancel/", follow=True)
    assert "写入已取消" in answer.text
    assert "写入 100 行" in answer.text
    run_waiting(by=CLOCK)
    assert get_books().is_empty


def test_who_waits_is_told_whose_import_is_at_work_and_how_many_are_before(clients: Any) -> None:
    _send(clients.director, _file("a.csv", GOOD))
    place = str(_send(clients.analyst, _file("b.csv", GOOD[:50]))["Location"])
    page = clients.analyst.get(place).text
    assert "正在排队" in page
    assert "陈国栋的导入正在进行" in page
    assert "前面还有 1 个" in page
    run_waiting(by=CLOCK)
    assert "写入 50 行" in clients.analyst.get(place).text


def test_work_that_was_given_up_says_why_on_the_preview(clients: Any) -> None:
    client = clients.analyst
    place = _check(client, _file("a.csv", GOOD))
    commit_started(_token(place))
    give_up_draft(by=CLOCK, token=_token(place), error="OSError: [Errno 28] No space left on device")
    page = client.get(place).text
    assert "磁盘已满" in page
    assert f"{place}commit/" in page


def test_too_large_is_answered_with_the_bound(clients: Any, settings: Any) -> None:
    settings.UPLOAD_BYTES = 300 << 10
    answer = _send(clients.analyst, SimpleUploadedFile("big.csv", b"x" * (310 << 10)), headers=EN)
    assert answer.status_code == 422
    assert re.search(r"larger than 300.0.KB", answer.text)
    answer = _send(clients.analyst, SimpleUploadedFile("huge.csv", b"x" * (3 << 20)), headers=EN)
    assert answer.status_code == 413
    assert re.search(r"300.0.KB", answer.text)


def test_nobody_else_may_send_more_than_a_form(clients: Any, client: Client, settings: Any) -> None:
    large = b"x" * (3 << 20)
    for browser, address in [(clients.owner, "/books/import/"), (client, "/books/import/"), (clients.analyst, "/")]:
        answer = browser.post(address, {"upload": SimpleUploadedFile("huge.csv", large)}, headers=EN)
        assert answer.status_code == 413


def test_a_form_without_a_file_or_with_three_says_so(clients: Any) -> None:
    answer = clients.analyst.post("/books/import/", {}, headers=EN)
    assert answer.status_code == 422
    assert "Choose a file first." in answer.text
    files = [_file(f"{n}.csv", GOOD) for n in range(3)]
    assert "At most two files" in _send(clients.analyst, *files, headers=EN).text


def test_managers_import_nothing(clients: Any) -> None:
    assert clients.owner.get("/books/import/").status_code == 403
    assert _send(clients.owner, _file("a.csv", GOOD)).status_code == 403


def test_every_step_is_in_english_too(clients: Any) -> None:
    client = clients.analyst
    rows = [re.sub(r"客户", "Customer ", row) for row in [*GOOD, BAD]]
    header = "Invoice No,Line No,Invoice Date,Customer ID,Customer Name,Stock Code,Quantity,Unit Price,Amount"
    place = _check(client, _file("march.csv", rows, header))
    pages = [
        client.get(address, headers=EN).text
        for address in ("/books/import/", place, f"{place}?columns=1", "/books/")
    ]  # fmt: skip
    _write(client, place)
    pages += [client.get(address, headers=EN, follow=True).text for address in (place, "/books/")]
    for page in pages:
        visible = re.sub(r"何静|简体中文|中文|2026年1月5日", "", page)
        assert not re.search(r"[一-鿿]", visible), re.findall(r".{20}[一-鿿]+.{20}", visible)
