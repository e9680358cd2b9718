"""Naming a key account, and taking the name back (S5)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
