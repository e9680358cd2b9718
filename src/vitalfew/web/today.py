"""Today: what needs the key account manager, and why."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
