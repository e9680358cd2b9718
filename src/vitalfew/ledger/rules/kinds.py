"""Which kind of line a line is, decided from what it says."""

from dataclasses import dataclass
from enum import StrEnum

from vitalfew.ledger.rules.columns import normalise


class Kind(StrEnum):
    SALE = "sale"
    CANCELLATION = "cancellation"
    CREDIT = "credit"
    RETURN = "return"
    ZERO_PRICE = "zero_price"
    REBATE = "rebate"
    ACCRUAL = "accrual"  # a rebate owed and not yet credited; its release is positive


# An invoice number's first letter, and the share of its lines that must take something away for it to tell a kind:
# "C536379" beside "536379" is a cancellation; "C" may as well stand for cash.
LETTERS = {"A": 0.5, "C": 0.9}
# Kinds that take money away: a positive amount under them is a mistake somebody has to look at.
REDUCING = frozenset({Kind.CANCELLATION, Kind.CREDIT, Kind.RETURN, Kind.REBATE})
_WORDS = {
    Kind.SALE: (
        "sale|sales|invoice|customer invoice|sales receipt|standard|normal|销售|正常|普通|蓝字|销售出库|销货"
        "|标准销售订单|现销订单|直运销售订单|寄售销售订单|标准销售出库单"
    ),
    Kind.CANCELLATION: "cancellation|cancelled|canceled|cancel|取消|作废|撤销",
    Kind.CREDIT: "credit|credit note|customer credit note|credit memo|adjustment|红字|红冲|贷项|冲销|调整",
    Kind.RETURN: "return|returned|refund|refund receipt|退货|退回|销售退货|销货退回|退货订单|退款",
    Kind.ZERO_PRICE: "free|free of charge|sample|gift|赠品|样品|免费",
    Kind.REBATE: "rebate|bonus|返利|返点|折让|销售折让",
    Kind.ACCRUAL: "accrual|rebate accrual|accrued rebate|计提返利|预提返利|返利计提|返利预提",
}
KIND_WORDS = {normalise(word): kind for kind, words in _WORDS.items() for word in words.split("|")} | {
    normalise(kind): kind for kind in Kind
}


@dataclass(frozen=True)
class Signs:
    """What of a line tells its kind."""

    said: Kind | None = None  # in words, in a column of its own
    # The letter before an invoice number, where it tells a kind: see LETTERS.
    letter: str = ""
    takes_quantity: bool = False
    takes_money: bool = False
    has_zero_price: bool = False


def kind_of(signs: Signs) -> Kind:
    """Return the kind of line: what it says of itself first, then its invoice's letter, then its signs."""
    if signs.said:
        return signs.said
    if signs.letter == "C":
        return Kind.CANCELLATION
    if signs.letter == "A":
        return Kind.CREDIT
    if signs.takes_quantity:
        return Kind.RETURN
    if signs.takes_money:
        return Kind.CREDIT
    return Kind.ZERO_PRICE if signs.has_zero_price else Kind.SALE
