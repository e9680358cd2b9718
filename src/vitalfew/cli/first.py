"""The first sign-ins of a home in which nobody can sign in yet."""

import secrets

from django.utils.translation import gettext as _

from vitalfew.cli.console import note, show_table
from vitalfew.people.actions import create_user
from vitalfew.people.labels import ROLE_LABELS
from vitalfew.people.queries import has_users
from vitalfew.people.rules import COMMAND_LINE, Role

# Enough to go once round the loop: who designates and confirms, who works on accounts, who manages sign-ins.
FIRST = (("director", Role.DIRECTOR), ("manager", Role.MANAGER), ("admin", Role.ADMINISTRATOR))


def show_first_sign_ins(*, has_books: bool, has_sample: bool) -> None:
    """Make and print sign-ins for whoever came with books of his own; otherwise say how to make one."""
    if has_users():
        return
    if has_books:
        made = [(str(ROLE_LABELS[role]), name, _make(name, role)) for name, role in FIRST]
        show_table((_("Role"), _("User name"), _("Password")), made)
        note(_("Shown this once. Make your own with “vitalfew user add NAME --role director” and close these."))
    elif not has_sample:
        note(_("Nobody can sign in yet: vitalfew user add NAME --role administrator"))


def _make(name: str, role: Role) -> str:
    password = secrets.token_urlsafe(12)
    create_user(by=COMMAND_LINE, username=name, name=str(ROLE_LABELS[role]), role=role, password=password)
    return password
