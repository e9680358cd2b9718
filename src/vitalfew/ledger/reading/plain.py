"""Rows in which nothing is unusual, read by the engine: what it cannot read beyond doubt is marked odd and left alone.

For every row that is not odd the values are those that `lines.read_lines` gives; a test holds the two together.
"""

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from vitalfew.ledger.reading.decisions import CODES, NUMBERS, WORDS, Decisions
from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.signs import REDUCING_PLACES, kinds_of_signs
from vitalfew.ledger.reading.tables import Mask
from vitalfew.ledger.reading.texts import LONGEST_NAME, NOTHING
from vitalfew.ledger.reading.usual import as_they_stand, bytes_of, has_odd_bytes, has_powers
from vitalfew.ledger.rules.columns import scale_of
from vitalfew.ledger.rules.kinds import LETTERS
from vitalfew.ledger.rules.tax import TaxOff

LOOKED_UP = ("kind", "currency")  # a few words each: said and currency stand in the cells already looked up
_NUMBER, _MONEY = "DECIMAL(18, 8)", "DECIMAL(18, 4)"
# Wide enough for any two numbers: a product that overflows is an error even where a cast is tried.
_PRODUCT = "CAST(n_quantity AS DECIMAL(19, 8)) * CAST(n_unit_price AS DECIMAL(19, 8))"
# Where one of these is true, a closer look is taken.
_LEFT_TO_LOOK = ("said_is_odd", "currency_is_odd", "no_order", "is_voided", "voided_is_odd")
_ODD_TEXT = (
    r"[\x00-\x1f\x7f\x{85}\x{A0}\x{1680}\x{2000}-\x{200F}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}\x{FFFD}]"
)
_GROUPED = r"[-+]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?"
_WITH_COMMA = r"[-+]?([1-9][0-9]{0,2}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?"
_INTEGER = r"-?[0-9]+"
_POWER = r"[0-9](\.[0-9]+)?[eE]\+[0-9]{1,3}"


def connect() -> duckdb.DuckDBPyConnection:
    """Return an engine for one thread that reaches no file."""
    engine = duckdb.connect(config={"threads": 1, "memory_limit": "256MB"})
    engine.execute("SET enable_external_access = false")
    return engine


def read_plain(
    engine: duckdb.DuckDBPyConnection, cells: Mapping[str, pa.Array], headers: Mapping[str, str], decisions: Decisions
) -> tuple[dict[str, pa.Array], Mask]:
    """Return the values of every field, and which rows are odd. The cells hold what was looked up beside the fields."""
    asked, usual, flagged = _sorted_out(cells, decisions)
    engine.register("cells", pa.table(asked))
    try:
        found = engine.sql(_Query(set(asked), headers, decisions, flagged).text()).to_arrow_table()
    finally:
        engine.unregister("cells")
    values = usual | {name: found.column(name).combine_chunks() for name in found.column_names}
    values["kind"] = kinds_of_signs(values.pop("signs"))
    return values, as_mask(values.pop("odd"))


def _sorted_out(
    cells: Mapping[str, pa.Array], decisions: Decisions
) -> tuple[dict[str, pa.Array], dict[str, pa.Array], set[str]]:
    """Return the cells that the engine must look at, the words that may stay as they are, and which have odd bytes."""
    asked, usual, flagged = dict(cells), {}, set()
    for name in (one for one in WORDS if one in cells and one not in LOOKED_UP):
        is_needed = name in decisions.floats or (name == "invoice" and decisions.letters)
        words = None if is_needed else as_they_stand(cells[name], is_code=name in CODES)
        if words is not None:
            usual[name] = words
            del asked[name]
        elif has_odd_bytes(bytes_of(cells[name])):
            flagged.add(name)
    flagged |= {name for name in NUMBERS if name in cells and has_powers(cells[name])}
    return asked, usual, flagged


