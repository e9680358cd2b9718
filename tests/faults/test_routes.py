"""Two people edit one thing in one second, by form, in place, with others or by the API: nobody's edit is lost."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from faults.test_edits import Environment

TESTS = Path(__file__).parent.parent


def _raced(environment: Environment) -> dict[str, Any]:
    found = subprocess.run(
        [sys.executable, "-m", "faults.routes"],
        env={**environment, "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        timeout=3000,
    )
    assert found.returncode == 0, found.stderr[-4000:]
    told: dict[str, Any] = json.loads(found.stdout)
    return told


def test_whoever_edits_by_whatever_route_is_acknowledged_or_shown_both_values(environment: Environment) -> None:
    told = _raced(environment)
    print(_figures(told))  # shown with -s, for whoever wants to see them
    assert told["first_break"] is None
    assert len(told["races"]) == 10
    for name, race in told["races"].items():
        said, edits = race["said"], race["edits"]
        assert [line for line in said if line["said"] == "error"] == [], name
        done = [line for line in said if line["said"] == "done"]
        assert done, name
        # Every acknowledged edit is in the journal once, over just what its editor had read; the last one stands.
        written = {after: version for _before, after, version in edits}
        assert written == {line["wanted"]: line["saw"] + 1 for line in done}, name
        assert [before for before, *_rest in edits[1:]] == [after for _before, after, _version in edits[:-1]], name
        assert (race["stands"], race["version"], len(edits)) == (edits[-1][1], len(done) + 1, len(done)), name
        # Of many changed together all were, or none.
        together = sorted(line["wanted"] for line in done if line["route"] == "bulk")
        assert sorted(after for _before, after, _version in race["beside"]) == together, name
        for line in said:
            if line["said"] == "stale":
                assert line["own"], (name, line)
                assert line["others"], (name, line)
    refused = [line for race in told["races"].values() for line in race["said"] if line["said"] == "stale"]
    assert refused, "nobody ever met: the test proves nothing"


def _figures(told: dict[str, Any]) -> str:
    """Return how many edits of each race were acknowledged, and how many refused."""
    counts = {
        name: [sum(line["said"] == word for line in race["said"]) for word in ("done", "stale")]
        for name, race in told["races"].items()
    }
    return json.dumps(counts)
