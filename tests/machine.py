"""Find or set up what the tests need of the machine, run them, and name at the end what it could not give.

machine.py quick    every promise in its quick form          machine.py soak   the long form, too
machine.py faults   what kills, full disks and falling databases do, at 50 points each
VITALFEW_TEST_REQUIRE="postgres browser" makes the absence of these a failure.
"""

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import psycopg

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.append(str(REPOSITORY))

from bench.cluster import missing  # noqa: E402 - this file is run by its path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SERVERS = ("postgresql://postgres@127.0.0.1:5432/postgres", f"postgresql://{getpass.getuser()}@127.0.0.1:5432/postgres")
FORMS = {"quick": ("-m", "not soak", "tests"), "soak": ("tests",), "faults": ("tests/faults",)}
MAY_MAKE_DATABASES = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
# Written once on SQLite and once more on PostgreSQL: whatever reads and writes rows.
ON_BOTH_DATABASES = ("tests/journal", "tests/people", "tests/accounts", "tests/loop", "tests/relations", "tests/jobs")


def main(form: str) -> int:
    """Run the tests in the quick or the long form, or only the faults at all their points; return the exit code."""
    given = {"postgres": postgres(), "browser": browser(), "books": books(), "spark": spark()}
    environment = {**os.environ, **{f"VITALFEW_TEST_{name.upper()}": value for name, value in given.items() if value}}
    environment["VITALFEW_TEST_FORM"] = form
    codes = [pytest(environment, *FORMS[form])]
    if given["postgres"] and form != "faults":
        folders = [folder for folder in ON_BOTH_DATABASES if (REPOSITORY / folder).is_dir()]
        codes.append(
            pytest(
                {**environment, "DATABASE_URL": given["postgres"]},
                "-m",
                "not soak and not browser and not once",
                *folders,
            )
        )
    return max(*codes, 0 if tell_missing(given) else 1)


def pytest(environment: dict[str, str], *arguments: str) -> int:
    """Run pytest on both cores; no test executed is a failure of ours."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        str(os.cpu_count() or 2),
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        "-q",
        *arguments,
    ]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, check=False).returncode


def tell_missing(given: dict[str, str]) -> bool:
    """Say what the machine could not give; tell whether that is allowed."""
    advice = {
        "postgres": "PostgreSQL: install it, or set VITALFEW_TEST_POSTGRES to a server that may make databases",
        "browser": "Chromium: install it (Debian: apt-get install chromium), or set VITALFEW_TEST_BROWSER to its path",
        "spark": "Java 17 or 21, for a Spark cluster of its own: install it (Debian: openjdk-17-jre-headless)",
        "books": "the real books: set VITALFEW_TEST_BOOKS to the folder that holds them",
    }
    missing = [name for name, value in given.items() if not value]
    for name in missing:
        print(f"Not tested, because this machine lacks {advice[name]}.")
    return not set(missing) & set(os.environ.get("VITALFEW_TEST_REQUIRE", "").split())


def postgres() -> str:
    """Return the URL of a server that answers; install or start one where that needs no password."""
    for attempt in (lambda: None, start_postgres, install_postgres):
        attempt()
        for server in filter(None, (os.environ.get("VITALFEW_TEST_POSTGRES"), *SERVERS)):
            if answers(server):
                return server
    return ""


def answers(server: str) -> bool:
    """Tell whether the server lets us make databases."""
    try:
        with psycopg.connect(server, connect_timeout=3, autocommit=True) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            return bool(row and row[0])
    except psycopg.Error:
        return False


def start_postgres() -> None:
    """Start Debian's cluster where it is installed and we may."""
    if os.geteuid() == 0 and (versions := sorted(Path("/etc/postgresql").glob("*"))):
        run(["pg_ctlcluster", "--skip-systemctl-redirect", versions[-1].name, "main", "start"])


def install_postgres() -> None:
    """Install Debian's PostgreSQL and let local tests in without a password."""
    if apt("postgresql"):
        for rules in Path("/etc/postgresql").glob("*/main/pg_hba.conf"):
            rules.write_text("local all all trust\nhost all all 127.0.0.1/32 trust\n")
        start_postgres()
        for rules in Path("/etc/postgresql").glob("*/main"):
            run(["pg_ctlcluster", "--skip-systemctl-redirect", rules.parent.name, "main", "reload"])


def browser() -> str:
    """Return the path of a Chromium; install Debian's where we may."""
    if not find_browser():
        apt("chromium", "fonts-noto-cjk")
    return find_browser()


def find_browser() -> str:
    """Return the path of a Chromium, or nothing."""
    named = os.environ.get("VITALFEW_TEST_BROWSER", "")
    return named or next(filter(None, map(shutil.which, BROWSERS)), "")


def books() -> str:
    """Return the folder of real books beside the repository, or nothing."""
    folder = Path(os.environ.get("VITALFEW_TEST_BOOKS") or REPOSITORY.parent / "shared" / "data")
    return str(folder) if folder.is_dir() else ""


def spark() -> str:
    """Return where the Java is that runs a cluster, or nothing; install Debian's where we may."""
    if missing():
        apt("openjdk-17-jre-headless")
    return "" if missing() else shutil.which("java") or ""


def apt(*packages: str) -> bool:
    """Install Debian packages where we are root; tell whether it went well."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    return run(["apt-get", "update", "-qq"]) and run(["apt-get", "install", "-y", "-qq", *packages])


def run(command: Sequence[str]) -> bool:
    """Run a command quietly; tell whether it went well."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
