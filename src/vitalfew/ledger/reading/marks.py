"""Which sign stands before the decimals, decided for each column on all of its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.rules.columns import told

_TAIL = r"[^0-9.,]*$"
_COMMA_DECIMAL = (
    r"(?:^[^0-9.,]*(?:0|[0-9 ']*[ '][0-9]{3})?,[0-9]+|\.[0-9]{3},[0-9]+|^[^.,]*,(?:[0-9]{1,2}|[0-9]{4,})"
    rf"|\.[0-9]{{3}}\.[0-9]{{3}}){_TAIL}"
)
_POINT_DECIMAL = (
    r"(?:^[^0-9.,]*(?:0|[0-9 ']*[ '][0-9]{3})?\.[0-9]+|,[0-9]{3}\.[0-9]+|^[^.,]*\.(?:[0-9]{1,2}|[0-9]{4,})"
    rf"|,[0-9]{{3}},[0-9]{{3}}){_TAIL}"
)
_OPEN = r"^[^0-9.,]*[1-9][0-9]{0,2}[.][0-9]{3}[^0-9.,]*$"
_OPEN_COMMA = r"^[^0-9.,]*[1-9][0-9]{0,2},[0-9]{3}[^0-9.,]*$"


@dataclass(frozen=True)
class Evidence:
    """How many different values of a column speak for a comma, for a point, and for neither."""

    commas: int = 0
    points: int = 0
    open_points: int = 0  # 1.234
    open_commas: int = 0  # 1,234: thousands, unless the others of the file write decimals so

    @property
    def mark(self) -> str:
        """Return the mark the values agree on, "?" where they do not and some could be read either way."""
        if self.commas and self.points and self.open_points + self.open_commas:
            return "?"
        if self.commas or self.points:
            return "," if self.commas > self.points else "."
        return ""

    def __add__(self, other: "Evidence") -> "Evidence":
        return Evidence(
            self.commas + other.commas,
            self.points + other.points,
            self.open_points + other.open_points,
            self.open_commas + other.open_commas,
        )


@dataclass(frozen=True)
class Marks:
    """The decimal mark of each column, and the columns in which two readings fit."""

    of: dict[str, str]
    asked: tuple[str, ...] = ()


def marks_of(columns: Mapping[str, pa.Array], option: object = None, *, is_typed: bool = False) -> Marks:
    """Return each column's mark: as told, by its own values, by those of the others; what is left open is asked.

    `option` is one mark for the file, or one for each header. In a typed table numbers were numbers: nobody is asked.
    """
    seen = {header: evidence_of(column) for header, column in columns.items()}
    whole = _agreed(seen.values())
    found = {header: told(option, header) or _mark(one, whole) for header, one in seen.items()}
    asked = () if is_typed else tuple(header for header, mark in found.items() if mark == "?")
    return Marks({header: "." if mark == "?" else str(mark) for header, mark in found.items()}, asked)


def mark_of(columns: Iterable[pa.Array]) -> str:
    """Return the mark of which these columns together give evidence; "?" where thousands and decimals both fit."""
    seen = sum((evidence_of(column) for column in columns), Evidence())
    return seen.mark or ("?" if seen.open_points else ".")


def evidence_of(column: pa.Array) -> Evidence:
    """Return what all the values of a column say."""
    values = pc.unique(column)
    patterns = (_COMMA_DECIMAL, _POINT_DECIMAL, _OPEN, _OPEN_COMMA)
    return Evidence(*(int(pc.sum(pc.match_substring_regex(values, one)).as_py() or 0) for one in patterns))


def _agreed(seen: Iterable[Evidence]) -> str:
    marks = {one.mark for one in seen if one.mark}
    return marks.pop() if len(marks) == 1 else ""


def _mark(seen: Evidence, whole: str) -> str:
    if seen.mark or whole in (".", ","):
        return seen.mark or whole
    return "?" if seen.open_points else "."
