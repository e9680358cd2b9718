"""What a line came to and what it cost, exact, rounded once."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.tables import Mask

MONEY = pa.decimal128(18, 4)
_WIDE = pa.decimal256(26, 8)
SHARE = pa.decimal256(18, 8)
_LIMIT = pa.scalar("99999999999999").cast(pa.decimal256(26, 4))
_ONE = pa.scalar("1").cast(SHARE)

Money = tuple[pa.Array, Mask]


def rounded(numbers: pa.Array) -> Money:
    """Return the numbers with four decimals, and which are too large to be kept."""
    wide = pc.round(numbers, ndigits=4, round_mode="half_towards_infinity")
    too_large = as_mask(pc.greater(pc.abs(wide), _LIMIT.cast(pa.decimal256(wide.type.precision, wide.type.scale))))
    if too_large.any():
        wide = pc.if_else(pa.array(too_large), pa.scalar(None, wide.type), wide)
    return wide.cast(MONEY), too_large


def product(quantity: pa.Array, unit_price: pa.Array, discount: pa.Array | None) -> pa.Array:
    """Return quantity times price, less the discount where there is one; null where one of the two is not known."""
    gross = pc.multiply(quantity.cast(_WIDE), unit_price.cast(_WIDE))
    if discount is None:
        return gross
    left = pc.subtract(_ONE, pc.coalesce(discount.cast(SHARE), pa.scalar("0").cast(SHARE)))
    return pc.multiply(gross, left)


def as_share(discount: pa.Array, *, in_percent: bool) -> Money:
    """Return discounts as shares of one, and which are none."""
    discount = _hundredth(discount) if in_percent else discount
    return _between(discount, "0", "1")


def as_rates(rates: pa.Array) -> Money:
    """Return tax rates as shares of one, 13 and 0.13 alike, and which are none."""
    one = pa.scalar("1").cast(rates.type)
    found = pc.if_else(pc.fill_null(pc.greater_equal(rates, one), False), _hundredth(rates), rates)
    found, bad = _between(found, "0", "1")
    return found.cast(SHARE), bad


def without_tax(gross: pa.Array, rates: pa.Array | pa.Scalar) -> pa.Array:
    """Return what is left of amounts with tax at these rates, rounded once."""
    factor = pc.add(_ONE, rates).cast(pa.decimal256(19, 8))
    return rounded(pc.divide(gross.cast(pa.decimal256(40, 20)), factor).cast(pa.decimal256(40, 8), safe=False))[0]


def _hundredth(numbers: pa.Array) -> pa.Array:
    small = pc.divide(numbers.cast(pa.decimal128(30, 10)), pa.scalar("100").cast(pa.decimal128(4, 0)))
    return pc.round(small, ndigits=8).cast(pa.decimal128(26, 8), safe=False)


def _between(numbers: pa.Array, least: str, most: str) -> Money:
    low, high = (pa.scalar(value).cast(numbers.type) for value in (least, most))
    bad = as_mask(pc.or_(pc.less(numbers, low), pc.greater(numbers, high)))
    return pc.if_else(pa.array(bad), pa.scalar(None, numbers.type), numbers), bad


def is_below_zero(amounts: pa.Array) -> Mask:
    """Tell which are negative."""
    return as_mask(pc.less(amounts, pa.scalar("0").cast(amounts.type)))


def is_zero(amounts: pa.Array) -> Mask:
    """Tell which are exactly nothing."""
    return as_mask(pc.equal(amounts, pa.scalar("0").cast(amounts.type)))


def scaled(numbers: pa.Array, power: int) -> Money:
    """Return the numbers times a power of ten, for a column headed 万元, and which go beyond all bounds."""
    if not power:
        return numbers, np.zeros(len(numbers), dtype=bool)
    wide = pc.multiply(numbers.cast(pa.decimal256(26, 8)), pa.scalar(str(10**power)).cast(pa.decimal256(9, 0)))
    return rounded(wide)
