"""The six planted breaks: what each does to the orders of its account, by the days left until the story's end."""

from dataclasses import dataclass, replace

from vitalfew.sample.named import LIN


@dataclass(frozen=True)
class Effect:
    """How an order differs from what it would have been."""

    quantity: float = 1.0
    price: float = 1.0
    is_lost: bool = False  # not ordered at all
    shares: tuple[float, ...] = ()  # of the basket, where they have moved
    salesperson: str = ""
    returned: float = 0.012  # probability that a line comes back
    claimed: float = 0.01  # probability that an order is followed by a credit


NOTHING = Effect()
SILENCE, PRICE, STAFF, CREDIT, MIX, QUALITY = "C0003", "C0006", "C0007", "C0009", "C0013", "C0016"
SILENT_DAYS = 40
PRICE_DAYS = 540  # eighteen months
STAFF_LEFT, STAFF_CAME = 260, 215  # nobody looked after the account in between
CREDIT_DAYS = 400
CREDIT_STOP = 120
MIX_DAYS = 330
BATCH_FROM, BATCH_TO = 230, 60  # the bad batch was on the market


def effect_on(code: str, left: int) -> Effect:
    """Return what a break does to this account's order so many days before the end."""
    found = _EFFECTS.get(code)
    return found(left) if found else NOTHING


def delay_of(code: str, left: int) -> float:
    """Return how many days later than others this account pays an invoice of so many days before the end."""
    return 0.25 * (CREDIT_DAYS - left) if code == CREDIT and left < CREDIT_DAYS else 0.0


def _silence(left: int) -> Effect:
    return replace(NOTHING, is_lost=left < SILENT_DAYS)


def _price(left: int) -> Effect:
    months = max(0, PRICE_DAYS - left) // 30
    return replace(NOTHING, price=0.99**months, quantity=1.002**months)


def _staff(left: int) -> Effect:
    if left > STAFF_LEFT:
        return NOTHING
    if left > STAFF_CAME:
        return replace(NOTHING, quantity=0.5)
    return replace(NOTHING, quantity=0.6, salesperson=LIN, shares=(0.7, 0.3))


def _credit(left: int) -> Effect:
    return replace(NOTHING, quantity=0.62 if left < CREDIT_STOP else 0.9 if left < CREDIT_DAYS else 1)


def _mix(left: int) -> Effect:
    moved = max(0.0, min(1.0, (MIX_DAYS - left) / 200))
    before, after = (0.5, 0.22, 0.14, 0.08, 0.06), (0.12, 0.06, 0.36, 0.28, 0.18)
    return replace(NOTHING, shares=tuple(old + (new - old) * moved for old, new in zip(before, after, strict=True)))


def _quality(left: int) -> Effect:
    is_bad = BATCH_TO < left <= BATCH_FROM
    quantity = 1.0 if left > BATCH_FROM - 60 else 0.75 if left > BATCH_TO + 50 else 0.45
    return replace(NOTHING, quantity=quantity, returned=0.3 if is_bad else 0.03, claimed=0.16 if is_bad else 0.01)


_EFFECTS = {
    SILENCE: _silence, PRICE: _price, STAFF: _staff, CREDIT: _credit, MIX: _mix, QUALITY: _quality,
}  # fmt: skip
