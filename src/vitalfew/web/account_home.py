"""The account home: six questions on one screen (S66)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
