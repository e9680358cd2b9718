"""Bounds of an upload, asked before a byte of it is read: how much, where to, and by whom."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vitalfew.people.rules import Permission, Role, may
from vitalfew.web.visitors import may_judge

# What a form adds around its files.
ENVELOPE = 64 << 10
# A browser shows our answer only once it has sent everything; longer than this nobody is waited for.
DRAIN_SECONDS = 20
CHUNK = 1 << 20


def bound_uploads(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse what is too large with the bound named, and anything large that is no import, with 413."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length, bound = _length(request), _bound(request)
        if length <= bound + ENVELOPE:
            return get_response(request)
        if bound > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            _drain(request)
        page = "dossier/too_large.html" if _is_attached(request) else "imports/too_large.html"
        return render(request, page, {"bytes": length, "bound": bound}, status=413)

    return middleware


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _bound(request: HttpRequest) -> int:
    if _is_attached(request):
        return int(settings.ATTACHMENT_BYTES)
    is_import = request.path == reverse("import_new") and request.user.is_authenticated
    if is_import and may(Role(request.user.role), Permission.IMPORT_BOOKS):  # type: ignore[union-attr]
        return int(settings.UPLOAD_BYTES)
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _is_attached(request: HttpRequest) -> bool:
    """Tell whether a file is brought to an account, by somebody whose role writes dossiers."""
    is_files = request.path.endswith("/dossier/files/")
    return is_files and request.user.is_authenticated and may_judge(request.user)


def _drain(request: HttpRequest) -> None:
    end = time.monotonic() + DRAIN_SECONDS
    while request.read(CHUNK) and time.monotonic() < end:
        pass
