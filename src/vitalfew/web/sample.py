"""Loading and removing the sample company."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
