"""Who works here."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from vitalfew.journal.models import Versioned
from vitalfew.people.labels import ROLE_CHOICES
from vitalfew.people.rules import Role


class User(AbstractBaseUser, Versioned):
    """A login: a person with one role."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=20, choices=ROLE_CHOICES, default=Role.MANAGER)
    language = models.CharField(max_length=10, blank=True)
    theme = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    # Sample sign-ins have random passwords, are answered on loopback only and leave with the sample.
    is_sample = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    secrets: ClassVar[frozenset[str]] = frozenset({"password"})
    objects = BaseUserManager["User"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="user_role_known"),
            # Nobody can pass for another by writing his name in capitals.
            models.UniqueConstraint(Lower("username"), name="user_name_once"),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def actor_id(self) -> int | None:
        return self.pk

    @property
    def actor_name(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.actor_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # A session holds as long as this does: another password, another role or a closed login ends it.
        state = f"{self.password}|{self.role}|{self.is_active}"
        return salted_hmac("vitalfew.people.session", state, secret=secret, algorithm="sha256").hexdigest()


class ApiToken(Versioned):
    """A secret by which a program acts as its user, until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)  # which program it was given to
    # Only its digest is kept: who reads the database cannot act as anybody.
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    expires_on = models.DateField()  # the last day on which it opens
    revoked_on = models.DateField(null=True)
    # Written past the journal, once a day at most: using a token is no change that anybody makes.
    used_on = models.DateField(null=True)
    secrets: ClassVar[frozenset[str]] = frozenset({"digest"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(expires_on__gte=models.F("made_on")), name="api_token_dates")
        ]


class SentRequest(models.Model):
    """A request that wrote something and may come again: what it made, nothing of what it said."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sent_requests")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)  # of all that was asked: the same key with other words is a mistake
    made = models.BigIntegerField(null=True)  # the number of what it made
    sent_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="sent_request_once")]
