"""The home made ready before a command uses it: the tables of this version, made once."""

import fcntl

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def prepare_home() -> bool:
    """Bring the tables to this version; tell whether there was anything to do. Processes wait for one another."""
    if not missing_migrations():
        return False
    with (settings.HOME / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("migrate", interactive=False, verbosity=0)
    return True


def missing_migrations() -> list[str]:
    """Return the migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
