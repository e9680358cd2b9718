"""Compile the translations with Babel, so that a machine without GNU gettext has both languages."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(root: Path = Path(__file__).parent.parent) -> int:
    """Compile every .po under the package that is newer than its .mo; return how many were compiled."""
    stale = [po for po in root.rglob("*.po") if _is_stale(po)]
    for po in stale:
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name)
        temporary = po.with_suffix(f".mo.{os.getpid()}")
        with temporary.open("wb") as target:
            write_mo(target, catalogue)
        temporary.rename(po.with_suffix(".mo"))
    return len(stale)


def _is_stale(po: Path) -> bool:
    compiled = po.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime <= po.stat().st_mtime


if __name__ == "__main__":
    compile_catalogues()
