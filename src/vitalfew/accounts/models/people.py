"""The people met at the customer, and the posts they hold."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models.accounts import Account
from vitalfew.accounts.rules import ContactKind, Function, Ground, Level
from vitalfew.journal.models import Versioned


class OrgUnit(Versioned):
    """A unit of the customer's organisation."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(max_length=150)
    # "" while nobody has said what it does.
    function = models.CharField(max_length=30, blank=True, choices=[(one.value, one.value) for one in Function])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="unit_name_once")]


class Contact(Versioned):
    """A person at the customer, professional facts only. What he is there stands in his posts."""

    # Where the person is now, or was last.
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150, blank=True)
    # A person, a seat that must be held by somebody nobody of us knows, or somebody outside who has a say.
    kind = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in ContactKind], default=ContactKind.PERSON
    )
    phone = models.CharField(max_length=50, blank=True)
    email = models.CharField(max_length=254, blank=True)
    # On what ground this is kept, where it came from, when the person was told, until when; empty: nobody has said.
    ground = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Ground])
    source = models.CharField(max_length=150, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"name", "name_en", "phone", "email", "source"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="contact_name_once")]


class Post(Versioned):
    """What a person is at one account, from when to when; a person may hold posts in several."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="posts")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(OrgUnit, null=True, blank=True, on_delete=models.SET_NULL, related_name="posts")
    title = models.CharField(max_length=150, blank=True)
    level = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Level])
    reports_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    since = models.DateField(null=True, blank=True)  # empty: nobody knows
    until = models.DateField(null=True, blank=True)  # the first day on which it is held no more

    personal: ClassVar[frozenset[str]] = frozenset({"title"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "account"], condition=Q(until=None), name="post_open_once"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")), name="post_dates"
            ),
            models.CheckConstraint(condition=Q(reports_to=None) | ~Q(reports_to=F("id")), name="post_not_own_boss"),
        ]
        indexes = [models.Index(fields=["account", "until"], name="post_by_account")]


class BossDay(models.Model):
    """Whom a post reports to from a day on. Never changed: who was the boss on a day is read from here."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="boss_days")
    reports_to = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField(null=True)  # empty: since the post began

    class Meta:
        indexes = [models.Index(fields=["post", "on"], name="boss_by_post")]


class PrivateNote(Versioned):
    """What one of us notes about a person for few to read; every reading is remembered."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="private_notes")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="private_notes")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="private_notes")
    written_on = models.DateField()
