"""The people met at the customer."""

from typing import ClassVar

from django.db import models

from vitalfew.accounts.models.accounts import Account
from vitalfew.journal.models import Versioned


class Contact(Versioned):
    """A person at the customer, professional facts only."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=150, blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"name"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="contact_name_once")]
