"""What a visit could ask, from what is missing and what has changed."""

from datetime import date

from django.utils import timezone

from vitalfew.accounts.queries import get_contacts
from vitalfew.accounts.queries.dossier import get_missing
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.loop.execution.rules import Lacks, Suggestion, suggestions
from vitalfew.relations.queries import get_commitments
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules import Side
from vitalfew.relations.rules.records import RecordKind


def get_suggestions(account_id: int, today: date | None = None) -> list[Suggestion]:
    """Return the questions worth asking at the account. Who may see it is the caller's question."""
    figures, day = get_figures(account_id), today or timezone.localdate()
    late = [one for one in get_commitments(account_id, today) if one.is_overdue]
    return suggestions(
        Lacks(
            silent_days=figures.silent_days if figures and figures.is_overdue else None,
            fall=figures.change_share if figures else None,
            share_known=bool(get_records(account_id, [RecordKind.WALLET])[RecordKind.WALLET]),
            fields=tuple(field.code for field in get_missing(account_id, day)),
            people=tuple(contact.name for contact in get_contacts(account_id)),
            ours_late=tuple(one.what for one in late if one.side is Side.US),
            theirs_late=tuple(one.what for one in late if one.side is Side.CUSTOMER),
        )
    )
