"""The rows set aside, as the file in which they are mended."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import IO

from vitalfew.ledger.reading.refused_workbook import write_workbook


def open_refused(rows: Path, meant: Mapping[str, str]) -> tuple[IO[bytes], str]:
    """Return the refused rows as a workbook and its suffix; as text where there are too many to mend by hand."""
    book = BytesIO()
    if rows.suffix == ".csv" and write_workbook(rows, book, meant):
        book.seek(0)
        return book, ".xlsx"
    return rows.open("rb"), rows.suffix
