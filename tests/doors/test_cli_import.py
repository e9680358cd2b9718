"""Files into the books from a script, and what the figures then say."""

from pathlib import Path
from typing import Any

import pytest

from doors.terminal import Answer, Inside, Terminal
from vitalfew.ledger.queries.facts import get_facts
from vitalfew.ledger.rules.facts import FactKind

LINES = """Invoice No,Date,Customer code,Customer name,Item,Quantity,Unit price
1,2025-01-05,A,Alpha,nut,10,5
1,2025-01-05,A,Alpha,bolt,1,30
2,2025-02-07,B,Beta,nut,2,5
C3,2025-02-09,A,Alpha,nut,-4,5
4,2025-02-10,,,nut,1,5
"""
KEYS = [
    "batch", "status", "lines_read", "lines_new", "lines_overlapping", "lines_superseding", "lines_refused", "sales",
    "cancellations", "returns", "zero_price", "without_account", "repeated", "first_day", "last_day", "problems",
    "problems_file",
]  # fmt: skip


@pytest.fixture
def terminal(db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Inside:
    return Inside(capsys, monkeypatch)


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return _file(tmp_path, LINES)


def _file(folder: Path, content: str, name: str = "orders.csv") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def test_a_script_imports_into_a_home_that_nobody_has_touched(tmp_path: Path, orders: Path) -> None:
    """In processes of their own: the tables are made, the figures are right at once, the same bytes change nothing."""
    terminal = Terminal(tmp_path / "home")
    first = terminal.vitalfew("import", orders, "--yes", "--json", "--currency", "eur")
    assert first.code == 0, first.err
    told = first.json
    assert list(told)[: len(KEYS)] == KEYS
    assert told["status"] == "committed"
    assert (told["lines_read"], told["lines_new"], told["sales"]) == (5, 5, 4)
    assert (told["cancellations"], told["without_account"], told["currency"]) == (1, 1, "EUR")
    assert (told["first_day"], told["last_day"]) == ("2025-01-05", "2025-02-10")
    assert (told["problems"], told["problems_file"]) == ([], None)
    again = terminal.vitalfew("import", orders, "--yes", "--json")
    assert (again.code, again.json["status"], again.json["batch"]) == (0, "already_imported", told["batch"])
    assert "command line" in again.json["message"]
    in_chinese = terminal.vitalfew("figures", language="zh_CN.UTF-8")
    assert "2 家客户中，1 家（50.0%）带来 €70.00 的 80%。" in in_chinese.out


@pytest.mark.parametrize(("language", "said"), [("en", "No currency is stated"), ("zh-hans", "没有注明币种")])
def test_books_that_name_no_currency_are_told_where_to_say_it(
    terminal: Inside, orders: Path, tmp_path: Path, language: str, said: str
) -> None:
    assert said in terminal.vitalfew("import", orders, "--yes", language=language).err
    other = _file(tmp_path, LINES.replace("2025", "2024").replace("C3", "C4"), "before.csv")
    assert said not in terminal.vitalfew("import", other, "--yes", "--currency", "EUR", language=language).err


def test_figures_count_what_is_asked_for(terminal: Inside, orders: Path) -> None:
    terminal.vitalfew("import", orders, "--yes", "--json")
    net = terminal.vitalfew("figures", "--json").json
    assert list(net) == [
        "accounts", "total", "share_of_top_20", "accounts_for_80", "gini", "gini_unbiased", "hhi", "largest_share",
        "whale_peak", "unprofitable", "top",
    ]  # fmt: skip
    assert (net["accounts"], net["total"], net["accounts_for_80"]) == (2, 70, 1)
    assert net["top"][0] == {"code": "A", "name": "Alpha", "amount": 60, "share": pytest.approx(60 / 70)}
    assert net["largest_share"] == pytest.approx(60 / 70)
    # Nobody has told what the goods cost.
    assert (net["whale_peak"], net["unprofitable"]) == (None, None)
    assert terminal.vitalfew("figures", "--json", "--sales-only").json["total"] == 90
    assert terminal.vitalfew("figures", "--json", "--from", "2025-02-01", "--to", "2025-02-08").json["total"] == 10
    nothing = terminal.vitalfew("figures", "--json", "--from", "2030-01-01").json
    assert (nothing["accounts"], nothing["gini"], nothing["top"]) == (0, None, [])


def test_where_cost_is_known_the_whale_is_told_whatever_the_amount(terminal: Inside, tmp_path: Path) -> None:
    content = "Date,Customer code,Amount,Cost\n2025-01-05,A,100,40\n2025-01-06,B,50,70\n"
    told = terminal.vitalfew("import", _file(tmp_path, content), "--yes", "--json")
    assert told.code == 0, told.out
    for by in ("revenue", "margin", "profit"):
        found = terminal.vitalfew("figures", "--json", "--by", by).json
        assert (found["whale_peak"], found["unprofitable"]) == (1.5, 1)
    assert found["gini"] is None
    assert found["total"] == 40


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", ""),
        ("Foo,Bar,Baz\nx,y,z\nu,v,w\n", "--column"),
        (LINES + "9,never,A,Alpha,nut,1,5\n" * 4, ""),
    ],
    ids=["empty", "unknown columns", "too many bad rows"],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    terminal: Inside, tmp_path: Path, content: str, words: str
) -> None:
    answer = terminal.vitalfew("import", _file(tmp_path, content), "--yes", "--json")
    assert answer.code == 2
    assert answer.json["status"] == "refused"
    assert answer.json["batch"] is None
    assert words in answer.json["message"]
    assert len(answer.json["message"]) > 20


