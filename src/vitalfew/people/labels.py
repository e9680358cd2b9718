"""The words of the roles, and of those who act without a login."""

from django.utils.translation import gettext_lazy as _

from vitalfew.people.rules import CLOCK, COMMAND_LINE, Role, TokenWhy

ROLE_LABELS = {
    Role.MANAGER: _("Key account manager"),
    Role.DIRECTOR: _("Key account director"),
    Role.ANALYST: _("Sales operations analyst"),
    Role.ADMINISTRATOR: _("Administrator"),
}
TOKEN_WHY_LABELS = {
    TokenWhy.NO_NAME: _("Say which program it is for."),
    TokenWhy.ENDS_BEFORE: _("Choose a last day from today on."),
    TokenWhy.LASTS_TOO_LONG: _("A token lasts a year at most. Choose an earlier day."),
}
_NOBODYS = {COMMAND_LINE.actor_name: _("the command line"), CLOCK.actor_name: _("the clock")}
ROLE_CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]


def actor_word(name: str) -> str:
    """Name who did it, the command line and the clock in words."""
    return str(_NOBODYS.get(name, name))
