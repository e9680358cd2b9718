"""The commands by name. Only the one that was asked for is read, so that the others' libraries cost nothing."""

import sys
from importlib import import_module

import typer
from django.utils.translation import gettext as _

from vitalfew.cli.console import complain
from vitalfew.cli.faults import sentence_of

# name: (module, what it is for)
COMMANDS = {
    "serve": ("serve", _("Set the home up, then serve the pages and do the waiting work, until stopped.")),
    "worker": ("worker", _("Do the waiting work and keep the clock, until stopped.")),
    "import": ("imports", _("Bring one file, or an order file with its line file, into the books.")),
    "figures": ("figures", _("Say how concentrated the books are: accounts, 80/20, Gini, HHI, whale curve.")),
    "rates": ("rates", _("Bring exchange rates as a table, or list them and what lacks one.")),
    "sample": ("sample", _("Load the sample company, or remove it.")),
    "user": ("users", _("Make, list and close sign-ins, and give new passwords.")),
    "forget": ("forget", _("Erase one person of a customer everywhere, the journal included.")),
    "doctor": ("doctor", _("Look whether everything stands as it should, with a remedy for what does not.")),
}


def run(arguments: list[str]) -> None:
    """Run one command; a fault that is expected becomes one sentence on stderr and exit code 1."""
    try:
        _application(next((word for word in arguments if not word.startswith("-")), ""))(
            arguments, prog_name="vitalfew"
        )
    except Exception as fault:
        sentence = sentence_of(fault)
        if sentence is None:
            raise
        complain(sentence)
        sys.exit(1)


def _application(wanted: str) -> typer.Typer:
    application = typer.Typer(
        name="vitalfew",
        help=_("Vitalfew: key account management on your own books."),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name, (module, purpose) in COMMANDS.items():
        if name == wanted:
            import_module(f"vitalfew.cli.{module}").add_to(application, name, purpose)
        else:
            application.command(name, help=purpose)(_not_read)
    return application


def _not_read() -> None:
    """Stand for a command in the list."""
