"""The sample company, loaded by the road that anybody's books take, and removed whole: only the journal remembers."""

import fcntl
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from vitalfew.accounts.actions import adopt_codes, name_in_english
from vitalfew.accounts.actions import remove_sample as remove_sample_accounts
from vitalfew.accounts.queries import get_ids_by_code, get_view_counts
from vitalfew.jobs.actions import enqueue, run_waiting
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.actions.sample import remove_sample_batches
from vitalfew.ledger.queries import get_batches, get_edge
from vitalfew.ledger.rules.imports import ImportStatus
from vitalfew.loop.analysis.actions import refresh_figures, remove_sample_spend
from vitalfew.loop.analysis.actions.profit import forget_sample_costs
from vitalfew.people.actions import create_sample_sign_ins, remove_sample_sign_ins
from vitalfew.people.queries import get_user
from vitalfew.people.rules import Actor, Permission, UnfitSignIn, require
from vitalfew.sample.arranging import arrange_accounts
from vitalfew.sample.books import COMPANY, CURRENCY, SampleBooks, make_books
from vitalfew.sample.files import write_lines
from vitalfew.sample.people import ANALYST, CAST, DIRECTOR
from vitalfew.sample.rules import RemovalReport, SampleRefused, SampleReport, SignIn
from vitalfew.sample.telling import tell_story
from vitalfew.sample.telling_costs import tell_costs, tell_spaces


def load_sample(*, by: Actor, today: date | None = None) -> SampleReport:
    """Load books, people and story; of a sample that is there already, only draw new passwords.

    Refused where own books are: the two are never mixed. If anything fails on the way, what was loaded is removed.
    """
    require(by, Permission.LOAD_SAMPLE)
    with _one_at_a_time():
        return _loaded(by, today or timezone.localdate())


def remove_sample(*, by: Actor) -> RemovalReport:
    """Remove the sample's books, accounts, people and all they wrote; the user's own books and people stay."""
    require(by, Permission.LOAD_SAMPLE)
    with _one_at_a_time():
        report = _remove(by)
    enqueue(by=by, task="refresh")
    enqueue(by=by, task="look_back")
    run_waiting(by=by)
    return report


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    # Two who load at once would each find the other's half.
    with (settings.HOME / "sample.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _loaded(by: Actor, today: date) -> SampleReport:
    began, edge = time.monotonic(), get_edge()
    if edge.has_sample:
        return _report("already_loaded", _("The sample company is loaded; the passwords are new."), by, began)
    if not edge.is_empty:
        raise SampleRefused(
            _("There are books of your own here, and the sample is never mixed with them. Load it into an empty home.")
        )
    try:
        sign_ins = _sign_ins(by)
        _load(by, today)
    except Exception:
        _remove(by)
        raise
    return _report("loaded", _("The sample company %(name)s is loaded.") % {"name": COMPANY}, by, began, sign_ins)


def _load(by: Actor, today: date) -> None:
    books = make_books(today=today)
    with tempfile.TemporaryDirectory(prefix="vitalfew-sample-") as folder:
        path = write_lines(books, Path(folder) / "江河精密-发票明细.csv")
        report = import_files(by=by, paths=[path], currency=CURRENCY, company=COMPANY, is_sample=True)
    if report.status is not ImportStatus.COMMITTED:
        raise SampleRefused(report.message)
    adopt_codes(by=by)
    name_in_english(by=by, names=_english(books))
    arrange_accounts(by=by, today=today)
    refresh_figures(by=by)
    tell_story(by=by, today=today)
    tell_costs(by=_person(ANALYST), today=today)
    tell_spaces(by=_person(DIRECTOR), ids=get_ids_by_code(by), today=today)
    enqueue(by=by, task="refresh")
    enqueue(by=by, task="look_back")
    run_waiting(by=by)


def _person(username: str) -> Actor:
    user = get_user(username)
    if user is None:
        raise LookupError(username)
    return user


def _english(books: SampleBooks) -> dict[str, str]:
    return {code: customer.en for code, customer in books.customers.items() if customer.en != customer.zh}


def _sign_ins(by: Actor) -> tuple[SignIn, ...]:
    try:
        drawn = dict(create_sample_sign_ins(by=by, users=CAST))
    except UnfitSignIn as refusal:
        raise SampleRefused(" ".join(refusal.sentences)) from refusal
    return tuple(SignIn(one.name, one.role, one.username, drawn[one.username]) for one in CAST)


def _report(
    status: str, message: str, by: Actor, began: float, sign_ins: tuple[SignIn, ...] | None = None
) -> SampleReport:
    counts = get_view_counts(by)
    lines = sum(batch.counts["lines_read"] for batch in get_batches() if batch.is_live and batch.is_sample)
    return SampleReport(
        status=status,
        message=message,
        lines=lines,
        accounts=counts["all"],
        key_accounts=counts["key"],
        seconds=round(time.monotonic() - began, 1),
        sign_ins=sign_ins or _sign_ins(by),
    )


def _remove(by: Actor) -> RemovalReport:
    forget_sample_costs(by=by)
    batches = remove_sample_batches(by=by)
    accounts = remove_sample_accounts(by=by)
    remove_sample_spend(by=by)
    users = remove_sample_sign_ins(by=by)
    if not (batches or accounts or users):
        return RemovalReport("not_loaded", _("There is no sample company here."), 0, 0, 0)
    return RemovalReport(
        "removed", _("The sample company is gone, with all that was written on it."), batches, accounts, users
    )
