"""Who works here."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

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
    objects: BaseUserManager["User"] = BaseUserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="user_role_known")
        ]

    @property
    def actor_id(self) -> int | None:
        return self.pk

    @property
    def actor_name(self) -> str:
        return self.name or self.username
