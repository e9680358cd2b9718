"""Interruptions of a relationship: the case, what shows it, what is done about it; the causes and the playbook."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models import Account, KeyAccount, Post
from vitalfew.journal.models import Versioned
from vitalfew.loop.analysis.rules.stages import Stage
from vitalfew.loop.control.rules.cases import SEVEREST, CaseOutcome, CaseState, EvidenceKind
from vitalfew.relations.models import Commitment, Interaction


class CauseName(Versioned):
    """A cause as this company names and places it: one of the product's, changed, or one of its own."""

    impersonal: ClassVar[frozenset[str]] = frozenset({"name", "name_en"})

    code = models.SlugField(max_length=40, unique=True)
    parent_code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    is_retired = models.BooleanField(default=False)  # no longer offered; cases that name it keep it

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(name_en=""), name="cause_has_names")]


class PlayText(Versioned):
    """A play of the playbook as this company writes it."""

    impersonal: ClassVar[frozenset[str]] = frozenset({"name", "name_en", "steps", "steps_en"})

    code = models.SlugField(max_length=40, unique=True)
    cause_code = models.CharField(max_length=40)
    name = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    steps = models.TextField()
    steps_en = models.TextField()
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(name_en=""), name="play_has_names")]


class InterruptionCase(Versioned):
    """A break in the relationship, over the stage it struck; open until it has an outcome and a lesson (INV8)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="interruptions")
    key_account = models.ForeignKey(KeyAccount, on_delete=models.CASCADE, related_name="interruptions")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_stage = models.CharField(max_length=20, blank=True, choices=[(s.value, s.value) for s in Stage])
    what = models.TextField()
    primary_cause = models.CharField(max_length=40)
    secondary_causes = models.JSONField(default=list)
    severity = models.PositiveSmallIntegerField(default=3)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in CaseState], default=CaseState.OPEN)
    reached = models.JSONField(default=dict)  # state → the day it was reached last
    diagnosis = models.TextField(blank=True)
    watch_for = models.TextField(blank=True)
    watch_until = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(s.value, s.value) for s in CaseOutcome])
    lesson = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(closed_on=None), name="case_one_open"),
            models.CheckConstraint(condition=~Q(primary_cause="") & ~Q(what=""), name="case_has_a_cause"),
            models.CheckConstraint(condition=Q(severity__range=(1, SEVEREST)), name="case_severity"),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None, outcome="") & ~Q(state="closed")
                | Q(state="closed", closed_on__gte=F("opened_on"), closed_by__isnull=False)
                & ~Q(outcome="")
                & ~Q(lesson=""),
                name="case_closed_with_outcome_and_lesson",
            ),
        ]
        indexes = [models.Index(fields=["closed_on", "opened_on"], name="case_by_day")]


class CaseEvidence(Versioned):
    """What shows the break or its cause: something the product knows already, or words with their source."""

    case = models.ForeignKey(InterruptionCase, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in EvidenceKind])
    alert = models.ForeignKey("control.Alert", null=True, on_delete=models.SET_NULL, related_name="+")
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.SET_NULL, related_name="+")
    interaction = models.ForeignKey(Interaction, null=True, on_delete=models.SET_NULL, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="+")
    said = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()
    removed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["note", "quality"]) | ~Q(said="") & ~Q(source=""),
                name="case_evidence_has_its_source",
            ),
        ]


class CaseRemedy(Versioned):
    """One thing done about a break: from the playbook or thought up for it, with who and by when."""

    case = models.ForeignKey(InterruptionCase, on_delete=models.CASCADE, related_name="remedies")
    play_code = models.CharField(max_length=40, blank=True)
    what = models.TextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    dropped_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="case_remedy_says_what"),
            models.CheckConstraint(condition=Q(done_on=None) | Q(dropped_on=None), name="case_remedy_ends_once"),
        ]
