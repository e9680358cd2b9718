"""Why revenue changed between two periods: price, quantity, mix, what is new, what is lost, exchange (S7, C7)."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, NotEnoughData, reals

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class PriceVolumeMix:
    """The parts of a change of revenue, in its currency; they sum to `total`. Made by `price_volume_mix`."""

    price: float  # of what was bought in both periods
    quantity: float  # more or less of it, at the mean price before
    mix: float  # dearer or cheaper products among it
    new: float  # products that were not bought before
    lost: float  # products that are no longer bought, as a negative number
    exchange: float  # what the rates of exchange did to all that was bought after

    @property
    def volume(self) -> float:
        """Quantity and mix together."""
        return self.quantity + self.mix

    @property
    def total(self) -> float:
        """The change of revenue."""
        return math.fsum((self.price, self.quantity, self.mix, self.new, self.lost, self.exchange))


def price_volume_mix(
    product: npt.ArrayLike,
    quantity_before: npt.ArrayLike,
    price_before: npt.ArrayLike,
    quantity_after: npt.ArrayLike,
    price_after: npt.ArrayLike,
    *,
    exchange: npt.ArrayLike | None = None,
) -> PriceVolumeMix:
    """Split the change Σp₁q₁ − Σp₀q₀ into its parts.

    All arrays have shape (n,), a row per product, each once. Quantities must be of one unit of measure (pieces and tons
    are not added: split them apart, or take value for quantity and 1 for the price). Over the products bought in both
    periods, at the rates of before: price = Σ(p₁−p₀)q₁, quantity = (Q₁−Q₀)·p̄₀ with p̄₀ = Σp₀q₀/Q₀, mix = Σp₀q₁ − Q₁p̄₀.
    A product that was not bought in one of the periods, or was given back on the whole (quantity ≤ 0), goes by its
    value to `lost` and `new`; its price there may be NaN where its quantity is 0.

    `price_after` is at the rates of after; `exchange` is, per product, how many times the money of before its money is
    worth after (1 where nothing moved). Raises NotEnoughData when empty, BadInput on a product told twice, on NaN where
    a quantity was bought, on an exchange that is not above 0, on shapes that differ.

    Source: Horngren, Datar & Rajan 2015, Cost Accounting, 15th ed., ch. 14 (sales-quantity and sales-mix variances).
    """
    names = np.asarray(product)
    before, after = reals("quantity_before", quantity_before), reals("quantity_after", quantity_after)
    if len(np.unique(names)) < names.size:
        raise BadInput("product", None, f"{names.size} rows", "wants each product once")
    price0, price1 = _prices("price_before", price_before, before), _prices("price_after", price_after, after)
    factor = np.ones(len(before)) if exchange is None else reals("exchange", exchange)
    for name, values in (("product", names), ("quantity_after", after), ("exchange", factor)):
        if values.shape != before.shape:
            raise BadInput(name, None, f"an array of shape {values.shape}", f"quantity_before has shape {before.shape}")
    if not (factor > 0).all():
        index = int(np.argmin(factor > 0))
        raise BadInput("exchange", index, float(factor[index]), "wants a rate above 0")
    value0, value1, constant = before * price0, after * price1, after * price1 / factor
    both = (before > 0) & (after > 0)
    q0, q1, at_old = float(before[both].sum()), float(after[both].sum()), float((price0 * after)[both].sum())
    mean = float(value0[both].sum()) / q0 if q0 else 0.0
    return PriceVolumeMix(
        price=float(constant[both].sum()) - at_old,
        quantity=(q1 - q0) * mean,
        mix=at_old - q1 * mean,
        new=float(constant[~both].sum()),
        lost=-float(value0[~both].sum()),
        exchange=float((value1 - constant).sum()),
    )


def _prices(argument: str, prices: npt.ArrayLike, quantity: Floats) -> Floats:
    given = np.array(prices, np.float64)
    if given.shape != quantity.shape:
        raise BadInput(argument, None, f"an array of shape {given.shape}", f"its quantity has shape {quantity.shape}")
    if not given.size:
        raise NotEnoughData(f"{argument} is empty: wants at least one product")
    wrong = ~np.isfinite(given) & (quantity != 0)
    if wrong.any():
        index = int(np.argmax(wrong))
        raise BadInput(argument, index, float(given[index]), "wants the price of what was bought")
    return np.where(quantity != 0, given, 0.0)
