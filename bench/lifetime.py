"""How fast customers are fitted and valued, beside lifetimes and PyMC-Marketing on the same customers in one run.

python bench/lifetime.py [--peers FOLDER] [--largest 10000000] [--slow]

The peers live in an environment of their own in FOLDER, made when it is not there (a few minutes). Customers are drawn
from BG/NBD, watched 27 to 39 weeks. Prints seconds, of each the quickest of as many runs as a second holds, three at
least (the peers' in each of three processes; one run for what takes longer than ten seconds), and how many times as
long the peers take. --slow asks them too what takes them minutes.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import machine

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY / "src"), str(REPOSITORY / "tests")]

from measures import customers  # noqa: E402
from vitalfew.measures.lifetime import (  # noqa: E402
    BetaGeometricNBD,
    GammaGamma,
    ParetoNBD,
    customer_lifetime_value,
    summarize,
)
from vitalfew.measures.lifetime.histories import checked, grouped  # noqa: E402

PEERS = ("lifetimes==0.11.3", "pymc-marketing")
TRUTH = {"r": 0.8, "alpha": 8.0, "a": 0.8, "b": 2.5}
Made = dict[str, Any]


def main() -> None:
    """Make the customers, time ourselves and the peers, print a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--peers", default=str(Path(tempfile.gettempdir()) / "vitalfew-peers"))
    asked.add_argument("--largest", type=int, default=10_000_000)
    asked.add_argument("--slow", action="store_true")
    asked.add_argument("--only-fit", default="", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.only_fit:
        return alone(Path(given.only_fit))
    python = peers_python(Path(given.peers))
    machine.say(machine.describe())
    machine.say("| work | ours | lifetimes | PyMC-Marketing |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        fits(Path(folder), python, given.slow)
        ten_million(Path(folder), given.largest)
        pareto(Path(folder), python, given.slow)
        values(Path(folder), python)
        summaries(Path(folder), python)
    loading()


def fits(folder: Path, python: str, slow: bool) -> None:
    """Fit BG/NBD at three sizes, and once where no two customers have one history."""
    for size, is_daily in ((2_357, True), (100_000, True), (1_000_000, True), (1_000_000, False)):
        made = make(size, is_daily=is_daily)
        told = made["frequency"], made["recency"], made["age"]
        distinct = len(grouped(*checked(*told), None))
        own = best(lambda told=told: BetaGeometricNBD.fit(*told))
        others = [ask(python, task, made, folder) for task in ("lifetimes bg", "pymc bg")]
        row(f"fit BG/NBD, {size:,} customers, {distinct:,} distinct histories", own, others)


def ten_million(folder: Path, size: int) -> None:
    """Fit the most customers in a process of its own, and say what memory it needed."""
    made, path = make(size), folder / "most.npz"
    np.savez(path, **made)
    told = subprocess.run(
        [sys.executable, __file__, "--only-fit", str(path)], capture_output=True, text=True, check=True
    )
    found = json.loads(told.stdout)
    machine.say(
        f"| fit BG/NBD, {size:,} customers, {found['distinct']:,} distinct histories | {found['seconds']:.2f} s, "
        f"{found['mib']:,.0f} MiB in all | – | – |"
    )


def alone(path: Path) -> None:
    """Load, fit, say how long the fit took and the peak of this process."""
    data = np.load(path)
    told = data["frequency"], data["recency"], data["age"]
    seconds = best(lambda: BetaGeometricNBD.fit(*told))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    distinct = len(grouped(*checked(*told), None))
    machine.say(json.dumps({"seconds": seconds, "mib": peak, "distinct": distinct}))


def pareto(folder: Path, python: str, slow: bool) -> None:
    """Fit Pareto/NBD."""
    for size in (2_357, *((100_000,) if slow else ())):
        made = make(size)
        told = made["frequency"], made["recency"], made["age"]
        own = best(lambda told=told: ParetoNBD.fit(*told))
        row(f"fit Pareto/NBD, {size:,} customers", own, [ask(python, "lifetimes pareto", made, folder), None])


def values(folder: Path, python: str) -> None:
    """Value twelve months of a million customers; the models are fitted beforehand."""
    made = make(1_000_000)
    told = made["frequency"], made["recency"], made["age"]
    buyers = made["frequency"] > 0
    purchases = BetaGeometricNBD.fit(*told)
    spend = GammaGamma.fit(made["frequency"][buyers][:20_000], made["monetary_value"][buyers][:20_000])
    own = best(
        lambda: customer_lifetime_value(purchases, spend, *told, made["monetary_value"], periods=12, discount_rate=0.01)
    )
    row("value 12 periods of 1,000,000 customers", own, [ask(python, "lifetimes clv", made, folder), None])


def summaries(folder: Path, python: str) -> None:
    """Sum ten million lines up to half a million customers."""
    draw, size = np.random.default_rng(5), 10_000_000
    day = np.datetime64("2024-01-01") + draw.integers(0, 731, size)
    made = {"customer": draw.integers(0, 500_000, size), "day": day.astype(np.int64), "amount": draw.gamma(2, 20, size)}
    own = best(lambda: summarize(made["customer"], day, made["amount"], end="2025-12-31", unit="day"))
    row("sum 10,000,000 lines up to 500,000 customers", own, [ask(python, "lifetimes summary", made, folder), None])


def loading() -> None:
    """Say how long the measures take to load in a new process, once warm."""
    code = "import time; t = time.perf_counter(); import vitalfew.measures.lifetime; print(time.perf_counter() - t)"
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    machine.say(f"| load vitalfew.measures.lifetime, numpy and scipy with it | {min(times[1:]):.2f} s | – | – |")


def make(size: int, *, is_daily: bool = True) -> Made:
    """Draw the customers, and what those who came back spent."""
    frequency, recency, age = customers.geometric(size, seed=11, is_daily=is_daily, **TRUTH)
    draw = np.random.default_rng(3)
    spend = draw.gamma(6.0 * np.maximum(frequency, 1)) / draw.gamma(4.0, 1 / 15.0, size) / np.maximum(frequency, 1)
    return {
        "frequency": frequency, "recency": recency, "age": age,
        "monetary_value": np.where(frequency > 0, spend, 0.0),
    }  # fmt: skip


def best(task: Callable[[], Any]) -> float:
    """Return the quickest run in seconds: of three, or of as many as a second holds."""
    times: list[float] = []
    while len(times) < 3 or sum(times) < 1:
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return min(times)


def ask(python: str, task: str, made: Made, folder: Path) -> float | None:
    """Return the peer's seconds, the quickest of three where it is quick; None where it fails."""
    path, times = folder / "customers.npz", []
    np.savez(path, **made)
    for _ in range(3):
        told = subprocess.run(
            [python, str(Path(__file__).with_name("peers.py")), task, str(path)], capture_output=True, text=True
        )
        if told.returncode:
            machine.say(f"{task}: {told.stderr.strip().splitlines()[-1]}")
            return None
        times.append(float(json.loads(told.stdout.splitlines()[-1])["seconds"]))
        if times[0] > 10:
            break
    return min(times)


def row(work: str, own: float, others: list[float | None]) -> None:
    """Print one row: our seconds, the peers' with how many times ours they are."""
    told = ["–" if other is None else f"{other:.2f} s = {other / own:,.0f} ×" for other in others]
    said = f"{1000 * own:.1f} ms" if own < 0.1 else f"{own:.2f} s"
    machine.say(f"| {work} | {said} | {' | '.join(told)} |")


def peers_python(folder: Path) -> str:
    """Return the Python of the peers' environment, made where it is not there."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PEERS], check=True)
    return str(python)


if __name__ == "__main__":
    main()
