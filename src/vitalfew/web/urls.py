"""The addresses of the web door: each page module brings its own."""

from django.urls import URLPattern, URLResolver, include, path

PAGES = [
    "sign_in",
    "preferences",
    "first",
    "today",
    "portfolio",
    "accounts",
    "prospects",
    "account_home",
    "dossier",
    "tree",
    "records",
    "concentration",
    "designations",
    "people",
    "stages",
    "objectives",
    "plans",
    "plan_files",
    "visits",
    "planning",
    "promises",
    "alerts",
    "reviews",
    "books",
    "imports",
    "changes",
    "sources",
    "mappings",
    "settings",
    "rates",
    "control_totals",
    "facts",
    "account_facts",
    "proposals",
    "lines",
    "sample",
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"vitalfew.web.{page}")) for page in PAGES]
