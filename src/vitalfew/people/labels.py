"""The words of the roles."""

from django.utils.translation import gettext_lazy as _

from vitalfew.people.rules import Role

ROLE_LABELS = {
    Role.MANAGER: _("Key account manager"),
    Role.DIRECTOR: _("Key account director"),
    Role.ANALYST: _("Sales operations analyst"),
    Role.ADMINISTRATOR: _("Administrator"),
}
ROLE_CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]
