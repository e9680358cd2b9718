"""The account plan as a PDF of one A4 page."""

import json
from pathlib import Path

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
    found: bytes = _compile(document, language, "pdf")
    return found


def draw(document: PlanDocument, language: str) -> list[bytes]:
    """Return each page as a PNG: what a reader sees, for looking at it and for counting pages."""
    found = _compile(document, language, "png")
    return found if isinstance(found, list) else [found]


def _compile(document: PlanDocument, language: str, kind: str) -> "bytes | list[bytes]":
    font = chinese_font()
    with translation.override(language):
        content = plan_words(document) | {
            "font": font.family,
            "language": "zh" if words.is_chinese(language) else "en",
        }
    folders = [font.folder] if font.folder else []
    compiled: bytes | list[bytes] = typst.compile(
        str(LAYOUT), format=kind, sys_inputs={"document": json.dumps(content)}, font_paths=folders
    )
    return compiled
