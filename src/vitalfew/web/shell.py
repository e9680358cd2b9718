"""What every page shows around its content: who, how far the books reach, what waits."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the templates the rail's facts, in a constant number of queries."""
    return {}
