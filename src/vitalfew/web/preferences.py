"""Language and theme, per user; before sign-in the browser remembers the language."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import path
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from vitalfew.people import actions
from vitalfew.people.rules import Theme

KNOWN = {code for code, _ in settings.LANGUAGES}
A_YEAR = 365 * 24 * 3600


def language_of_user(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Speak the user's language; before sign-in the cookie's, then the browser's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if language not in KNOWN:
            language = translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers["Content-Language"] = language
            return response

    return middleware


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language for the user, and for this browser's next sign-in."""
    language = request.POST.get("language", "")
    if language not in KNOWN:
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        actions.set_language(by=request.user, language=language)
    response = _back(request)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme for the user."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.POST.get("next", "/"))
    theme = request.POST.get("theme", "")
    if theme not in set(Theme):
        return HttpResponseBadRequest()
    actions.set_theme(by=request.user, theme=theme)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    to = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return redirect(to if is_ours else "/")


urlpatterns = [
    path("preferences/language/", set_language, name="set_language"),
    path("preferences/theme/", set_theme, name="set_theme"),
]
