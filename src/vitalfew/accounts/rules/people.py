"""The people at the customer: what they do, how high they stand, and why one is not written so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vitalfew.accounts.rules.chart import ContactKind


class Function(StrEnum):
    """What a unit of a firm does; in the order in which a customer's people are listed."""

    BOARD = "board"  # 董事会
    PURCHASING = "purchasing"  # 采购
    OPERATIONS = "operations"  # 运作
    QUALITY = "quality"  # 质量
    RND = "rnd"  # 研发
    LOGISTICS = "logistics"  # 物流
    EXTERNAL_LOGISTICS = "external_logistics"  # 外部物流
    FINANCE = "finance"  # 财务
    SALES = "sales"  # 销售
    MARKETING = "marketing"  # 营销
    MARKET_RESEARCH = "market_research"  # 市场调查
    ENVIRONMENT_ANALYSIS = "environment_analysis"  # 环境分析
    MONITORING = "monitoring"  # 监控
    IT = "it"  # 信息
    LEGAL = "legal"  # 法务
    OTHER = "other"  # 其他


class Level(StrEnum):
    """How high a post stands, the highest first (S18, S20)."""

    BOARD = "board"  # 董事会
    DIRECTOR = "director"  # 总监
    MANAGER = "manager"  # 经理
    SUPERVISOR = "supervisor"  # 主管
    EXPERT = "expert"  # 专家
    CLERK = "clerk"  # 职员
    STAFF = "staff"  # 普通人员


FUNCTIONS, LEVELS = tuple(Function), tuple(Level)
SENIOR = (Level.BOARD, Level.DIRECTOR)

# What a unit's name gives away of its function; the first that fits. A guess for people to correct, never a fact.
_SIGNS = (
    (Function.BOARD, ("董事", "总经办", "总裁", "board", "executive")),
    (Function.EXTERNAL_LOGISTICS, ("外部物流",)),
    (Function.LOGISTICS, ("物流", "仓储", "logistic", "warehouse")),
    (Function.QUALITY, ("质量", "品质", "质检", "quality", "qualität")),
    (Function.RND, ("研发", "技术", "设计", "研究", "工艺", "r&d", "engineering", "entwicklung")),
    (Function.PURCHASING, ("采购", "供应", "物资", "purchas", "procurement", "sourcing", "einkauf", "category")),
    (Function.FINANCE, ("财务", "会计", "financ")),
    (Function.OPERATIONS, ("生产", "运作", "运营", "设备", "制造", "计划", "operation", "production", "maintenance")),
    (Function.MARKETING, ("营销", "市场", "marketing")),
    (Function.SALES, ("销售", "sales")),
    (Function.LEGAL, ("法务", "法律", "legal")),
    (Function.IT, ("信息", "information", "digital")),
)
_RANKS = (
    (Level.EXPERT, ("总工程师", "主任工程师", "主任设计师", "专家", "工程师", "研究员", "engineer", "expert")),
    (Level.BOARD, ("董事", "chairman", "ceo")),
    (Level.DIRECTOR, ("总监", "总裁", "总经理", "副总", "director", "vice president", "leiter")),
    (Level.SUPERVISOR, ("主管", "supervisor", "班长")),
    (Level.MANAGER, ("经理", "部长", "处长", "所长", "科长", "主任", "manager", "head of")),
    (Level.CLERK, ("专员", "采购员", "助理", "职员", "clerk", "buyer", "specialist")),
)


def guess_function(name: str) -> Function | None:
    """Return what a unit of this name probably does, for a form to propose."""
    said = name.casefold()
    return next((function for function, signs in _SIGNS if any(sign in said for sign in signs)), None)


def guess_level(title: str) -> Level | None:
    """Return how high this title probably stands, for a form to propose."""
    said = title.casefold()
    return next((level for level, signs in _RANKS if any(sign in said for sign in signs)), None)


@dataclass(frozen=True)
class Place:
    """Where one of their people stands: function and level, "" where nobody has said."""

    contact_id: int
    name: str
    function: str
    level: str


@dataclass(frozen=True)
class Places:
    """Who stands where on both sides of an account: their people in post, and our functions by user."""

    theirs: tuple[Place, ...]
    ours: Mapping[int, str]


class PersonStatus(StrEnum):
    """What has become of a person at one account; read from the posts, never typed."""

    ACTIVE = "active"  # 在职
    MOVED = "moved"  # 调岗
    LEFT = "left"  # 离职


@dataclass(frozen=True)
class ContactState:
    """A person met at the customer."""

    id: int
    version: int
    name: str
    title: str
    level: str


@dataclass(frozen=True)
class UnitState:
    """A unit of the customer's organisation."""

    id: int
    version: int
    name: str
    function: str  # "" while nobody has said


@dataclass(frozen=True)
class PostState:
    """What a person is, or was, at one account. What nobody has told is empty or None."""

    id: int
    version: int
    account_id: int
    account_name: str
    title: str
    unit_id: int | None
    unit: str
    function: str
    level: str
    boss_id: int | None  # the person reported to
    boss: str
    since: date | None
    until: date | None  # the first day on which it is held no more


@dataclass(frozen=True)
class PersonState:
    """A person at the customer, with the post that is held or was held last at one account."""

    id: int
    version: int
    name: str
    name_en: str
    phone: str
    email: str
    post: PostState
    status: PersonStatus
    ground: str = ""  # "" while nobody has said on what ground this is kept
    source: str = ""
    notice_on: date | None = None  # told to the person
    expires_on: date | None = None  # kept until then
    kind: ContactKind = ContactKind.PERSON

    @property
    def is_there(self) -> bool:
        return self.status is PersonStatus.ACTIVE


class Ground(StrEnum):
    """On what ground facts about a person are kept."""

    CONTRACT = "contract"  # 订立、履行合同所必需
    CONSENT = "consent"  # 本人同意
    INTEREST = "interest"  # 正当利益
    PUBLIC = "public"  # 本人已公开


@dataclass(frozen=True)
class NoteState:
    """A private note about a person."""

    id: int
    text: str
    by_name: str
    written_on: date


class PersonWhy(StrEnum):
    """Why a person is not written so."""

    NO_NAME = "no_name"
    NAME_KNOWN = "name_known"
    HAS_LEFT = "has_left"
    NOT_THERE = "not_there"
    THERE_ALREADY = "there_already"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    IN_FUTURE = "in_future"
    MET_SINCE = "met_since"
    BOSS_ELSEWHERE = "boss_elsewhere"
    BOSS_IN_CIRCLE = "boss_in_circle"
    UNIT_KNOWN = "unit_known"
    NO_ACCOUNT = "no_account"
    NO_REASON = "no_reason"
    NO_TEXT = "no_text"


class UnfitPerson(ValueError):
    """The person cannot be written so. Nothing was written."""

    def __init__(self, why: PersonWhy) -> None:
        super().__init__(why.value)
        self.why = why


def post_dates_refused(since: date | None, until: date | None, today: date) -> PersonWhy | None:
    """Return why a post may not run so, or None where it may; what nobody knows is no reason."""
    if (since and since > today) or (until and until > today):
        return PersonWhy.IN_FUTURE
    return PersonWhy.ENDS_BEFORE_IT_BEGINS if since and until and until < since else None
