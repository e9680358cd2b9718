"""The version a caller has seen: the ETag of what he read, sent back as If-Match with what he writes."""

import re
from typing import Annotated

from django.http import HttpResponse
from ninja.params.functions import Header

IfMatch = Annotated[str | None, Header(alias="If-Match")]

_TAG = re.compile(r'(?:W/)?"([\d.]{1,40})"')


class NoVersion(Exception):
    """The call would write over whatever stands: it names no version. Nothing was written."""


def seen(if_match: str | None) -> str:
    """Return the version named by If-Match; "*" names none, because it would fit anything."""
    found = _TAG.fullmatch((if_match or "").strip())
    if found is None:
        raise NoVersion
    return found[1]


def number_seen(if_match: str | None) -> int:
    """Return the version named by If-Match of something that is one row; 0 fits what nobody has written yet."""
    written = seen(if_match)
    return int(written) if written.isdecimal() else -1


def tag(response: HttpResponse, version: object) -> None:
    """Give the answer the version of what it tells."""
    response.headers["ETag"] = f'"{version}"'
