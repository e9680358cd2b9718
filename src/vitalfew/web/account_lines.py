"""An account as a line of the list: every cell ready to be shown, because many lines are very many cells."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext

from vitalfew import words
from vitalfew.accounts.queries import AccountPage, AccountRowState
from vitalfew.accounts.rules import SILENT_DAYS
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.web.templatetags.traces import last_order_url, trace, year_url
from vitalfew.web.templatetags.vitalfew import name_of, spark, stage_steps, tier
from vitalfew.web.traces import MARGIN

ALARMS = {0: "", 1: "watch", 2: "bad"}


@dataclass(frozen=True)
class AccountLine:
    """One line of the table; `css` is how late or grave a cell is."""

    href: str
    designate: str
    name: str
    is_key: bool
    tier: str
    stage: str
    is_interrupted: bool
    revenue: Any
    change: str
    margin: Any
    spark: str
    last_order: Any
    contact: str
    contact_css: str
    alarm: str
    reason: str
    next_step: str
    due: str
    due_css: str
    manager: str


def account_lines(page: AccountPage, unit: words.Unit, today: date) -> list[AccountLine]:
    """Return the rows of the page as lines, amounts in the unit of the column."""
    # Asked for once and filled in, because reversing an address costs more than a cell.
    home, designate = reverse("account", args=[0]), reverse("designate", args=[0])
    return [_line(row, _of(row, home), _of(row, designate), unit, today) for row in page.rows]


def unit_of(page: AccountPage, currency: str) -> words.Unit:
    """Return the unit in which the amounts of the page are short."""
    largest = max((row.revenue for row in page.rows if row.revenue is not None), default=None)
    return words.unit_for(largest, currency)


def _of(row: AccountRowState, address: str) -> str:
    return address.replace("/0/", f"/{row.account_id}/")


def _line(row: AccountRowState, href: str, designate: str, unit: words.Unit, today: date) -> AccountLine:
    alarm = ALARMS[row.alarm]
    return AccountLine(
        href=href,
        designate=designate,
        name=name_of(row),
        is_key=bool(row.tier),
        tier=pgettext("account", "Prospect") if row.is_prospect and not row.tier else str(tier(row.tier)),
        stage=stage_steps(row.stage),
        is_interrupted=row.interruption > 0,
        revenue=trace(year_url(row.account_id), row.revenue, words.in_unit(row.revenue, unit)),
        change=words.change(row.change_share),
        margin=trace(year_url(row.account_id, MARGIN), row.margin, words.in_unit(row.margin, unit)),
        spark=spark(row.spark, alarm),
        last_order=_last_order(row),
        contact=words.age(row.last_contact_on, today),
        contact_css="watch" if row.tier and _is_silent(row.last_contact_on, today) else "",
        alarm=alarm,
        reason=alarm_sentence(row.alarm_reason) if alarm else "",
        next_step=row.next_step,
        due=words.short_day(row.next_due_on) if row.next_due_on else "",
        due_css=_lateness(row.next_due_on, today),
        manager=row.manager_name,
    )


def _last_order(row: AccountRowState) -> Any:
    day = row.last_order_on
    return trace(last_order_url(row.account_id, day), day, words.day(day))


def _is_silent(last_contact_on: date | None, today: date) -> bool:
    return last_contact_on is None or (today - last_contact_on).days > SILENT_DAYS


def _lateness(due_on: date | None, today: date) -> str:
    if due_on is None or due_on > today:
        return ""
    return "strong" if due_on == today else "bad"
