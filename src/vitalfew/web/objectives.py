"""Objectives, with actuals from the books (S2)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
