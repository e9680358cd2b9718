"""The review that closes a cycle and opens the next (S43)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
