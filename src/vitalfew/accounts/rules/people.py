"""The people at the customer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContactState:
    """A person met at the customer."""

    id: int
    version: int
    name: str
    title: str
