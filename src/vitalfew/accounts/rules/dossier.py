"""The customer dossier: its fields as data, what a value weighs, how long it lasts, what to ask next (S3, I4)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

OLD_DAYS = 180  # a fact nobody has looked at for so long asks to be confirmed, whatever its shelf life
LONGEST = 2000
ALWAYS = 36_500  # a shelf life for what does not change by itself


class Section(StrEnum):
    """The parts of the dossier, in the order in which they are read."""

    BASICS = "basics"  # 基本情况
    BUSINESS = "business"  # 经营与产品
    DIRECTION = "direction"  # 经营计划与方向
    BUYING = "buying"  # 采购
    MONEY = "money"  # 资金与信用


class Holds(StrEnum):
    """What a field holds."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    DAY = "day"
    NUMBER = "number"
    SHARE = "share"  # kept as a fraction, written in per cent
    MONEY = "money"  # kept as "50000000 CNY"


class Confidence(StrEnum):
    """How sure whoever judged is."""

    LOW = "low"  # 低
    MEDIUM = "medium"  # 中
    HIGH = "high"  # 高


class Freshness(StrEnum):
    """How a value stands on a day."""

    MISSING = "missing"
    FRESH = "fresh"
    OLD = "old"  # nobody has looked at it for OLD_DAYS
    EXPIRED = "expired"


@dataclass(frozen=True)
class DossierField:
    """One field: where it stands, what it holds, how much it matters (1..5), how many days a value lasts."""

    code: str
    section: Section
    holds: Holds
    weight: int
    shelf_days: int
    choices: tuple[str, ...] = ()

    @property
    def ages(self) -> bool:
        """Tell whether a value grows old by itself: the day of foundation does not."""
        return self.shelf_days < ALWAYS


def _field(code: str, section: Section, holds: Holds, weight: int, shelf_days: int, choices: str = "") -> DossierField:
    return DossierField(code, section, holds, weight, shelf_days, tuple(choices.split()))


_B, _U, _D, _P, _M = Section.BASICS, Section.BUSINESS, Section.DIRECTION, Section.BUYING, Section.MONEY
_FIELDS = (
    _field("industry", _B, Holds.LINE, 3, 730),
    _field("parent_body", _B, Holds.LINE, 2, 365),
    _field("legal_form", _B, Holds.CHOICE, 1, 730, "joint_stock sole limited limited_liability joint_venture"),
    _field("legal_representative", _B, Holds.LINE, 2, 365),
    _field("founded_on", _B, Holds.DAY, 1, ALWAYS),
    _field("registered_capital", _B, Holds.MONEY, 1, 730),
    _field("headcount", _B, Holds.NUMBER, 1, 365),
    _field("qualifications", _B, Holds.TEXT, 2, 365),
    _field("address", _B, Holds.LINE, 1, 730),
    _field("main_business", _U, Holds.TEXT, 4, 365),
    _field("products", _U, Holds.TEXT, 3, 365),
    _field("origin", _U, Holds.LINE, 1, 365),
    _field("own_customers", _U, Holds.TEXT, 4, 365),
    _field("market_share", _U, Holds.SHARE, 3, 365),
    _field("industry_rank", _U, Holds.CHOICE, 2, 365, "leading middle trailing"),
    _field("peer_rating", _U, Holds.CHOICE, 2, 365, "very_good good fair poor very_poor"),
    _field("rivals", _U, Holds.TEXT, 3, 180),
    _field("main_partners", _U, Holds.TEXT, 1, 365),
    _field("volumes", _U, Holds.LINE, 2, 365),
    _field("monthly_sales", _U, Holds.MONEY, 2, 180),
    _field("stock", _U, Holds.LINE, 2, 90),
    _field("plan_now", _D, Holds.TEXT, 4, 180),
    _field("plan_year", _D, Holds.TEXT, 5, 180),
    _field("plan_three_years", _D, Holds.TEXT, 4, 365),
    _field("plan_long", _D, Holds.TEXT, 2, 730),
    _field("priorities", _D, Holds.TEXT, 5, 180),
    _field("pressures", _D, Holds.TEXT, 4, 180),
    _field("buying_process", _P, Holds.TEXT, 5, 365),
    _field("buying_criteria", _P, Holds.TEXT, 5, 365),
    _field("buying_departments", _P, Holds.TEXT, 4, 365),
    _field("next_tender_on", _P, Holds.DAY, 4, 180),
    _field("contract_status", _P, Holds.CHOICE, 3, 180, "signed signing none"),
    _field("payment_attitude", _M, Holds.CHOICE, 3, 180, "prompt fair slow"),
    _field("cash_position", _M, Holds.CHOICE, 4, 90, "ample fair short tight"),
    _field("credit_rating", _M, Holds.LINE, 3, 180),
    _field("financial_health", _M, Holds.TEXT, 3, 180),
    _field("taxpayer_type", _M, Holds.CHOICE, 1, 730, "general small"),
    _field("banks", _M, Holds.LINE, 1, 365),
)
FIELDS: Mapping[str, DossierField] = {field.code: field for field in _FIELDS}


class DossierWhy(StrEnum):
    """Why a value is not kept."""

    NO_SUCH_FIELD = "no_such_field"
    TOO_LONG = "too_long"
    NO_CHOICE = "no_choice"
    NO_DAY = "no_day"
    NO_NUMBER = "no_number"
    NO_SHARE = "no_share"
    NO_MONEY = "no_money"
    NO_SOURCE = "no_source"
    EXPIRES_BEFORE = "expires_before"
    NOTHING_TO_CONFIRM = "nothing_to_confirm"


