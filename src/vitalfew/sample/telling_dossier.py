"""What is known of the sample's customers, told through the actions that people use, each on its day."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from vitalfew.accounts.actions import assess_value
from vitalfew.people.rules import Actor
from vitalfew.relations.actions.records import add_record
from vitalfew.relations.rules.records import AMOUNTS
from vitalfew.sample.story.business import BUSINESS, Noted
from vitalfew.sample.story.dossier import DOSSIERS, Known
from vitalfew.sample.story.joint import SIGNS


def tell_dossier(*, by: Actor, account_id: int, code: str, today: date) -> None:
    """Write what the manager knows of this account."""
    for known in DOSSIERS.get(code, ()):
        _tell(by, account_id, known, today)
    note_all(by=by, account_id=account_id, noted=(*BUSINESS.get(code, ()), *SIGNS.get(code, ())), today=today)


def note_all(*, by: Actor, account_id: int, noted: Sequence[Noted], today: date) -> None:
    """Record these, each on its day."""
    for one in noted:
        _note(by, account_id, one, today)


def _tell(by: Actor, account_id: int, known: Known, today: date) -> None:
    assess_value(
        by=by,
        account_id=account_id,
        field=known.field,
        value=known.value,
        source=known.source,
        confidence=known.confidence,
        version=0,
        today=today - timedelta(known.ago),
    )


def _note(by: Actor, account_id: int, noted: Noted, today: date) -> None:
    exact = {*AMOUNTS, "share"}
    values: dict[str, Any] = {name: Decimal(value) if name in exact else value for name, value in noted.values.items()}
    add_record(
        by=by,
        account_id=account_id,
        kind=noted.kind,
        values=values | {name: today + timedelta(days) for name, days in noted.days.items()},
        source=noted.source,
        confidence=noted.confidence,
        today=today - timedelta(noted.ago),
    )
