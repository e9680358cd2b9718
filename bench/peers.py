"""What others do with the same customers; run by bench/lifetime.py with the Python of the peers' own environment.

python peers.py TASK FILE   prints seconds and what was found, as JSON
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np


def main(task: str, path: str) -> None:
    """Load the customers, time the task alone, print."""
    data = dict(np.load(path, allow_pickle=False))
    seconds, found = TASKS[task](data)
    sys.stdout.write(json.dumps({"seconds": seconds, "found": found}) + "\n")


def lifetimes_bg(data: dict[str, Any]) -> tuple[float, Any]:
    """Fit BG/NBD with lifetimes."""
    from lifetimes import BetaGeoFitter

    model = BetaGeoFitter(penalizer_coef=0.0)
    seconds = timed(lambda: model.fit(data["frequency"], data["recency"], data["age"]))
    return seconds, [float(value) for value in model.params_]


def lifetimes_pareto(data: dict[str, Any]) -> tuple[float, Any]:
    """Fit Pareto/NBD with lifetimes."""
    from lifetimes import ParetoNBDFitter

    model = ParetoNBDFitter(penalizer_coef=0.0)
    seconds = timed(lambda: model.fit(data["frequency"], data["recency"], data["age"]))
    return seconds, [float(value) for value in model.params_]


def lifetimes_clv(data: dict[str, Any]) -> tuple[float, Any]:
    """Value twelve months of every customer with lifetimes, the models fitted on some of them beforehand."""
    import pandas as pd
    from lifetimes import BetaGeoFitter, GammaGammaFitter

    frame = pd.DataFrame({name: data[name] for name in ("frequency", "recency", "age", "monetary_value")})
    some = frame[:20_000]
    purchases = BetaGeoFitter().fit(some["frequency"], some["recency"], some["age"])
    buyers = some[some["frequency"] > 0]
    spend = GammaGammaFitter().fit(buyers["frequency"], buyers["monetary_value"])
    columns = [frame[name] for name in ("frequency", "recency", "age", "monetary_value")]
    value: list[Any] = []
    seconds = timed(
        lambda: value.append(spend.customer_lifetime_value(purchases, *columns, time=12, discount_rate=0.01, freq="W"))
    )
    return seconds, float(value[0].sum())


def lifetimes_summary(data: dict[str, Any]) -> tuple[float, Any]:
    """Sum lines up to customers with lifetimes."""
    import pandas as pd
    from lifetimes.utils import summary_data_from_transaction_data

    frame = pd.DataFrame(
        {"customer": data["customer"], "day": data["day"].astype("datetime64[D]"), "amount": data["amount"]}
    )
    frame["day"] = pd.to_datetime(frame["day"])
    found: list[Any] = []
    seconds = timed(
        lambda: found.append(
            summary_data_from_transaction_data(
                frame, "customer", "day", "amount", observation_period_end="2025-12-31", freq="D"
            )
        )
    )
    return seconds, len(found[0])


def pymc_map(data: dict[str, Any]) -> tuple[float, Any]:
    """Fit BG/NBD with PyMC-Marketing at the mode, its model built beforehand."""
    import pandas as pd
    from pymc_marketing import clv

    frame = pd.DataFrame(
        {
            "customer_id": np.arange(len(data["age"])),
            "frequency": data["frequency"], "recency": data["recency"], "T": data["age"],
        }
    )  # fmt: skip
    model = clv.BetaGeoModel(data=frame)
    model.build_model()
    seconds = timed(lambda: model.fit(method="map", progressbar=False))
    return seconds, {str(name): float(model.fit_summary()[name]) for name in ("r", "alpha", "a", "b")}


def timed(task: Callable[[], Any]) -> float:
    """Return how long the task takes: the quickest of as many runs as a second holds."""
    times: list[float] = []
    while not times or sum(times) < 1:
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return min(times)


TASKS: dict[str, Callable[[dict[str, Any]], tuple[float, Any]]] = {
    "lifetimes bg": lifetimes_bg, "lifetimes pareto": lifetimes_pareto, "lifetimes clv": lifetimes_clv,
    "lifetimes summary": lifetimes_summary, "pymc bg": pymc_map,
}  # fmt: skip

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
