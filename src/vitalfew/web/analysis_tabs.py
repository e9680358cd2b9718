"""The pages of the analysis, side by side under the title of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import pgettext_lazy

from vitalfew.people.rules import Actor, Permission, Role, may

# Route, word, and the permission over the company without which the page is not shown; None: of the own accounts too.
TABS: tuple[tuple[str, Any, Permission | None], ...] = (
    ("concentration", pgettext_lazy("analysis", "Concentration"), Permission.SEE_COMPANY),
    ("selection", pgettext_lazy("analysis", "Selection"), None),
    ("value", pgettext_lazy("analysis", "Value"), Permission.SEE_COMPANY),
    ("growth", pgettext_lazy("analysis", "Growth"), Permission.SEE_COMPANY),
    ("profit", pgettext_lazy("analysis", "Profit"), Permission.SEE_COMPANY),
    ("white_space", pgettext_lazy("analysis", "White space"), None),
    ("retention_cost", pgettext_lazy("analysis", "Retention cost"), Permission.SEE_COMPANY),
)


@dataclass(frozen=True)
class Tab:
    """One page: its route, its word, its address."""

    route: str
    word: Any
    href: str


def analysis_tabs(user: Actor) -> Iterator[Tab]:
    """Yield the pages that there are and that the user may see."""
    for route, word, permission in TABS:
        if permission is None or may(Role(user.role), permission):
            try:
                yield Tab(route, word, reverse(route))
            except NoReverseMatch:
                continue
