"""The worker has time to ask a cluster; a page has not."""

from typing import Any

import pytest
from django.utils import timezone

from vitalfew.jobs import running
from vitalfew.ledger import engine
from vitalfew.ledger.engines import duckdb
from vitalfew.people.rules import CLOCK


@pytest.mark.django_db
def test_what_the_worker_does_may_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def sweep(*, by: Any) -> tuple[str, ...]:
        seen.append(engine._connections.is_long)
        return ()

    monkeypatch.setitem(running.TASKS, "sweep", sweep)
    running.put("sweep", {}, timezone.now())
    assert running.run_next(by=CLOCK)
    assert seen == [True]
    assert not engine._connections.is_long


def test_a_page_never_waits_for_a_cluster(settings: Any) -> None:
    """Only who says that he has time asks it."""
    settings.ENGINE = "spark://nowhere:7077"
    assert isinstance(engine.engine(), duckdb.InProcess)
