"""The stage of the relationship: claim, evidence, answer (S16)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
