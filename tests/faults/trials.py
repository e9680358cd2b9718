"""How often something is tried: seldom in the quick form; faults 50 times by `make faults`, 500 in the long form."""

import os

FORM = os.environ.get("VITALFEW_TEST_FORM", "quick")


def trials(quick: int, faults: int, soak: int) -> int:
    """Return how often something is tried in the form that runs."""
    return {"quick": quick, "faults": faults, "soak": soak}[FORM]


KILLS = trials(5, 50, 500)
KILLS_OF_A_FILE = trials(1, 50, 500)
SIZES = trials(2, 20, 20)
RESTARTS = trials(2, 20, 50)
SECONDS = trials(300, 1800, 6 * 3600)
