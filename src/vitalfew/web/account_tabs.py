"""The pages of an account in a few groups, so that each is two presses away however narrow the screen."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from vitalfew.accounts.queries import AccountState
from vitalfew.web.addresses import KEPT, MARK, address

# Of each page the route, and its word; `here` in the templates is its key.
PAGES: dict[str, tuple[str, Any]] = {
    "dossier": ("dossier", pgettext_lazy("page", "Dossier")),
    "tree": ("account_tree", pgettext_lazy("tree", "Structure")),
    "facts": ("account_facts", pgettext_lazy("fact", "Facts")),
    "people": ("people", pgettext_lazy("tab", "People")),
    "map": ("map", pgettext_lazy("tab", "Map")),
    "team": ("team", pgettext_lazy("tab", "Team")),
    "stage": ("stage", pgettext_lazy("field", "Stage")),
    "interruptions": ("interruptions", pgettext_lazy("page", "Interruptions")),
    "promises": ("promises", pgettext_lazy("page", "Promises")),
    "joint": ("joint", pgettext_lazy("page", "Joint work")),
    "plan": ("plan", pgettext_lazy("loop", "Plan")),
    "calendar": ("account_calendar", pgettext_lazy("page", "Calendar")),
    "review": ("review", pgettext_lazy("loop", "Review")),
    "lines": ("account_lines", gettext_lazy("Lines")),
    "money": ("account_money", pgettext_lazy("fact", "Money")),
    "growth": ("account_growth", pgettext_lazy("analysis", "Growth")),
    "profit": ("account_profit", pgettext_lazy("analysis", "Profit")),
    "white_space": ("account_white_space", pgettext_lazy("analysis", "White space")),
}
# Of each group its key, its word and its pages.
GROUPS: list[tuple[str, Any, list[str]]] = [
    ("profile", pgettext_lazy("tabs", "Profile"), ["dossier", "tree", "facts"]),
    ("people", pgettext_lazy("tabs", "People"), ["people", "map", "team"]),
    ("relationship", pgettext_lazy("tabs", "Relationship"), ["stage", "interruptions", "promises", "joint"]),
    ("plan", pgettext_lazy("tabs", "Plan"), ["plan", "calendar", "review"]),
    ("figures", pgettext_lazy("tabs", "Figures"), ["lines", "money", "growth", "profit", "white_space"]),
]
OF_KEY_ACCOUNTS = {"relationship", "plan"}


@dataclass(frozen=True)
class Page:
    """One page of the account."""

    word: Any
    href: str
    is_here: bool


@dataclass(frozen=True)
class Group:
    """Pages behind one button."""

    key: str
    word: Any
    pages: list[Page]

    @property
    def here(self) -> Page | None:
        """The page that is open, if it is one of them."""
        return next((page for page in self.pages if page.is_here), None)

    @property
    def named(self) -> str:
        """What the button says of it: nothing where it is called as the group is."""
        return str(self.here.word) if self.here and str(self.here.word) != str(self.word) else ""


def account_tabs(account: AccountState, here: str) -> str:
    """Return the row of pages, worked out once for each page, kind of account and language, then only numbered."""
    return format_html(_frame(get_script_prefix(), get_language(), here, account.key is not None), account.id)


@lru_cache(KEPT)
def _frame(_prefix: str, _language: str | None, here: str, is_key: bool) -> str:
    """Return the row with a hole for the account's number."""
    home = Page(gettext_lazy("Overview"), address("account", MARK), here == "account")
    groups = [
        Group(key, word, [_page(page, here) for page in pages])
        for key, word, pages in GROUPS
        if is_key or key not in OF_KEY_ACCOUNTS
    ]
    written = render_to_string("parts/account_groups.html", {"home": home, "groups": groups})
    return written.replace("{", "{{").replace("}", "}}").replace(str(MARK), "{0}")


def _page(key: str, here: str) -> Page:
    route, word = PAGES[key]
    return Page(word, address(route, MARK), key == here)
