"""Whatever is told, told anew and taken back, in whatever order, the facts say what a dictionary would say."""

import hashlib
import secrets
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vitalfew.ledger.actions.facts import commit_facts, undo_facts
from vitalfew.ledger.files import incoming
from vitalfew.ledger.models import FactBatch
from vitalfew.ledger.queries.facts import get_facts
from vitalfew.ledger.reading.facts import schema_of
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.facts_shapes import SHAPES
from vitalfew.ledger.rules.imports import CheckedFiles, IncomingFile
from vitalfew.people.rules import COMMAND_LINE

pytestmark = pytest.mark.django_db
Rows = dict[str, dict[str, Any]]
maybe = st.none() | st.integers(0, 3).map(lambda amount: Decimal(amount))
# key → what its row says; of either kind two fields are enough
debts = st.dictionaries(
    st.sampled_from("abc"), st.fixed_dictionaries({"customer": st.sampled_from(["A", "B"]), "paid": maybe}), min_size=1
)
customers = st.dictionaries(
    st.sampled_from("abc"),
    st.fixed_dictionaries({"industry": st.none() | st.sampled_from("xy"), "credit_limit": maybe}),
    min_size=1,
)
KINDS = {FactKind.RECEIVABLES: ("invoice", debts), FactKind.CUSTOMERS: ("customer", customers)}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_facts_equal_a_dictionary_after_any_tellings_and_undos(kind: FactKind, data: st.DataObject) -> None:
    FactBatch.objects.all().delete()
    name, rows = KINDS[kind]
    batches: dict[int, tuple[bool, Rows]] = {}
    for _step in range(data.draw(st.integers(1, 8))):
        do = data.draw(st.sampled_from(["tell", "tell", "whole", "undo"]))
        if do != "undo":
            told = data.draw(rows)
            report = _tell(kind, name, told, is_whole=do == "whole")
            before = _expected(kind, batches)
            assert report.lines_new == len(told.keys() - before.keys())
            assert report.lines_new + report.lines_superseding + report.lines_overlapping == len(told)
            batches[report.batch or 0] = (do == "whole", told)
        elif batches:
            number = data.draw(st.sampled_from(sorted(batches)))
            undo_facts(by=COMMAND_LINE, batch_id=number)
            del batches[number]
        assert _found(kind, name) == _expected(kind, batches)


def _tell(kind: FactKind, name: str, told: Rows, *, is_whole: bool) -> Any:
    path = incoming() / f"{secrets.token_hex(8)}.parquet"
    listed = [
        values | {name: key, "row": row, "sheet": "", "key": f"0|{key}" if name != "customer" else "0",
                  "is_of_customer": name == "customer"}
        for row, (key, values) in enumerate(told.items())
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(listed, schema=schema_of(SHAPES[kind])), path)
    bytes_ = hashlib.sha256(secrets.token_bytes(8)).hexdigest()
    checked = CheckedFiles((IncomingFile("facts.csv", 1, bytes_),), path.stem, path, lines_read=len(told))
    return commit_facts(checked, by=COMMAND_LINE, kind=kind.value, is_whole=is_whole)


def _expected(kind: FactKind, batches: dict[int, tuple[bool, Rows]]) -> Rows:
    stands: Rows = {}
    for _number, (is_whole, told) in sorted(batches.items()):
        stands = {} if is_whole else stands
        for key, values in told.items():
            said = {name: value for name, value in values.items() if value is not None}
            stands[key] = stands.get(key, dict.fromkeys(values)) | said if SHAPES[kind].adds else values
    return stands


def _found(kind: FactKind, name: str) -> Rows:
    shown = ("customer", "paid") if kind is FactKind.RECEIVABLES else ("industry", "credit_limit")
    return {fact[name]: {field: fact[field] for field in shown} for fact in get_facts(kind)}
