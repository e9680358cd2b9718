"""`vitalfew serve`: the home set up, then the web server and the worker side by side until stopped."""

import shlex
import socket
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _

from vitalfew.cli.console import note, say, working
from vitalfew.cli.first import show_first_sign_ins
from vitalfew.cli.home import prepare_home
from vitalfew.cli.imports import bring_in, show
from vitalfew.cli.processes import run_side_by_side
from vitalfew.cli.refusals import Refused
from vitalfew.cli.sample import load, show_sign_ins
from vitalfew.ledger.queries import get_edge
from vitalfew.ledger.rules.imports import ImportStatus

STILL_FRESH = timedelta(days=8)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not bound to


def add_to(application: typer.Typer, name: str, purpose: str) -> None:
    """Add the command."""
    application.command(name, help=purpose)(serve)


def serve(
    host: Annotated[
        str, typer.Option(help=_("Address to listen on; others than this machine only with VITALFEW_HOSTS."))
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help=_("Port to listen on."))] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help=_("Web processes."))] = 2,
    books: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help=_("Import this first; twice for an order file and its lines.")),
    ] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help=_("Load the sample company where there are no books yet."))
    ] = False,
) -> None:
    _require_free(host, port)
    with working(_("Setting the home up…")):
        set_up()
    if books:
        _bring_in(books)
    with_sample = _sample_sign_ins(wanted=sample)
    show_first_sign_ins(has_books=bool(books), has_sample=with_sample)
    code = run_side_by_side(host=host, port=port, workers=workers, when_open=lambda: _say_where(host, port))
    raise typer.Exit(code)


def set_up() -> None:
    """Bring tables and static files to this version."""
    prepare_home()
    call_command("collectstatic", interactive=False, verbosity=0)


def files_named(books: list[str]) -> list[Path]:
    """Return the files; one word that is no file itself may name several, as a shell would write them.

    Several words that are no files may be one whose name has spaces, taken apart on its way here (by make).
    """
    whole = Path(" ".join(books))
    if whole.exists():
        return [whole]
    named: list[Path] = []
    for text in books:
        parts = [Path(text)] if Path(text).exists() else [Path(part) for part in shlex.split(text)]
        named += parts if all(part.exists() for part in parts) else [Path(text)]
    return named


def _bring_in(books: list[str]) -> None:
    report = bring_in({"paths": files_named(books)}, yes=True)
    show(report)
    if report.status is ImportStatus.REFUSED:
        raise Refused(_("Not served, because the books were refused."))


def _sample_sign_ins(*, wanted: bool) -> bool:
    edge = get_edge()
    if edge.has_sample or (wanted and edge.is_empty):
        report = load()
        say(report.message)
        show_sign_ins(report.sign_ins)
        _say_if_old(edge.last_day)
        return True
    return False


def _say_if_old(last_day: date | None) -> None:
    if last_day and timezone.localdate() - last_day > STILL_FRESH:
        again = "vitalfew sample --remove && vitalfew sample"
        note(
            _("The sample was loaded a while ago and its story has aged. To have it of today: %(how)s") % {"how": again}
        )


def _require_free(host: str, port: int) -> None:
    """Refuse a port that somebody else listens on, before anything is set up."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            where = {"host": host, "port": port, "why": fault.strerror or str(fault)}
            raise Refused(
                _("Cannot listen on %(host)s, port %(port)s: %(why)s. Choose another: --port.") % where
            ) from fault


def _say_where(host: str, port: int) -> None:
    shown = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    say(_("Vitalfew is at %(address)s — stop it with Ctrl-C.") % {"address": f"http://{shown}:{port}/"})
    if host not in LOOPBACK and set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
        note(_("Others will be refused until VITALFEW_HOSTS names the addresses it is known by."))
