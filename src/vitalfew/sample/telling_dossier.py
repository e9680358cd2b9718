"""What is known of the sample's customers, told through the actions that people use, each on its day."""

from datetime import date, timedelta

from vitalfew.accounts.actions import assess_value
from vitalfew.people.rules import Actor
from vitalfew.sample.story.dossier import DOSSIERS, Known


def tell_dossier(*, by: Actor, account_id: int, code: str, today: date) -> None:
    """Write what the manager knows of this account."""
    for known in DOSSIERS.get(code, ()):
        _tell(by, account_id, known, today)


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
