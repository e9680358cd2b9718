"""How money, shares, days and ages are written, in Chinese and in English. Rounded here, once, and nowhere else."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.dates import format_date
from babel.numbers import get_currency_name, get_currency_symbol
from django.utils.translation import get_language

UNKNOWN = "—"
MINUS = "−"
TENFOLD = 9  # a growth by 900 %
TWO_YEARS = 730  # days, from which on an age is told in years
Number = Decimal | float | int

# (at least, divisor, unit, decimals), largest first.
_CHINESE = ((10**8, 10**8, "亿", 2), (10**6, 10**4, "万", 0), (10**4, 10**4, "万", 1))
_ENGLISH = ((10**9, 10**9, "B", 2), (10**8, 10**6, "M", 1), (10**6, 10**6, "M", 2), (10**4, 10**3, "K", 0))
_PLAIN = (0, 1, "", 0)


@dataclass(frozen=True)
class Written:
    """A figure in two parts, because its unit is set smaller: "¥2,723" and "万"."""

    figure: str
    unit: str = ""

    def __str__(self) -> str:
        return self.figure + self.unit


def is_chinese(language: str | None = None) -> bool:
    """Tell whether the language, or else the one spoken now, is Chinese."""
    return (language or get_language() or "zh").lower().startswith("zh")


def name(own: str, english: str) -> str:
    """Return the name in the language spoken, where there is one in it."""
    return own if is_chinese() else english or own


def money(value: Number | None, currency: str = "", language: str | None = None) -> Written:
    """Write an amount short, as people say it: ¥1.10亿, ¥2,723万, CN¥109.8M; a dash where it is not known."""
    if value is None:
        return Written(UNKNOWN)
    exact = Decimal(value)
    chinese = is_chinese(language)
    ladder = _CHINESE if chinese else _ENGLISH
    for (least, divisor, unit, decimals), finer in zip(ladder, (*ladder[1:], _PLAIN), strict=True):
        # What would round up to the next unit is written in it: 99,999,999 is 1.00亿 and not 10,000万.
        if round_half_up(abs(exact) / finer[1], finer[3]) * finer[1] >= least:
            return Written(_signed(exact / divisor, decimals, currency, chinese), unit)
    return Written(_signed(exact, 0 if abs(exact) >= 1000 or exact == exact.to_integral() else 2, currency, chinese))


def money_exact(value: Number | None, currency: str = "", language: str | None = None) -> str:
    """Write an amount to the cent: ¥109,800,416.20."""
    return UNKNOWN if value is None else _signed(Decimal(value), 2, currency, is_chinese(language))


@dataclass(frozen=True)
class Unit:
    """The unit of a column, said once at its head: 万元人民币, CNY K."""

    divisor: int
    decimals: int
    name: str


def unit_for(largest: Number | None, currency: str = "", language: str | None = None) -> Unit:
    """Choose the unit of a column by its largest amount, so that the figures stay short."""
    chinese, size = is_chinese(language), abs(Decimal(largest or 0))
    if chinese:
        name = get_currency_name(currency, locale="zh_Hans_CN") if currency else "，币种未知"
        name = f"元{name}" if currency == "CNY" else name
        return Unit(10**4, 0, f"万{name}") if size >= 10**7 else Unit(1, 0, name.lstrip("，"))
    divisor, letter = (10**6, "M") if size >= 10**10 else (10**3, "K") if size >= 10**7 else (1, "")
    # "元" or nothing would be a guess: what nobody has said is said to be unknown.
    name = f"{currency} {letter}".strip() if currency else f"{letter}, currency unknown".lstrip(", ")
    return Unit(divisor, 1 if letter == "M" else 0, name)


def in_unit(value: Number | None, unit: Unit) -> str:
    """Write an amount in the unit of its column, without repeating it; a dash where it is not known."""
    if value is None:
        return UNKNOWN
    rounded = round_half_up(Decimal(value) / unit.divisor, unit.decimals)
    return f"{MINUS if rounded < 0 else ''}{abs(rounded):,}"


def number(value: Number | None, decimals: int = 0, language: str | None = None) -> str:
    """Write a plain number with separators; a dash where it is not known."""
    return UNKNOWN if value is None else _signed(Decimal(value), decimals, "", is_chinese(language))


def share(value: Number | None, decimals: int = 1) -> str:
    """Write a share 0..1 in per cent: 46.1%."""
    return UNKNOWN if _is_unknown(value) else _signed(Decimal(value or 0) * 100, decimals, "", True) + "%"


def change(value: Number | None, decimals: int = 1) -> str:
    """Write a relative change with its sign: +6.4%, −9.6%; from tenfold on as a multiple: ×13.5."""
    if _is_unknown(value):
        return UNKNOWN
    if (value or 0) >= TENFOLD:
        return "×" + _signed(Decimal(value or 0) + 1, decimals, "", True)
    written = share(value, decimals)
    is_zero = not any(digit in written for digit in "123456789")
    return written.lstrip(MINUS) if is_zero else written if written.startswith(MINUS) else f"+{written}"


def points(value: Number | None, decimals: int = 1, language: str | None = None) -> str:
    """Write the difference of two shares with its sign: +0.9 点, −1.2 pt."""
    if _is_unknown(value):
        return UNKNOWN
    return f"{change(value, decimals).removesuffix('%')} {'点' if is_chinese(language) else 'pt'}"


def day(value: date | None, language: str | None = None) -> str:
    """Write a day: 2026-07-02, or 2 Jul 2026."""
    if value is None:
        return UNKNOWN
    return value.isoformat()[:10] if is_chinese(language) else format_date(value, "d MMM y", locale="en")


def short_day(value: date | None, language: str | None = None) -> str:
    """Write a day without its year: 11-25, or 25 Nov."""
    if value is None:
        return UNKNOWN
    return f"{value:%m-%d}" if is_chinese(language) else format_date(value, "d MMM", locale="en")


def month(value: date | None, language: str | None = None) -> str:
    """Write a month: 2026-07, or Jul 2026."""
    if value is None:
        return UNKNOWN
    return f"{value:%Y-%m}" if is_chinese(language) else format_date(value, "MMM y", locale="en")


def age(value: date | None, today: date, language: str | None = None) -> str:
    """Write how long ago a day was, or how long it is until it: 2 天前, 38 天后, 今天; 2 d ago, in 38 d, today."""
    if value is None:
        return UNKNOWN
    days, chinese = (today - value).days, is_chinese(language)
    if days == 0:
        return "今天" if chinese else "today"
    if abs(days) > TWO_YEARS:
        return _ago(int(days / 365.25), "年" if chinese else "y", chinese)
    return _ago(days, "天" if chinese else "d", chinese)


def _ago(count: int, unit: str, chinese: bool) -> str:
    if count > 0:
        return f"{count} {unit}前" if chinese else f"{count} {unit} ago"
    return f"{-count} {unit}后" if chinese else f"in {-count} {unit}"


def symbol(currency: str, language: str | None = None) -> str:
    """Return the sign of a currency as this language writes it; "" while nobody has said which."""
    return _symbol(currency, is_chinese(language)) if currency else ""


@cache
def _symbol(currency: str, chinese: bool) -> str:
    found = get_currency_symbol(currency, "zh_Hans_CN" if chinese else "en")
    return found if len(found) < 3 or not found.isalpha() else f"{found} "


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round as people do by hand: a half goes away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _signed(value: Decimal, decimals: int, currency: str, chinese: bool) -> str:
    rounded = round_half_up(value, decimals)
    figure = f"{abs(rounded):,}"
    sign = MINUS if rounded < 0 else ""
    return sign + symbol(currency, "zh" if chinese else "en") + figure


def _is_unknown(value: Number | None) -> bool:
    return value is None or value != value
