"""Makes a home ready to be served, with those of us whom the stories need. Run as a program on a home with tables."""

import django
from django.core.management import call_command

from browser.visitor import PASSWORD, PEOPLE
from vitalfew.people.rules import COMMAND_LINE


def staff() -> None:
    """Give everybody a sign-in, and bring the static files in."""
    from vitalfew.people.actions import create_user

    for username, (name, role) in PEOPLE.items():
        create_user(by=COMMAND_LINE, username=username, name=name, role=role, password=PASSWORD)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    django.setup()
    staff()
