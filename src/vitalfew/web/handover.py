"""The handover pack: what whoever takes over an account must know, on paper or on the screen (S25)."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from vitalfew.accounts.labels import TIER_LABELS
from vitalfew.accounts.rules import Tier
from vitalfew.documents.fonts import CURES, NoChineseFont
from vitalfew.documents.handover import HandoverDocument, gather_handover
from vitalfew.documents.handover_pdf import write_pack
from vitalfew.web.aims import aim_rows, tally
from vitalfew.web.home.alarms import alarms
from vitalfew.web.home.standing import standing
from vitalfew.web.home.worth import worth
from vitalfew.web.meetings import meetings
from vitalfew.web.people_shown import answer, gap_lines, team_rows, unit_groups
from vitalfew.web.promised import promise_rows
from vitalfew.web.visitors import signed_in

LANGUAGES = {code for code, _name in settings.LANGUAGES}


@login_required
@require_GET
def handover(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the pack of an account the reader may see."""
    today = timezone.localdate()
    document = gather_handover(signed_in(request), account_id, today=today)
    return render(request, "handover/page.html", _shown(document) | {"stop": "accounts", "today": today})


def _shown(document: HandoverDocument) -> dict[str, Any]:
    plan, today = document.plan, document.plan.gathered_on
    account, aims = plan.account, aim_rows(plan.objectives)
    return {
        "account": account,
        "document": document,
        "tier": TIER_LABELS[Tier(account.key.tier)] if account.key else "",
        "worth": worth(plan.figures, account.id) if plan.figures else None,
        "figures": plan.figures,
        "standing": standing(plan.stage) if account.key else None,
        "answer": answer(document.people, document.touches, today),
        "groups": unit_groups(document.people, document.touches, document.ties, today),
        "gaps": gap_lines(document.gaps),
        "alarms": alarms(plan.alerts),
        "aims": aims,
        "aims_answer": tally(aims) if aims else "",
        "promises": promise_rows(document.promises, today),
        "met": meetings(document.contacts),
        "team": team_rows(document.team),
    }


@login_required
@require_GET
def handover_pdf(request: HttpRequest, account_id: int) -> HttpResponse:
    """Answer with the pack as a PDF, in the language asked for; without a Chinese font, with the command that helps."""
    document = gather_handover(signed_in(request), account_id, today=timezone.localdate())
    language = request.GET.get("language", "")
    try:
        content = write_pack(document, language if language in LANGUAGES else get_language() or settings.LANGUAGE_CODE)
    except NoChineseFont:
        context = {"account": document.plan.account, "cures": CURES, "stop": "accounts"}
        return render(request, "plan_files/no_font.html", context, status=503)
    name = quote(f"{document.plan.account.name} {document.plan.gathered_on:%Y-%m-%d}.pdf")
    headers = {"Content-Disposition": f"inline; filename=\"handover.pdf\"; filename*=UTF-8''{name}"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


urlpatterns = [
    path("accounts/<int:account_id>/handover/", handover, name="handover"),
    path("accounts/<int:account_id>/handover.pdf", handover_pdf, name="handover_pdf"),
]
