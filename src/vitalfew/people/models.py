"""Who works here."""

from typing import ClassVar

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
