"""What every page shows around its content: who, how far the books reach, what waits."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, pgettext_lazy

from vitalfew.ledger.queries import BooksEdge, get_edge
from vitalfew.people.labels import ROLE_LABELS
from vitalfew.people.rules import Permission, Role, may

# The loop's order (S35): key, word, route, the permission over the company without which the stop is not shown.
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
    home: Stop
    stops: tuple[Stop, ...]
    name: str
    role: Any
    theme: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the templates the rail's facts, in a constant number of queries; nothing to somebody not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"frame": None, "is_chinese": _is_chinese()}
    role = Role(user.role)
    frame = Frame(
        edge=get_edge(),
        home=Stop("home", HOME_WORDS[role], reverse("home")),
        stops=tuple(_stops(role)),
        name=user.actor_name,
        role=ROLE_LABELS[role],
        theme=user.theme,
    )
    return {"frame": frame, "is_chinese": _is_chinese(), "may_load_sample": may(role, Permission.LOAD_SAMPLE)}


def _stops(role: Role) -> list[Stop]:
    stops = []
    for key, word, route, permission in STOPS:
        if permission is None or may(role, permission):
            try:
                stops.append(Stop(key, word, reverse(route)))
            except NoReverseMatch:
                stops.append(Stop(key, word, "#"))
    return stops


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")
