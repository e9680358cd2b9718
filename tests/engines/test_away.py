"""An engine that does not answer is named by whoever looks whether everything stands as it should."""

from typing import Any

import pytest

from vitalfew.cli import checks, doctor
from vitalfew.ledger import engine
from vitalfew.ledger.engines import EngineAway

pytestmark = pytest.mark.django_db
NOWHERE = "127.0.0.1:1"


def test_a_database_that_is_away_is_a_finding_and_no_fault(settings: Any) -> None:
    settings.ENGINE = f"postgresql://nobody@{NOWHERE}/books"
    found = doctor._looked(checks.engine)
    assert found.state == "bad"
    assert "127.0.0.1" in found.sentence


@pytest.mark.soak
def test_a_cluster_that_is_away_is_given_up_after_a_minute_and_asked_again_when_it_is_back(
    settings: Any, spark: str
) -> None:
    settings.ENGINE = f"spark://{NOWHERE}?spark.driver.host=127.0.0.1&spark.driver.bindAddress=127.0.0.1"
    with engine.long_questions(), pytest.raises(EngineAway, match=NOWHERE):
        engine.engine()
    settings.ENGINE = spark
    with engine.long_questions():
        engine.engine()
    assert doctor._looked(checks.engine).state == "good"
