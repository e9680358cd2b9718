"""A file on its way into the books, in four steps."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
