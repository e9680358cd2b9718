"""The alert inbox (W6)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
