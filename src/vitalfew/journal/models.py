"""What happened, in one append-only chain; and the version that every writable row carries."""

from typing import Any, ClassVar

from django.db import models

FREE_TEXT = 300  # characters of a line from which on people write sentences into it


class Entry(models.Model):
    """One thing that happened. Each entry seals the one before it, so a change to the past shows."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    # By id and name, no foreign key: the journal outlives the people in it.
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=100)
    subject = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=64)
    account_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(null=True)  # of the row, with this line
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    previous_seal = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["account_id", "-number"], name="journal_by_account"),
            models.Index(fields=["subject", "subject_id"], name="journal_by_subject"),
        ]


class Head(models.Model):
    """The end of the chain: one row, locked while an entry is appended."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_one_head")]


class Personal(models.Model):
    """What the lines about one row say of a person, apart from the chain so that it can be erased.

    The chain keeps digests under a salt that goes with the values: without this row nobody can tell what they were.
    """

    subject = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=64)
    salt = models.CharField(max_length=64)
    told = models.JSONField(default=dict)  # digest → value

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "subject_id"], name="journal_personal_once")]


class Versioned(models.Model):
    """A row that people may change: written only through journal.actions, which compares the version first."""

    version = models.PositiveIntegerField(default=1)
    # Fields whose values the journal never sees.
    secrets: ClassVar[frozenset[str]] = frozenset()
    # Fields about a person: the journal keeps their digests, and what they said until it is erased.
    personal: ClassVar[frozenset[str]] = frozenset()
    # Free text may name anybody and is kept like that too, but for these fields, which never speak of a person.
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    @classmethod
    def is_about_people(cls, field: "models.Field[Any, Any]") -> bool:
        """Tell whether what this field says may be about a person."""
        if field.name in cls.personal:
            return True
        is_line = isinstance(field, models.CharField) and (field.max_length or 0) >= FREE_TEXT and not field.choices
        return (is_line or isinstance(field, models.TextField)) and field.name not in cls.impersonal
