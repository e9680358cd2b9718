"""The plan of an account and its actions (S65)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
