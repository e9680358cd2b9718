"""Numbers written in Chinese characters, as on contracts and invoices: 壹仟贰佰元整 · 一百二十三 · 1亿2000万."""

import re
from decimal import Decimal
from functools import lru_cache

_PLAIN = str.maketrans(
    "〇○两兩壹贰貳弍叁參肆伍陆陸柒捌玖拾佰仟萬億圆圓块負", "零零二二一二二二三三四五六六七八九十百千万亿元元元负"
)
_DIGITS = str.maketrans("零一二三四五六七八九", "0123456789")
_LARGE = (("亿", 8), ("万", 4))
_SECTION = re.compile(r"(?:(.)千)?(?:(零?)(.)百)?(?:(零?)(.?)十)?(?:(零?)([一二三四五六七八九]))?零?")
_SMALL = "一二三四五六七八九"
_SHARE = "百分之"
_ARABIC = re.compile(r"[0-9]{1,17}(?:\.[0-9]{1,8})?")
_ARABIC_AND_UNIT = re.compile(r"([0-9]+(?:\.[0-9]+)?)([百千])")
_WORDS = re.compile(
    r"(?:人民币)?(负?)(?:人民币)?(?:([^点元角分厘负]+)(?:点([零一二三四五六七八九]+))?(?:元|$))?(.*?)[整正]?"
)
_COINS = re.compile(
    r"零?(?:([一二三四五六七八九零])角)?零?(?:([一二三四五六七八九零])分)?(?:([一二三四五六七八九零])厘)?"
)


def read_numeral(text: str) -> Decimal | None:
    """Return the number these characters say, None where they say none or leave a place open, as 一百二 does."""
    plain = text.translate(_PLAIN)
    if plain.startswith(_SHARE):
        share = read_numeral(plain.removeprefix(_SHARE))
        return None if share is None else share / 100
    found, coins = _WORDS.fullmatch(plain), None
    if found:
        coins = _COINS.fullmatch(found[4])
    if not found or not coins or not (found[2] or found[4]):
        return None
    whole = _whole(found[2]) if found[2] else Decimal(0)
    if whole is None or (found[3] and found[4]):
        return None
    number = (
        whole + _after_the_point(found[3] or "") + _after_the_point("".join(coin or "零" for coin in coins.groups()))
    )
    return -number if found[1] else number


def _after_the_point(digits: str) -> Decimal:
    return Decimal("0." + (digits.translate(_DIGITS) or "0"))


def _whole(text: str) -> Decimal | None:
    digits = text.translate(_DIGITS)
    if _ARABIC.fullmatch(digits):
        return Decimal(digits)
    for unit, power in _LARGE:
        if unit in text:
            head, tail = text.rsplit(unit, 1)
            return _joined(_whole(head) if head else None, tail, power)
    return _section(text)


def _joined(head: Decimal | None, tail: str, power: int) -> Decimal | None:
    """Return so many 万 or 亿 and the rest; a rest that leaves its own place open (3万5) is for nobody to guess."""
    if head is None or head > 10**8:
        return None
    if not tail:
        return head.scaleb(power)
    is_open = tail in _SMALL or (tail.isdecimal() and len(tail) != power)
    rest = None if is_open else _whole(tail)
    return None if rest is None or rest >= 10**power else head.scaleb(power) + rest


@lru_cache(maxsize=1 << 15)
def _section(text: str) -> Decimal | None:
    """Return a number below ten thousand; 一百五 may be 105 or 150 and is none."""
    arabic = _ARABIC_AND_UNIT.fullmatch(text)
    if arabic:
        return Decimal(arabic[1]).scaleb(2 if arabic[2] == "百" else 3)
    found = _SECTION.fullmatch(text.lstrip("零"))
    if not found or not text.strip("零"):
        return None
    thousands, _gap, hundreds, _gap, tens, gap, ones = found.groups()
    has_tens = tens is not None
    if any(digit and digit not in _SMALL for digit in (thousands, hundreds, tens)):
        return None
    if ones and (thousands or hundreds) and not has_tens and not gap:
        return None
    values = (thousands, 1000), (hundreds, 100), ("一" if tens == "" else tens, 10), (ones, 1)
    return Decimal(sum((_SMALL.index(digit) + 1) * size for digit, size in values if digit))
