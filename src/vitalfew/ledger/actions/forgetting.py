"""A person taken out of the files that imports of contacts left: rewritten without him, which is noted."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from vitalfew.journal.actions import write_entry
from vitalfew.ledger.engine import forget_files, rows, scan_once, write
from vitalfew.ledger.files import appearing, folder, one_at_a_time
from vitalfew.ledger.models import FactBatch
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.people.rules import Actor


@dataclass(frozen=True)
class Forgotten:
    """Who is to be forgotten: by which names and reached how, at which accounts by code and by name."""

    names: frozenset[str]
    reached: frozenset[str]  # telephone numbers and addresses, which are nobody else's
    codes: frozenset[str]
    accounts: frozenset[str]


def forget_in_files(*, by: Actor, who: Forgotten) -> int:
    """Rewrite the files of every import of contacts without the person, taken back or not; return how many rows went.

    Whether the actor may is asked where the person is known. Rows set aside are deleted whole where they name him.
    """
    with one_at_a_time():
        gone = sum(_forget(by, batch, who) for batch in FactBatch.objects.filter(kind=FactKind.CONTACTS.value))
        forget_files()
    return gone


def _forget(by: Actor, batch: FactBatch, who: Forgotten) -> int:
    _forget_problems(batch, who.names | who.reached)
    path = folder() / batch.facts_file
    if not path.exists():
        return 0
    told = scan_once(path)
    named = told.mutate(is_him=_is_him(told, who))
    gone: Any = rows(named.agg(gone=named.is_him.sum().fill_null(0)))[0]["gone"]
    if gone:
        with appearing(batch.facts_file) as kept:
            write(named.filter(~named.is_him).drop("is_him").order_by("key"), kept)
        write_entry(by=by, verb="ledger.person_forgotten", row=batch, after={"rows": int(gone)})
    return int(gone)


def _is_him(told: Any, who: Forgotten) -> Any:
    here = _among(told.customer, who.codes) | _among(told.customer_name, who.accounts)
    by_name = _among(told.contact, who.names) & here
    return by_name | _among(told.phone, who.reached) | _among(told.email, who.reached)


def _among(column: Any, words: Collection[str]) -> Any:
    return column.isin(sorted(words) or [""]).fill_null(False)


def _forget_problems(batch: FactBatch, words: Collection[str]) -> None:
    path = folder() / batch.problems_file
    if not batch.problems_file or not path.exists():
        return
    said = path.read_bytes().decode(errors="replace")
    # What a workbook holds cannot be looked through as text, so it goes whole.
    if path.suffix != ".csv" or any(word in said for word in words):
        path.unlink()
        batch.problems_file = ""
        batch.save(update_fields=["problems_file"])
