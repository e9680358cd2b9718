"""Concentration: how few make how much (S6)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
