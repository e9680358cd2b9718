"""Three hundred bad files: each is taken as far as it is good or refused with a sentence one can act on.

The sentences stand in sentences/, to be read aloud: of each case its name, then what is said in English, then in
Chinese. `python -m badfiles.saying SUBJECT` writes down what is said today.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from badfiles.cases import ACCEPTED, ASKED, REFUSED, Case
from badfiles.corpus import LANGUAGES, SUBJECTS, cases_of, expected, make
from badfiles.warm import Warm
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions import checking, import_files
from vitalfew.ledger.labels import row_sentence
from vitalfew.ledger.models import Batch, Draft
from vitalfew.ledger.rules.imports import ImportReport, ImportStatus
from vitalfew.people.rules import COMMAND_LINE

STATUS = {ACCEPTED: ImportStatus.READY, ASKED: ImportStatus.NEEDS_MAPPING, REFUSED: ImportStatus.REFUSED}
MOST_ROWS = 3


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    process = Warm()
    yield process
    process.close()


@pytest.fixture
def reading(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking.subprocess, "Popen", warm.popen)


def look(case: Case, path: Path, language: str) -> ImportReport:
    """Check the file as an import does, in a language, and write nothing."""
    with translation.override(language):
        return import_files(by=COMMAND_LINE, paths=[path], options=case.options, is_final=False)


def said(report: ImportReport, language: str) -> list[str]:
    """Return what people are told: about the file, then about its first rows."""
    with translation.override(language):
        rows = [row_sentence(problem) for problem in report.problems[:MOST_ROWS]]
    return [_visible(one) for one in (report.message, *rows) if one]


def _visible(sentence: str) -> str:
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in sentence.replace("\xa0", " "))


def standing(home: Path) -> Any:
    """Return all that an import could have changed."""
    files = sorted(
        (str(path), path.stat().st_size) for place in ("ledger", "uploads") for path in (home / place).rglob("*")
    )
    return files, Batch.objects.count(), Draft.objects.count(), Entry.objects.count()


def walk(subject: str, folder: Path, home: Path, *, is_long: bool) -> None:
    """Look at every case of a subject in both languages, and gather what is not as expected."""
    sentences, wrong = expected(subject), []
    for number, case in enumerate(case for case in cases_of(subject) if case.is_long == is_long):
        path = make(case, folder / str(number))
        before = standing(home)
        for language in LANGUAGES:
            report = look(case, path, language)
            if report.problems_file:
                Path(report.problems_file).unlink()
            wrong += [
                f"{case.name} ({language}): {one}"
                for one in _wrong(case, report, said(report, language), sentences, language)
            ]
        if standing(home) != before:
            wrong.append(f"{case.name}: something was written")
        if path.is_file():
            path.unlink()
    assert not wrong, "\n".join(wrong)


def _wrong(case: Case, report: ImportReport, told: list[str], sentences: Any, language: str) -> Iterator[str]:
    if report.status is not STATUS[case.outcome]:
        yield f"{report.status} and not {case.outcome}"
    if case.outcome == ACCEPTED:
        taken, rows = (
            report.lines_read - report.lines_refused,
            tuple(dict.fromkeys(one["row"] for one in report.problems)),
        )
        if (taken, rows) != (case.lines, case.rows):
            yield f"{taken} lines without rows {rows}, and not {case.lines} without {case.rows}"
    wanted = sentences.get(case.name, {}).get(language, [])
    if told != wanted:
        yield f"said {told}\n   and not {wanted}"


@pytest.mark.django_db
@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_bad_file_is_told_as_expected_in_both_languages_and_nothing_is_written(
    subject: str, tmp_path: Path, settings: Any
) -> None:
    walk(subject, tmp_path, settings.HOME, is_long=False)


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.usefixtures("reading")
def test_the_long_files_too(tmp_path: Path, settings: Any) -> None:
    for subject in SUBJECTS:
        (tmp_path / subject).mkdir()
        walk(subject, tmp_path / subject, settings.HOME, is_long=True)


def test_there_are_three_hundred_cases_about_which_something_is_said() -> None:
    cases = [case for subject in SUBJECTS for case in cases_of(subject) if not case.is_quiet]
    assert len(cases) >= 300


def test_a_file_with_which_nothing_is_wrong_is_told_nothing_about() -> None:
    for subject in SUBJECTS:
        told = expected(subject)
        for case in cases_of(subject):
            assert case.is_quiet == (case.name not in told), case.name