def test_a_column_can_be_told(terminal: Inside, tmp_path: Path) -> None:
    path = _file(tmp_path, "Beleg,Tag,Wer,Betrag\n7,2025-03-01,C,12.50\n")
    answer = terminal.vitalfew(
        "import", path, "--yes", "--json", "--column", "Beleg=invoice", "--column", "Tag=day", "--column",
        "Wer=account", "--column", "Betrag=amount", "--currency", "EUR",
    )  # fmt: skip
    assert answer.json["status"] == "committed", answer.out
    wrong = terminal.vitalfew("import", path, "--yes", "--column", "Wer=buyer")
    assert wrong.code == 2
    assert "salesperson" in wrong.err


def test_without_yes_and_without_anybody_to_ask_nothing_is_imported(terminal: Inside, orders: Path) -> None:
    answer = terminal.vitalfew("import", orders, "--json")
    assert (answer.code, answer.json["status"]) == (2, "refused")
    assert "--yes" in answer.json["message"]
    assert terminal.vitalfew("figures").code == 1
    assert terminal.vitalfew("import", orders, "--yes", "--json").json["status"] == "committed"


def test_whoever_is_asked_sees_first_what_would_come_in(
    terminal: Inside, orders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(question: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr("vitalfew.cli.imports.is_answered", refuse)
    answer: Answer = terminal.vitalfew("import", orders)
    assert asked == ["Import these lines?"]
    assert "without a customer" in answer.err
    assert answer.code == 2
    monkeypatch.setattr("vitalfew.cli.imports.is_answered", lambda question: True)
    assert terminal.vitalfew("import", orders).code == 0


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "nowhere.csv is no file"), ("zh-hans", "nowhere.csv 不是可读取的文件")]
)
def test_a_file_that_is_not_there_is_named(terminal: Inside, language: str, sentence: str) -> None:
    answer = terminal.vitalfew("import", "nowhere.csv", "--yes", language=language)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    told: Any = terminal.vitalfew("import", "nowhere.csv", "--yes", "--json").json
    assert told["status"] == "refused"


def test_a_list_of_receivables_is_brought_by_a_script(terminal: Inside, tmp_path: Path) -> None:
    owed = _file(tmp_path, "Customer code,Invoice No,Due date,Amount\nA,1,2025-03-01,50\n", "owed.csv")
    told = terminal.vitalfew("import", owed, "--yes", "--json").json
    assert (told["status"], told["kind"], told["lines_new"]) == ("committed", "receivables", 1)
    later = _file(tmp_path, "Customer code,Invoice No,Due date,Amount\nA,2,2025-03-01,5\n", "later.csv")
    told = terminal.vitalfew("import", later, "--yes", "--json", "--kind", "receivables", "--whole").json
    assert told["kind"] == "receivables"
    assert [fact["invoice"] for fact in get_facts(FactKind.RECEIVABLES)] == ["2"]


def test_a_kind_that_is_none_is_answered_with_those_that_are(terminal: Inside, orders: Path) -> None:
    answer = terminal.vitalfew("import", orders, "--kind", "unicorns")
    assert answer.code == 2
    assert "quality_events" in answer.err
