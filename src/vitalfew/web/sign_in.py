"""Signing in: by user name; nobody signs up by himself; sample sign-ins are answered on loopback only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.views import LoginView, LogoutView
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _

from vitalfew.people.rules import is_loopback

# Of the library's many pages only these two: no sign-up, no mail, no reset.
urlpatterns = [
    path("sign-in/", LoginView.as_view(), name="account_login"),
    path("sign-out/", LogoutView.as_view(), name="account_logout"),
]


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]
    """Check name and password; answer a closed login and a sample login from elsewhere like a wrong password."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        # The library would tell whoever has a closed login's password that it is right.
        self.unstash_authenticated_user()
        if user is not None and user.is_sample and not (request and is_loopback(request.META)):
            return None
        return user


class NobodySignsUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Users are made by an administrator."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The user name or the password is not right."),
        "too_many_login_attempts": _("Too many attempts. Wait a quarter of an hour, or ask your administrator."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: being signed in shows by itself."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Counted per name and address, so that guessing from elsewhere does not lock the person out.
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"
