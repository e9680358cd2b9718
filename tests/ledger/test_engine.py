"""The engine forgets views of files without losing one that a question still needs, and starts without pandas."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ibis import _

from vitalfew.ledger import engine
from vitalfew.ledger.engines import duckdb
from vitalfew.ledger.files import folder


@pytest.fixture
def files() -> Iterator[list[str]]:
    names = [f"engine-test-{number}.parquet" for number in range(6)]
    for number, name in enumerate(names):
        pq.write_table(pa.table({"n": [number]}), folder() / name)
    yield names
    for name in names:
        Path(folder() / name).unlink()


def test_a_question_over_many_files_outlives_the_number_of_views_kept(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_connections", engine._Connections())
    monkeypatch.setattr(duckdb, "VIEWS", 3)
    for first, second in pairwise(files):
        both = engine.scan([first]).union(engine.scan([second]))
        assert engine.rows(both.agg(n=_.n.sum()))[0]["n"] == files.index(first) + files.index(second)
    kept = engine.engine()
    assert isinstance(kept, duckdb.InProcess)
    assert len(kept.views) <= 3
    assert engine.rows(engine.scan([files[0]])) == [{"n": 0}]


def test_an_engine_nobody_knows_is_refused_by_name(settings: Any) -> None:
    settings.ENGINE = "oracle://books"
    with pytest.raises(engine.UnknownEngine, match="oracle"):
        engine.engine()


def test_no_process_waits_for_pandas() -> None:
    """Arrow would load it for half a second in every process that starts."""
    program = (
        "import sys, django; django.setup(); import vitalfew.web.urls, pyarrow; pyarrow.array([1]).to_pylist();"
        "print('ibis' in sys.modules, 'pandas' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["True", "False"]
