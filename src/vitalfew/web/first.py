"""The first screen: where each role starts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
