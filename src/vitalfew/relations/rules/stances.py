"""What is said of a person at a customer: how much he counts, how he stands to us, and who says so, since when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypedDict


class Power(StrEnum):
    """How near a person is to where it is decided."""

    INNER = "inner"  # 核心圈
    STRUCTURE = "structure"  # 权力圈
    OUTSIDE = "outside"  # 圈外


class BuyingRole(StrEnum):
    """What a person does when they buy; one person may do several."""

    INITIATOR = "initiator"  # 发起者
    USER = "user"  # 使用者
    INFLUENCER = "influencer"  # 影响者
    DECIDER = "decider"  # 决策者
    APPROVER = "approver"  # 批准者
    BUYER = "buyer"  # 采购者
    GATEKEEPER = "gatekeeper"  # 把关者


class Part(StrEnum):
    """Which of the four parts a person plays for a sale (I9)."""

    ECONOMIC = "economic"  # 经济决策者
    USER = "user"  # 使用把关
    TECHNICAL = "technical"  # 技术把关
    COACH = "coach"  # 教练（信息人）


class Openness(StrEnum):
    """How a person takes what is new, the readiest first."""

    SEEKS = "seeks"  # 主动求变
    OPEN = "open"  # 愿意尝试
    WAITS = "waits"  # 等待观望
    RESISTS = "resists"  # 抗拒改变


class Drive(StrEnum):
    """What moves a person most."""

    BUSINESS = "business"  # 业务成果
    FINANCIAL = "financial"  # 财务
    TECHNICAL = "technical"  # 技术
    RELATIONSHIP = "relationship"  # 人际


class Evidence(StrEnum):
    """Whether somebody has told us, or we suppose it."""

    ASSUMED = "assumed"  # 推测
    CONFIRMED = "confirmed"  # 已证实


MOST_FOR, MOST_AGAINST = 3, -3  # attitude, 0 is neutral
ATTITUDES = tuple(range(MOST_FOR, MOST_AGAINST - 1, -1))
INFLUENCES = (1, 2, 3, 4, 5)
KEY = (Power.INNER, Power.STRUCTURE)
# What a person's stance says; what nobody has said is empty or None.
SAID = (
    "power", "roles", "parts", "attitude", "influence", "openness", "drive", "for_firm", "for_self", "evidence",
    "rhythm_days",
)  # fmt: skip
LONGEST_WISH = 300


class Said(TypedDict, total=False):
    """What is said of a person; what is not told stays."""

    power: str
    roles: list[str]
    parts: list[str]
    attitude: int | None
    influence: int | None
    openness: str
    drive: str
    for_firm: str
    for_self: str
    evidence: str
    rhythm_days: int | None
    source: str


@dataclass(frozen=True)
class StanceState:
    """What is said of a person at an account, by whom, since when, on what ground."""

    contact_id: int
    id: int = 0
    version: int = 0  # 0: nobody has said anything yet
    power: str = ""
    roles: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    attitude: int | None = None
    influence: int | None = None
    openness: str = ""
    drive: str = ""
    for_firm: str = ""  # what the person wants to have reached for the firm (I14)
    for_self: str = ""  # and at work for himself: professional, as one could say it to his face
    evidence: str = Evidence.ASSUMED
    rhythm_days: int | None = None
    source: str = ""
    judged_by: str = ""
    judged_on: date | None = None

    @property
    def is_key(self) -> bool:
        """Tell whether the person counts: in the inner circle or near it."""
        return self.power in KEY

    @property
    def wishes(self) -> tuple[str, ...]:
        """Return what the person wants, for the firm first."""
        return tuple(filter(None, (self.for_firm, self.for_self)))

    @property
    def is_confirmed(self) -> bool:
        return self.evidence == Evidence.CONFIRMED

    def is_older(self, than: int, today: date) -> bool:
        """Tell whether it was said longer ago than so many days."""
        return self.judged_on is not None and (today - self.judged_on).days > than


class StanceWhy(StrEnum):
    """Why something is not said of a person."""

    NO_SOURCE = "no_source"
    OUT_OF_RANGE = "out_of_range"
    NOT_OF_ACCOUNT = "not_of_account"
    SAME_PERSON = "same_person"
    DRAWN_ALREADY = "drawn_already"
    IN_FUTURE = "in_future"
    ENDED = "ended"


class UnfitStance(ValueError):
    """It cannot be said so. Nothing was written."""

    def __init__(self, why: StanceWhy) -> None:
        super().__init__(why.value)
        self.why = why


def checked(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told in the form in which it is kept; refuse what no list and no scale knows."""
    try:
        kept = {name: _kept(name, value) for name, value in told.items() if name in _FORMS}
    except ValueError as wrong:
        raise UnfitStance(StanceWhy.OUT_OF_RANGE) from wrong
    if not str(told.get("source", "")).strip():
        raise UnfitStance(StanceWhy.NO_SOURCE)
    return kept | {"source": str(told["source"]).strip()}


def _kept(name: str, value: Any) -> Any:
    form = _FORMS[name]
    if isinstance(form, range):
        if value is None or value == "":
            return None
        if int(value) not in form:
            raise ValueError(value)
        return int(value)
    if form is str:
        wish = str(value or "").strip()
        if len(wish) > LONGEST_WISH:
            raise ValueError(value)
        return wish
    if name in ("roles", "parts"):
        chosen = {form(one) for one in value}
        return [one.value for one in form if one in chosen]
    return form(value).value if value else ""


_FORMS: dict[str, Any] = {
    "power": Power,
    "roles": BuyingRole,
    "parts": Part,
    "attitude": range(MOST_AGAINST, MOST_FOR + 1),
    "influence": range(1, 6),
    "openness": Openness,
    "drive": Drive,
    "for_firm": str,
    "for_self": str,
    "evidence": Evidence,
    "rhythm_days": range(1, 1001),
}


class LineKind(StrEnum):
    """What runs between two people of a customer beside the line to the boss."""

    DOTTED = "dotted"  # 虚线汇报
    PLUS = "plus"  # 正向影响
    MINUS = "minus"  # 负向影响
    CONFLICT = "conflict"  # 冲突
    PERSONAL = "personal"  # 私人关系


BOTH_WAYS = (LineKind.CONFLICT, LineKind.PERSONAL)
STRENGTHS = (1, 2, 3)


@dataclass(frozen=True)
class LineState:
    """A line from one person to another, from when to when, and who says so."""

    id: int
    version: int
    tail_id: int
    head_id: int
    kind: LineKind
    strength: int
    note: str
    since: date
    until: date | None
    judged_by: str


@dataclass(frozen=True)
class Network:
    """What is said of the people of an account on a day, and the lines between them."""

    stances: dict[int, StanceState] = field(default_factory=dict)  # by person
    lines: list[LineState] = field(default_factory=list)

    def of(self, contact_id: int) -> StanceState:
        """Return what is said of the person, also where nobody has said anything."""
        return self.stances.get(contact_id) or StanceState(contact_id)


def ends(kind: LineKind, tail: int, head: int) -> tuple[int, int]:
    """Return the ends as they are kept: a line that runs both ways begins at the lower number."""
    return (min(tail, head), max(tail, head)) if kind in BOTH_WAYS else (tail, head)
