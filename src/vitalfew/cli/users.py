"""`vitalfew user`: sign-ins made, listed and closed by whoever holds the machine."""

import secrets
import sys
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew.accounts.actions import close_login
from vitalfew.accounts.rules import StillResponsible
from vitalfew.cli.console import say, say_json, show_table
from vitalfew.cli.home import prepare_home
from vitalfew.cli.refusals import Refused
from vitalfew.people import actions, queries
from vitalfew.people.labels import ROLE_LABELS
from vitalfew.people.rules import COMMAND_LINE, Role

UserName = Annotated[str, typer.Argument(metavar="USER", help=_("User name."))]
Drawn = Annotated[
    bool, typer.Option("--random", help=_("Draw a password and print it once, instead of asking for one."))
]
AsJson = Annotated[bool, typer.Option("--json", help=_("Write one JSON object to stdout, and nothing else."))]


def add_to(application: typer.Typer, name: str, purpose: str) -> None:
    """Add the command and its four verbs."""
    users = typer.Typer(help=purpose, no_args_is_help=True)
    users.callback()(prepare_home_first)
    users.command("add", help=_("Make a sign-in; the password is asked for, or read from stdin."))(add)
    users.command("list", help=_("List who can sign in."))(list_users)
    users.command("password", help=_("Give a new password; every session of the user ends."))(password)
    users.command("close", help=_("Close a sign-in for good; what the user did stays."))(close)
    application.add_typer(users, name=name)


def prepare_home_first() -> None:
    prepare_home()


def add(
    username: UserName,
    role: Annotated[Role, typer.Option(help=_("What the user may do."))] = Role.MANAGER,
    name: Annotated[str, typer.Option(help=_("The person's name, as others see it."))] = "",
    drawn: Drawn = False,
) -> None:
    secret = _secret(drawn)
    user = actions.create_user(by=COMMAND_LINE, username=username, name=name or username, role=role, password=secret)
    say(_("%(name)s can sign in as %(role)s.") % {"name": user.username, "role": ROLE_LABELS[role]})
    _show(secret, drawn)


def list_users(as_json: AsJson = False) -> None:
    found = [
        {"username": user.username, "name": user.name, "role": user.role, "is_sample": user.is_sample}
        for user in queries.get_users()
    ]
    if as_json:
        say_json({"users": found})
        return
    rows = [(str(u["username"]), str(u["name"]), str(ROLE_LABELS[Role(str(u["role"]))]), _origin(u)) for u in found]
    show_table((_("User name"), _("Name"), _("Role"), ""), rows)


def password(username: UserName, drawn: Drawn = False) -> None:
    user = _known(username)
    secret = _secret(drawn)
    actions.set_password(by=COMMAND_LINE, user=user, password=secret, version=user.version)
    say(_("%(name)s has a new password; every session has ended.") % {"name": user.username})
    _show(secret, drawn)


def close(username: UserName) -> None:
    user = _known(username)
    try:
        close_login(by=COMMAND_LINE, user=user, version=user.version)
    except StillResponsible as refusal:
        names = pgettext("between names", ", ").join(refusal.accounts)
        said = _("%(name)s still answers for key accounts; hand them over first: %(accounts)s")
        raise Refused(said % {"name": user.username, "accounts": names}) from refusal
    say(_("%(name)s can no longer sign in.") % {"name": user.username})


def _known(username: str) -> Any:
    user = queries.get_user(username)
    if user is None:
        raise Refused(_("Nobody signs in as %(name)s. See “vitalfew user list”.") % {"name": username})
    return user


def _secret(drawn: bool) -> str:
    if drawn:
        return secrets.token_urlsafe(12)
    if sys.stdin.isatty():
        return str(typer.prompt(_("Password"), hide_input=True, confirmation_prompt=_("The same again"), err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _show(secret: str, drawn: bool) -> None:
    if drawn:
        say(_("Password, shown this once: %(password)s") % {"password": secret})


def _origin(user: dict[str, object]) -> str:
    return _("sample") if user["is_sample"] else ""
