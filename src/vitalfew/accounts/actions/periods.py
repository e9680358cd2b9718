"""The days of each duty, kept in step with the designation that names who holds it (INV3).

The account's timeline tells of the designation itself; the lines of the days are read in their own history.
"""

from datetime import date

from vitalfew.accounts.models import KeyAccount, OwnerPeriod
from vitalfew.accounts.rules import Duty
from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.people.rules import Actor


def keep_periods(by: Actor, key: KeyAccount, day: date) -> None:
    """Let each duty be held from this day on by whom the designation names, and until then by whom it named before."""
    standing = {row.duty: row for row in OwnerPeriod.objects.filter(key_account=key, until=None)}
    for duty, holder in _holders(key).items():
        row = standing.get(duty.value)
        if row is None and holder is not None:
            _begin(by, key, duty, holder, day)
        elif row is not None and row.user_id != holder:
            _pass_on(by, key, row, holder, day)


def end_periods(by: Actor, key: KeyAccount, day: date) -> None:
    """End every duty on the day the designation ends."""
    for row in OwnerPeriod.objects.filter(key_account=key, until=None):
        _end(by, key, row, day)


def latest_change(key: KeyAccount) -> date:
    """Return the last day on which a duty began or ended, before which the designation cannot end."""
    days = OwnerPeriod.objects.filter(key_account=key).values_list("from_on", "until")
    return max([key.designated_on, *(day for period in days for day in period if day)])


def _holders(key: KeyAccount) -> dict[Duty, int | None]:
    return {
        Duty.MANAGER: key.manager_id,
        Duty.DEPUTY: key.deputy_id,
        Duty.DIRECTOR: key.director_id,
        Duty.SPONSOR: key.sponsor_id,
    }


def _pass_on(by: Actor, key: KeyAccount, row: OwnerPeriod, holder: int | None, day: date) -> None:
    if row.from_on < day:
        _end(by, key, row, day)
        if holder is not None:
            _begin(by, key, Duty(row.duty), holder, day)
    elif holder is None:
        _end(by, key, row, day)
    else:
        # Named and named again before the first day was over: only the last has held it.
        change_row(row, by=by, verb="accounts.duty_changed", version=row.version, changes={"user": holder})


def _begin(by: Actor, key: KeyAccount, duty: Duty, holder: int, day: date) -> None:
    row = OwnerPeriod(key_account=key, duty=duty.value, user_id=holder, from_on=max(day, key.designated_on))
    create_row(row, by=by, verb="accounts.duty_begun")


def _end(by: Actor, key: KeyAccount, row: OwnerPeriod, day: date) -> None:
    if row.from_on >= day:
        # It has never been held for a day; the journal remembers that it was named.
        write_entry(by=by, verb="accounts.duty_withdrawn", row=row)
        row.delete()
        return
    change_row(row, by=by, verb="accounts.duty_ended", version=row.version, changes={"until": day})
