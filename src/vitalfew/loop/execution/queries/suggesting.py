"""What a visit could ask, from what is missing and what has changed."""

from datetime import date

from vitalfew.accounts.queries import get_contacts
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.loop.execution.rules import Lacks, Suggestion, suggestions
from vitalfew.relations.queries import get_commitments
from vitalfew.relations.rules import Side


def get_suggestions(account_id: int, today: date | None = None) -> list[Suggestion]:
    """Return the questions worth asking at the account. Who may see it is the caller's question."""
    figures = get_figures(account_id)
    late = [one for one in get_commitments(account_id, today) if one.is_overdue]
    return suggestions(
        Lacks(
            silent_days=figures.silent_days if figures and figures.is_overdue else None,
            fall=figures.change_share if figures else None,
            people=tuple(contact.name for contact in get_contacts(account_id)),
            ours_late=tuple(one.what for one in late if one.side is Side.US),
            theirs_late=tuple(one.what for one in late if one.side is Side.CUSTOMER),
        )
    )
