"""The books: what came in, when, from whom, and taking it back."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
