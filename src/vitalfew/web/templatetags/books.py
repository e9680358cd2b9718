"""How batches, moments and files are written on the pages of the books."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from vitalfew import words
from vitalfew.ledger.labels import FIELD_LABELS, KIND_LABELS, STATE_LABELS
from vitalfew.ledger.rules.kinds import Kind
from vitalfew.people.labels import ROLE_LABELS, actor_word
from vitalfew.people.rules import Role

register = template.Library()
TAX_WORDS = {
    "net": pgettext_lazy("tax", "without tax"),
    "gross": pgettext_lazy("tax", "with tax"),
    "mixed": pgettext_lazy("tax", "differs between imports"),
    "unknown": pgettext_lazy("tax", "not known"),
}
# Which event the lines record; figures never mix two.
BASIS_WORDS = {
    "contract": pgettext_lazy("basis", "contracts"),
    "order": pgettext_lazy("basis", "orders"),
    "delivery": pgettext_lazy("basis", "deliveries"),
    "invoice": pgettext_lazy("basis", "invoices"),
    "cash": pgettext_lazy("basis", "payments"),
    "mixed": pgettext_lazy("basis", "differs between imports"),
}


@register.filter
def batch_name(batch_id: int) -> str:
    """Name a batch: B-0147."""
    return f"B-{batch_id:04d}"


@register.filter
def moment(at: datetime | None) -> str:
    """Write day and minute in the local time."""
    return f"{words.day(timezone.localtime(at))} {timezone.localtime(at):%H:%M}" if at else words.UNKNOWN


@register.simple_tag
def days(first: date | None, last: date | None) -> str:
    """Write from which day to which."""
    if first is None or last is None:
        return words.UNKNOWN
    return words.day(first) if first == last else f"{words.day(first)} – {words.day(last)}"


@register.filter
def who(name: str) -> str:
    """Name who did it, the command line and the clock in words."""
    return actor_word(name)


@register.filter
def role_word(role: str) -> Any:
    """Name a role."""
    return ROLE_LABELS.get(Role(role), role)


@register.filter
def kind_word(kind: str) -> Any:
    """Name a kind of line."""
    return KIND_LABELS[Kind(kind)] if kind in set(Kind) else kind


@register.filter
def field_word(field: str | None) -> Any:
    """Name what a column means."""
    return FIELD_LABELS.get(field or "", field or words.UNKNOWN)


@register.filter
def tax_word(tax: str) -> Any:
    """Say whether amounts hold tax."""
    return TAX_WORDS.get(tax, tax)


@register.filter
def basis_word(basis: str) -> Any:
    """Say which event the lines record."""
    return BASIS_WORDS.get(basis, basis)


@register.filter
def state_word(state: str) -> Any:
    """Say how far a file is on its way in."""
    return STATE_LABELS.get(state, state)


@register.filter
def plain(value: Decimal | None, least: int = 0) -> str:
    """Write a number as it stands, without the zeros at its end, but with at least so many decimals."""
    return (
        words.UNKNOWN if value is None else words.number(value, max(least, -int(value.normalize().as_tuple().exponent)))
    )
