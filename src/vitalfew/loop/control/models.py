"""Alerts, each with the evidence that rang it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vitalfew.accounts.models import Account, Post
from vitalfew.journal.models import Versioned
from vitalfew.loop.control.models_cases import CaseEvidence as CaseEvidence
from vitalfew.loop.control.models_cases import CaseRemedy as CaseRemedy
from vitalfew.loop.control.models_cases import CauseName as CauseName
from vitalfew.loop.control.models_cases import InterruptionCase as InterruptionCase
from vitalfew.loop.control.models_cases import PlayText as PlayText
from vitalfew.loop.control.rules import AlertState, Rule
from vitalfew.relations.models import Commitment

# Of an account's alerts the first is the one that lists name: of equally grave ones the newest, then the first told.
GRAVEST_FIRST = ("-severity", "-fired_on", "pk")


class Alert(Versioned):
    """One warning: one per occasion, closed with a reason or by what ends it. Names stay where they are kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="alerts")
    rule = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Rule])
    occasion = models.CharField(max_length=60)  # what it is about, once: the last order's day, a post, a promise
    post = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="alerts")  # that was left
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.SET_NULL, related_name="alerts")
    fired_on = models.DateField()
    severity = models.PositiveSmallIntegerField()  # 1 watch, 2 bad
    value = models.FloatField()
    threshold = models.FloatField()
    evidence = models.JSONField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in AlertState], default=AlertState.NEW)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="alerts")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "rule", "occasion"], name="alert_once"),
            models.CheckConstraint(condition=~Q(state="dismissed") | ~Q(reason=""), name="alert_dismissed_with_reason"),
        ]
        indexes = [models.Index(fields=["state", "-severity", "fired_on"], name="alert_open")]


class AlarmSettings(Versioned):
    """When a silence rings: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    chance = models.FloatField(default=0.25)  # that no order comes in 120 days
    backstop = models.PositiveSmallIntegerField(default=90)  # days of silence, at the latest

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="control_one_alarm"),
            models.CheckConstraint(condition=Q(backstop__range=(14, 120)), name="alarm_backstop"),
        ]


class LookBack(models.Model):
    """How often alerts would have been right on the firm's own past: one row, computed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.PositiveBigIntegerField(default=0)
    as_of = models.DateField(null=True)
    method = models.CharField(max_length=40, blank=True)
    alarm = models.PositiveIntegerField(default=0)  # the version of the settings it was computed on
    computed_at = models.DateTimeField(null=True)
    is_thin = models.BooleanField(default=True)  # the books are too short or hold too few accounts
    report = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="control_one_look_back")]
