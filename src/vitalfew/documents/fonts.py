"""The Chinese font of the documents: a missing one is refused in words, because Typst would print empty boxes."""

import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

# In the order of preference; the names by which the font files call themselves.
FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "SimHei",
)
FOLDERS = ("/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts")
CURES = ("apt-get install fonts-noto-cjk", "pip install --no-deps mplfonts")


class NoChineseFont(Exception):
    """Refused: this machine has no font with Chinese characters. The sentence says how to get one."""

    def __str__(self) -> str:
        return _(
            "This machine has no Chinese font, so the document would show empty boxes. Install one: %(cures)s."
        ) % {"cures": " · ".join(CURES)}


@dataclass(frozen=True)
class Font:
    """A font family and, where the system does not know it by itself, the folder it lies in."""

    family: str
    folder: str = ""


@cache
def chinese_font() -> Font:
    """Return a font that has Chinese characters: the one named in VITALFEW_FONT, the system's, or the package's."""
    found = _named() or _of_the_system() or _of_the_package() or _in_known_folders()
    if found is None:
        raise NoChineseFont
    return found


def _named() -> Font | None:
    # "Family" or "Family@/folder/of/its/files"
    family, _at, folder = os.environ.get("VITALFEW_FONT", "").partition("@")
    return Font(family, folder) if family else None


def _of_the_system() -> Font | None:
    lister = shutil.which("fc-list")
    if not lister:
        return None
    # Nothing of a user's reaches this command.
    listed = subprocess.run([lister, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    known = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    return next((Font(family) for family in FAMILIES if family in known), None)


def _of_the_package() -> Font | None:
    # The package is found, not imported: importing it would want the plotting library it was made for.
    spec = importlib.util.find_spec("mplfonts")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if files := sorted(Path(place).rglob("NotoSansCJKsc-Regular.otf")):
            return Font("Noto Sans CJK SC", str(files[0].parent))
    return None


def _in_known_folders() -> Font | None:
    names = {"PingFang.ttc": "PingFang SC", "msyh.ttc": "Microsoft YaHei", "simhei.ttf": "SimHei"}
    for folder in FOLDERS:
        for file, family in names.items():
            if (Path(folder) / file).exists():
                return Font(family, folder)
    return None
