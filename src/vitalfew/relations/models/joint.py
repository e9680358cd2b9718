"""What both firms do together: joint teams, their meetings, costs open to each other, savings, and who may read."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models import Account, Contact
from vitalfew.journal.models import Versioned
from vitalfew.relations.rules.joint import CostElement, TeamKind


class JointTeam(Versioned):
    """A team of people of both firms, with its charter and goals; of each kind one stands at a time (S22)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="joint_teams")
    kind = models.CharField(max_length=30, choices=[(one.value, one.value) for one in TeamKind])
    charter = models.TextField()
    goals = models.TextField(blank=True)
    from_on = models.DateField()
    until = models.DateField(null=True, blank=True)  # the first day without it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind"], condition=Q(until=None), name="joint_team_once"),
            models.CheckConstraint(condition=~Q(charter=""), name="joint_team_has_charter"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("from_on")), name="joint_team_dates"),
        ]


class JointMember(Versioned):
    """One of us or one of the customer's people in a joint team."""

    team = models.ForeignKey(JointTeam, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="joint_teams"
    )
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="joint_teams")
    part = models.CharField(max_length=150, blank=True)  # what this member does in it
    from_on = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, contact=None) | Q(user=None, contact__isnull=False),
                name="joint_member_is_one_person",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("from_on")), name="joint_member_dates"),
            models.UniqueConstraint(
                fields=["team", "user"], condition=Q(until=None, user__isnull=False), name="joint_member_user_once"
            ),
            models.UniqueConstraint(
                fields=["team", "contact"],
                condition=Q(until=None, contact__isnull=False),
                name="joint_member_contact_once",
            ),
        ]


class JointMeeting(Versioned):
    """A meeting of a joint team, or without a team of the boards of both firms: planned, or held with minutes."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="joint_meetings")
    team = models.ForeignKey(JointTeam, null=True, blank=True, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    agenda = models.CharField(max_length=300)
    minutes = models.TextField(blank=True)
    is_closed = models.BooleanField(default=False)  # the minutes are read by name only
    users = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    contacts = models.ManyToManyField(Contact, related_name="joint_meetings")

    # Closed minutes must not stand open in the journal.
    secrets: ClassVar[frozenset[str]] = frozenset({"minutes"})

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(agenda=""), name="joint_meeting_has_agenda")]
        indexes = [models.Index(fields=["account", "-held_on"], name="joint_meeting_by_account")]


class OpenBookItem(Versioned):
    """One element of a cost, agreed to be read by both firms, from when to when (S22a)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="open_book")
    product = models.CharField(max_length=150)
    element = models.CharField(max_length=20, choices=[(one.value, one.value) for one in CostElement])
    value = models.DecimalField(max_digits=20, decimal_places=4)
    currency = models.CharField(max_length=3)
    per = models.CharField(max_length=50, blank=True)  # piece, tonne, hour
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    secrets: ClassVar[frozenset[str]] = frozenset({"value", "source"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="open_book_not_negative"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="open_book_dates"
            ),
        ]
        indexes = [models.Index(fields=["account", "product"], name="open_book_by_account")]


class JointSaving(Versioned):
    """A saving both firms have agreed on, and our part of it; theirs is what is left, to the cent (S22a)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="joint_savings")
    what = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=20, decimal_places=4)
    ours = models.DecimalField(max_digits=20, decimal_places=4)
    currency = models.CharField(max_length=3)
    agreed_on = models.DateField()

    secrets: ClassVar[frozenset[str]] = frozenset({"amount", "ours"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, ours__gte=0, ours__lte=F("amount")), name="saving_part_of_the_whole"
            ),
        ]


class JointReader(Versioned):
    """One of us who may read what is closed: the open-book sheet and closed minutes. Named by a director."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="joint_readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="joint_readings")
    from_on = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "user"], condition=Q(until=None), name="joint_reader_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("from_on")), name="joint_reader_dates"),
        ]
