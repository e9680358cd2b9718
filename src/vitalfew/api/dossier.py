"""The dossier of an account: told, judged, confirmed (S3)."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from vitalfew.accounts import actions
from vitalfew.accounts.queries import authorise, get_account
from vitalfew.accounts.queries.dossier import get_dossier, get_value
from vitalfew.accounts.rules.dossier import FIELDS, DossierValueState
from vitalfew.api.problems import Changed
from vitalfew.api.sending import SentKey, once
from vitalfew.api.shapes import ConfirmIn, DossierOut, ValueIn, ValueOut, ValueWhole, told_out, value_out
from vitalfew.api.tokens import caller
from vitalfew.api.versions import IfMatch, number_seen, tag
from vitalfew.journal.queries import get_history
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.queries import get_edge
from vitalfew.people.rules import Permission

router = Router(tags=["dossier"])
OF_ACCOUNT = "/{int:account_id}/dossier"
COMPARED: tuple[str, ...] = ("value", "source", "confidence", "expires_on")


@router.get(OF_ACCOUNT, response=DossierOut, url_name="dossier")
def whole_dossier(request: HttpRequest, account_id: int) -> dict[str, Any]:
    """Tell every field, those that nobody knows too."""
    account, today = get_account(caller(request), account_id), timezone.localdate()
    known = {one.field: one for one in get_dossier(account.id)}
    return {"items": [value_out(code, known.get(code), today) for code in FIELDS]}


@router.get(f"{OF_ACCOUNT}/{{slug:field}}", response=ValueWhole, url_name="dossier_value")
def one_value(request: HttpRequest, response: HttpResponse, account_id: int, field: str) -> dict[str, Any]:
    """Tell one field with its history. Of a field that nobody knows the version is 0."""
    account, code = get_account(caller(request), account_id), _code(field)
    known = get_value(account.id, code)
    history = get_history("accounts.dossiervalue", known.id) if known else []
    return {**_told(response, code, known), "history": [told_out(line) for line in reversed(history)]}


@router.put(f"{OF_ACCOUNT}/{{slug:field}}", response=ValueOut, url_name="dossier_value")
def assess_value(
    request: HttpRequest,
    response: HttpResponse,
    account_id: int,
    field: str,
    told: ValueIn,
    if_match: IfMatch = None,
) -> dict[str, Any]:
    """Judge a field. Value, source and confidence are one judgement: the second of two who write it is refused."""
    by, values, today = caller(request), told.model_dump(), timezone.localdate()
    authorise(by, Permission.EDIT_DOSSIER, account_id)
    code, version = _code(field), number_seen(if_match)
    request.told = values  # type: ignore[attr-defined]  # for a refusal to tell the value it speaks of
    try:
        known = actions.assess_value(
            by=by, account_id=account_id, field=code, version=version, today=today, currency=get_edge().currency,
            **values,
        )  # fmt: skip
    except StaleVersion as stale:
        raise _changed(account_id, code, values, stale) from stale
    return _told(response, code, known)


@router.post(f"{OF_ACCOUNT}/{{slug:field}}/confirm", response=ValueOut, url_name="dossier_confirm")
def confirm_value(
    request: HttpRequest,
    response: HttpResponse,
    account_id: int,
    field: str,
    told: ConfirmIn | None = None,
    if_match: IfMatch = None,
    idempotency_key: SentKey = None,
) -> dict[str, Any]:
    """Say that what stands is still true."""
    by, today = caller(request), timezone.localdate()
    authorise(by, Permission.EDIT_DOSSIER, account_id)
    code, version = _code(field), number_seen(if_match)
    values: dict[str, Any] = told.model_dump() if told else {}

    def confirm() -> int:
        return actions.confirm_value(
            by=by, account_id=account_id, field=code, version=version, today=today, **values
        ).id

    try:
        once(request, idempotency_key, values, confirm)
    except StaleVersion as stale:
        raise _changed(account_id, code, values, stale) from stale
    return _told(response, code, get_value(account_id, code))


def _code(field: str) -> str:
    if field not in FIELDS:
        raise Http404
    return field


def _told(response: HttpResponse, code: str, known: DossierValueState | None) -> dict[str, Any]:
    tag(response, known.version if known else 0)
    return value_out(code, known, timezone.localdate())


def _changed(account_id: int, code: str, told: dict[str, Any], stale: StaleVersion) -> Changed:
    """Show the judgement that stands beside the caller's, whole: they are compared as such."""
    known = get_value(account_id, code)
    stands = value_out(code, known, timezone.localdate())
    wanted = {clash.field: clash.wanted for clash in stale.clashes}
    names = [name for name in COMPARED if name in told or name in wanted]
    fields = {name: (_plain(told.get(name, wanted.get(name))), _plain(stands[name])) for name in names}
    return Changed(known.version if known else 0, fields)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
