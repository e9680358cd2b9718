"""Three hundred bad files: each is taken as far as it is good or refused with a sentence one can act on.

The sentences stand in sentences/, to be read aloud: of each case its name, then what is said in English, then in
Chinese. `python -m badfiles.saying SUBJECT` writes down what is said today.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from badfiles.cases import ACCEPTED, ASKED, REFUSED, Case
from badfiles.corpus import SUBJECTS, cases_of, expected, make
from badfiles.warm import Warm
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions import checking, import_files
from vitalfew.ledger.labels import row_problem, row_sentence
from vitalfew.ledger.labels_sheets import note_sentences
from vitalfew.ledger.models import Batch, Draft
from vitalfew.ledger.rules.imports import ImportReport, ImportStatus
from vitalfew.people.rules import COMMAND_LINE

STATUS = {ACCEPTED: ImportStatus.READY, ASKED: ImportStatus.NEEDS_MAPPING, REFUSED: ImportStatus.REFUSED}
MOST_ROWS, WHOLE_WAY = 3, 25
# The package shows the function under the name of its module.
importing = sys.modules["vitalfew.ledger.actions.import_files"]
Answer = dict[str, Any]


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    process = Warm()
    yield process
    process.close()


@pytest.fixture
def answers(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """Start reading processes warm, and keep what they answer."""
    kept: list[Answer] = []
    read = importing._read

    def read_and_keep(*asked: Any) -> Answer:
        kept.append(read(*asked))
        return kept[-1]

    monkeypatch.setattr(checking.subprocess, "Popen", warm.popen)
    monkeypatch.setattr(importing, "_read", read_and_keep)
    return kept


def look(case: Case, path: Path, language: str) -> ImportReport:
    """Check the file as an import does, in a language, and write nothing."""
    with translation.override(language):
        return import_files(by=COMMAND_LINE, paths=[path], options=case.options, is_final=False)


def said(report: ImportReport, language: str) -> list[str]:
    """Return what people are told: about the file, then about its first rows."""
    with translation.override(language):
        rows = [row_sentence(problem) for problem in report.problems[:MOST_ROWS]]
    return [_visible(one) for one in (report.message, *report.notes, *rows) if one]


def _visible(sentence: str) -> str:
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in sentence.replace("\xa0", " "))


def standing(home: Path) -> Any:
    """Return all that an import could have changed."""
    paths = [path for place in ("ledger", "uploads") for path in (home / place).rglob("*") if path.is_file()]
    files = sorted((f"{path}", path.stat().st_size) for path in paths)
    return files, Batch.objects.count(), Draft.objects.count(), Entry.objects.count()


def walk(subject: str, folder: Path, home: Path, answers: list[Answer], *, is_long: bool) -> list[str]:
    """Look at every case of a subject in both languages, and return what is not as expected."""
    sentences, wrong = expected(subject), []
    for number, case in enumerate(case for case in cases_of(subject) if case.is_long == is_long):
        path = make(case, folder / f"{number}")
        before = standing(home)
        answers.clear()
        reports = {"en": look(case, path, "en")}
        once = _is_enough(answers, number)
        reports["zh-hans"] = _told_again(reports["en"], answers[-1]) if once else look(case, path, "zh-hans")
        for language, report in reports.items():
            wanted = sentences.get(case.name, {}).get(language, [])
            wrong += [f"{case.name}: {one}" for one in _wrong(case, report, said(report, language), wanted)]
            if report.problems_file:
                Path(report.problems_file).unlink(missing_ok=True)
        if standing(home) != before:
            wrong.append(f"{case.name}: something was written")
        if path.is_file():
            path.unlink()
    return wrong


def _is_enough(answers: list[Answer], number: int) -> bool:
    # The other language says the same answer in other words; now and then the whole way is gone in it, too.
    return len(answers) == 1 and number % WHOLE_WAY != 0


def _told_again(report: ImportReport, answer: Answer) -> ImportReport:
    """Say the answer of the reading process in Chinese."""
    with translation.override("zh-hans"):
        if report.status is ImportStatus.READY:
            problems = tuple(row_problem(problem) for problem in answer["problems"])
            return replace(report, problems=problems, notes=note_sentences(answer))
        return importing.report_of(answer, "nowhere")


def _wrong(case: Case, report: ImportReport, told: list[str], wanted: list[str]) -> Iterator[str]:
    if report.status is not STATUS[case.outcome]:
        yield f"{report.status} and not {case.outcome}"
    if case.outcome == ACCEPTED:
        taken = report.lines_read - report.lines_refused
        rows = tuple(dict.fromkeys(one["row"] for one in report.problems))
        if (taken, rows) != (case.lines, case.rows):
            yield f"{taken} lines without rows {rows}, and not {case.lines} without {case.rows}"
    if told != wanted:
        yield f"said {told}\n   and not {wanted}"


@pytest.mark.django_db
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_bad_file_is_told_as_expected_in_both_languages_and_nothing_is_written(
    subject: str, tmp_path: Path, settings: Any, answers: list[Answer]
) -> None:
    wrong = walk(subject, tmp_path, settings.HOME, answers, is_long=False)
    assert not wrong, "\n".join(wrong)


@pytest.mark.soak
@pytest.mark.django_db
def test_the_long_files_too(tmp_path: Path, settings: Any, answers: list[Answer]) -> None:
    for subject in SUBJECTS:
        (tmp_path / subject).mkdir()
        wrong = walk(subject, tmp_path / subject, settings.HOME, answers, is_long=True)
        assert not wrong, "\n".join(wrong)


def test_there_are_three_hundred_cases_about_which_something_is_said() -> None:
    cases = [case for subject in SUBJECTS for case in cases_of(subject) if not case.is_quiet]
    assert len(cases) >= 300


def test_a_file_with_which_nothing_is_wrong_is_told_nothing_about() -> None:
    for subject in SUBJECTS:
        told = expected(subject)
        for case in cases_of(subject):
            assert case.is_quiet == (case.name not in told), case.name
