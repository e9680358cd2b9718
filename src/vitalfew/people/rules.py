"""Who may do what: the whole of it, readable on one page.

A role grants a permission over its own accounts or over all of them. Own = the key account's manager or deputy.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from ipaddress import ip_address
from typing import Any, Protocol


class Role(StrEnum):
    MANAGER = "manager"  # 大客户经理
    DIRECTOR = "director"  # 大客户总监
    ANALYST = "analyst"  # 销售运营分析
    ADMINISTRATOR = "administrator"  # 管理员


class Relation(StrEnum):
    OWN = "own"
    OTHER = "other"


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Permission(StrEnum):
    SEE_ACCOUNT = "see_account"
    SEE_COMPANY = "see_company"  # figures over all accounts
    IMPORT_BOOKS = "import_books"  # and undo
    ADD_PROSPECT = "add_prospect"  # and say which account of the books it has become
    ARRANGE_ACCOUNTS = "arrange_accounts"  # who belongs to whom, and which two are one
    DESIGNATE = "designate"
    PROPOSE_STAGE = "propose_stage"
    CONFIRM_STAGE = "confirm_stage"
    EDIT_PLAN = "edit_plan"  # objectives, plan text, actions
    LOG_VISIT = "log_visit"
    EDIT_DOSSIER = "edit_dossier"  # what is known and judged of the customer
    EDIT_PEOPLE = "edit_people"  # who is who at the customer, who of us knows whom
    SEE_PRIVATE_NOTE = "see_private_note"
    READ_CLOSED = "read_closed"  # the open-book sheet and closed minutes; besides, whoever is named to read them
    ERASE_PERSON = "erase_person"
    HANDLE_ALERT = "handle_alert"
    REVIEW = "review"
    READ_JOURNAL = "read_journal"
    MANAGE_USERS = "manage_users"
    LOAD_SAMPLE = "load_sample"


_OWN = frozenset({Relation.OWN})
_ALL = frozenset({Relation.OWN, Relation.OTHER})
_NONE: frozenset[Relation] = frozenset()

#                            manager director analyst administrator
_TABLE: dict[Permission, tuple[frozenset[Relation], ...]] = {
    Permission.SEE_ACCOUNT: (_OWN, _ALL, _ALL, _ALL),
    Permission.SEE_COMPANY: (_NONE, _ALL, _ALL, _ALL),
    Permission.IMPORT_BOOKS: (_NONE, _ALL, _ALL, _ALL),
    Permission.ADD_PROSPECT: (_NONE, _ALL, _ALL, _ALL),
    Permission.ARRANGE_ACCOUNTS: (_NONE, _ALL, _ALL, _ALL),
    Permission.DESIGNATE: (_NONE, _ALL, _NONE, _NONE),
    Permission.PROPOSE_STAGE: (_OWN, _ALL, _NONE, _NONE),
    Permission.CONFIRM_STAGE: (_NONE, _ALL, _NONE, _NONE),
    Permission.EDIT_PLAN: (_OWN, _ALL, _NONE, _NONE),
    Permission.LOG_VISIT: (_OWN, _ALL, _NONE, _NONE),
    Permission.EDIT_DOSSIER: (_OWN, _ALL, _ALL, _NONE),
    Permission.EDIT_PEOPLE: (_OWN, _ALL, _NONE, _NONE),
    Permission.SEE_PRIVATE_NOTE: (_OWN, _ALL, _NONE, _NONE),
    Permission.READ_CLOSED: (_NONE, _ALL, _NONE, _NONE),
    Permission.ERASE_PERSON: (_NONE, _ALL, _NONE, _ALL),
    Permission.HANDLE_ALERT: (_OWN, _ALL, _NONE, _NONE),
    Permission.REVIEW: (_OWN, _ALL, _NONE, _NONE),
    Permission.READ_JOURNAL: (_OWN, _ALL, _ALL, _ALL),
    Permission.MANAGE_USERS: (_NONE, _NONE, _NONE, _ALL),
    Permission.LOAD_SAMPLE: (_NONE, _ALL, _ALL, _ALL),
}
_COLUMN = {Role.MANAGER: 0, Role.DIRECTOR: 1, Role.ANALYST: 2, Role.ADMINISTRATOR: 3}


def may(role: Role, permission: Permission, relation: Relation = Relation.OTHER) -> bool:
    """Tell whether the role may do this to an account in this relation to the user."""
    return relation in _TABLE[permission][_COLUMN[role]]


class NotAllowed(Exception):
    """The user may not do this. Nothing was written."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission.value)
        self.permission = permission


