"""Who may do what, route by route. Every address of the product has its row; a new one without a row fails the tests.

To add a row: name the route as in its urls ("accounts" or "namespace:name"), the method, and who gets through.
`arguments` fill the address, `data` fills the form; both may name things of the story (tests/people/story.py) in
braces: {"code": "{account.code}"}. The account of the story belongs to OWNER; STRANGER is a manager of other accounts.
A denial is 403 or 404 (an account that is not yours does not exist for you) and must leave the database as it was.
"""

from dataclasses import dataclass, field

OWNER, STRANGER, DIRECTOR, ANALYST, ADMINISTRATOR = "owner", "stranger", "director", "analyst", "administrator"
SIGNED_IN = frozenset({OWNER, STRANGER, DIRECTOR, ANALYST, ADMINISTRATOR})
ANYBODY = SIGNED_IN | {"nobody"}
COMPANY = frozenset({DIRECTOR, ANALYST, ADMINISTRATOR})  # sees everything
SEES = COMPANY | {OWNER}  # sees the story's account
WORKS = frozenset({DIRECTOR, OWNER})  # works on the story's account
ONLY_DIRECTOR = frozenset({DIRECTOR})


@dataclass(frozen=True)
class Row:
    """One address and method, and who gets through."""

    route: str
    method: str
    may: frozenset[str]
    arguments: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


TABLE = [
    Row("account_login", "GET", ANYBODY),
    Row("account_login", "POST", ANYBODY, data={"login": "x", "password": "y"}),
    Row("account_logout", "GET", ANYBODY),
    Row("account_logout", "POST", ANYBODY),
    Row("set_language", "POST", ANYBODY, data={"language": "en"}),
    Row("set_theme", "POST", SIGNED_IN, data={"theme": "dark"}),
]
