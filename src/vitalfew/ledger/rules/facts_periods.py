"""Periods as people write them: 2026 · 2026年3月 · 2026Q1 · 第一季度2026 · 202603."""

import re
import unicodedata
from datetime import date, timedelta

_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}.*$")
_YEAR = r"(?P<y>(?:19|20)[0-9]{2})"
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^(?:FY)?{_YEAR}(?:年|年度)?$",
        rf"^{_YEAR}年?[-/. ]?(?:Q|第)?(?P<q>[1-4一二三四])(?:季度|季|(?<=Q[1-4]))$",
        rf"^(?:Q|第)(?P<q>[1-4一二三四])(?:季度)?[-/. ]?{_YEAR}年?$",
        rf"^{_YEAR}[-/.年](?P<m>0?[1-9]|1[0-2])(?:月份?)?$",
        rf"^{_YEAR}(?P<m>0[1-9]|1[0-2])$",
        # A day stands for its month: spreadsheets keep "March 2026" as its first.
        rf"^{_YEAR}[-/.年](?P<m>0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12][0-9]|3[01])日?$",
    )
)


def read_period(text: str) -> str | None:
    """Return the period that a person reads in this text as 2026, 2026-Q1 or 2026-03; None where there is none."""
    plain = _TIME.sub("", unicodedata.normalize("NFKC", text).strip()).replace(" ", "")
    for pattern in _PATTERNS:
        if found := pattern.match(plain):
            return _written(found.groupdict())
    return None


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period as read_period writes it."""
    year, _, part = period.partition("-")
    if not part:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    first, months = (3 * int(part[1]) - 2, 3) if part.startswith("Q") else (int(part), 1)
    after = int(year) * 12 + first - 1 + months
    return date(int(year), first, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _written(found: dict[str, str | None]) -> str:
    year = found["y"]
    if quarter := found.get("q"):
        return f"{year}-Q{_QUARTERS.get(quarter, quarter)}"
    return f"{year}-{int(month):02d}" if (month := found.get("m")) else str(year)
