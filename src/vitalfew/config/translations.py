"""Compile the translations with Babel, so that a machine without GNU gettext has both languages.

Every package has a catalogue of its own, and in `web` every subject. They are compiled into one for each language:
Django would look for a sentence in one after the other, and a page says hundreds.
"""

import os
from collections import defaultdict
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parent.parent
COMPILED = PACKAGE / "locale"


def compile_catalogues(root: Path = PACKAGE, into: Path = COMPILED) -> int:
    """Compile the .po files where one is newer than what was compiled; return for how many languages."""
    sources = defaultdict(list)
    for po in sorted(root.rglob("*.po")):
        sources[po.parent.parent.name].append(po)
    stale = {language: found for language, found in sources.items() if _is_stale(_compiled(into, language), found)}
    for language, found in stale.items():
        _write(_whole(language, found), _compiled(into, language))
    return len(stale)


def _compiled(into: Path, language: str) -> Path:
    return into / language / "LC_MESSAGES" / "django.mo"


def _is_stale(compiled: Path, sources: list[Path]) -> bool:
    newest = max(po.stat().st_mtime for po in sources)
    return not compiled.exists() or compiled.stat().st_mtime <= newest


def _whole(language: str, sources: list[Path]) -> Catalog:
    """Return one catalogue of all; a phrase that stands in two says the same in both (tests/architecture)."""
    whole = Catalog(locale=language)
    for po in sources:
        with po.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    whole[message.id] = message
    return whole


def _write(catalogue: Catalog, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(f".mo.{os.getpid()}")
    with temporary.open("wb") as file:
        write_mo(file, catalogue)
    temporary.rename(target)


if __name__ == "__main__":
    compile_catalogues()
