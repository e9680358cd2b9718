"""One place where a refusal of the rules becomes an answer a person can use."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import pgettext

from vitalfew.accounts.queries import get_contact_names, get_post_word
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.control.queries.causes import get_causes
from vitalfew.loop.objectives.queries import get_objective
from vitalfew.people.queries import get_names
from vitalfew.people.rules import NotAllowed
from vitalfew.prepared import WIDEST
from vitalfew.web.aims import name_of
from vitalfew.web.errors import not_found
from vitalfew.web.fields import CHOSEN, PERSON_FIELDS, label_of, word_for
from vitalfew.web.visitors import signed_in

NOT_TYPED = {"csrfmiddlewaretoken", "version"}
CAUSES = {"cause_code", "parent_code", "primary_cause", "secondary_causes"}  # named as the company names them
UNSEEN = {"cycle", "do", "next", "row", "sent_key"}  # sent again, but nothing to read


@dataclass(frozen=True)
class ClashRow:
    """One field in words: what it is called, what stands now, what was to be written."""

    field: str
    label: str
    stands: str
    wanted: str


@dataclass(frozen=True)
class Typed:
    """One value as it was sent, to be sent again or copied: nothing typed is lost."""

    name: str
    label: str
    value: str
    is_hidden: bool


class answer_refusals:  # noqa: N801  (a middleware, named for what it does)
    """Turn StaleVersion into 409 with both values, NotAllowed into 403, NoSuchAccount into 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, numbers: Mapping[str, Any]) -> None:
        """Know beforehand that no row has so large a number: databases refuse to look for it."""
        if any(type(one) is int and one >= WIDEST for one in numbers.values()):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, StaleVersion):
            return render(request, "refusals/stale.html", _stale_context(request, exception), status=409)
        if isinstance(exception, NotAllowed):
            return render(request, "refusals/not_allowed.html", {"back": _back(request)}, status=403)
        # An account that is not yours does not exist.
        return not_found(request) if isinstance(exception, NoSuchAccount) else None


def _stale_context(request: HttpRequest, stale: StaleVersion) -> dict[str, Any]:
    return {
        "rows": clash_rows(request, stale),
        "typed": _typed(request),
        "is_gone": stale.version == 0,
        # Without a version in the form there is nothing to send again against.
        "version": stale.version if "version" in request.POST else 0,
        "back": _back(request),
    }


def overtaken(request: HttpRequest, rows: Iterable[tuple[str, str, str]]) -> HttpResponse:
    """Answer that somebody has carried it further meanwhile: field by field what stands, and all that was typed."""
    context = {
        "is_over": True,
        "rows": [ClashRow(field, label_of(field), stands or "—", wanted or "—") for field, stands, wanted in rows],
        "typed": [one for one in _typed(request) if one.value],
        "back": _back(request),
    }
    return render(request, "refusals/stale.html", context, status=409)


def clash_rows(request: HttpRequest, stale: StaleVersion) -> list[ClashRow]:
    """Put the fields that both have changed into words."""
    people = [clash for clash in stale.clashes if clash.field in PERSON_FIELDS]
    names = get_names(value for clash in people for value in (clash.stands, clash.wanted) if value)

    def shown(field: str, value: Any) -> str:
        if field == "objective":
            return _objective(request, value)
        if field in {"unit", "reports_to"} and value:
            return get_post_word(signed_in(request), field, value) or "—"
        if field in {"contact", "contact_ids"}:
            return _listed(value, get_contact_names(signed_in(request), _ids(value)))
        if field in CAUSES:
            return _listed(value, {code: one.word for code, one in get_causes().by_code.items()})
        if field == "colleague_ids":
            return _listed(value, get_names(_ids(value)))
        return names.get(value, "—") if field in PERSON_FIELDS else word_for(stale.subject, field, value)

    return [
        ClashRow(
            clash.field,
            label_of(clash.field),
            shown(clash.field, clash.stands),
            shown(clash.field, clash.wanted),
        )
        for clash in stale.clashes
    ]


def _ids(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _listed(value: Any, names: Mapping[Any, str]) -> str:
    between = pgettext("between names", ", ")
    return between.join(names[number] for number in _ids(value) if number in names) or "—"


def _objective(request: HttpRequest, objective_id: int | None) -> str:
    # The words of the form's list; an objective of an account that is not yours does not exist.
    aim = get_objective(signed_in(request), objective_id) if objective_id else None
    return name_of(aim) if aim else "—"


def _typed(request: HttpRequest) -> list[Typed]:
    return [
        Typed(name, label_of(name), value, is_hidden=name in UNSEEN | CHOSEN)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_TYPED and "password" not in name
    ]


def _back(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if is_ours else "/"
