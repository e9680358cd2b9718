"""Write down what is said about the cases of a subject today, to be read before it is believed.

python -m badfiles.saying SUBJECT    (in tests/, with DJANGO_SETTINGS_MODULE and an empty VITALFEW_HOME)
"""

import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command

django.setup()

from badfiles.corpus import LANGUAGES, SENTENCES, cases_of, make  # noqa: E402
from badfiles.test_corpus import STATUS, look, said  # noqa: E402
from badfiles.warm import Warm  # noqa: E402
from vitalfew.ledger.actions import checking  # noqa: E402


def main(subject: str) -> None:
    """Write the sentences of a subject, and say where an outcome is not as the case expects."""
    call_command("migrate", verbosity=0)
    warm = Warm()
    checking.subprocess.Popen = warm.popen
    folder, blocks = Path(tempfile.mkdtemp()), []
    for number, case in enumerate(cases_of(subject)):
        path = make(case, folder / str(number))
        begun = time.monotonic()
        reports = {language: look(case, path, language) for language in LANGUAGES}
        report = reports["en"]
        rows = tuple(dict.fromkeys(one["row"] for one in report.problems))
        found = (
            report.status,
            report.lines_read - report.lines_refused if case.lines else 0,
            rows if case.lines else (),
        )
        if found != (STATUS[case.outcome], case.lines, case.rows):
            print(f"{case.name}: {found}, expected {case.outcome} {case.lines} {case.rows}: {report.message}")
        if (took := time.monotonic() - begun) > 4:
            print(f"{case.name}: {took:.1f} s")
        told = [sentence for language in LANGUAGES for sentence in said(reports[language], language)]
        if told:
            blocks.append("\n".join([case.name, *told]))
    (SENTENCES / f"{subject}.txt").write_text("\n\n".join(blocks) + "\n", "utf-8")
    warm.close()


if __name__ == "__main__":
    main(sys.argv[1])
