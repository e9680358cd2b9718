"""What can be wrong with a row, or with a whole file, before anybody has put it into words."""

import re
import unicodedata
from enum import StrEnum
from typing import Any


class RowProblem(StrEnum):
    """Why one row is set aside."""

    RAGGED = "ragged"
    NO_DAY = "no_day"
    BAD_DAY = "bad_day"
    MONTH_ONLY = "month_only"
    BAD_NUMBER = "bad_number"
    LOST_DIGITS = "lost_digits"
    NO_AMOUNT = "no_amount"
    TOO_LARGE = "too_large"
    BAD_DISCOUNT = "bad_discount"
    NO_TAX = "no_tax"
    BAD_RATE = "bad_rate"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_CURRENCY = "unknown_currency"
    WRONG_SIGN = "wrong_sign"
    TOO_LONG = "too_long"
    BROKEN_TEXT = "broken_text"
    TOTAL_ROW = "total_row"
    NO_ORDER = "no_order"
    VOIDED = "voided"
    NOT_YES_OR_NO = "not_yes_or_no"
    HEADER_AGAIN = "header_again"
    EMPTY_FORMULA = "empty_formula"
    FORMULA_ERROR = "formula_error"
    NARROW = "narrow"
    # of files of other facts
    MISSING = "missing"
    TOLD_TWICE = "told_twice"
    BAD_PERIOD = "bad_period"
    UNKNOWN_EVENT = "unknown_event"
    UNKNOWN_SEVERITY = "unknown_severity"
    UNKNOWN_METRIC = "unknown_metric"
    UNKNOWN_TIER = "unknown_tier"


class SheetNote(StrEnum):
    """What people should know of a sheet that is read."""

    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    MERGED = "merged"


class FileProblem(StrEnum):
    """Why a whole file is refused."""

    EMPTY = "empty"
    NO_LINES = "no_lines"
    UNKNOWN_FORMAT = "unknown_format"
    WEB_PAGE = "web_page"
    ARCHIVE = "archive"
    PACKED = "packed"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_FILES = "too_many_files"
    INFLATES = "inflates"
    BOMB = "bomb"
    REPEATS = "repeats"
    LYING_SIZES = "lying_sizes"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_SEPARATOR = "no_separator"
    ENCODING = "encoding"
    ENDLESS_CELL = "endless_cell"
    DAMAGED = "damaged"
    PROTECTED = "protected"
    OLD_WORKBOOK = "old_workbook"
    NO_SUCH_FILE = "no_such_file"
    NO_SUCH_SHEET = "no_such_sheet"
    NO_PAIR = "no_pair"
    ORDER_TWICE = "order_twice"
    NO_SUCH_MAPPING = "no_such_mapping"
    NO_SUCH_COLUMN = "no_such_column"
    NO_SUCH_FIELD = "no_such_field"
    NO_SPACE = "no_space"
    MEMORY = "memory"
    TIME = "time"
    BROKE_OFF = "broke_off"
    REFUSED_SHARE = "refused_share"


class Format(StrEnum):
    """What a file is that is no table."""

    PDF = "pdf"
    DOCUMENT = "document"
    SLIDES = "slides"
    NUMBERS = "numbers"
    PICTURE = "picture"
    DATABASE = "database"
    PROGRAM = "program"
    MAIL = "mail"
    CARD = "card"
    XML = "xml"
    JSON = "json"
    BINARY = "binary"


# A total under the lines and a header told again are no mistakes in them: set aside, but not counted against the file.
HARMLESS = frozenset({RowProblem.TOTAL_ROW, RowProblem.HEADER_AGAIN, RowProblem.VOIDED})
# Before a cell whose formula has no value: what stands there can be shown, but is nothing to reckon with.
NO_VALUE = "\ufffd"
_ERRORS = frozenset({"#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#N/A", "#SPILL!", "#CALC!"})

_OF_NUMBERS = frozenset("0123456789.,' +-()¥￥$€£%\u00a0eE十百千万亿元")
_HUGE = re.compile(r"^[-+]?(?:[0-9][0-9,]{14,}(?:\.[0-9]*)?|[0-9.]+[eE]\+?[0-9]{2,})$")


def sharpened(problem: RowProblem, value: str) -> tuple[RowProblem, str]:
    """Return what is wrong with a cell more closely, as far as the cell itself tells, and how it is shown."""
    shown = value.removeprefix(NO_VALUE)
    if shown.strip().upper() in _ERRORS:
        return RowProblem.FORMULA_ERROR, shown
    if value.startswith(f"{NO_VALUE}="):
        return RowProblem.EMPTY_FORMULA, shown
    if problem in (RowProblem.BAD_NUMBER, RowProblem.BAD_DAY) and value.strip("#") == "" != value:
        return RowProblem.NARROW, shown
    if problem is RowProblem.BAD_NUMBER and _HUGE.match(value):
        return RowProblem.TOO_LARGE, shown
    return problem, value


def wrong_character(problem: RowProblem, value: str) -> tuple[int, str] | None:
    """Return the place, counted from one, and the first character that spoils the value, where one does."""
    if problem is RowProblem.BROKEN_TEXT:
        return (value.index(NO_VALUE) + 1, NO_VALUE) if NO_VALUE in value else None
    if problem is not RowProblem.BAD_NUMBER or not any(one.isdigit() for one in value):
        return None
    plain = ((at, one, unicodedata.normalize("NFKC", one)) for at, one in enumerate(value, 1))
    return next(((at, one) for at, one, same in plain if same not in _OF_NUMBERS), None)


# How many columns the file of refused rows has behind the file's own: sheet, row, column, reason, cure.
PROBLEM_COLUMNS = 5


def is_disk_full(why: str) -> bool:
    """Tell from what the system, the engine or the database said whether the disk is full."""
    return any(sign in why for sign in ("No space left", "disk is full", "disk I/O", "could not extend file"))


class Unreadable(Exception):
    """The file as a whole cannot be read: where, what stands there, and why. Nothing was written."""

    def __init__(self, problem: FileProblem, place: str = "", **found: Any) -> None:
        super().__init__(f"{place}: {problem} {found}")
        self.problem = problem
        self.place = place
        self.found = found

    def told(self) -> dict[str, Any]:
        """Return it as the reading process tells it."""
        return {"problem": self.problem.value, "place": self.place, "found": self.found}
