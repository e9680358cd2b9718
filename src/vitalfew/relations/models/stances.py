"""What is said of the people at a customer, and the lines between them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models import Account, Contact
from vitalfew.journal.models import Versioned
from vitalfew.relations.models.records import one_of
from vitalfew.relations.rules.stances import LONGEST_WISH, Drive, Evidence, LineKind, Openness, Power


class Stance(Versioned):
    """What is said of a person at an account now; what was said on a day stands in the days."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="stances")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="stances")
    power = one_of(Power, blank=True)
    roles = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    attitude = models.SmallIntegerField(null=True)
    influence = models.PositiveSmallIntegerField(null=True)
    openness = one_of(Openness, blank=True)
    drive = one_of(Drive, blank=True)
    for_firm = models.CharField(max_length=LONGEST_WISH, blank=True)
    for_self = models.CharField(max_length=LONGEST_WISH, blank=True)
    evidence = one_of(Evidence, default=Evidence.ASSUMED)
    rhythm_days = models.PositiveSmallIntegerField(null=True)  # a contact wanted at least every so many days
    source = models.CharField(max_length=300)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_on = models.DateField()

    personal: ClassVar[frozenset[str]] = frozenset(
        {
            "power",
            "roles",
            "parts",
            "attitude",
            "influence",
            "openness",
            "drive",
            "for_firm",
            "for_self",
            "evidence",
            "source",
        }
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "contact"], name="stance_once"),
            models.CheckConstraint(
                condition=Q(attitude=None) | (Q(attitude__gte=-3) & Q(attitude__lte=3)), name="stance_attitude"
            ),
            models.CheckConstraint(
                condition=Q(influence=None) | (Q(influence__gte=1) & Q(influence__lte=5)), name="stance_influence"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="stance_has_source"),
        ]


class StanceDay(models.Model):
    """What was said of a person from a day on. Never changed: how somebody stood on a day is read from here."""

    stance = models.ForeignKey(Stance, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["stance", "on"], name="stance_day")]


class PersonLine(Versioned):
    """A line between two people of a customer: a second boss, influence, conflict, a personal tie."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="person_lines")
    tail = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="lines_from")
    head = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="lines_to")
    kind = one_of(LineKind)
    strength = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(max_length=300)  # who says so, on what ground
    since = models.DateField()
    until = models.DateField(null=True)  # the first day without it
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    personal: ClassVar[frozenset[str]] = frozenset({"kind", "note"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "tail", "head", "kind"], condition=Q(until=None), name="line_once"
            ),
            models.CheckConstraint(condition=~Q(tail=F("head")), name="line_between_two"),
            models.CheckConstraint(condition=Q(strength__gte=1) & Q(strength__lte=3), name="line_strength"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="line_dates"),
        ]
