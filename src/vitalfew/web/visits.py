"""Visits: logged in three fields (S4)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
