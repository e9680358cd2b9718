"""The tree as its page shows it: the account, the two levels below it, and what each comes to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vitalfew.accounts.labels import KIND_LABELS
from vitalfew.accounts.queries import AccountState, get_nodes
from vitalfew.accounts.queries.tree import Branch, get_branches
from vitalfew.accounts.queries.visible import Reader
from vitalfew.accounts.rules import AccountKind, NodeState
from vitalfew.loop.analysis.queries.rollup import UNKNOWN, NodeSums, RollUp, get_roll_up

MOST_CHILDREN, MOST_BELOW = 200, 60  # further ones stand on the pages of their own parents


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    account_id: int
    node: Any  # name and English name
    kind: Any
    code: str
    country: str
    tier: str
    depth: int
    since: date | None
    below: int
    levels: int
    sums: NodeSums
    counted: NodeSums | None = None  # what it adds to the account, where that is not all it brought


@dataclass(frozen=True)
class Tree:
    """What stands in the table; what the account adds itself and those add who have left; how many are left out."""

    rows: tuple[Row, ...]
    own: NodeSums | None
    left: tuple[Row, ...]
    left_out: int
    sums: RollUp | None


def branches(user: Reader, account: AccountState, on: date) -> Tree:
    """Return the account and the two levels below it, the largest first."""
    found, sums = get_branches(user, account.id, on), get_roll_up(account.id, on)
    amounts = {one: sums.of(one) for one in (account.id, *(branch.node.id for branch in found))} if sums else {}
    children: dict[int, list[Branch]] = {}
    for branch in sorted(found, key=lambda one: (-(_revenue(amounts.get(one.node.id))), one.node.name, one.node.id)):
        children.setdefault(branch.parent_id, []).append(branch)
    near = children.get(account.id, [])
    # A group of hundreds shows its own members; whom those have stands on their pages.
    is_small = len(found) <= MOST_BELOW
    rows = [_root(account, near, amounts.get(account.id, UNKNOWN))]
    for branch in near[:MOST_CHILDREN]:
        rows.append(_counted(_row(branch, amounts), sums))
        rows.extend(_row(one, amounts) for one in _below(branch, children, is_small))
    own = sums.own if sums and sums.own.lines and (near or sums.counted) else None
    return Tree(tuple(rows), own, _left(user, near, sums), max(0, len(near) - MOST_CHILDREN), sums)


def _counted(row: Row, sums: RollUp | None) -> Row:
    counted = sums.counted.get(row.account_id) if sums else None
    return replace(row, counted=counted) if counted and counted.revenue != row.sums.revenue else row


def _left(user: Reader, near: list[Branch], sums: RollUp | None) -> tuple[Row, ...]:
    """Return those who have left within the period and count until then."""
    still = {branch.node.id for branch in near}
    gone = {child: one for child, one in (sums.counted if sums else {}).items() if child not in still and one.lines}
    nodes = get_nodes(user, gone)
    return tuple(
        Row(
            node.id,
            node,
            KIND_LABELS[AccountKind(node.kind)],
            node.code,
            node.country,
            node.tier,
            1,
            None,
            0,
            0,
            gone[one],
        )
        for one, node in nodes.items()
    )


def _below(branch: Branch, children: dict[int, list[Branch]], is_small: bool) -> Iterator[Branch]:
    if is_small:
        yield from children.get(branch.node.id, ())


def _revenue(sums: NodeSums | None) -> float:
    return float(sums.revenue) if sums and sums.revenue is not None else 0.0


def _root(account: AccountState, near: list[Branch], sums: NodeSums) -> Row:
    return Row(
        account_id=account.id,
        node=account,
        kind=KIND_LABELS[AccountKind(account.kind)],
        code=account.code,
        country=account.country,
        tier=account.key.tier if account.key else "",
        depth=0,
        since=None,
        below=sum(one.below + 1 for one in near),
        levels=max((one.levels + 1 for one in near), default=0),
        sums=sums,
    )


def _row(branch: Branch, amounts: Any) -> Row:
    row = _node_row(branch.node, amounts.get(branch.node.id, UNKNOWN), depth=branch.depth)
    return replace(row, since=branch.since, below=branch.below, levels=branch.levels)


def _node_row(node: NodeState, sums: NodeSums, depth: int) -> Row:
    return Row(
        account_id=node.id,
        node=node,
        kind=KIND_LABELS[AccountKind(node.kind)],
        code=node.code,
        country=node.country,
        tier=node.tier,
        depth=depth,
        since=None,
        below=0,
        levels=0,
        sums=sums,
    )
