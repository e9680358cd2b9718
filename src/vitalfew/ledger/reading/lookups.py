"""Cells of a few words each, looked up once for each word: what a line calls itself, its currency, if it is void."""

import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.signs import said_kinds
from vitalfew.ledger.reading.tables import Mask
from vitalfew.ledger.reading.texts import parse_booleans, trimmed

_CURRENCIES = {
    "RMB": "CNY", "人民币": "CNY", "元": "CNY", "￥": "CNY", "¥": "CNY", "美元": "USD", "$": "USD", "US$": "USD",
    "欧元": "EUR", "€": "EUR", "英镑": "GBP", "£": "GBP", "港币": "HKD", "港元": "HKD", "HK$": "HKD", "日元": "JPY",
    "日圆": "JPY", "韩元": "KRW", "新台币": "TWD", "澳元": "AUD", "加元": "CAD", "瑞士法郎": "CHF", "新加坡元": "SGD",
}  # fmt: skip


def looked_up(fields: dict[str, pa.Array], no_order: Mask | None) -> dict[str, pa.Array]:
    """Return the cells with `said`, `currency`, which of them mean nothing, and which rows name no order.

    The cell of the currency itself moves to `currency_cell`.
    """
    found = dict(fields)
    if no_order is not None:
        found["no_order"] = pa.array(no_order)
    if "kind" in fields:
        said, bad = said_kinds(trimmed(fields["kind"]))
        found |= {"said": said, "said_is_odd": pa.array(bad)}
    if "voided" in fields:
        voided, bad = parse_booleans(fields["voided"])
        found |= {"is_voided": pc.fill_null(voided, False), "voided_is_odd": pa.array(bad)}
    if "currency" in fields:
        currency, bad = _currencies(fields["currency"])
        found |= {"currency": currency, "currency_is_odd": pa.array(bad), "currency_cell": fields["currency"]}
    return found


def _currencies(cells: pa.Array) -> tuple[pa.Array, Mask]:
    encoded = pc.dictionary_encode(trimmed(cells))
    codes = [_CURRENCIES.get(word.upper(), word.upper()) for word in encoded.dictionary.to_pylist()]
    currency = pc.take(pa.array(codes, pa.string()), encoded.indices)
    return currency, as_mask(pc.invert(pc.match_substring_regex(currency, r"^[A-Z]{3}$")))
