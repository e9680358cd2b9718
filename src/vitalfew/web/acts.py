"""What was changed as one act, taken back as one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vitalfew.accounts.actions import take_back
from vitalfew.accounts.rules import NothingToTakeBack, StaleTogether
from vitalfew.web.refusals import clash_rows
from vitalfew.web.visitors import signed_in


@login_required
@require_POST
def act_take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Give back what one's own act has changed; show both values of what another has changed since."""
    to = request.POST.get("next", "")
    to = to if url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure()) else "/"
    try:
        many = take_back(by=signed_in(request), number=number)
    except NothingToTakeBack:
        raise Http404 from None
    except StaleTogether as refusal:
        rows = [row for stale in refusal.stale.values() for row in clash_rows(request, stale)]
        return render(request, "refusals/stale.html", {"rows": rows, "back": to}, status=409)
    taken = ngettext("%(n)s row says again what it said before.", "%(n)s rows say again what they said before.", many)
    messages.success(request, taken % {"n": many})
    return redirect(to)


urlpatterns = [path("acts/<int:number>/take-back/", act_take_back, name="act_take_back")]
