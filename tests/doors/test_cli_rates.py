"""Exchange rates on the command line: brought as a table, listed, and what lacks one."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from doors.terminal import Inside
from ledger.telling import Line, tell
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.people.rules import CLOCK

TABLE = "币种,生效日期,汇率,单位\nUSD,2025/1/1,710.34,100\n"


@pytest.fixture
def terminal(db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Inside:
    lines = [
        Line("1", "ACME", Decimal(1000), day=date(2025, 5, 1), line="1", currency="CNY"),
        Line("2", "GLOBEX", Decimal(100), day=date(2025, 5, 2), line="1", currency="USD"),
    ]
    commit_checked(tell(lines), by=CLOCK)
    return Inside(capsys, monkeypatch)


def test_a_table_makes_amounts_known_that_had_no_rate(terminal: Inside, tmp_path: Path) -> None:
    assert terminal.vitalfew("rates", "--into", "CNY").code == 0
    assert "USD has no rate, 2025-05-02 to 2025-05-02 (lines: 1)." in terminal.vitalfew("rates").err
    file = tmp_path / "rates.csv"
    file.write_bytes(TABLE.encode("gb18030"))
    answer = terminal.vitalfew("rates", file, "--source", "SAFE", "--json")
    assert (answer.code, answer.json["new"], answer.json["problems"]) == (0, 1, [])
    listed = terminal.vitalfew("rates", "--json").json
    assert listed["missing"] == []
    (rate,) = listed["rates"]
    assert (rate["rate"], rate["day"], rate["source"]) == ("7.1034", "2025-01-01", "SAFE")
    assert terminal.vitalfew("figures", "--json").json["total"] == 1710.34


def test_a_bad_row_is_named_and_nothing_is_taken(terminal: Inside, tmp_path: Path) -> None:
    terminal.vitalfew("rates", "--into", "CNY")
    file = tmp_path / "rates.csv"
    file.write_text(TABLE + "EUR,2025/13/1,780,100\n")
    answer = terminal.vitalfew("rates", file)
    assert answer.code == 2
    assert "Row 3: “2025/13/1” is no day from which a rate holds." in answer.err
    assert terminal.vitalfew("rates", "--json").json["rates"] == []


def test_a_reporting_currency_that_is_none_is_refused(terminal: Inside) -> None:
    answer = terminal.vitalfew("rates", "--into", "XQZ")
    assert (answer.code, answer.out) == (2, "")
    assert "“XQZ” is no currency" in answer.err