class _Query:
    """One question over the cells: every value, the signs that tell the kind, and whether the row is odd."""

    def __init__(
        self, fields: set[str], headers: Mapping[str, str], decisions: Decisions, flagged: Iterable[str]
    ) -> None:
        self.fields, self.headers, self.decisions, self.flagged = fields, headers, decisions, set(flagged)
        self.words = [name for name in WORDS if name in fields and name not in LOOKED_UP]
        self.numbers = [name for name in NUMBERS if name in fields]

    def text(self) -> str:
        """Return it in SQL: the cells as values, then what follows from several, then what is odd."""
        looked_up = [name for name in ("said", "currency", *_LEFT_TO_LOOK) if name in self.fields]
        read = [f"{self._word(name)} AS {name}" for name in self.words]
        read += [f"{self._number(name)} AS n_{name}" for name in self.numbers]
        raw = [f"{name} AS r_{name}" for name in (*self.words, *self.numbers)]
        found = [
            *self.words,
            "day",
            "net AS amount",
            "tax_amount",
            "cost",
            *(["currency"] if "currency" in looked_up else []),
        ]
        found += [
            f"CAST(n_{name} AS {_MONEY}) AS {name}" for name in ("quantity", "unit_price") if name in self.numbers
        ]
        return f"""
            SELECT {", ".join(found)}, CAST({self._signs()} AS UTINYINT) AS signs, {self._odd()} AS odd
            FROM (SELECT *, {self._cost()} AS cost
                FROM (SELECT *, {self._net()} AS net, {self._tax()} AS tax_amount
                    FROM (SELECT {", ".join([*raw, *read, f"{self._day()} AS day", *looked_up])} FROM cells)))"""

    def _word(self, name: str) -> str:
        found = f"CASE WHEN trim({name}) IN ({_NOTHING}) THEN NULL ELSE trim({name}) END"
        return f"regexp_replace({found}, '\\.0+$', '')" if name in self.decisions.floats else found

    def _number(self, name: str) -> str:
        if self.decisions.marks.get(name) == ",":
            bare = f"replace(replace({name}, '.', ''), ',', '.')"
            found = f"CASE WHEN regexp_full_match({name}, '{_WITH_COMMA}') THEN TRY_CAST({bare} AS {_NUMBER}) END"
        else:
            bare = f"TRY_CAST(replace({name}, ',', '') AS {_NUMBER})"
            grouped = f"CASE WHEN regexp_full_match({name}, '{_GROUPED}') THEN {bare} END"
            found = f"CASE WHEN contains({name}, ',') THEN {grouped} ELSE TRY_CAST({name} AS {_NUMBER}) END"
        power = scale_of(self.headers.get(name, ""))
        wide = f"CAST({found} AS DECIMAL(28, 8)) * CAST({10**power} AS DECIMAL(10, 0))"
        return f"TRY_CAST({wide} AS {_NUMBER})" if power else found

    def _day(self) -> str:
        usual = self.decisions.day_format
        if not usual:
            return "CAST(NULL AS DATE)"
        day = "CASE WHEN contains(day, ' ') THEN split_part(day, ' ', 1) ELSE day END"
        if usual == "iso":
            bare = "CASE WHEN length(day) > 10 AND day[11:11] IN (' ', 'T') THEN day[1:10] ELSE day END"
            found = f"CASE WHEN day[1:1] BETWEEN '0' AND '9' THEN TRY_CAST({bare} AS DATE) END"
        elif usual == "%Y%m%d":
            found = f"CASE WHEN length({day}) = 8 THEN CAST(try_strptime({day}, '{usual}') AS DATE) END"
        else:
            found = f"CAST(try_strptime({day}, '{usual}') AS DATE)"
        return f"CASE WHEN {found} BETWEEN DATE '1970-01-01' AND DATE '2099-12-31' THEN {found} END"

    def _net(self) -> str:
        plan = self.decisions.tax
        if plan.off in (TaxOff.COLUMN, TaxOff.RATE):
            return f"CAST(NULL AS {_MONEY})"
        if plan.off is TaxOff.AMOUNT:
            return f"TRY_CAST(n_{plan.field} - n_tax_amount AS {_MONEY})"
        has_both = {"quantity", "unit_price"} <= set(self.numbers)
        made = f"TRY_CAST({_PRODUCT} AS {_MONEY})" if has_both else f"CAST(NULL AS {_MONEY})"
        return made if plan.field == "unit_price" else f"coalesce(CAST(n_{plan.field} AS {_MONEY}), {made})"

    def _tax(self) -> str:
        return f"CAST({'n_tax_amount' if 'tax_amount' in self.numbers else 'NULL'} AS {_MONEY})"

    def _cost(self) -> str:
        if "cost" in self.numbers:
            return f"CAST(n_cost AS {_MONEY})"
        return f"TRY_CAST(net - n_profit AS {_MONEY})" if "profit" in self.numbers else f"CAST(NULL AS {_MONEY})"

    def _signs(self) -> str:
        letter = "".join(
            f" WHEN upper(invoice[1:1]) = '{one}' THEN {place}"
            for place, one in enumerate(LETTERS, 1)
            if one in self.decisions.letters
        )
        said = "coalesce(said, 0)" if "said" in self.fields else "0"
        takes = "coalesce(n_quantity < 0, false)" if "quantity" in self.numbers else "false"
        free = "coalesce(n_unit_price = 0, false)" if "unit_price" in self.numbers else "false"
        spoken = f"({said} * 3 + {f'CASE{letter} ELSE 0 END' if letter else '0'})"
        below = "coalesce(net < 0, false)"
        return f"({spoken} * 2 + CAST({takes} AS INT)) * 4 + CAST({below} AS INT) * 2 + CAST({free} AS INT)"

    def _odd(self) -> str:
        odd = ["day IS NULL", "net IS NULL"]
        odd += [f"strlen(r_{name}) > {LONGEST_NAME}" for name in self.words]
        odd += [f"regexp_matches(r_{name}, '{_ODD_TEXT}')" for name in self.words if name in self.flagged]
        odd += [f"NOT regexp_full_match({name}, '{_INTEGER}')" for name in self.words if name in self.decisions.floats]
        odd += [f"regexp_full_match({name}, '{_POWER}')" for name in self.words if name in CODES]
        odd += [f"(n_{name} IS NULL AND r_{name} <> '')" for name in self.numbers]
        # Powers are for the careful reader: a very small one would be nothing here.
        odd += [f"regexp_matches(r_{name}, '[eE]')" for name in self.numbers if name in self.flagged]
        odd += [name for name in _LEFT_TO_LOOK if name in self.fields]
        if "said" in self.fields:
            odd.append(f"(said IN ({', '.join(map(str, REDUCING_PLACES))}) AND net > 0)")
        if "discount" in self.numbers and "amount" not in self.numbers:
            odd.append("n_discount <> 0")
        return f"coalesce({' OR '.join(odd)}, false)"


_NOTHING = ", ".join("'" + word.replace("'", "''") + "'" for word in NOTHING)
