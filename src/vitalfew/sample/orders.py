"""What each customer orders, sends back and is credited, day by day of the story."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vitalfew.sample.breaks import Effect, effect_on
from vitalfew.sample.chance import Chance
from vitalfew.sample.customers import STORY_DAYS
from vitalfew.sample.named import FENG, MARKETPLACE, PROSPECT, Customer
from vitalfew.sample.products import PRODUCTS, Product

END = STORY_DAYS - 1  # a Sunday
SHARES = (0.42, 0.25, 0.15, 0.09, 0.05, 0.04)
GROWTH = 0.05  # a year, of the whole market
ALSO = 0.6  # probability that an order names a product that is not the main one
SEASON = (0.94, 0.7, 1.1, 1.06, 1.03, 1.0, 0.93, 0.95, 1.08, 1.0, 1.12, 1.12)  # January to December
PRICE_RISE = 1.015  # a year, of list prices and costs alike
REBATE = 0.012
REBATED = ("C0001", "C0002", "C0004", "C0008")
SALE, RETURN, CREDIT_NOTE, REBATE_NOTE, FREE = "销售", "退货", "红字", "返利", "样品"


@dataclass(frozen=True)
class Line:
    """One line; the amount is quantity times price, or stands alone on a credit."""

    product: Product
    quantity: int | None
    price: float
    cost: float
    amount: float


@dataclass(frozen=True)
class Invoice:
    """One invoice of one day; `account` is "" for a sale over the counter."""

    day: int
    account: str
    kind: str
    salesperson: str
    lines: tuple[Line, ...]

    @property
    def amount(self) -> float:
        return sum(line.amount for line in self.lines)


def orders_of(customer: Customer, seed: str, months: tuple[int, ...]) -> Iterator[Invoice]:
    """Yield the customer's invoices; `months` gives the calendar month of each day of the story, for the seasons."""
    chance = Chance(f"{seed} {customer.code}")
    for day in _days(customer, chance):
        effect = effect_on(customer.code, END - day)
        # Each order has its own chance, so that what a season does to one leaves the others as they are.
        own = Chance(f"{seed} {customer.code} {day}")
        lines = tuple(_lines(customer, day, effect, own, SEASON[months[day] - 1]))
        if not lines or effect.is_lost:
            continue
        invoice = Invoice(day, customer.code, SALE, effect.salesperson or customer.salesperson, lines)
        yield invoice
        yield from _what_follows(invoice, effect, own)
    yield from _rebates(customer)


def counter_sales(seed: str) -> Iterator[Invoice]:
    """Yield the sales to nobody known: paid over the counter."""
    chance = Chance(f"{seed} counter")
    day = 9
    while day <= END:
        product = PRODUCTS[chance.one_of(("BB-6208", "SL-TC80", "BB-6314"))]
        line = _line(product, chance.whole(2, 12), product.price, product.cost)
        yield Invoice(day, "", SALE, FENG, (line,))
        day += chance.whole(11, 27)


def sample_parcel() -> Invoice:
    """Return the samples sent to the prospect, free of charge."""
    product = PRODUCTS["SL-V1800"]
    return Invoice(END - 33, PROSPECT.code, FREE, PROSPECT.salesperson, (_line(product, 4, 0, product.cost),))


def _days(customer: Customer, chance: Chance) -> Iterator[int]:
    if customer.gap <= 0:
        return
    day, last = customer.first_day + chance.between(0, customer.gap), min(customer.last_day, END)
    while int(day) <= last:
        yield int(day) if customer is MARKETPLACE else _weekday(int(day))
        day += max(1, chance.around(customer.gap, customer.spread))


def _weekday(day: int) -> int:
    """Return the day, or the Friday before a weekend."""
    weekday = (6 - (END - day)) % 7  # 0 is Monday
    return max(0, day - max(0, weekday - 4))


def _lines(customer: Customer, day: int, effect: Effect, chance: Chance, season: float) -> Iterator[Line]:
    worth = customer.yearly * customer.gap / 365 * season * effect.quantity * effect.price
    worth *= (1 + GROWTH + customer.growth) ** ((day - (END - 182)) / 365)
    shares = _shares(effect.shares or SHARES[: len(customer.basket)])
    expected = shares[0] + ALSO * (1 - shares[0])
    level = _price_level(customer)
    rise = PRICE_RISE ** (day // 365)
    for place, (code, share) in enumerate(zip(customer.basket, shares, strict=False)):
        noise, is_named = chance.around(1, 0.35), chance.happens(ALSO)
        product = PRODUCTS[code]
        price = _neat(product.price * level * rise * effect.price)
        if quantity := _quantity(worth * share / expected * noise / price, chance) if is_named or place == 0 else 0:
            yield _line(product, quantity, price, product.cost * rise)


def _shares(weights: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(weight / sum(weights) for weight in weights)


def _price_level(customer: Customer) -> float:
    """Return the price as a share of the list's that leaves the customer's margin."""
    shares = _shares(SHARES[: len(customer.basket)])
    rate = sum(share * PRODUCTS[code].family.cost_rate for code, share in zip(customer.basket, shares, strict=True))
    return rate / (1 - customer.margin)


def _quantity(wanted: float, chance: Chance) -> int:
    # Below one piece it is chance whether one is ordered, so that dear products are not bought too often.
    if wanted < 1:
        return int(chance.happens(wanted))
    step = 50 if wanted >= 1000 else 10 if wanted >= 100 else 1
    return max(step, round(wanted / step) * step)


def _neat(price: float) -> float:
    return float(round(price)) if price >= 1000 else round(price, 2)


def _line(product: Product, quantity: int, price: float, unit_cost: float) -> Line:
    return Line(product, quantity, price, round(quantity * unit_cost, 2), round(quantity * price, 2))


def _what_follows(invoice: Invoice, effect: Effect, chance: Chance) -> Iterator[Invoice]:
    for line in invoice.lines:
        if chance.happens(effect.returned) and (day := invoice.day + chance.whole(6, 24)) <= END:
            back = max(1, int((line.quantity or 0) * chance.between(0.08, 0.5)))
            unit_cost = line.cost / (line.quantity or 1)
            yield replace(invoice, day=day, kind=RETURN, lines=(_line(line.product, -back, line.price, unit_cost),))
    if chance.happens(effect.claimed) and (day := invoice.day + chance.whole(8, 30)) <= END:
        yield _credit_note(invoice, day, CREDIT_NOTE, invoice.amount * chance.between(0.02, 0.09))


def _rebates(customer: Customer) -> Iterator[Invoice]:
    if customer.code in REBATED:
        # A year's rebate, three weeks before the story's years end.
        for day in range(365 - 21, END, 365):
            invoice = Invoice(day, customer.code, SALE, customer.salesperson, ())
            main = PRODUCTS[customer.basket[0]]
            one = Line(main, 1, 0, 0, 0)
            yield _credit_note(replace(invoice, lines=(one,)), day, REBATE_NOTE, customer.yearly * REBATE)


def _credit_note(invoice: Invoice, day: int, kind: str, amount: float) -> Invoice:
    line = Line(invoice.lines[0].product, None, 0, 0, -round(amount, 2))
    return replace(invoice, day=day, kind=kind, lines=(line,))
