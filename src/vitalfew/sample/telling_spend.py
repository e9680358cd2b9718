"""What the sample company spent on winning, keeping and looking after customers, noted by its director."""

from datetime import date, timedelta

from vitalfew.loop.analysis.actions import note_spend
from vitalfew.people.rules import Actor
from vitalfew.sample.story.spend import SPEND

YEAR = timedelta(365)


def tell_spend(*, by: Actor, today: date) -> None:
    """Tell what was spent in the two years up to yesterday."""
    for one in SPEND:
        end = today - timedelta(1) - one.years_ago * YEAR
        note_spend(
            by=by,
            kind=one.kind,
            starts_on=end - YEAR + timedelta(1),
            ends_on=end,
            amount=one.amount,
            what=one.what,
            source=one.source,
            is_sample=True,
        )
