"""How long a tree of customers takes to add up: python bench/tree.py [nodes] [levels] [accounts] [turns]

A tree of so many nodes in so many levels, each a customer of the books, over books of so many accounts; asked as of
the books' end, as of a day two years before, and where fifty members have come within the year. Prints the quickest
and the median.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

import machine
from books import make_books

BEGUN, MOVED = date(2000, 1, 1), date(2025, 6, 1)


def main(nodes: int = 5000, levels: int = 50, accounts: int = 20_000, turns: int = 15) -> None:
    """Make books and a tree, and time what is asked of it."""
    machine.say(machine.describe())
    with machine.home() as home:
        ids = prepare(home, accounts)
        links = deep_tree(ids[:nodes], levels)
        write(links)
        machine.say(f"{nodes:,} nodes in {levels} levels, {accounts:,} accounts, {20 * accounts:,} lines")
        measure(ids[0], turns, nodes)
        move_some(links)
        measure_moved(ids[0], turns)


def prepare(home: Path, accounts: int) -> list[int]:
    """Import the books and return the accounts' numbers."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from vitalfew.accounts.actions import adopt_codes
    from vitalfew.accounts.queries import get_ids_by_code
    from vitalfew.ledger.actions import import_files
    from vitalfew.people.rules import COMMAND_LINE

    path = make_books(home / "books.csv", lines=20 * accounts, accounts=accounts)
    import_files(by=COMMAND_LINE, paths=[path], currency="CNY")
    adopt_codes(by=COMMAND_LINE)
    return sorted(get_ids_by_code(COMMAND_LINE).values())


def deep_tree(ids: list[int], levels: int) -> list[tuple[int, int]]:
    """Return child and parent: one at the top, then equally many in each level, under anybody of the level above."""
    draw, above, rest = np.random.default_rng(7), [ids[0]], ids[1:]
    found, size = [], -(-len(rest) // (levels - 1))
    for start in range(0, len(rest), size):
        level = rest[start : start + size]
        found += list(zip(level, draw.choice(above, len(level)).tolist(), strict=True))
        above = level
    return found


def write(links: list[tuple[int, int]]) -> None:
    """Write the memberships at once: one by one through the journal is not what is measured."""
    from vitalfew.accounts.models import Membership

    rows = [Membership(child_id=child, parent_id=parent, valid_from=BEGUN) for child, parent in links]
    Membership.objects.bulk_create(rows, batch_size=500)


def move_some(links: list[tuple[int, int]], count: int = 50) -> None:
    """Let some of the lowest come in within the year, each on a day of its own."""
    from vitalfew.accounts.models import Membership

    for number, (child, _parent) in enumerate(links[-count:]):
        Membership.objects.filter(child_id=child).update(valid_from=MOVED + timedelta(number % 7))


def measure(top: int, turns: int, nodes: int) -> None:
    """Time the whole question, and what its parts take."""
    from vitalfew.accounts.queries.codes import get_branch
    from vitalfew.accounts.queries.tree import get_branches
    from vitalfew.ledger.queries import get_edge
    from vitalfew.loop.analysis.queries.rollup import get_roll_up
    from vitalfew.people.rules import COMMAND_LINE

    end = get_edge().last_day
    found = get_roll_up(top, end)
    assert len(found.place) == nodes
    machine.say(f"net revenue of the whole tree {found.of(top).revenue:,}")
    say("roll-up of every node, for the first time since the books moved", turns, first(top, end))
    say("roll-up of every node, again", turns, lambda: get_roll_up(top, end))
    say("roll-up of every node, as of two years before", turns, lambda: get_roll_up(top, end - timedelta(730)))
    say("of it, memberships and codes from the database", turns, lambda: get_branch(top, end - timedelta(730), end))
    say("of it, adding up", turns, adding(top, end))
    say("who stands two levels below, and how many under each", turns, lambda: get_branches(COMMAND_LINE, top, end))


def first(top: int, end: date, *, spans: bool = False) -> Callable[[], Any]:
    """Return the question as it is asked when nothing is kept of it, or only what the tree itself does not change."""
    from vitalfew.ledger.queries import rollup
    from vitalfew.loop.analysis.queries.rollup import get_roll_up

    def ask() -> None:
        kept = rollup._kept.sums
        for key in [key for key in kept if not spans or len(key) > min(map(len, kept))]:
            del kept[key]
        get_roll_up(top, end)

    return ask


def adding(top: int, end: date) -> Callable[[], Any]:
    """Return the arithmetic alone, over the tree of the day."""
    from vitalfew.accounts.queries.codes import get_branch
    from vitalfew.ledger.queries.rollup import SUMMED
    from vitalfew.loop.analysis.rules.rollup import add_up, parts_of

    branch = get_branch(top, end, end)
    nodes = np.union1d(branch.links.below, [top])
    parts = parts_of(nodes, branch.links, end, end)
    own = np.ones((*parts.above.shape, len(SUMMED) + 1), np.int64)
    return lambda: add_up(own, parts.above)


def measure_moved(top: int, turns: int) -> None:
    """Time the question where members came within the year, and the refresh of all figures with the tree in it."""
    from vitalfew.ledger.queries import get_edge
    from vitalfew.loop.analysis.actions import refresh_figures
    from vitalfew.loop.analysis.queries.rollup import get_roll_up
    from vitalfew.people.rules import COMMAND_LINE

    end = get_edge().last_day
    get_roll_up(top, end)
    say("roll-up where 50 members came on 7 days of the year, for the first time", turns, first(top, end, spans=True))
    say("roll-up where 50 members came on 7 days of the year, again", turns, lambda: get_roll_up(top, end))
    say(
        "figures of all accounts and nodes computed and written",
        2,
        lambda: refresh_figures(by=COMMAND_LINE, force=True),
    )


def say(what: str, turns: int, ask: Callable[[], Any]) -> None:
    """Ask so many times and say how long it took."""
    taken = [timed(ask) for _turn in range(turns)]
    clock, work = ([one[at] * 1000 for one in taken] for at in (0, 1))
    median = statistics.median(clock)
    machine.say(f"{what}: {min(clock):.1f} ms, median {median:.1f} ms; of the processor {min(work):.1f} ms")


def timed(ask: Callable[[], Any]) -> tuple[float, float]:
    """Return how long it took by the clock, and by the processor's time of this process, in seconds."""
    began, worked = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - began, time.process_time() - worked


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