class Actor(Protocol):
    """Whoever acts, with the role that says what for: a signed-in user, the command line, the clock."""

    @property
    def actor_id(self) -> int | None: ...

    @property
    def actor_name(self) -> str: ...

    # A plain word, because a user's role is read from the database.
    @property
    def role(self) -> str: ...

    @property
    def is_active(self) -> bool: ...


@dataclass(frozen=True)
class SystemActor:
    """Somebody without a login: whoever holds the machine (the command line), or the clock."""

    actor_name: str
    role: str
    actor_id: int | None = None
    is_active: bool = True


COMMAND_LINE = SystemActor("command line", Role.ADMINISTRATOR)
CLOCK = SystemActor("clock", Role.ADMINISTRATOR)


def require(user: Actor, permission: Permission, relation: Relation = Relation.OTHER) -> None:
    """Raise NotAllowed unless the user is active and his role grants this."""
    if not (user.is_active and may(Role(user.role), permission, relation)):
        raise NotAllowed(permission)


class NobodySigned(Exception):
    """Refused: a judgement or a note bears the name of a user; the command line and the clock sign none."""


def signer(by: Actor) -> int:
    """Return the number of the user who acts, for a record that bears his name."""
    if by.actor_id is None:
        raise NobodySigned
    return by.actor_id


class LastAdministrator(Exception):
    """Refused: without an administrator nobody could ever manage users again. Nothing was written."""


class UnfitSignIn(ValueError):
    """Refused: the user name is taken or the password too weak; the sentences say which."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


LONGEST_TOKEN_DAYS = 366
TOKEN_PREFIX = "vf_"  # so that whoever finds one in a file knows what it opens  # noqa: S105 (no secret)
SENT_DAYS = 7  # a request may be sent again for so long


class TokenWhy(StrEnum):
    """Why a token is not drawn."""

    NO_NAME = "no_name"
    ENDS_BEFORE = "ends_before"
    LASTS_TOO_LONG = "lasts_too_long"


class UnfitToken(ValueError):
    """The token cannot be drawn so. Nothing was written."""

    def __init__(self, why: TokenWhy) -> None:
        super().__init__(why.value)
        self.why = why


class KeyUsedOtherwise(ValueError):
    """Refused: the key of this request has come before with another request. Nothing was written."""


@dataclass(frozen=True)
class ApiTokenState:
    """A token as its user knows it; the secret is not among what is kept."""

    id: int
    version: int
    name: str
    made_on: date
    expires_on: date
    used_on: date | None  # the last day; None where it never was
    revoked_on: date | None

    def opens(self, today: date) -> bool:
        """Tell whether it still lets anybody in."""
        return self.revoked_on is None and self.expires_on >= today


def token_refused(name: str, expires_on: date, today: date) -> TokenWhy | None:
    """Return why no such token is drawn, or None where it may be."""
    if not name.strip():
        return TokenWhy.NO_NAME
    if expires_on < today:
        return TokenWhy.ENDS_BEFORE
    return TokenWhy.LASTS_TOO_LONG if expires_on > today + timedelta(LONGEST_TOKEN_DAYS) else None


def secret_digest(secret: str) -> str:
    """Return what is kept of a secret. It is drawn, not thought up: a plain digest cannot be guessed backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()


# A request that a proxy passed on comes from loopback and yet from elsewhere; the proxy says so in one of these.
_PROXY_HEADERS = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_VIA")


def is_loopback(told: Mapping[str, Any]) -> bool:
    """Tell from what the server says of a request whether it was made on this very machine, passed on by no proxy."""
    if any(header in told for header in _PROXY_HEADERS):
        return False
    try:
        return ip_address(told.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
