"""The account plan as a PDF of one A4 page."""

import json
from pathlib import Path
from typing import cast

import typst
from django.utils import translation

from vitalfew import words
from vitalfew.documents.fonts import chinese_font
from vitalfew.documents.plan import PlanDocument
from vitalfew.documents.plan_words import plan_words

LAYOUT = Path(__file__).parent / "layout" / "plan.typ"


def write(document: PlanDocument, language: str) -> bytes:
    """Return the PDF in this language; raise NoChineseFont rather than print empty boxes.

    Names and notes may be Chinese in an English plan too, so both languages want the font.
    """
    return cast("bytes", _compiler(document, language).compile(format="pdf"))


def draw(document: PlanDocument, language: str) -> list[bytes]:
    """Return each page as a PNG: what a reader sees, for looking at it and for counting pages."""
    drawn = _compiler(document, language).compile(format="png")
    return drawn if isinstance(drawn, list) else [cast("bytes", drawn)]


def _compiler(document: PlanDocument, language: str) -> typst.Compiler:
    font = chinese_font()
    with translation.override(language):
        content = plan_words(document)
    spoken = "zh" if words.is_chinese(language) else "en"
    inputs = {"document": json.dumps(content | {"font": font.family, "language": spoken})}
    return typst.Compiler(LAYOUT, sys_inputs=inputs, font_paths=[Path(font.folder)] if font.folder else [])
