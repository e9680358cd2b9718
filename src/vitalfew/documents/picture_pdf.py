"""A picture that stands alone as a PDF: one A3 page, landscape."""

from pathlib import Path
from typing import cast

import typst

from vitalfew import words
from vitalfew.documents.fonts import chinese_font

LAYOUT = Path(__file__).parent / "layout" / "picture.typ"


def write_picture(picture: str, title: str, language: str) -> bytes:
    """Return the SVG as a PDF; raise NoChineseFont rather than print empty boxes."""
    font = chinese_font()
    inputs = {
        "picture": picture,
        "title": title,
        "font": font.family,
        "language": "zh" if words.is_chinese(language) else "en",
    }
    folders = [Path(font.folder)] if font.folder else []
    compiler = typst.Compiler(LAYOUT, sys_inputs=inputs, font_paths=folders)
    return cast("bytes", compiler.compile(format="pdf"))
