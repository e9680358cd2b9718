"""A real cluster of one machine: Spark's own master and one worker, on loopback, gone afterwards."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

HOST = "127.0.0.1"
# What fits a machine that does other things too. Nothing of it changes an answer.
SMALL = {"spark.executor.memory": "768m", "spark.driver.memory": "768m", "spark.sql.shuffle.partitions": "2",
         "spark.driver.host": HOST, "spark.driver.bindAddress": HOST}  # fmt: skip
JAVA = range(17, 22)  # what Spark 4.0 runs on


def missing() -> str:
    """Say what a cluster lacks here; "" where nothing is missing."""
    if find_spec("pyspark") is None:
        return "Spark: pip install 'vitalfew[spark]'"
    java = shutil.which("java")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr if java else ""
    version = re.search(r'version "(\d+)', told)
    if not version or int(version[1]) not in JAVA:
        return "Java 17 or 21, for Spark: apt-get install openjdk-17-jre-headless"
    return ""


@contextmanager
def running_cluster(folder: Path, *, cores: int = 2, settings: dict[str, str] | None = None) -> Iterator[str]:
    """Start a master and a worker, and give the address for VITALFEW_ENGINE."""
    port = _free_port()
    master = f"spark://{HOST}:{port}"
    room = ["--cores", str(cores), "--memory", "8g", "--work-dir", str(folder)]
    parts = [
        ("master.Master", "--host", HOST, "--port", str(port)),
        ("worker.Worker", "--host", HOST, *room, master),
    ]
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for part, *arguments in parts:
            processes.append(_started(part, arguments, folder / f"{part}.log"))
        yield f"{master}?{'&'.join(f'{name}={value}' for name, value in (SMALL | (settings or {})).items())}"
    finally:
        _stop_driver()
        for process in reversed(processes):
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)


def _started(part: str, arguments: list[str], log: Path) -> "subprocess.Popen[bytes]":
    spec = find_spec("pyspark")
    assert spec
    assert spec.origin
    home = Path(spec.origin).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST, "SPARK_DAEMON_MEMORY": "256m"}
    command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{part}", "--webui-port", "0", *arguments]
    with log.open("wb") as out:
        return subprocess.Popen(command, env=environment, stdout=out, stderr=out)


def _stop_driver() -> None:
    from pyspark import SparkContext

    if SparkContext._active_spark_context:
        SparkContext._active_spark_context.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])
