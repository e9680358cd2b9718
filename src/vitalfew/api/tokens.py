"""Who calls: the user of the token. A browser's cookie opens nothing here, so no other site can use it."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from vitalfew.people.actions import note_token_used
from vitalfew.people.queries import get_holder
from vitalfew.people.rules import Actor, is_loopback


class Token(HttpBearer):
    """Let in by `Authorization: Bearer vf_…`; a login of the sample on this machine only, as with its password."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        today = timezone.localdate()
        holder = get_holder(token, today)
        if holder is None or (holder.user.is_sample and not is_loopback(request.META)):
            return None
        if holder.token.used_on != today:
            note_token_used(by=holder.user, token_id=holder.token.id, today=today)
        return holder.user


def caller(request: HttpRequest) -> Actor:
    """Return the user of the token."""
    found: Actor | None = getattr(request, "auth", None)
    if found is None:
        raise AuthenticationError
    return found
