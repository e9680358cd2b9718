"""Who looks after a key account: the duties with their days, and the team round them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vitalfew.accounts.models.accounts import Account
from vitalfew.accounts.models.keys import KeyAccount
from vitalfew.accounts.models.people import Contact
from vitalfew.accounts.rules import Duty, Function, Ring
from vitalfew.journal.models import Versioned


class OwnerPeriod(Versioned):
    """Who held one duty at a key account from when to when; written with the designation itself (INV3)."""

    key_account = models.ForeignKey(KeyAccount, on_delete=models.CASCADE, related_name="periods")
    duty = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Duty])
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="duties")
    from_on = models.DateField()
    until = models.DateField(null=True)  # the first day without the duty

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_account", "duty"], condition=Q(until=None), name="duty_open_once"),
            models.UniqueConstraint(fields=["key_account", "duty", "from_on"], name="duty_begins_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("from_on")), name="duty_dates"),
        ]


class TeamMember(Versioned):
    """A member of the team: one of us, one of the customer's people, or an outside partner (S14)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="teams"
    )
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="teams")
    partner_name = models.CharField(max_length=150, blank=True)
    partner_company = models.CharField(max_length=300, blank=True)
    function = models.CharField(max_length=30, blank=True, choices=[(one.value, one.value) for one in Function])
    ring = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Ring], default=Ring.CORE)
    promise = models.CharField(max_length=300, blank=True)
    from_on = models.DateField()
    until = models.DateField(null=True, blank=True)  # the first day without him; may be to come

    personal: ClassVar[frozenset[str]] = frozenset({"partner_name"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, contact=None, partner_name="")
                | Q(user=None, contact__isnull=False, partner_name="")
                | (Q(user=None, contact=None) & ~Q(partner_name="")),
                name="member_is_one_person",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("from_on")), name="member_dates"),
            models.UniqueConstraint(
                fields=["account", "user"], condition=Q(until=None, user__isnull=False), name="member_user_once"
            ),
            models.UniqueConstraint(
                fields=["account", "contact"],
                condition=Q(until=None, contact__isnull=False),
                name="member_contact_once",
            ),
        ]


class Absence(Versioned):
    """Days on which one of us is away; the deputy stands in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences")
    from_on = models.DateField()
    until = models.DateField()  # the first day back
    note = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("from_on")), name="absence_dates")]
