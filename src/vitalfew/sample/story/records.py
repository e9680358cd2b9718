"""What is told of a key account: everything by days before the day of loading, so that the story is always of today."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """A stage claimed by the manager; the director confirmed it, or declined with a reason, or has not answered yet."""

    stage: str
    ago: int
    reason: str
    declined: str = ""
    is_waiting: bool = False


@dataclass(frozen=True)
class Visit:
    """A contact: who was met, what came of it, in a sentence or two."""

    ago: int
    who: str
    title: str
    outcome: str  # order | advance | continuation | no_sale
    note: str
    kind: str = "visit"


@dataclass(frozen=True)
class Aim:
    """An objective; its target is the same days' figure of a year before, times the factor."""

    metric: str
    factor: float
    why: str
    for_whom: str = "us"


@dataclass(frozen=True)
class Step:
    """An action: due in so many days (below zero: that long ago), done so many days ago if it is."""

    what: str
    due_in: int
    done_ago: int | None = None
    aim: int | None = None  # place of the objective it serves


@dataclass(frozen=True)
class LastYear:
    """The cycle before, closed by its review."""

    aims: tuple[Aim, ...]
    steps: tuple[Step, ...]
    why: str
    lesson: str
    decision: str


@dataclass(frozen=True)
class KeyStory:
    """One key account."""

    code: str
    tier: str
    since: int  # designated so many days ago
    reason: str
    claims: tuple[Claim, ...]
    visits: tuple[Visit, ...] = ()
    aims: tuple[Aim, ...] = ()
    strategy: str = ""
    steps: tuple[Step, ...] = ()
    last_year: LastYear | None = None
