"""One's own API tokens: drawn for a program, shown once, revoked."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from vitalfew.people.actions import draw_token, revoke_token
from vitalfew.people.queries import get_tokens
from vitalfew.people.rules import Actor, ApiTokenState, signer
from vitalfew.web.forms.inputs import Version
from vitalfew.web.forms.tokens import TokenForm
from vitalfew.web.visitors import signed_in
from vitalfew.web.whys import told_beside

USUAL_DAYS = 90


@login_required
@require_http_methods(["GET", "POST"])
def api_tokens(request: HttpRequest) -> HttpResponse:
    """List the user's tokens; draw one and show it, this once; revoke one."""
    user, today, secret = signed_in(request), timezone.localdate(), ""
    if request.POST.get("do") == "revoke":
        return _revoke(request, user)
    form = TokenForm(request.POST or None, initial={"expires_on": today + timedelta(USUAL_DAYS)})
    if request.method == "POST" and form.is_valid():
        with told_beside(form):
            secret = draw_token(by=user, **form.cleaned_data)
            form = TokenForm(initial={"expires_on": today + timedelta(USUAL_DAYS)})
    context = {
        "form": form,
        "secret": secret,
        "tokens": [(one, _state(one, today)) for one in get_tokens(signer(user))],
        "address": request.build_absolute_uri(reverse("api:accounts")),
        "description": reverse("api:openapi-json"),
    }
    return render(request, "tokens/page.html", context)


def _revoke(request: HttpRequest, user: Actor) -> HttpResponse:
    token = request.POST.get("token", "")
    version = Version().clean(request.POST.get("version"))
    if not revoke_token(by=user, token_id=int(token) if token.isdecimal() and len(token) < 19 else 0, version=version):
        raise Http404
    messages.success(request, _("Revoked. Programs that still use it get nothing."))
    return redirect("api_tokens")


def _state(one: ApiTokenState, today: date) -> tuple[str, str]:
    """Return the mark and the word of a token."""
    if one.opens(today):
        return "good", pgettext("token", "open")
    return "none", pgettext("token", "revoked") if one.revoked_on else pgettext("token", "ended")


urlpatterns = [path("preferences/api-tokens/", api_tokens, name="api_tokens")]
