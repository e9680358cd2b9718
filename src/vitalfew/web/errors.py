"""Pages for what went wrong: plain words, the next step, no inner workings, no database."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation

logger = logging.getLogger(__name__)
STYLES = ["tokens.css", "app.css"]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "errors/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "errors/403.html", 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "errors/forged.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "errors/404.html", 404)


def too_many(request: HttpRequest) -> HttpResponse:
    return _page(request, "errors/429.html", 429)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer in both languages at once, because whatever broke may be what knows the language."""
    reference = secrets.token_hex(4)
    logger.error("Reference %s: %s %s", reference, request.method, request.path)
    context = {"reference": reference, "styles": _styles()}
    return HttpResponse(render_to_string("errors/500.html", context), status=500)


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    # The error may come before the language of the user was known.
    language = getattr(request, "LANGUAGE_CODE", None) or translation.get_language_from_request(request)
    with translation.override(language):
        # Without the request, so that no context processor asks the database.
        return HttpResponse(render_to_string(template, {"styles": _styles()}), status=status)


def _styles() -> list[str]:
    try:
        return [static(name) for name in STYLES]
    except ValueError:
        # The files have not been collected: an error page without its looks is better than none.
        return []