class UnfitValue(ValueError):
    """The value cannot be kept. Nothing was written."""

    def __init__(self, why: DossierWhy) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class DossierValueState:
    """One judged value: what, by whom, when, from where, how sure, until when."""

    id: int
    version: int
    account_id: int
    field: str
    value: str
    source: str
    confidence: str
    assessed_by_id: int
    assessed_by_name: str
    assessed_on: date
    expires_on: date

    def freshness(self, today: date) -> Freshness:
        """Tell how the value stands on this day."""
        return freshness(self.value, self.assessed_on, self.expires_on, today, ages=FIELDS[self.field].ages)


@dataclass(frozen=True)
class Completeness:
    """How much of what matters is known, and how much of that is fresh; each 0..1 by weight."""

    known: float
    fresh: float
    filled: int  # fields with a value
    stale: int  # of these: old or expired
    fields: int


def freshness(value: str, assessed_on: date, expires_on: date, today: date, *, ages: bool = True) -> Freshness:
    """Tell how a judged value stands on a day."""
    if not value:
        return Freshness.MISSING
    if expires_on < today:
        return Freshness.EXPIRED
    return Freshness.OLD if ages and (today - assessed_on).days > OLD_DAYS else Freshness.FRESH


def completeness(values: Iterable[DossierValueState], today: date) -> Completeness:
    """Weigh what is known against what matters."""
    stands = {one.field: one.freshness(today) for one in values if one.value and one.field in FIELDS}
    whole = sum(field.weight for field in _FIELDS)
    known = sum(FIELDS[code].weight for code in stands)
    fresh = sum(FIELDS[code].weight for code, how in stands.items() if how is Freshness.FRESH)
    stale = sum(how is not Freshness.FRESH for how in stands.values())
    return Completeness(known / whole, fresh / whole, len(stands), stale, len(_FIELDS))


def ask_next(values: Iterable[DossierValueState], today: date) -> list[DossierField]:
    """Return what to ask, what matters most first: of equal weight, what nobody has ever answered comes first."""
    stands = {one.field: one.freshness(today) for one in values}
    open_fields = [field for field in _FIELDS if stands.get(field.code, Freshness.MISSING) is not Freshness.FRESH]
    rank = [Freshness.MISSING, Freshness.EXPIRED, Freshness.OLD]
    return sorted(open_fields, key=lambda field: (-field.weight, rank.index(stands.get(field.code, rank[0]))))


def expiry(code: str, assessed_on: date) -> date:
    """Return until when a value of this field lasts unless somebody says otherwise."""
    return assessed_on + timedelta(FIELDS[code].shelf_days)


def plain_value(code: str, typed: str, currency: str = "") -> str:
    """Return the value as it is kept, whatever way it was typed; raise UnfitValue where it cannot be read."""
    field, text = FIELDS.get(code), typed.strip()
    if field is None:
        raise UnfitValue(DossierWhy.NO_SUCH_FIELD)
    if len(text) > LONGEST:
        raise UnfitValue(DossierWhy.TOO_LONG)
    if not text:
        return ""
    match field.holds:
        case Holds.CHOICE:
            if text not in field.choices:
                raise UnfitValue(DossierWhy.NO_CHOICE)
            return text
        case Holds.DAY:
            return _day(text)
        case Holds.NUMBER:
            return str(_amount(text, DossierWhy.NO_NUMBER))
        case Holds.SHARE:
            return plain_share(text)
        case Holds.MONEY:
            return _money(text, currency)
        case _:
            return text


def money_of(value: str) -> tuple[Decimal, str]:
    """Return amount and currency of a kept amount of money."""
    amount, _space, currency = value.partition(" ")
    return Decimal(amount), currency


_WIDE = str.maketrans("０１２３４５６７８９．，－％", "0123456789.,-%")
_UNITS = {"": 1, "K": 10**3, "千": 10**3, "W": 10**4, "万": 10**4, "M": 10**6, "亿": 10**8, "B": 10**9}
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)([KWMB千万亿]?)", re.IGNORECASE)
_SIGNS = {"¥": "CNY", "元": "CNY", "人民币": "CNY", "RMB": "CNY", "$": "USD", "美元": "USD", "€": "EUR", "欧元": "EUR"}


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UnfitValue(DossierWhy.NO_DAY) from None


def _amount(text: str, why: DossierWhy) -> Decimal:
    found = _FIGURE.fullmatch(re.sub(r"[\s,]", "", text.translate(_WIDE)))
    if found is None:
        raise UnfitValue(why)
    amount = Decimal(found[1]) * _UNITS[found[2].upper()]
    return amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount.normalize()


def plain_share(text: str) -> str:
    """Return a share as it is kept, a fraction, from what was typed in per cent."""
    bare = text.translate(_WIDE).replace("%", "").strip()
    try:
        share = Decimal(bare) / 100
    except InvalidOperation:
        raise UnfitValue(DossierWhy.NO_SHARE) from None
    if not (share.is_finite() and 0 <= share <= 1):
        raise UnfitValue(DossierWhy.NO_SHARE)
    return f"{share.normalize():f}"


def _money(text: str, currency: str) -> str:
    """Read "5000万", "USD 5M", "5000万元": a currency that is not typed is that of the books, or else asked for."""
    bare, named = text.upper(), ""
    for sign, code in sorted(_SIGNS.items(), key=lambda one: -len(one[0])):
        if sign in bare:
            bare, named = bare.replace(sign, ""), named or code
    if code_found := re.search(r"(?<![A-Z])[A-Z]{3}(?![A-Z])", bare):
        bare, named = bare.replace(code_found[0], ""), code_found[0]
    money = named or currency
    if not money:
        raise UnfitValue(DossierWhy.NO_MONEY)
    return f"{_amount(bare, DossierWhy.NO_MONEY):f} {money}"
