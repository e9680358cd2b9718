"""Addresses: the doors name their own, this file only joins them."""

from django.urls import include, path

urlpatterns = [path("", include("vitalfew.web.urls")), path("", include("vitalfew.api.urls"))]
handler400 = "vitalfew.web.errors.bad_request"
handler403 = "vitalfew.web.errors.forbidden"
handler404 = "vitalfew.web.errors.not_found"
handler429 = "vitalfew.web.errors.too_many"  # asked for by the rate limits of the sign-in
handler500 = "vitalfew.web.errors.broken"
