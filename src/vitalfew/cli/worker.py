"""`vitalfew worker`: the clock loop."""

import typer

import vitalfew.sample.tasks  # noqa: F401 - the work that the clock cannot know by itself
from vitalfew.cli.home import prepare_home
from vitalfew.jobs.clock import run_forever


def add_to(application: typer.Typer, name: str, purpose: str) -> None:
    """Add the command."""

    @application.command(name, help=purpose)
    def worker() -> None:
        prepare_home()
        run_forever()
