"""`vitalfew sample`: the sample company, in or out."""

from dataclasses import asdict
from typing import Annotated

import typer
from django.utils import timezone
from django.utils.translation import gettext as _

from vitalfew.cli.console import note, say, say_json, show_table, working
from vitalfew.cli.home import prepare_home
from vitalfew.people.labels import ROLE_LABELS
from vitalfew.people.rules import COMMAND_LINE
from vitalfew.sample.actions import load_sample, remove_sample
from vitalfew.sample.rules import SampleReport, SignIn
from vitalfew.words import number


def add_to(application: typer.Typer, name: str, purpose: str) -> None:
    """Add the command."""
    application.command(name, help=purpose)(sample)


def sample(
    remove: Annotated[bool, typer.Option("--remove", help=_("Remove it, with its people and all they wrote."))] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=_("Write one JSON object to stdout, and nothing else."))
    ] = False,
) -> None:
    prepare_home()
    if remove:
        removed = remove_sample(by=COMMAND_LINE)
        say_json(asdict(removed)) if as_json else say(removed.message)
        return
    report = load()
    say_json(asdict(report)) if as_json else show(report)


def load() -> SampleReport:
    """Load it, with a sign of life on a terminal."""
    with working(_("Loading the sample company…")):
        return load_sample(by=COMMAND_LINE, today=timezone.localdate())


def show(report: SampleReport) -> None:
    """Say what was loaded, and who can sign in."""
    say(report.message)
    if report.lines:
        counts = {
            "lines": number(report.lines),
            "accounts": number(report.accounts),
            "keys": number(report.key_accounts),
        }
        say(_("%(lines)s lines, %(accounts)s customers, %(keys)s key accounts.") % counts)
    show_sign_ins(report.sign_ins)


def show_sign_ins(sign_ins: tuple[SignIn, ...]) -> None:
    """Print the sample's sign-ins as a table."""
    rows = [(one.name, str(ROLE_LABELS[one.role]), one.username, one.password) for one in sign_ins]
    show_table((_("Name"), _("Role"), _("User name"), _("Password")), rows)
    note(_("These passwords were drawn just now, are kept nowhere, and are answered on this machine only."))
