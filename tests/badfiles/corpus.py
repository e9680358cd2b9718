"""The corpus of bad files, made anew wherever it is asked for, and the sentences expected of it."""

from pathlib import Path

from badfiles import bombs, encodings, others, sizes, structures, values, workbooks
from badfiles.cases import Case

SUBJECTS = {
    "encodings": encodings, "structures": structures, "values": values, "workbooks": workbooks, "sizes": sizes,
    "bombs": bombs, "others": others,
}  # fmt: skip
SENTENCES = Path(__file__).parent / "sentences"
LANGUAGES = ("en", "zh-hans")


def cases_of(subject: str) -> list[Case]:
    """Return the cases of a subject; no two have one name."""
    found = list(SUBJECTS[subject].cases())
    names = [case.name for case in found]
    assert len(set(names)) == len(names), sorted(name for name in names if names.count(name) > 1)
    return found


def make(case: Case, folder: Path) -> Path:
    """Write the file of a case into a folder."""
    folder.mkdir()
    path = folder / case.file
    case.make(path)
    return path


def expected(subject: str) -> dict[str, dict[str, list[str]]]:
    """Return the sentences expected of each case in each language, as they stand in its text file."""
    found: dict[str, dict[str, list[str]]] = {}
    for block in (SENTENCES / f"{subject}.txt").read_text("utf-8").split("\n\n"):
        name, *sentences = block.strip("\n").split("\n")
        half = len(sentences) // 2
        found[name] = dict(zip(LANGUAGES, (sentences[:half], sentences[half:]), strict=True))
    return found
