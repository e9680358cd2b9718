"""What is recorded of the business with a customer: kinds of record, their words, what fits (S12, S13, S15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from vitalfew.accounts.rules.dossier import Freshness, freshness


class RecordKind(StrEnum):
    """The kinds of record, each with a table of its own."""

    NEED = "need"  # 需求
    OFFER = "offer"  # 量身定做
    GAIN = "gain"  # 双向价值
    CONTRACT = "contract"  # 合同
    PRICE = "price"  # 价格协议
    PRACTICE = "practice"  # 采购方式
    CHAIN = "chain"  # 价值链地位
    BUYER_VIEW = "buyer-view"  # 采购方视角
    CULTURE = "culture"  # 文化
    WALLET = "wallet"  # 采购总额估计
    COMPETITOR = "competitor"  # 竞争对手份额
    TRUST = "trust"  # 信任评分
    PARTICIPATION = "participation"  # 参与度
    POSITION = "position"  # 市场地位
    SIGN = "sign"  # 关系的证据


class NeedKind(StrEnum):
    """How deep a need lies (Millman & Wilson 1996)."""

    PRODUCT = "product"  # 产品需求
    PROCESS = "process"  # 流程需求
    FACILITATION = "facilitation"  # 便利需求


class Priority(StrEnum):
    HIGH = "high"  # 高
    MEDIUM = "medium"  # 中
    LOW = "low"  # 低


class NeedState(StrEnum):
    OPEN = "open"  # 未满足
    MEETING = "meeting"  # 正在满足
    MET = "met"  # 已满足
    DROPPED = "dropped"  # 不再需要


class OfferKind(StrEnum):
    SPECIFICATION = "specification"  # 规格
    PRICE_TERMS = "price_terms"  # 价格条款
    SERVICE_LEVEL = "service_level"  # 服务水平
    LOGISTICS = "logistics"  # 物流
    SUPPORT = "support"  # 技术与人员支持
    OTHER = "other"  # 其他


class ContractState(StrEnum):
    SIGNING = "signing"  # 正在签订
    SIGNED = "signed"  # 已签订


class Party(StrEnum):
    US = "us"  # 我方
    CUSTOMER = "customer"  # 客户


class ChainLevel(StrEnum):
    """Where a party stands between raw material and end market (S34), upstream first."""

    RAW_MATERIAL = "raw_material"  # 原料
    COMPONENT = "component"  # 部件
    PRODUCT = "product"  # 产品
    INTERMEDIARY = "intermediary"  # 中间商
    END_MARKET = "end_market"  # 终端


class Quadrant(StrEnum):
    """How the buyer sees what we supply (Kraljic 1983)."""

    STRATEGIC = "strategic"  # 战略
    LEVERAGE = "leverage"  # 杠杆
    BOTTLENECK = "bottleneck"  # 瓶颈
    NON_CRITICAL = "non_critical"  # 一般


class SupplierStatus(StrEnum):
    APPROVED = "approved"  # 合格
    ONE_OF_MANY = "one_of_many"  # 多家之一
    PREFERRED = "preferred"  # 优选
    PRIMARY = "primary"  # 主供
    SOLE = "sole"  # 独供


class CultureLevel(StrEnum):
    """Whose culture: a company's, a site's or a region's. Never a person's belief (S28, S56)."""

    COMPANY = "company"  # 公司
    SITE = "site"  # 地点
    REGION = "region"  # 地区


class WalletMethod(StrEnum):
    STATED = "stated"  # 客户告知
    TENDER = "tender"  # 招标
    PUBLIC = "public"  # 公开数据
    MODEL = "model"  # 推算


class Complexity(StrEnum):
    """How complex the product is, or the process by which the customer takes part (S31, S32)."""

    SIMPLE = "simple"  # 简单
    COMPLEX = "complex"  # 复杂


class MarketEvent(StrEnum):
    """What changed a market position (S30)."""

    MERGER = "merger"  # 合并
    NEW_OWNER = "new_owner"  # 控股权变更
    ENTRY = "entry"  # 进入市场
    EXIT = "exit"  # 退出市场
    RISE = "rise"  # 地位上升
    FALL = "fall"  # 地位下降
    NONE = "none"  # 无事件, 只记位置


class SignKind(StrEnum):
    """What of a relationship no book shows and somebody has to say (S17, S21, S22)."""

    JOINT_PLAN = "joint_plan"  # 共同计划
    INFORMATION_SHARED = "information_shared"  # 共享信息
    MAIN_CONTACT = "main_contact"  # 主要联系人
    SYSTEM_LINK = "system_link"  # 系统对接
    HARD_TO_LEAVE = "hard_to_leave"  # 退出难度


# Of these it is said how far: kinds of information, orders through linked systems in per cent.
COUNTED_SIGNS: Mapping[SignKind, int] = {
    SignKind.INFORMATION_SHARED: 20,
    SignKind.SYSTEM_LINK: 100,
}


class RecordWhy(StrEnum):
    """Why a record is not kept."""

    NOTHING_SAID = "nothing_said"
    ENDS_BEFORE = "ends_before"
    NOTICE_AFTER = "notice_after"
    NO_CURRENCY = "no_currency"
    BELOW_ZERO = "below_zero"
    RANGE_UPSIDE_DOWN = "range_upside_down"
    NO_AMOUNT = "no_amount"
    NOT_A_SHARE = "not_a_share"
    NO_LEVEL = "no_level"
    TWICE = "twice"
    NO_REASON = "no_reason"
    ENDED = "ended"
    DAY_AHEAD = "day_ahead"
    NO_POSITION = "no_position"


class UnfitRecord(ValueError):
    """The record cannot be kept. Nothing was written."""

    def __init__(self, why: RecordWhy) -> None:
        super().__init__(why.value)
        self.why = why


# How many days a judgement of each kind lasts unless somebody says otherwise.
SHELF_DAYS: Mapping[RecordKind, int] = {
    RecordKind.NEED: 90,
    RecordKind.OFFER: 365,
    RecordKind.GAIN: 365,
    RecordKind.CONTRACT: 365,
    RecordKind.PRICE: 365,
    RecordKind.PRACTICE: 365,
    RecordKind.CHAIN: 730,
    RecordKind.BUYER_VIEW: 365,
    RecordKind.CULTURE: 730,
    RecordKind.WALLET: 365,
    RecordKind.COMPETITOR: 180,
    RecordKind.TRUST: 180,
    RecordKind.PARTICIPATION: 365,
    RecordKind.POSITION: 365,
    RecordKind.SIGN: 365,
}
# Without this a record says nothing.
SAYS: Mapping[RecordKind, str] = {
    RecordKind.NEED: "what",
    RecordKind.OFFER: "what",
    RecordKind.GAIN: "what",
    RecordKind.CONTRACT: "name",
    RecordKind.PRICE: "product",
    RecordKind.PRACTICE: "evidence",
    RecordKind.CULTURE: "what",
    RecordKind.COMPETITOR: "competitor",
    RecordKind.BUYER_VIEW: "category",
    RecordKind.TRUST: "evidence",
    RecordKind.PARTICIPATION: "offering",
    RecordKind.POSITION: "market",
    RecordKind.SIGN: "what",
}
AMOUNTS = ("amount", "price", "yearly_cost", "yearly_value", "low", "point", "high")
AHEAD_DAYS = 60  # so long before a contract's notice day or end it is said aloud


@dataclass(frozen=True)
class RecordState:
    """One record: what it says, who judged it when on what, until when; ended once it no longer stands."""

    kind: RecordKind
    id: int
    version: int
    account_id: int
    account_name: str
    values: Mapping[str, Any]
    source: str
    confidence: str
    assessed_by_name: str
    assessed_on: date
    expires_on: date
    ended_on: date | None
    end_reason: str

    def freshness(self, today: date) -> Freshness:
        """Tell how the judgement stands on this day."""
        return freshness("said", self.assessed_on, self.expires_on, today)


@dataclass(frozen=True)
class DateAhead:
    """A day on which a contract or a price ends, or by which notice must be given."""

    record: RecordState
    on: date
    is_notice: bool


# What makes a series of judgements: only the last of each asks to be looked at again, those before are its history.
SERIES: Mapping[RecordKind, tuple[str, ...]] = {
    RecordKind.TRUST: ("rated_by_party",),
    RecordKind.PARTICIPATION: ("offering",),
    RecordKind.POSITION: ("party", "market"),
}
# The day that what is recorded is of: it is told today or later, never before.
DAYS = {RecordKind.TRUST: "rated_on", RecordKind.PARTICIPATION: "positioned_on", RecordKind.POSITION: "happened_on"}


def superseded(records: Sequence[RecordState]) -> set[int]:
    """Return the numbers of the records of one kind after which another of their series came."""
    last: dict[tuple[Any, ...], RecordState] = {}
    for one in sorted(records, key=lambda one: (one.values[DAYS[one.kind]], one.id)):
        last[tuple(one.values[name] for name in SERIES[one.kind])] = one
    return {one.id for one in records} - {one.id for one in last.values()}


def check_day(kind: RecordKind, values: Mapping[str, Any], today: date) -> None:
    """Raise UnfitRecord where what is recorded has not happened yet."""
    day = values.get(DAYS.get(kind, ""))
    if day and day > today:
        raise UnfitRecord(RecordWhy.DAY_AHEAD)


def check(kind: RecordKind, values: Mapping[str, Any]) -> None:
    """Raise UnfitRecord where the values do not fit together."""
    says = SAYS.get(kind)
    if says and not str(values.get(says) or "").strip():
        raise UnfitRecord(RecordWhy.NOTHING_SAID)
    _check_days(values)
    _check_amounts(kind, values)
    share = values.get("share")
    if share is not None and not 0 <= share <= 1:
        raise UnfitRecord(RecordWhy.NOT_A_SHARE)
    is_silent = values.get("event") == MarketEvent.NONE and values.get("rank") is None and share is None
    if kind is RecordKind.POSITION and is_silent:
        raise UnfitRecord(RecordWhy.NO_POSITION)
    if kind is RecordKind.SIGN and "sign" in values:
        _check_level(SignKind(values["sign"]), values.get("level"))


def expiry(kind: RecordKind, assessed_on: date) -> date:
    """Return until when a judgement of this kind lasts."""
    return assessed_on + timedelta(SHELF_DAYS[kind])


def dates_ahead(record: RecordState, today: date) -> list[DateAhead]:
    """Return the days of a contract or price that are near and still to come."""
    return dates_between(record, today, today + timedelta(AHEAD_DAYS))


def dates_between(record: RecordState, first: date, last: date) -> list[DateAhead]:
    """Return the days of a standing contract or price from the first to the last, both included."""
    days = [(record.values.get("notice_by"), True), (record.values.get("ends_on"), False)]
    found = [DateAhead(record, day, is_notice) for day, is_notice in days if day and first <= day <= last]
    return found if record.ended_on is None else []


def _check_level(sign: SignKind, level: int | None) -> None:
    most = COUNTED_SIGNS.get(sign)
    if most is not None and (level is None or not 0 <= level <= most):
        raise UnfitRecord(RecordWhy.NO_LEVEL)


def _check_days(values: Mapping[str, Any]) -> None:
    begins, ends, notice = (values.get(name) for name in ("starts_on", "ends_on", "notice_by"))
    if begins and ends and ends < begins:
        raise UnfitRecord(RecordWhy.ENDS_BEFORE)
    if notice and ends and notice > ends:
        raise UnfitRecord(RecordWhy.NOTICE_AFTER)


def _check_amounts(kind: RecordKind, values: Mapping[str, Any]) -> None:
    amounts: dict[str, Decimal] = {name: values[name] for name in AMOUNTS if values.get(name) is not None}
    if any(amount < 0 for amount in amounts.values()):
        raise UnfitRecord(RecordWhy.BELOW_ZERO)
    if kind in (RecordKind.WALLET, RecordKind.PRICE) and not amounts:
        raise UnfitRecord(RecordWhy.NO_AMOUNT)
    if amounts and not values.get("currency"):
        raise UnfitRecord(RecordWhy.NO_CURRENCY)
    steps = [amounts[name] for name in ("low", "point", "high") if name in amounts]
    if steps != sorted(steps):
        raise UnfitRecord(RecordWhy.RANGE_UPSIDE_DOWN)
