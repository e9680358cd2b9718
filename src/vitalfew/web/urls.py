"""The addresses of the web door: each page module brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("vitalfew.web.sign_in")),
    path("", include("vitalfew.web.preferences")),
]
