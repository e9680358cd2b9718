"""What the pictures are drawn from: people, the lines between them, ours beside theirs; words already translated."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew.accounts.labels_people import LEVEL_LABELS
from vitalfew.accounts.rules import Level
from vitalfew.web.charts.map.fitting import width

# Levels stand in five bands, the highest first; who stands beside whom shares one.
BANDS: tuple[tuple[Level, ...], ...] = (
    (Level.BOARD,),
    (Level.DIRECTOR,),
    (Level.MANAGER,),
    (Level.SUPERVISOR, Level.EXPERT),
    (Level.CLERK, Level.STAFF),
)
_BAND_OF = {level.value: band for band, levels in enumerate(BANDS) for level in levels}
LAST_BAND = len(BANDS) - 1


@dataclass(frozen=True)
class Person:
    """One person, seat or outsider as it is drawn. What is not known, or not to be shown, is empty or None."""

    key: int
    name: str
    href: str = ""
    also: str = ""  # the name in the other script
    title: str = ""
    unit: str = ""
    level: str = ""
    function: str = ""
    boss: int | None = None
    kind: str = "person"  # person | placeholder | outsider
    power: str = ""  # inner | structure | outside
    attitude: int | None = None
    is_confirmed: bool = False
    depth: int = 0  # 0 no contact … 3 in depth
    days: int | None = None  # since the last contact
    is_stale: bool = False
    roles: tuple[str, ...] = ()
    is_role_open: bool = False
    owners: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    says: str = ""  # the whole in one sentence, for who listens
    version: int = 0  # of the post, for who moves it
    is_bare: bool = False  # for the customer's eyes: nothing judged, nothing of how we are doing

    @property
    def is_key(self) -> bool:
        return self.power in ("inner", "structure")

    @property
    def band(self) -> int | None:
        return _BAND_OF.get(self.level)


@dataclass(frozen=True)
class Line:
    """A line between two people beside the one to the boss."""

    tail: int
    head: int
    kind: str  # dotted | plus | minus | conflict | personal
    strength: int = 1
    says: str = ""
    href: str = ""


@dataclass(frozen=True)
class Colleague:
    """One of us."""

    key: int
    name: str
    title: str = ""
    function: str = ""
    level: str = ""
    href: str = ""


@dataclass(frozen=True)
class Knot:
    """One of us and one of them: how well 0..5, how well wanted, days since they met."""

    ours: int
    theirs: int
    now: int
    wanted: int | None = None
    days: int | None = None
    is_old: bool = False
    says: str = ""
    href: str = ""


@dataclass(frozen=True)
class Heading:
    """What stands over a picture, and what a listener is told of it."""

    title: str
    facts: str
    language: str

    @property
    def room(self) -> float:
        """Return how wide a picture must be for its words."""
        return 48 + max(width(self.title, 22, True), width(self.facts, 13, True))


def band_word(band: int) -> str:
    """Name a band by its levels."""
    return pgettext("between levels", "·").join(str(LEVEL_LABELS[level]) for level in BANDS[band])


def days_word(days: int | None) -> str:
    """Write an age as short as it can be."""
    return pgettext("contact", "never") if days is None else pgettext("age", "%(days)s d") % {"days": days}


def nobody_word() -> str:
    """Say that nobody of us keeps the contact."""
    return _("no owner")
