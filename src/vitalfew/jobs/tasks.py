"""What the clock can do. Each task may be done again from its beginning: it finds what is left to do."""

from collections.abc import Callable

from vitalfew.accounts.actions import adopt_codes, cover_all
from vitalfew.jobs.rules import Next, Task
from vitalfew.ledger import actions as ledger
from vitalfew.ledger.actions.sweeping import sweep_files
from vitalfew.loop.analysis.actions import refresh_figures, refresh_selection, refresh_value
from vitalfew.loop.analysis.actions.growth import refresh_growth
from vitalfew.loop.analysis.actions.profit import refresh_profit
from vitalfew.loop.analysis.actions.white_space import refresh_peers
from vitalfew.loop.control.actions import look_back as look_back_on_alerts
from vitalfew.loop.control.actions import watch as watch_accounts
from vitalfew.loop.objectives.actions import refresh_progress
from vitalfew.people.rules import Actor
from vitalfew.relations.actions.attachments import sweep_attachments


def check_draft(*, by: Actor, token: str) -> tuple[Next, ...]:
    """Read the files of a draft; what a source brought is written at once if nobody has to look at it."""
    draft = ledger.check_draft(by=by, token=token)
    return (("commit_draft", {"token": token}),) if draft.is_clean else ()


def commit_draft(*, by: Actor, token: str) -> tuple[str, ...]:
    """Put a draft into the books, and have the figures computed anew."""
    draft = ledger.commit_draft(by=by, token=token)
    return ("refresh",) if draft.batch else ()


def run_source(*, by: Actor, source: int) -> tuple[Next, ...]:
    """Look at a source, and have what is new there checked."""
    drafts = ledger.run_source(by=by, source_id=source)
    return tuple(("check_draft", {"token": draft.token}) for draft in drafts if draft.is_under_way)


def note_changes(*, by: Actor) -> tuple[str, ...]:
    """Note what imports changed that came by the command line, so that their pages need not compute it."""
    ledger.note_changes(by=by)
    return ()


def refresh(*, by: Actor) -> tuple[str, ...]:
    """Bring accounts, figures, objectives and alerts up to the books; what is looked at rarely follows."""
    adopt_codes(by=by)
    refresh_figures(by=by)
    return ("analyse", *watch(by=by))


def analyse(*, by: Actor) -> tuple[str, ...]:
    """Compute what the pages of the analysis show first."""
    refresh_growth(by=by)
    refresh_profit(by=by)
    refresh_peers(by=by)
    return ()


def watch(*, by: Actor) -> tuple[str, ...]:
    """Read selection, objectives and rhythms again: a new day alone may bring a due day, or begin a membership."""
    cover_all(by=by)
    refresh_selection(by=by)
    refresh_progress(by=by)
    watch_accounts(by=by)
    return ("value",)


def value(*, by: Actor) -> tuple[str, ...]:
    """Value the customers ahead: after every refresh, and daily, as what is known of those under contract moves."""
    refresh_value(by=by)
    return ()


def look_back(*, by: Actor) -> tuple[str, ...]:
    """Hold the alarm against the firm's own past, where the books have moved since."""
    look_back_on_alerts(by=by)
    return ()


def give_up_draft(*, by: Actor, token: str, error: str) -> None:
    """Tell the owner of a draft why the work on it was given up."""
    ledger.give_up_draft(by=by, token=token, error=error)


def sweep(*, by: Actor) -> tuple[str, ...]:
    """Take away what nobody came back to and what a crash left behind."""
    ledger.forget_drafts(by=by)
    sweep_files(by=by)
    sweep_attachments(by=by)
    return ()


TASKS: dict[str, Task] = {
    "check_draft": check_draft,
    "commit_draft": commit_draft,
    "run_source": run_source,
    "note_changes": note_changes,
    "refresh": refresh,
    "analyse": analyse,
    "watch": watch,
    "value": value,
    "look_back": look_back,
    "sweep": sweep,
}
# What is to be said when work was tried often enough and given up, by its task; it takes `error` besides the argument.
GIVEN_UP: dict[str, Callable[..., None]] = {"check_draft": give_up_draft, "commit_draft": give_up_draft}
