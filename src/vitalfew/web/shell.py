"""What every page shows around its content: who, how far the books reach, what waits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy

from vitalfew.accounts.queries.waiting import Waiting, get_waiting
from vitalfew.ledger.queries import BooksEdge, get_edge
from vitalfew.loop.analysis.queries.board import count_open_claims
from vitalfew.people.labels import ROLE_LABELS
from vitalfew.people.rules import Actor, Permission, Role, may

T = TypeVar("T")
# The loop's order (S35): key, word, route, the permission over the company without which it is not where that leads.
STOPS = [
    ("books", pgettext_lazy("loop", "Books"), "books", Permission.IMPORT_BOOKS),
    ("analysis", pgettext_lazy("loop", "Analysis"), "concentration", Permission.SEE_COMPANY),
    ("accounts", pgettext_lazy("loop", "Accounts"), "accounts", None),
    ("objectives", pgettext_lazy("loop", "Objectives"), "objectives", None),
    ("plan", pgettext_lazy("loop", "Plan"), "plans", None),
    ("execution", pgettext_lazy("loop", "Execution"), "execution", None),
    ("control", pgettext_lazy("loop", "Control"), "control", None),
    ("review", pgettext_lazy("loop", "Review"), "reviews", None),
]
OF_OWN = {"analysis": "selection"}  # where a stop leads somebody who sees his own accounts only
HOME_WORDS = {
    Role.MANAGER: pgettext_lazy("first screen", "Today"),
    Role.DIRECTOR: pgettext_lazy("first screen", "Portfolio"),
    Role.ANALYST: pgettext_lazy("first screen", "Start"),
    Role.ADMINISTRATOR: pgettext_lazy("first screen", "Start"),
}


@dataclass(frozen=True)
class Stop:
    """One stop of the line: its word, its address, what waits there."""

    key: str
    word: Any
    href: str
    count: int | None = None
    is_bad: bool = False


@dataclass(frozen=True)
class Frame:
    """The frame of a page for somebody signed in."""

    edge: BooksEdge
    waiting: Waiting
    home: Stop
    stops: tuple[Stop, ...]
    name: str
    role: Any
    theme: str
    may_say_currency: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the templates the rail's facts, in a constant number of queries; nothing to somebody not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"frame": None, "is_chinese": _is_chinese()}
    role, waiting = Role(user.role), waiting_of(request)
    frame = Frame(
        edge=edge_of(request),
        waiting=waiting,
        home=Stop("home", HOME_WORDS[role], reverse("home"), *_first(user, role, waiting)),
        stops=tuple(_stops(role, waiting)),
        name=user.actor_name,
        role=ROLE_LABELS[role],
        theme=user.theme,
        may_say_currency=may(role, Permission.IMPORT_BOOKS),
    )
    return {"frame": frame, "is_chinese": _is_chinese(), "may_load_sample": may(role, Permission.LOAD_SAMPLE)}


def edge_of(request: HttpRequest) -> BooksEdge:
    """Return how far the books reach, asked once a request."""
    return _once(request, "edge", get_edge)


def waiting_of(request: HttpRequest) -> Waiting:
    """Return how many accounts wait for the user, asked once a request."""
    return _once(request, "waiting", lambda: get_waiting(request.user, timezone.localdate()))


def _once(request: HttpRequest, name: str, ask: Callable[[], T]) -> T:
    kept = vars(request).setdefault("vitalfew", {})
    if name not in kept:
        kept[name] = ask()
    return cast("T", kept[name])


def _stops(role: Role, waiting: Waiting) -> Iterator[Stop]:
    counts = {
        "accounts": (waiting.key, False),
        "plan": (waiting.due, False),
        "control": _alarms(role, waiting),
    }
    for key, word, route, permission in STOPS:
        way = route if permission is None or may(role, permission) else OF_OWN.get(key)
        if way:
            yield Stop(key, word, reverse(way), *counts.get(key, ()))


def _alarms(role: Role, waiting: Waiting) -> tuple[int, bool]:
    """Return how many accounts call, and whether one of them gravely.

    For whoever sees the company these are its key accounts, as soon as there is one: until then nobody has said which
    of the many are the few, and no number is red.
    """
    if not may(role, Permission.SEE_COMPANY):
        return waiting.alarms, waiting.bad > 0
    return (waiting.key_alarms, waiting.key_bad > 0) if waiting.key else (waiting.alarms, False)


def _first(user: Actor, role: Role, waiting: Waiting) -> tuple[int, bool]:
    """Return what waits on the first screen: accounts for the manager, claims for the director."""
    if role is Role.MANAGER:
        return waiting.pressing, False
    return (count_open_claims(user) if may(role, Permission.CONFIRM_STAGE) else 0), False


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")
