"""The command line: `vitalfew serve | worker | import | figures | sample | user | doctor`."""

import os
import sys
from importlib import import_module

import django
from django.utils import translation


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitalfew.config.settings")
    try:
        _wake_up()
    except (OSError, ValueError) as fault:
        # The home cannot be used, or a setting is wrong: nothing can be translated yet.
        sys.exit(f"vitalfew: {fault}")
    # Only now may a module be read that names a table.
    import_module("vitalfew.cli.commands").run(sys.argv[1:])


def _wake_up() -> None:
    django.setup()
    translation.activate(_language())


def _language() -> str:
    """Return the terminal's language: VITALFEW_LANGUAGE, else the locale; Chinese where that is Chinese."""
    names = ("VITALFEW_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return "zh-hans" if said.lower().startswith("zh") else "en"
