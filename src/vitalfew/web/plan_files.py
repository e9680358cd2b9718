"""The plan as a file: one page of PDF in the language asked for."""

from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from vitalfew.documents.fonts import CURES, NoChineseFont
from vitalfew.documents.plan import gather
from vitalfew.documents.plan_pdf import write
from vitalfew.web.visitors import signed_in

LANGUAGES = {code for code, _name in settings.LANGUAGES}


@login_required
@require_GET
def plan_pdf(request: HttpRequest, account_id: int) -> HttpResponse:
    """Answer with the plan of an account the reader may see; without a Chinese font, with the command that helps."""
    document = gather(signed_in(request), account_id, today=timezone.localdate())
    language = request.GET.get("language", "")
    try:
        content = write(document, language if language in LANGUAGES else get_language() or settings.LANGUAGE_CODE)
    except NoChineseFont:
        context = {"account": document.account, "cures": CURES, "stop": "plan"}
        return render(request, "plan_files/no_font.html", context, status=503)
    name = quote(f"{document.account.name} {document.gathered_on:%Y-%m-%d}.pdf")
    headers = {"Content-Disposition": f"inline; filename=\"plan.pdf\"; filename*=UTF-8''{name}"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


urlpatterns = [path("accounts/<int:account_id>/plan.pdf", plan_pdf, name="plan_pdf")]
