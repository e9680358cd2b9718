"""How often we visited each customer: what visiting costs is reckoned from it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Count

from vitalfew.relations.models import Interaction
from vitalfew.relations.rules import InteractionKind


def get_visit_counts(start: date, end: date) -> Mapping[str, Decimal]:
    """Return code → visits held between these days, both included. Not asked whose eyes: for what is computed."""
    held = Interaction.objects.filter(kind=InteractionKind.VISIT, held_on__range=(start, end))
    counts = held.exclude(account__code=None).values_list("account__code").annotate(many=Count("pk"))
    return {code: Decimal(many) for code, many in counts}
