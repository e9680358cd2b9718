"""The people of an account: told, noted, changed field by field."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Status

from vitalfew.accounts import actions
from vitalfew.accounts.queries import PersonState, authorise, get_account, get_people, get_person
from vitalfew.accounts.rules import Seen
from vitalfew.accounts.rules.editing import against
from vitalfew.api.problems import Changed
from vitalfew.api.sending import SentKey, once
from vitalfew.api.shapes import Number, PeopleOut, PersonChange, PersonIn, PersonOut, person_out
from vitalfew.api.tokens import caller
from vitalfew.api.versions import IfMatch, seen, tag
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import Permission

router = Router(tags=["people"])
OF_ACCOUNT = "/{int:account_id}/people"


@router.get(OF_ACCOUNT, response=PeopleOut, url_name="people")
def list_people(request: HttpRequest, account_id: int) -> dict[str, Any]:
    """Tell everybody who holds or held a post at the account."""
    account = get_account(caller(request), account_id)
    people = sorted(get_people(account.id), key=lambda one: one.id)
    return {"items": [person_out(one, Seen.of(one)) for one in people]}


@router.get(f"{OF_ACCOUNT}/{{int:contact_id}}", response=PersonOut, url_name="person")
def one_person(request: HttpRequest, response: HttpResponse, account_id: int, contact_id: Number) -> dict[str, Any]:
    """Tell one person; the ETag goes with what is changed of him."""
    account = get_account(caller(request), account_id)
    return _told(response, _found(account.id, contact_id))


@router.post(OF_ACCOUNT, response={201: PersonOut}, url_name="people")
def note_person(
    request: HttpRequest,
    response: HttpResponse,
    account_id: int,
    told: PersonIn,
    idempotency_key: SentKey = None,
) -> Status[dict[str, Any]]:
    """Note a person and the post held at the account."""
    by, values = caller(request), told.model_dump()
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    made = once(request, idempotency_key, values, lambda: actions.add_person(by=by, account_id=account_id, **values).id)
    response.headers["Location"] = reverse("api:person", args=[account_id, made])
    return Status(201, _told(response, _found(account_id, made)))


@router.patch(f"{OF_ACCOUNT}/{{int:contact_id}}", response=PersonOut, url_name="person")
def change_person(
    request: HttpRequest,
    response: HttpResponse,
    account_id: int,
    contact_id: Number,
    told: PersonChange,
    if_match: IfMatch = None,
) -> dict[str, Any]:
    """Change what is told and leave the rest; only a value that another has changed meanwhile is refused."""
    by, values = caller(request), told.model_dump(exclude_unset=True)
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    stands = _found(account_id, contact_id)
    request.told = values  # type: ignore[attr-defined]  # for a refusal to tell the value it speaks of
    version = Seen.read(seen(if_match))
    try:
        changed = actions.edit_person(by=by, account_id=account_id, contact_id=stands.id, seen=version, told=values)
    except StaleVersion as stale:
        now = _found(account_id, contact_id)
        raise Changed(Seen.of(now), against(now, values, stale)) from stale
    return _told(response, changed)


def _found(account_id: int, contact_id: Number) -> PersonState:
    person = get_person(account_id, contact_id)
    if person is None:
        raise Http404
    return person


def _told(response: HttpResponse, person: PersonState) -> dict[str, Any]:
    tag(response, Seen.of(person))
    return person_out(person, Seen.of(person))
