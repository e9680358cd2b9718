"""Portfolio: what the director looks at first."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
