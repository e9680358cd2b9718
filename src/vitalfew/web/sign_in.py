"""Signing in: by user name; nobody signs up by himself; sample sign-ins are answered on loopback only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NobodySignsUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Users are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
