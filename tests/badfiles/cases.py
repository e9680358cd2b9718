"""What a case of the corpus is, and the good lines that the bad things are put into."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HEADERS = ("Invoice No", "Customer ID", "Customer Name", "Date", "Product", "Quantity", "Amount")
CHINESE_HEADERS = ("发票号", "客户编码", "客户名称", "开票日期", "品名", "数量", "金额")
NAMES = ("北辰风电装备有限公司", "上海精密机械厂", "Münster GmbH", "华东轴承集团")
PRODUCTS = ("轴承 6204", "螺栓", "bolt", "nut")
LINES = 40
# The first line of a file is its header; this is the line that most cases spoil.
SPOILT = 21
ACCEPTED, ASKED, REFUSED = "accepted", "asked", "refused"
Make = Callable[[Path], None]


@dataclass(frozen=True)
class Case:
    """One bad file, and what becomes of it."""

    name: str
    make: Make
    outcome: str = ACCEPTED
    lines: int = 0
    rows: tuple[int, ...] = ()  # those that are set aside
    file: str = "orders.csv"
    is_quiet: bool = False  # nothing is wrong with it, so nothing is said
    is_long: bool = False
    options: dict[str, Any] = field(default_factory=dict)


def good_rows(count: int = LINES) -> list[list[str]]:
    """Return lines with which nothing is wrong."""
    return [
        [
            str(1001 + number // 2),
            f"C{number % 4 + 1:02}",
            NAMES[number % 4],
            (date(2026, 1, 5) + timedelta(number)).isoformat(),
            PRODUCTS[number % 3],
            str(number % 7 + 1),
            f"{(number + 1) * 17}.50",
        ]
        for number in range(count)
    ]


def table(
    rows: Sequence[Sequence[Any]],
    headers: Sequence[Any] | None = HEADERS,
    separator: str = ",",
    end: str = "\n",
) -> str:
    """Return rows as text with separators."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows([*([headers] if headers else []), *rows])
    return out.getvalue()


def spoilt(column: str, value: str, row: int = SPOILT) -> list[list[str]]:
    """Return good lines, one of them with this value in this column."""
    rows = good_rows()
    rows[row - 2][HEADERS.index(column)] = value
    return rows


def holding(content: str | bytes, encoding: str = "utf-8") -> Make:
    """Return what writes this content."""
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding)) and None


def accepted(name: str, content: str | bytes, *rows: int, lines: int | None = None, **how: Any) -> Case:
    """Return a case whose good lines are taken, the given rows set aside."""
    kept = LINES - len(rows) if lines is None else lines
    return Case(name, holding(content), ACCEPTED, kept, rows, is_quiet=not rows, **how)


def refused(name: str, content: str | bytes, **how: Any) -> Case:
    """Return a case that is refused whole."""
    return Case(name, holding(content), REFUSED, **how)


def asked(name: str, content: str | bytes, **how: Any) -> Case:
    """Return a case about which something must be asked."""
    return Case(name, holding(content), ASKED, **how)
