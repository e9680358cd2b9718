"""The clock's own tables: work to do, and when each regular task last ran."""

from django.db import models


class Job(models.Model):
    """One piece of work, taken by compare-and-swap."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    task = models.CharField(max_length=60)
    argument = models.JSONField(default=dict)
    # Of the work of one lane, one piece is done at a time, however many workers there are.
    lane = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    run_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=100, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "run_at"], name="job_next")]
        constraints = [
            models.UniqueConstraint(
                fields=["lane"], condition=models.Q(state="running") & ~models.Q(lane=""), name="job_one_in_a_lane"
            )
        ]


class Tick(models.Model):
    """The last run of a regular task."""

    task = models.CharField(max_length=60, primary_key=True)
    last_at = models.DateTimeField()
