"""`vitalfew forget`: one person of a customer erased everywhere, by whoever holds the machine."""

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from vitalfew.accounts.actions import forget_person
from vitalfew.accounts.queries import get_account_by_code, get_people
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.cli.console import say
from vitalfew.cli.home import prepare_home
from vitalfew.cli.refusals import Refused
from vitalfew.journal.erasure import wipe_free_space
from vitalfew.people.rules import COMMAND_LINE


def add_to(application: typer.Typer, name: str, purpose: str) -> None:
    """Add the command."""
    application.command(name, help=purpose)(forget)


def forget(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Code of an account at which the person is known."))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The person's name as it is written there."))],
    reason: Annotated[str, typer.Option(help=_("Who asked for it, and when; without the name."))],
) -> None:
    prepare_home()
    account_id = _account(code)
    found = next((one for one in get_people(account_id) if one.name == name), None)
    if found is None:
        raise Refused(_("The account knows nobody of this name."))
    texts = forget_person(by=COMMAND_LINE, account_id=account_id, contact_id=found.id, reason=reason)
    wipe_free_space()
    say(_("Forgotten. Texts from which the name is struck out: %(count)s") % {"count": texts})


def _account(code: str) -> int:
    try:
        return get_account_by_code(COMMAND_LINE, code).id
    except NoSuchAccount as refusal:
        raise Refused(_("There is no account of this code.")) from refusal
