"""The cells of a file of other facts as values: periods, words of a list, tax numbers, currencies."""

import re
from collections.abc import Callable

import numpy as np
import pyarrow as pa

from vitalfew.ledger.reading.distinct import Parsed, by_value
from vitalfew.ledger.rules.columns import normalise
from vitalfew.ledger.rules.facts_periods import read_period
from vitalfew.ledger.rules.facts_words import VOCABULARIES
from vitalfew.ledger.rules.tax_ids import plain_tax_id

_CURRENCY = re.compile(r"^[A-Z]{3}$")
_CURRENCIES = {
    "RMB": "CNY", "人民币": "CNY", "元": "CNY", "￥": "CNY", "¥": "CNY", "美元": "USD", "$": "USD",
    "欧元": "EUR", "€": "EUR", "英镑": "GBP", "£": "GBP", "港币": "HKD", "港元": "HKD", "日元": "JPY",
}  # fmt: skip


def periods(column: pa.Array) -> Parsed:
    """Return the column as periods, and which rows are none."""
    return _each(column, read_period)


def currencies(column: pa.Array) -> Parsed:
    """Return the column as ISO codes, and which rows are none."""
    return _each(column, _currency)


def listed(column: pa.Array, field: str) -> Parsed:
    """Return the words of a list by their names here; a word of the company's own stays where the list is open."""
    vocabulary = VOCABULARIES[field]
    if vocabulary.problem is None:
        return _each(column, lambda word: vocabulary.words.get(normalise(word), word))
    return _each(column, lambda word: vocabulary.words.get(normalise(word)))


def tax_ids(column: pa.Array) -> pa.Array:
    """Return tax numbers as they are compared. Whether one can be right is told beside it, and refuses nobody."""
    return _each(column, plain_tax_id)[0]


def _currency(text: str) -> str | None:
    code = _CURRENCIES.get(text.upper(), text.upper())
    return code if _CURRENCY.match(code) else None


def _each(column: pa.Array, read: Callable[[str], str | None]) -> Parsed:
    def work(values: pa.Array) -> Parsed:
        found = [read(text) for text in values.to_pylist()]
        return pa.array(found, pa.string()), np.array([one is None for one in found], dtype=bool)

    return by_value(column, work)
