"""What the doctor looks at, one function each: a sentence, and a remedy where one is needed."""

import os
import shutil
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db.utils import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew.cli.home import missing_migrations
from vitalfew.documents.fonts import NoChineseFont, chinese_font
from vitalfew.jobs.queries import get_last_tick
from vitalfew.journal.queries import get_last_moment, verify_chain
from vitalfew.ledger.engine import long_questions
from vitalfew.ledger.queries import get_books, get_edge
from vitalfew.people.queries import get_users, has_users
from vitalfew.words import number

LITTLE_SPACE = 1 << 30
ASLEEP = timedelta(minutes=5)
OLDEST_CLOCK = datetime(2025, 1, 1, tzinfo=UTC)
WEAK = {"", "postgres", "password", "vitalfew", "admin", "test", "secret"}
LOOPBACK = {"", "localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: good, watch (worth knowing) or bad (mend it)."""

    check: str
    state: str
    sentence: str
    remedy: str = ""


def home_rights() -> Finding:
    """Is the home ours alone?"""
    home: Path = settings.HOME
    mode = stat.S_IMODE(home.stat().st_mode)
    if home.stat().st_uid != os.getuid():
        return _bad(
            "home_rights", _("The home %(path)s belongs to another user.") % {"path": home}, f"chown -R $USER {home}"
        )
    if mode & 0o077:
        return _bad("home_rights", _("Others can look into the home %(path)s.") % {"path": home}, f"chmod 700 {home}")
    return _good("home_rights", _("The home %(path)s is private.") % {"path": home})


def free_space() -> Finding:
    """Is there room for the next import?"""
    free = shutil.disk_usage(settings.HOME).free
    shown = {"free": number(free / (1 << 30), 1)}
    if free < LITTLE_SPACE:
        return _bad(
            "free_space",
            _("Only %(free)s GB are free in the home.") % shown,
            _("Free space, or move the home and set VITALFEW_HOME."),
        )
    return _good("free_space", _("%(free)s GB are free in the home.") % shown)


def clock() -> Finding:
    """Does time go forward?"""
    now = timezone.now()
    try:
        last = get_last_moment()
    except DatabaseError:
        last = None  # without tables there is nothing to compare with; they are looked at later
    if now < OLDEST_CLOCK or (last and last > now + timedelta(minutes=1)):
        shown = {"now": timezone.localtime(now).isoformat(sep=" ", timespec="minutes")}
        return _bad(
            "clock",
            _("The clock says %(now)s, which is before what the journal has seen.") % shown,
            "timedatectl set-ntp true",
        )
    shown = {"now": timezone.localtime(now).isoformat(sep=" ", timespec="minutes"), "zone": settings.TIME_ZONE}
    return _good("clock", _("The clock says %(now)s (%(zone)s).") % shown)


def keys() -> Finding:
    """Are the keys there, long, and readable by nobody else?"""
    for name in ("secret", "journal"):
        path = settings.HOME / f"{name}.key"
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            return _bad("keys", _("Others can read the key %(path)s.") % {"path": path}, f"chmod 600 {path}")
        if len(path.read_text()) < 40:
            return _bad(
                "keys", _("The key %(path)s is too short.") % {"path": path}, _("Restore it from a copy of the home.")
            )
    return _good(
        "keys", _("The keys are in the home and readable by their owner only. Whoever copies the home has them too.")
    )


def secrets() -> Finding:
    """Is anything protected by a password that everybody knows?"""
    url = urlsplit(os.environ.get("DATABASE_URL", ""))
    if url.hostname and url.hostname not in LOOPBACK and (url.password or "") in WEAK:
        return _bad(
            "secrets",
            _("The database's password is one that everybody tries first."),
            _("Give the database user another password and change DATABASE_URL."),
        )
    return _good("secrets", _("No secret has a default: keys and first passwords are drawn."))


def tables() -> Finding:
    """Is the database of this version?"""
    missing = missing_migrations()
    if missing:
        return _bad("tables", _("The database lacks: %(names)s.") % {"names": ", ".join(missing)}, "vitalfew serve")
    return _good("tables", _("The database is of this version."))


def journal() -> Finding:
    """Is the journal whole?"""
    broken = verify_chain()
    if broken:
        return _bad(
            "journal",
            _("The journal was changed from outside at line %(number)s.") % {"number": broken},
            _("Keep a copy as it is, and restore the database from before."),
        )
    return _good("journal", _("The journal is whole: every line fits the one before it."))


def engine() -> Finding:
    """Do the books answer, asked by whoever computes the figures?"""
    with long_questions():
        books = get_books()
    shown = {"lines": number(books.lines)}
    return _good("engine", _("The engine answers: %(lines)s lines count.") % shown)


def fonts() -> Finding:
    """Can documents be written in Chinese?"""
    try:
        return _good("fonts", _("Documents are set in %(font)s.") % {"font": chinese_font().family})
    except NoChineseFont as missing:
        return _bad("fonts", str(missing), "apt-get install fonts-noto-cjk")


def sign_ins() -> Finding:
    """Can somebody sign in, and nobody by the sample's name on a server for all?"""
    samples = [user.username for user in get_users() if user.is_sample]
    if samples and has_users() and not get_edge().has_sample:
        return _bad(
            "sign_ins",
            _("Sample sign-ins are left: %(names)s.") % {"names": ", ".join(samples)},
            "vitalfew sample --remove",
        )
    if not samples and not has_users():
        return _watch("sign_ins", _("Nobody can sign in yet."), "vitalfew user add NAME --role administrator")
    return _good(
        "sign_ins",
        ngettext("%(count)s sign-in is open.", "%(count)s sign-ins are open.", get_users().count())
        % {"count": get_users().count()},
    )


def worker() -> Finding:
    """Does the clock tick?"""
    last = get_last_tick()
    cure = _("“vitalfew serve” runs one; or run “vitalfew worker” as a service.")
    if last is None:
        return _watch("worker", _("No worker has run yet: imports by page and alerts wait for one."), cure)
    if last < timezone.now() - ASLEEP:
        since = {"when": timezone.localtime(last).isoformat(sep=" ", timespec="minutes")}
        return _watch("worker", _("No worker has run since %(when)s: imports by page and alerts wait.") % since, cure)
    return _good("worker", _("The worker is awake."))


def backups() -> Finding:
    """Say that backups are the reader's."""
    return _watch(
        "backups",
        _("Vitalfew makes no backups by itself."),
        _("Stop it and copy the whole home %(path)s; with PostgreSQL also pg_dump.") % {"path": settings.HOME},
    )


def _good(check: str, sentence: str) -> Finding:
    return Finding(check, "good", sentence)


def _watch(check: str, sentence: str, remedy: str) -> Finding:
    return Finding(check, "watch", sentence, remedy)


def _bad(check: str, sentence: str, remedy: str) -> Finding:
    return Finding(check, "bad", sentence, remedy)
