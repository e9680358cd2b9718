"""What every test shares: a home of its own, compiled translations, no network, a cast of users."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib import import_module, reload
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils.functional import empty
from hypothesis import HealthCheck, settings

import homes
from vitalfew.config.translations import compile_catalogues

REPOSITORY = Path(__file__).resolve().parent.parent
LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}
PASSWORD = "correct horse battery"
# These take longest and are handed out first, so that no core is left with one of them while the other waits.
LONGEST = ("faults/test_imports.py", "engines/", "faults/", "browser/", "badfiles/")


# How long something takes is measured by bench/, never asserted: a slow hour of a machine is no fault of the product.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Give every process of the run a home of its own before anything reads the settings."""
    # What our own code is warned of, and every naive moment, fails the test; other libraries' warnings are theirs.
    config.addinivalue_line("filterwarnings", r"error:::vitalfew\..*")
    config.addinivalue_line("filterwarnings", "error:.*received a naive datetime.*:RuntimeWarning")
    is_worker = hasattr(config, "workerinput")
    if not is_worker:
        # Once, by the process that hands out the work, so that no two write one catalogue at a time.
        compile_catalogues()
        homes.begin()
    if is_worker or not getattr(config.option, "numprocesses", None):
        _choose_home()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Run what asks no database on one of them only."""
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    if not asks:
        item.add_marker("once")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the others stay in their order."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    inside = item.path.relative_to(REPOSITORY / "tests").as_posix()
    return next((place for place, start in enumerate(LONGEST) if inside.startswith(start)), len(LONGEST))


def _choose_home() -> None:
    home = os.environ["VITALFEW_HOME"] = tempfile.mkdtemp(prefix="vitalfew-test-")
    (Path(home) / "static").mkdir()
    os.environ["DJANGO_SETTINGS_MODULE"] = "vitalfew.config.settings"
    if django_settings.configured:
        # The shell exports DJANGO_SETTINGS_MODULE, so pytest-django has read them with the shell's home.
        reload(import_module("vitalfew.config.settings"))
        django_settings._wrapped = empty
    if django_settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        # Two runs on one server must not empty each other's tables.
        django_settings.DATABASES["default"]["TEST"] = {"NAME": f"test_vitalfew_{os.getpid()}"}


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        homes.end()
    home = os.environ.get("VITALFEW_HOME", "")
    if Path(home).name.startswith("vitalfew-test-"):
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but to this machine."""
    connect = socket.socket.connect

    def loopback_only(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:
            raise OSError(f"a test wanted to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", loopback_only)


@pytest.fixture(autouse=True)
def _quick_settings(settings: Any) -> None:
    """Serve static files uncollected, start with an empty cache, hash quickly where the hash is not the question."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    # A rolled-back test leaves its generation of the books to the next one, and what was computed from it must go.
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Copy the tables where several processes want them; a single one makes them as quickly itself."""
    if hasattr(request.config, "workerinput"):
        homes.copy_tables(connection)


@pytest.fixture(scope="session", autouse=True)
def _emptying_opens_the_journal() -> Iterator[None]:
    """Let tests that commit empty the tables afterwards: the journal refuses that, as it should."""
    guards = import_module("vitalfew.journal.migrations.0002_append_only")
    empty_tables = TransactionTestCase._fixture_teardown

    def open_and_empty(self: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            guards.unguard(None, editor)
        empty_tables(self)
        with connection.schema_editor() as editor:
            guards.guard(None, editor)

    TransactionTestCase._fixture_teardown = open_and_empty
    yield
    TransactionTestCase._fixture_teardown = empty_tables


@dataclass(frozen=True)
class Cast:
    """The people of every story: one of each role, and a second manager who owns nothing of the first's."""

    director: Any
    owner: Any
    stranger: Any
    analyst: Any
    administrator: Any


@pytest.fixture
def cast(db: None) -> Cast:
    """Make the cast; everybody's password is PASSWORD."""
    return make_cast()


def make_cast() -> Cast:
    """Make the people of a story."""
    return Cast(
        director=_user("chen", "陈国栋", "director"),
        owner=_user("lin", "林晓雯", "manager"),
        stranger=_user("zhou", "周启明", "manager"),
        analyst=_user("he", "何静", "analyst"),
        administrator=_user("sun", "孙浩", "administrator"),
    )


def _user(username: str, name: str, role: str) -> Any:
    from vitalfew.people.models import User

    user = User(username=username, name=name, role=role)
    user.set_password(PASSWORD)
    user.save()
    return user


@dataclass(frozen=True)
class Clients:
    """A signed-in browser for each of the cast."""

    director: Client
    owner: Client
    stranger: Client
    analyst: Client
    administrator: Client


@pytest.fixture
def clients(cast: Cast) -> Clients:
    """Sign everybody in."""
    return Clients(**{field.name: signed_in(getattr(cast, field.name)) for field in fields(Cast)})


def signed_in(user: Any) -> Client:
    """Return a browser in which the user is signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(scope="session")
def books() -> Path:
    """Return the folder of real books, or skip."""
    folder = Path(os.environ.get("VITALFEW_TEST_BOOKS") or REPOSITORY.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no real books at {folder}: set VITALFEW_TEST_BOOKS to the folder that holds them")
    return folder
