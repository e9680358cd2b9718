"""The sample's own words: what loading and removing it did, and when it is refused."""

from dataclasses import dataclass

from vitalfew.people.rules import Role


class SampleRefused(Exception):
    """Refused: the sentence says why. Nothing was written."""


@dataclass(frozen=True)
class SignIn:
    """A character of the sample, and the password drawn for it."""

    name: str
    role: Role
    username: str
    password: str


@dataclass(frozen=True)
class SampleReport:
    """What is there after loading."""

    status: str  # loaded | already_loaded
    message: str
    lines: int
    accounts: int
    key_accounts: int
    seconds: float
    sign_ins: tuple[SignIn, ...]


@dataclass(frozen=True)
class RemovalReport:
    """What removing took away."""

    status: str  # removed | not_loaded
    message: str
    batches: int
    accounts: int
    users: int
