"""Cures that can be had with one click, because another reading of a column mends its rows and no other is meant."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from vitalfew.ledger.rules.columns import told
from vitalfew.ledger.rules.problems import RowProblem

_PARTS = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2}|\d{4})\b.*")
_COMMA_DECIMALS = re.compile(r"-?\d{1,3}(\.\d{3})*,\d{1,2}|-?\d+,\d{1,2}")
_POINT_DECIMALS = re.compile(r"-?\d{1,3}(,\d{3})*\.\d{1,2}|-?\d+\.\d{1,2}")


@dataclass(frozen=True)
class Cure:
    """An option under which the refused rows are read, and the column that it is about."""

    option: str
    value: Any
    column: str
    rows: int
    is_least: bool = False  # more rows are refused than were looked at


def cures(problems: Iterable[Mapping[str, Any]], options: Mapping[str, Any], *, refused: int = 0) -> tuple[Cure, ...]:
    """Return what one click may mend of so many refused rows; nothing that was tried already."""
    seen = list(problems)
    found = [_of_days(seen, options), _of_decimals(seen, options), _of_signs(seen, options)]
    is_least = refused > len({(one.get("sheet"), one.get("row")) for one in seen})
    return tuple(replace(one, is_least=is_least) for one in found if one)


def _of_days(problems: list[Mapping[str, Any]], options: Mapping[str, Any]) -> Cure | None:
    wrong = [one for one in problems if one["problem"] == RowProblem.BAD_DAY]
    parts = [_PARTS.fullmatch(str(one["value"])) for one in wrong]
    numbers = [(int(found[1]), int(found[2])) for found in parts if found]
    said = told(options.get("day_first"), str(wrong[0]["column"])) if wrong else None
    if not numbers or said is None:
        # The columns of which nobody has said anything are read as all their rows allow.
        return None
    day_first = not said
    if not all((first if day_first else second) in range(1, 32) and (second if day_first else first) in range(1, 13)
               for first, second in numbers):  # fmt: skip
        return None
    return Cure("day_first", day_first, str(wrong[0]["column"]), len(numbers))


def _of_decimals(problems: list[Mapping[str, Any]], options: Mapping[str, Any]) -> Cure | None:
    wrong = [one for one in problems if one["problem"] == RowProblem.BAD_NUMBER]
    for mark, pattern in ((",", _COMMA_DECIMALS), (".", _POINT_DECIMALS)):
        fits = [one for one in wrong if pattern.fullmatch(str(one["value"]).strip())]
        if fits and told(options.get("decimal"), str(fits[0]["column"])) not in (None, mark):
            return Cure("decimal", mark, str(fits[0]["column"]), len(fits))
    return None


def _of_signs(problems: list[Mapping[str, Any]], options: Mapping[str, Any]) -> Cure | None:
    wrong = [one for one in problems if one["problem"] == RowProblem.WRONG_SIGN]
    if not wrong or options.get("turns_signs"):
        return None
    return Cure("turns_signs", True, str(wrong[0]["column"]), len(wrong))
