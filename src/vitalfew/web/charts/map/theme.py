"""The looks of a picture that leaves the page: colours written out, for slides and converters know no custom ones."""

import re
from functools import cache
from pathlib import Path

from vitalfew.web.charts.map.svg import Drawn

_STATIC = Path(__file__).resolve().parents[2] / "static"
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_BLOCK = re.compile(r":root\s*\{(.*?)\}", re.S)
_TOKEN = re.compile(r"--([\w-]+)\s*:\s*([^;]+);")
_USE = re.compile(r"var\(--([\w-]+)\)")


@cache
def light_tokens() -> dict[str, str]:
    """Return the tokens of the light theme."""
    style = _COMMENT.sub("", (_STATIC / "tokens.css").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for block in _BLOCK.findall(style):
        for name, value in _TOKEN.findall(block):
            found.setdefault(name, value.strip())
    return found


@cache
def literal_style() -> str:
    """Return the style of the pictures with every token written out, light, without what only a page needs."""
    style = _COMMENT.sub("", (_STATIC / "map.css").read_text(encoding="utf-8"))
    drawing = style.split("@media", 1)[0]
    tokens = light_tokens()
    return re.sub(r"\s+", " ", _USE.sub(lambda use: tokens[use.group(1)], drawing)).strip()


def standing_alone(drawing: Drawn) -> str:
    """Return the drawing as a file of its own."""
    head, body = drawing.split("<title", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<style>{literal_style()}</style><title{body}'
