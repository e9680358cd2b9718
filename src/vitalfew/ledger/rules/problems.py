"""What can be wrong with a row, or with a whole file, before anybody has put it into words."""

from enum import StrEnum
from typing import Any


class RowProblem(StrEnum):
    """Why one row is set aside."""

    RAGGED = "ragged"
    NO_DAY = "no_day"
    BAD_DAY = "bad_day"
    BAD_NUMBER = "bad_number"
    NO_AMOUNT = "no_amount"
    TOO_LARGE = "too_large"
    BAD_DISCOUNT = "bad_discount"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_CURRENCY = "unknown_currency"
    WRONG_SIGN = "wrong_sign"
    TOO_LONG = "too_long"
    BROKEN_TEXT = "broken_text"
    TOTAL_ROW = "total_row"
    NO_ORDER = "no_order"


class FileProblem(StrEnum):
    """Why a whole file is refused."""

    EMPTY = "empty"
    NO_LINES = "no_lines"
    UNKNOWN_FORMAT = "unknown_format"
    WEB_PAGE = "web_page"
    ARCHIVE = "archive"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_FILES = "too_many_files"
    INFLATES = "inflates"
    LYING_SIZES = "lying_sizes"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_SEPARATOR = "no_separator"
    ENCODING = "encoding"
    ENDLESS_CELL = "endless_cell"
    DAMAGED = "damaged"
    PROTECTED = "protected"
    NO_SUCH_SHEET = "no_such_sheet"
    NO_PAIR = "no_pair"
    ORDER_TWICE = "order_twice"
    NO_SUCH_MAPPING = "no_such_mapping"
    NO_SUCH_COLUMN = "no_such_column"
    NO_SUCH_FIELD = "no_such_field"
    MEMORY = "memory"
    TIME = "time"
    BROKE_OFF = "broke_off"
    REFUSED_SHARE = "refused_share"


# A total under the lines is no mistake in them: it is set aside, but does not count towards refusing the file.
HARMLESS = frozenset({RowProblem.TOTAL_ROW})


class Unreadable(Exception):
    """The file as a whole cannot be read: where, what stands there, and why. Nothing was written."""

    def __init__(self, problem: FileProblem, place: str = "", **found: Any) -> None:
        super().__init__(f"{place}: {problem} {found}")
        self.problem = problem
        self.place = place
        self.found = found
