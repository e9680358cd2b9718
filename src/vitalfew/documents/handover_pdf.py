"""The handover pack as a PDF, as many A4 pages as it takes."""

import json
from pathlib import Path
from typing import cast

import typst
from django.utils import translation

from vitalfew import words
from vitalfew.documents.fonts import chinese_font
from vitalfew.documents.handover import HandoverDocument
from vitalfew.documents.handover_words import handover_words

LAYOUT = Path(__file__).parent / "layout" / "handover.typ"


def write_pack(document: HandoverDocument, language: str) -> bytes:
    """Return the PDF in this language; raise NoChineseFont rather than print empty boxes."""
    font = chinese_font()
    with translation.override(language):
        content = handover_words(document)
    spoken = "zh" if words.is_chinese(language) else "en"
    inputs = {"document": json.dumps(content | {"font": font.family, "language": spoken})}
    compiler = typst.Compiler(LAYOUT, sys_inputs=inputs, font_paths=[Path(font.folder)] if font.folder else [])
    return cast("bytes", compiler.compile(format="pdf"))
