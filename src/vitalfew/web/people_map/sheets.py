"""The map on paper or on a slide: A3, a slide, or an edition for the customer's eyes without anything judged."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vitalfew import words
from vitalfew.accounts.queries import AccountState, get_account
from vitalfew.documents.fonts import CURES, NoChineseFont
from vitalfew.documents.picture_pdf import write_picture
from vitalfew.web.charts.map.hierarchy import ON_SLIDE
from vitalfew.web.charts.map.layout import PAGE
from vitalfew.web.charts.map.svg import Drawn
from vitalfew.web.charts.map.theme import standing_alone
from vitalfew.web.people_map.asking import View, address
from vitalfew.web.people_map.drawing import Drawing
from vitalfew.web.people_map.pages import asked_of
from vitalfew.web.people_map.pictures import draw
from vitalfew.web.people_map.reading import read_map
from vitalfew.web.visitors import signed_in


@dataclass(frozen=True)
class Sheet:
    """One map to be passed on."""

    account: AccountState
    picture: Drawn
    title: str
    is_slide: bool
    is_bare: bool


@login_required
@require_GET
def map_sheet(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the map as it is printed or passed on, and offer it as files."""
    sheet = _sheet(request, account_id, is_linked=False)
    context: dict[str, Any] = {
        "stop": "accounts",
        "account": sheet.account,
        "sheet": sheet,
        "query": address(request.GET),
        "page": address(request.GET, size=None),
        "slide": address(request.GET, size="slide"),
        "own": address(request.GET, edition=None),
        "customers": address(request.GET, edition="customer", view=None),
    }
    return render(request, "people_map/sheet.html", context)


@login_required
@require_GET
def map_file(request: HttpRequest, account_id: int, kind: str) -> HttpResponse:
    """Answer with the map as an SVG that stands alone, or as a PDF of one A3 page."""
    sheet = _sheet(request, account_id, is_linked=False)
    name = quote(f"{sheet.title}.{kind}".replace("/", "-"))
    headers = {"Content-Disposition": f"attachment; filename=\"map.{kind}\"; filename*=UTF-8''{name}"}
    content = standing_alone(sheet.picture)
    if kind == "svg":
        return HttpResponse(content, content_type="image/svg+xml", headers=headers)
    try:
        pdf = write_picture(content, sheet.title, get_language() or "zh-hans")
    except NoChineseFont:
        context = {"account": sheet.account, "cures": CURES, "stop": "accounts"}
        return render(request, "plan_files/no_font.html", context, status=503)
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _sheet(request: HttpRequest, account_id: int, *, is_linked: bool) -> Sheet:
    account = get_account(signed_in(request), account_id)
    asked = asked_of(request, account)
    is_bare, is_slide = request.GET.get("edition") == "customer", request.GET.get("size") == "slide"
    reading = read_map(account, asked)
    drawing = Drawing(reading, is_linked=is_linked, is_bare=is_bare)
    if is_bare and asked.view is not View.HIERARCHY:  # only the hierarchy says nothing of how we are doing
        raise Http404
    picture = draw(drawing, lambda _unit: "", ON_SLIDE if is_slide else PAGE)
    if picture is None:
        raise Http404
    name = words.name(account.name, account.name_en)
    title = _("%(account)s: %(title)s") % {"account": name, "title": _("relationship map")}
    return Sheet(account, picture, title, is_slide, is_bare)


urlpatterns = [
    path("accounts/<int:account_id>/map/sheet/", map_sheet, name="map_sheet"),
    path("accounts/<int:account_id>/map/map.svg", map_file, {"kind": "svg"}, name="map_svg"),
    path("accounts/<int:account_id>/map/map.pdf", map_file, {"kind": "pdf"}, name="map_pdf"),
]
