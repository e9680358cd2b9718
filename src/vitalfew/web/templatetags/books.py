"""How batches, moments and files are written on the pages of the books."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy

from vitalfew import words
from vitalfew.ledger.labels import FIELD_LABELS, KIND_LABELS, QUESTION_CHOICES, STATE_LABELS
from vitalfew.ledger.labels_duplicates import LIKENESS_LABELS
from vitalfew.ledger.labels_facts import FACT_FIELD_LABELS, fact_word
from vitalfew.ledger.labels_meaning import BASIS_LABELS, CAUSE_LABELS, RATE_LABELS, TAX_LABELS
from vitalfew.ledger.rules.changes import Changes
from vitalfew.ledger.rules.control import Part
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.ledger.rules.duplicates import Likeness
from vitalfew.ledger.rules.kinds import Kind
from vitalfew.ledger.rules.problems import RowProblem, wrong_character
from vitalfew.people.labels import ROLE_LABELS, actor_word
from vitalfew.people.rules import Role

register = template.Library()
# What can be said beside the columns, as a saved reading shows it.
OPTION_WORDS = {
    "sheet": pgettext_lazy("option", "Sheet"),
    "delimiter": pgettext_lazy("option", "Separator"),
    "encoding": pgettext_lazy("option", "Encoding"),
    "day_first": pgettext_lazy("option", "Order of the date"),
    "decimal": pgettext_lazy("option", "Decimal mark"),
    "currency": pgettext_lazy("option", "Currency"),
    "tax_rate": pgettext_lazy("option", "Tax rate"),
    "turns_signs": pgettext_lazy("option", "Returns without a minus"),
    "kind": pgettext_lazy("option", "Kind of file"),
    "whole": pgettext_lazy("option", "Lists all that stands"),
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
def likeness_word(likeness: Likeness) -> Any:
    """Say in what two customers are alike."""
    return LIKENESS_LABELS[likeness]


@register.filter
def has_currencies(changes: Changes) -> bool:
    """Tell whether months are counted in more than one currency."""
    return len({month.currency for month in changes.months}) > 1


@register.filter
def signed_money(value: Decimal, currency: str = "") -> str:
    """Write by how much something moved, to the cent, with its sign."""
    return words.money_exact(value, currency) if value <= 0 else f"+{words.money_exact(value, currency)}"


@register.simple_tag
def marked(problem: Mapping[str, Any]) -> str:
    """Write a refused value, the character that spoils it marked."""
    value = str(problem.get("value") or "")
    if not value:
        return gettext("(empty)")
    found = wrong_character(RowProblem(problem["problem"]), value)
    if found is None:
        return value
    place = found[0] - 1
    return format_html("{}<mark>{}</mark>{}", value[:place], value[place], value[place + 1 :])


@register.filter
def option_word(name: str) -> Any:
    """Name what was said on how a file is read."""
    return OPTION_WORDS.get(name, name)


@register.filter
def option_value(value: Any, name: str) -> Any:
    """Write what was said on how a file is read."""
    return dict(QUESTION_CHOICES.get(name, ())).get(value, value)


@register.filter
def tax_word(tax: str) -> Any:
    """Say whether amounts hold tax."""
    return TAX_LABELS.get(tax, tax)


@register.filter
def basis_word(basis: str) -> Any:
    """Say which event the lines record."""
    return BASIS_LABELS.get(basis, basis)


@register.filter
def rates_word(kind: str) -> Any:
    """Say which rates turn other currencies into the books' own."""
    return RATE_LABELS[RateKind(kind)]


@register.filter
def month_word(month: int) -> Any:
    """Name a month of the year."""
    return MONTHS[month]


@register.filter
def cause_word(part: Part) -> str:
    """Name what a total may hold or leave out, with its currency or its rate of tax."""
    return f"{CAUSE_LABELS[part.cause]} ({part.detail})" if part.detail else str(CAUSE_LABELS[part.cause])


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


@register.filter
def fact_batch_name(batch_id: int) -> str:
    """Name an import of other facts: F-0012."""
    return f"F-{batch_id:04d}"


@register.filter
def fact_field(field: str) -> Any:
    """Name what a column of a file of other facts means."""
    return FACT_FIELD_LABELS.get(field, field)


@register.filter
def activity_word(activity: str) -> str:
    """Name an activity."""
    return fact_word("activity", activity)


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """Return what stands under the key, None where nothing does."""
    return found.get(key)


@register.filter
def plain_days(days: int | None) -> str:
    """Write a number of days, a dash where it is not known."""
    return words.UNKNOWN if days is None else words.number(days)
