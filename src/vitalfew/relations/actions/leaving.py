"""People leave the customer, or move within it and beyond: not before the last contact with them (INV19)."""

from datetime import date

from vitalfew.accounts import actions
from vitalfew.accounts.rules import Level, PersonState, PersonWhy, UnfitPerson
from vitalfew.people.rules import Actor
from vitalfew.relations.queries.touches import get_last_touch


def note_leaving(
    *, by: Actor, account_id: int, contact_id: int, version: int, until: date, today: date | None = None
) -> PersonState:
    """Note that the person is no more at the account from that day on."""
    _require_unmet(account_id, contact_id, until)
    return actions.end_post(
        by=by, account_id=account_id, contact_id=contact_id, version=version, until=until, today=today
    )


def note_move(
    *,
    by: Actor,
    account_id: int,
    contact_id: int,
    version: int,
    to_account_id: int,
    on: date,
    title: str = "",
    unit: str = "",
    level: Level | str = "",
    today: date | None = None,
) -> PersonState:
    """Note that the person has another post from that day on, at this account or at another."""
    if to_account_id != account_id:
        _require_unmet(account_id, contact_id, on)
    return actions.promote(
        by=by, account_id=account_id, contact_id=contact_id, version=version, to_account_id=to_account_id, on=on,
        title=title, unit=unit, level=level, today=today,
    )  # fmt: skip


def _require_unmet(account_id: int, contact_id: int, until: date) -> None:
    last = get_last_touch(account_id, contact_id)
    if last and last >= until:
        raise UnfitPerson(PersonWhy.MET_SINCE)
