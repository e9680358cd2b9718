"""The API, described at /api/openapi.json (OpenAPI 3.1)."""

from django.urls import path

from vitalfew.api import accounts, dossier, people
from vitalfew.api.problems import Door, answer_problems
from vitalfew.api.tokens import Token

api = Door(
    title="Vitalfew",
    version="1",
    description="Accounts, the people of the customers and what is known of them; with the rights of the token's user.",
    urls_namespace="api",
    docs_url=None,  # the usual page of it comes from elsewhere
    auth=Token(),
)
for part in (accounts, people, dossier):
    api.add_router("/accounts", part.router)
answer_problems(api)
urlpatterns = [path("api/", api.urls)]
