"""What both firms do together: teams, meetings, costs open to each other, and savings shared by a rule (S22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

CENT = Decimal("0.01")
LATELY = 365  # days for which a meeting counts as held lately


class TeamKind(StrEnum):
    """What a joint team is for, in the order in which the teams stand."""

    OPERATIONS = "operations"  # 运作
    RND = "rnd"  # 研发
    ENVIRONMENT_ANALYSIS = "environment_analysis"  # 环境分析
    FINANCE = "finance"  # 财务
    MARKET_RESEARCH = "market_research"  # 市场调查


class CostElement(StrEnum):
    """What a cost that both may read is made of."""

    MATERIAL = "material"  # 材料
    LABOUR = "labour"  # 人工
    MACHINE = "machine"  # 设备
    ENERGY = "energy"  # 能源
    LOGISTICS = "logistics"  # 物流
    OVERHEAD = "overhead"  # 管理费用
    MARGIN = "margin"  # 利润
    OTHER = "other"  # 其他


class JointWhy(StrEnum):
    """Why something of both firms is not written so."""

    NO_CHARTER = "no_charter"
    TEAM_STANDS = "team_stands"
    ENDS_BEFORE_BEGIN = "ends_before_begin"
    NOBODY_JOINS = "nobody_joins"
    TWO_JOIN = "two_join"
    JOINED_ALREADY = "joined_already"
    NOT_OF_THEM = "not_of_them"
    NO_AGENDA = "no_agenda"
    MINUTES_TOO_EARLY = "minutes_too_early"
    NO_PRODUCT = "no_product"
    NEGATIVE = "negative"
    NO_SUCH_CURRENCY = "no_such_currency"
    NO_SAVING = "no_saving"
    PART_TOO_LARGE = "part_too_large"
    READS_ALREADY = "reads_already"
    NOT_NAMED = "not_named"


class UnfitJoint(ValueError):
    """It cannot stand so. Nothing was written."""

    def __init__(self, why: JointWhy) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Split:
    """A saving and its two parts."""

    ours: Decimal
    theirs: Decimal


@dataclass(frozen=True)
class JointMemberState:
    """A member of a joint team."""

    id: int
    version: int
    user_id: int | None
    contact_id: int | None
    name: str
    is_ours: bool
    part: str
    from_on: date
    until: date | None
    team: str = ""  # the kind of the team, where members of several are told

    def is_over(self, today: date) -> bool:
        """Tell whether the member has left the team by this day."""
        return self.until is not None and self.until <= today


@dataclass(frozen=True)
class JointTeamState:
    """A joint team with its members, those of us first."""

    id: int
    version: int
    account_id: int
    kind: TeamKind
    charter: str
    goals: str
    from_on: date
    until: date | None
    members: tuple[JointMemberState, ...] = ()
    last_on: date | None = None  # the last meeting held

    def is_over(self, today: date) -> bool:
        """Tell whether the team has been dissolved by this day."""
        return self.until is not None and self.until <= today


@dataclass(frozen=True)
class JointMeetingState:
    """A meeting of a joint team, or of both boards; closed minutes are told to named readers only."""

    id: int
    version: int
    account_id: int
    account_name: str
    team_id: int | None
    kind: TeamKind | None  # of the team; None: the boards of both firms
    held_on: date
    agenda: str
    has_minutes: bool
    minutes: str  # "" where they are closed
    is_closed: bool
    user_ids: tuple[int, ...]
    ours: tuple[str, ...]
    contact_ids: tuple[int, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class OpenItem:
    """One element of a cost that both firms may read."""

    id: int
    version: int
    product: str
    element: CostElement
    value: Decimal
    currency: str
    per: str
    valid_from: date
    valid_to: date | None
    source: str

    def stands(self, today: date) -> bool:
        """Tell whether it is good on this day."""
        return self.valid_from <= today and (self.valid_to is None or self.valid_to >= today)


@dataclass(frozen=True)
class Saving:
    """A saving both firms agreed on, and the parts of each."""

    id: int
    version: int
    what: str
    amount: Decimal
    ours: Decimal
    currency: str
    agreed_on: date

    @property
    def theirs(self) -> Decimal:
        return self.amount - self.ours


@dataclass(frozen=True)
class OpenBook:
    """The sheet: costs open to both firms, and savings."""

    items: tuple[OpenItem, ...]
    savings: tuple[Saving, ...]


@dataclass(frozen=True)
class ReaderState:
    """One of us who may read what is closed."""

    id: int
    version: int
    user_id: int
    user_name: str
    from_on: date
    until: date | None


@dataclass(frozen=True)
class Together:
    """What both firms do together, as far as a stage asks: teams that meet, board meetings held, costs open."""

    teams: int = 0
    board_meetings: int = 0
    open_costs: int = 0
    last_team_on: date | None = None
    last_board_on: date | None = None


def split(amount: Decimal, our_share: Decimal) -> Split:
    """Share an amount, our part rounded to the cent and theirs what is left: the parts come to the whole, always."""
    ours = (amount * our_share).quantize(CENT, ROUND_HALF_EVEN)
    return Split(ours, amount - ours)


def team_refused(charter: str, from_on: date, until: date | None) -> JointWhy | None:
    """Return why a joint team does not stand so, or None where it does."""
    if not charter.strip():
        return JointWhy.NO_CHARTER
    return days_refused(from_on, until)


def days_refused(from_on: date, until: date | None) -> JointWhy | None:
    """Return why these days are none, or None where they are."""
    return JointWhy.ENDS_BEFORE_BEGIN if until is not None and until < from_on else None


def meeting_refused(agenda: str, minutes: str, held_on: date, today: date) -> JointWhy | None:
    """Return why a meeting is not written so: what was said stands only once it was held."""
    if not agenda.strip():
        return JointWhy.NO_AGENDA
    return JointWhy.MINUTES_TOO_EARLY if minutes.strip() and held_on > today else None


def item_refused(product: str, value: Decimal, currency: str, from_on: date, until: date | None) -> JointWhy | None:
    """Return why a cost is not opened so, or None where it can be."""
    if not product.strip():
        return JointWhy.NO_PRODUCT
    if value < 0:
        return JointWhy.NEGATIVE
    return _currency_refused(currency) or days_refused(from_on, until)


def saving_refused(what: str, amount: Decimal, our_share: Decimal, currency: str) -> JointWhy | None:
    """Return why a saving is not agreed so: there is one, and our part is none of it, all of it or between."""
    if not what.strip() or amount <= 0:
        return JointWhy.NO_SAVING
    return _currency_refused(currency) if 0 <= our_share <= 1 else JointWhy.PART_TOO_LARGE


def is_lately(held_on: date, today: date) -> bool:
    """Tell whether a meeting was held within the last year."""
    return today - timedelta(LATELY) < held_on <= today


def meeting_teams(meetings: Iterable[tuple[int | None, date]], standing: Iterable[int], today: date) -> set[int]:
    """Return which of the standing teams have met within the last year."""
    return {team for team, day in meetings if team is not None and is_lately(day, today)} & set(standing)


def _currency_refused(currency: str) -> JointWhy | None:
    return None if len(currency.strip()) == 3 and currency.strip().isalpha() else JointWhy.NO_SUCH_CURRENCY
