"""Call sheets as a PDF, one A4 page each."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import typst
from django.utils import translation

from vitalfew import words
from vitalfew.documents.call_sheet import CallSheet
from vitalfew.documents.call_sheet_words import call_sheet_words
from vitalfew.documents.fonts import chinese_font

LAYOUT = Path(__file__).parent / "layout" / "call_sheet.typ"


def write_sheets(sheets: Sequence[CallSheet], language: str) -> bytes:
    """Return the PDF in this language; raise NoChineseFont rather than print empty boxes."""
    return cast("bytes", _compiler(sheets, language).compile(format="pdf"))


def draw_sheets(sheets: Sequence[CallSheet], language: str) -> list[bytes]:
    """Return each page as a PNG: what a reader sees, for looking at it and for counting pages."""
    drawn = _compiler(sheets, language).compile(format="png")
    return drawn if isinstance(drawn, list) else [cast("bytes", drawn)]


def _compiler(sheets: Sequence[CallSheet], language: str) -> typst.Compiler:
    font = chinese_font()
    with translation.override(language):
        contents = [call_sheet_words(sheet) for sheet in sheets]
    whole = {
        "title": contents[0]["title"],
        "author": contents[0]["author"],
        "foot": "",
        "font": font.family,
        "language": "zh" if words.is_chinese(language) else "en",
        "sheets": contents,
    }
    inputs = {"document": json.dumps(whole)}
    return typst.Compiler(LAYOUT, sys_inputs=inputs, font_paths=[Path(font.folder)] if font.folder else [])
