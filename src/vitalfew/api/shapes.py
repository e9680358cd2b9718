"""What the API tells and takes. What nobody knows is null, never zero; amounts are decimals written as text."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from vitalfew.accounts.queries import AccountRowState, AccountState, PersonState
from vitalfew.accounts.rules import Ground, Level, PersonStatus
from vitalfew.accounts.rules.dossier import FIELDS, Confidence, DossierValueState, Freshness, Holds, money_of
from vitalfew.journal.rules import Line
from vitalfew.ledger.queries import BooksEdge
from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.analysis.queries import Figures


class Figure(Schema):
    """An amount out of the books: what it means, of which days, by which method."""

    amount: str | None
    currency: str | None
    tax: str | None  # net | gross | unknown | none | mixed | partly
    basis: str | None  # the event that the lines record
    first_day: date
    as_of: date
    method: str
    is_current: bool  # of the books as they stand


class Owner(Schema):
    """Who looks after a key account."""

    id: int
    name: str


class AccountOut(Schema):
    """An account; its figures are of twelve months to the end of the books, `revenue_before` of the twelve before."""

    id: int
    code: str | None
    name: str
    name_en: str | None
    tier: str | None
    owner: Owner | None
    revenue: Figure | None
    revenue_before: Figure | None
    margin: Figure | None
    change_share: float | None
    last_order_on: date | None


class AccountRowOut(AccountOut):
    """An account as the list tells it."""

    stage: str | None
    last_contact_on: date | None
    next_step: str | None
    next_due_on: date | None


class AccountWhole(AccountOut):
    """An account with what stands in its own row."""

    kind: str
    country: str | None
    tax_id: str | None
    in_books: bool
    version: int


class AccountsPage(Schema):
    """A page of accounts; `next` is the cursor of the page after it, null on the last."""

    items: list[AccountRowOut]
    next: str | None


class PostOut(Schema):
    """What a person is, or was, at the account."""

    title: str | None
    unit: str | None
    function: str | None
    level: str | None
    boss_id: int | None
    since: date | None
    until: date | None


class PersonOut(Schema):
    """A person at the customer. `version` is that of person and post, and the ETag."""

    id: int
    version: str
    name: str
    name_en: str | None
    phone: str | None
    email: str | None
    status: PersonStatus
    post: PostOut
    ground: str | None
    source: str | None
    notice_on: date | None
    expires_on: date | None


class PeopleOut(Schema):
    """Everybody known at an account."""

    items: list[PersonOut]


class Money(Schema):
    """An amount that somebody has told."""

    amount: str
    currency: str


class ValueOut(Schema):
    """One field of the dossier: what is known, from where, how sure, how old. Version 0: nobody has said anything."""

    field: str
    holds: Holds
    choices: list[str]
    version: int
    value: str | None
    money: Money | None
    source: str | None
    confidence: Confidence | None
    assessed_by: str | None
    assessed_on: date | None
    expires_on: date | None
    freshness: Freshness


class Told(Schema):
    """What was said of a field at one time; only what changed."""

    at: datetime
    by: str
    value: str | None = None
    source: str | None = None
    confidence: str | None = None
    assessed_on: str | None = None
    expires_on: str | None = None


class ValueWhole(ValueOut):
    """One field with all that was ever said of it, the latest first."""

    history: list[Told]


class DossierOut(Schema):
    """Every field of the dossier, those that nobody knows too."""

    items: list[ValueOut]


def _whole(text: str) -> str:
    if "\x00" in text:
        raise PydanticCustomError("null", "a character that no text has")
    return text


def _email(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise PydanticCustomError("email", "no e-mail address") from None
    return text


Number = Annotated[int, Field(ge=1, lt=2**63)]  # of a row
_WHOLE = AfterValidator(_whole)
Line50 = Annotated[str, StringConstraints(max_length=50, strip_whitespace=True), _WHOLE]
Line150 = Annotated[str, StringConstraints(max_length=150, strip_whitespace=True), _WHOLE]
Line300 = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True), _WHOLE]
Text = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True), _WHOLE]
Email = Annotated[str, StringConstraints(max_length=254, strip_whitespace=True), _WHOLE, AfterValidator(_email)]


class Taken(Schema):
    """What a call brings: a value of an unknown name is a mistake, not something to pass over."""

    model_config = ConfigDict(extra="forbid")


class PersonIn(Taken):
    """What may be told of a person; in a change, what is not told stays."""

    name: Line150 = ""
    name_en: Line150 = ""
    phone: Line50 = ""
    email: Email = ""
    title: Line150 = ""
    unit: Line150 = ""
    level: Level | Literal[""] = ""
    boss_id: Number | None = None
    since: date | None = None


class PersonChange(PersonIn):
    """What may be changed of a person and of the post held."""

    ground: Ground | Literal[""] = ""
    source: Line150 = ""
    notice_on: date | None = None
    expires_on: date | None = None


class ValueIn(Taken):
    """What is known of a field, as a person would type it: 35%, 5000万 CNY. An empty value takes back what stands."""

    value: Text
    source: Line300
    confidence: Confidence
    expires_on: date | None = None


class ConfirmIn(Taken):
    """From where it is known now and until when it lasts, where that is not as before."""

    source: Line300 = ""
    expires_on: date | None = None


def row_out(row: AccountRowState, figures: Figures | None, edge: BooksEdge) -> dict[str, Any]:
    """Tell an account of the list."""
    owner = {"id": row.manager_id, "name": row.manager_name} if row.manager_id else None
    return {
        **_account(row, row.account_id, row.tier, owner, figures, edge),
        "stage": row.stage or None,
        "last_contact_on": row.last_contact_on,
        "next_step": row.next_step or None,
        "next_due_on": row.next_due_on,
    }


def account_out(account: AccountState, figures: Figures | None, edge: BooksEdge) -> dict[str, Any]:
    """Tell an account with what stands in its own row."""
    key = account.key
    owner = {"id": key.manager_id, "name": key.manager_name} if key else None
    return {
        **_account(account, account.id, key.tier if key else "", owner, figures, edge),
        "kind": account.kind,
        "country": account.country or None,
        "tax_id": account.tax_id or None,
        "in_books": account.in_books,
        "version": account.version,
    }


def person_out(person: PersonState, version: object) -> dict[str, Any]:
    """Tell a person."""
    told = {name: getattr(person, name) or None for name in ("name_en", "phone", "email", "ground", "source")}
    post = {name: getattr(person.post, name) or None for name in PostOut.model_fields}
    return {
        "id": person.id,
        "version": str(version),
        "name": person.name,
        "status": person.status,
        "notice_on": person.notice_on,
        "expires_on": person.expires_on,
        "post": post,
        **told,
    }


def value_out(code: str, known: DossierValueState | None, today: date) -> dict[str, Any]:
    """Tell one field of the dossier."""
    field = FIELDS[code]
    judged = ("source", "confidence", "assessed_on", "expires_on")
    return {
        "field": code,
        "holds": field.holds,
        "choices": list(field.choices),
        "version": known.version if known else 0,
        "value": (known.value or None) if known else None,
        "money": _money(field.holds, known.value if known else ""),
        "assessed_by": known.assessed_by_name if known else None,
        "freshness": known.freshness(today) if known else Freshness.MISSING,
        **{name: getattr(known, name) if known else None for name in judged},
    }


def told_out(line: Line) -> dict[str, Any]:
    """Tell what a line of the journal says of a value."""
    said = {name: line.after[name] for name in Told.model_fields if name in line.after}
    return {"at": line.at, "by": line.actor_name, **said}


def _account(
    account: AccountState | AccountRowState,
    number: int,
    tier: str,
    owner: Mapping[str, Any] | None,
    figures: Figures | None,
    edge: BooksEdge,
) -> dict[str, Any]:
    return {
        "id": number,
        "code": account.code or None,
        "name": account.name,
        "name_en": account.name_en or None,
        "tier": tier or None,
        "owner": owner,
        "revenue": _figure(figures, edge, figures.revenue if figures else None),
        "revenue_before": _before(figures, edge),
        "margin": _figure(figures, edge, figures.margin if figures else None),
        "change_share": figures.change_share if figures else None,
        "last_order_on": figures.last_order_on if figures else None,
    }


def _figure(figures: Figures | None, edge: BooksEdge, amount: Decimal | None) -> dict[str, Any] | None:
    if figures is None:
        return None
    return {
        "amount": None if amount is None else f"{amount:f}",
        "currency": figures.currency or None,
        "tax": edge.tax or None,
        "basis": edge.basis or None,
        "first_day": figures.period_start,
        "as_of": figures.as_of,
        "method": figures.method,
        "is_current": figures.is_current,
    }


def _before(figures: Figures | None, edge: BooksEdge) -> dict[str, Any] | None:
    """Tell the revenue of the twelve months before, with their own days."""
    if figures is None:
        return None
    days = {
        "first_day": years_before(figures.as_of, 2) + timedelta(1),
        "as_of": figures.period_start - timedelta(1),
    }
    return {**(_figure(figures, edge, figures.revenue_before) or {}), **days}


def _money(holds: Holds, value: str) -> dict[str, str] | None:
    if holds is not Holds.MONEY or not value:
        return None
    amount, currency = money_of(value)
    return {"amount": f"{amount:f}", "currency": currency}
