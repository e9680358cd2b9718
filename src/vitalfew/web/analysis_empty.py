"""What each page of the analysis says of itself while there is nothing to show."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.web.analysis_tabs import TABS


@dataclass(frozen=True)
class Empty:
    """The question that the page answers, what it will say, and whether the first file helps."""

    title: Any
    words: Any
    wants_books: bool = True


EMPTY = {
    "concentration": Empty(
        _("How few make how much?"),
        _(
            "This page says how few customers make most of the revenue, margin and profit, from the lines of your "
            "order system. There are no books yet: import the first file."
        ),
    ),
    "selection": Empty(
        _("Who is worth more of us?"),
        _(
            "This page compares the largest customers, all key accounts and all candidates by weighted criteria, some "
            "computed from the books, some judged by you. There is nobody to compare yet."
        ),
        wants_books=False,
    ),
    "value": Empty(
        _("What will customers bring?"),
        _(
            "This page says how many orders each customer will still place, what they are worth, and how far such "
            "forecasts were out on your own books. There are no books yet: import the first file."
        ),
    ),
    "growth": Empty(
        pgettext_lazy("growth", "Why did revenue change?"),
        pgettext_lazy(
            "growth",
            "This page splits the change of revenue into price, quantity, mix, what customers began and what they "
            "ceased to buy. There are no books yet: import the first file.",
        ),
    ),
    "profit": Empty(
        pgettext_lazy("profit", "Who earns, and who costs more than he brings?"),
        pgettext_lazy(
            "profit",
            "This page takes from each customer's margin what serving him costs. There are no books yet: import the "
            "first file.",
        ),
    ),
}
_WORDS = {route: word for route, word, _permission in TABS}


def nothing_yet(request: HttpRequest, route: str) -> HttpResponse:
    """Show what the page is for, and the way to its first figures."""
    return render(
        request,
        "analysis/empty.html",
        {"stop": "analysis", "here": route, "page": _WORDS[route], "empty": EMPTY[route]},
    )
