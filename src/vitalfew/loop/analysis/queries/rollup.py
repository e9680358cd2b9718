"""What every node of a tree of customers brought, on any day, with all that belonged to it when it belonged to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from vitalfew.accounts.queries.codes import get_branch
from vitalfew.ledger.queries import get_edge
from vitalfew.ledger.queries.rollup import SCALE, SUMMED, Period, get_code_sums, get_span_sums
from vitalfew.ledger.rules.figures import CodeDays, years_before
from vitalfew.loop.analysis.rules.figures import reaches_back
from vitalfew.loop.analysis.rules.rollup import Flags, Ints, Parts, add_up, moving, parts_of

_CODES = "codes"  # by how many codes the books know it: of what they do not know, nothing is known
_ALL = (*SUMMED, _CODES)
_AT = {name: place for place, name in enumerate(_ALL)}


@dataclass(frozen=True)
class NodeSums:
    """What a node and all below it brought in twelve months. What is not known is None."""

    revenue: Decimal | None
    revenue_before: Decimal | None
    margin: Decimal | None
    change_share: float | None
    lines: int


UNKNOWN = NodeSums(None, None, None, None, 0)


@dataclass(frozen=True)
class RollUp:
    """The sums of every node of a tree, twelve months to `end`."""

    start: date
    end: date
    currency: str
    reaches_back: bool
    place: Mapping[int, int]  # of each account in the sums
    sums: Ints
    own: NodeSums  # by the lines of the account itself
    counted: Mapping[int, NodeSums]  # what each right below it adds to it, those too who have left

    def of(self, account_id: int) -> NodeSums:
        """Return what this node came to; nothing known of one that is not of the tree."""
        at = self.place.get(account_id)
        return UNKNOWN if at is None else _node_sums(self.sums[at].tolist(), self.reaches_back)


def get_roll_up(account_id: int, on: date) -> RollUp | None:
    """Return what the account and every account below it brought, twelve months to the day, or to the books' end.

    Each member counts on the days on which it belonged there. None while the books do not reach. Who may see it is the
    caller's question.
    """
    edge = get_edge()
    if edge.first_day is None or edge.last_day is None or on < edge.first_day:
        return None
    end = min(on, edge.last_day)
    start, before = (years_before(end, years) + timedelta(1) for years in (1, 2))
    branch, period = get_branch(account_id, before, end), Period(before, start, end)
    nodes = np.union1d(branch.links.below, [account_id])
    parts, root = parts_of(nodes, branch.links, before, end), int(np.searchsorted(nodes, account_id))
    own = _own(nodes, branch.codes, parts, period)
    sums = add_up(own, parts.above)
    reach = reaches_back(edge.first_day, start, before)
    return RollUp(
        start=start,
        end=end,
        currency=edge.currency,
        reaches_back=reach,
        place={node: at for at, node in enumerate(nodes.tolist())},
        sums=sums.sum(axis=0),
        own=_node_sums(own[:, root].sum(axis=0).tolist(), reach),
        counted=_counted(nodes, sums, parts.above == root, reach),
    )


def _counted(nodes: Ints, sums: Ints, is_below: Flags, reach: bool) -> dict[int, NodeSums]:
    """Return what each right below the root adds to it, in the parts in which he stands there."""
    near = np.flatnonzero(is_below.any(axis=0))
    added = (sums[:, near] * is_below[:, near, None]).sum(axis=0)
    return {node: _node_sums(row, reach) for node, row in zip(nodes[near].tolist(), added.tolist(), strict=True)}


def _own(nodes: Ints, codes: Mapping[str, int], parts: Parts, period: Period) -> Ints:
    """Return what each node brought by its own codes in each part: parts, nodes, sums.

    Above whom nothing changed in the period, he is told whole in the first part: that comes to the same.
    """
    own = np.zeros((*parts.above.shape, len(_ALL)), np.int64)
    whose = np.searchsorted(nodes, np.array(list(codes.values()), np.int64))
    moves = moving(parts)[whose]
    own[0, :, -1] = np.bincount(whose[~moves], minlength=len(nodes))
    own[:, :, -1] += np.bincount(whose[moves], minlength=len(nodes))
    known = get_code_sums(period)
    row = np.array([known.place.get(code, -1) for code in codes], np.int64)
    told = ~moves & (row >= 0)
    np.add.at(own[0, :, :-1], whose[told], known.sums[row[told]])
    moved = [(at, code) for at, code, is_moved in zip(whose.tolist(), codes, moves.tolist(), strict=True) if is_moved]
    asked = [
        (part * len(nodes) + at, CodeDays(code, parts.first[part], parts.end[part]))
        for at, code in moved
        for part in range(len(parts))
    ]
    flat = own.reshape(-1, len(_ALL))
    for key, sums in get_span_sums(asked, period).items():
        flat[key, :-1] += sums
    return own


def _node_sums(row: Sequence[int], reach: bool) -> NodeSums:
    def of(name: str) -> int:
        return row[_AT[name]]

    is_known = of(_CODES) > 0
    revenue = of("revenue") if is_known and not of("unrated") else None
    before = of("revenue_before") if is_known and reach and not of("unrated_before") else None
    is_margin_known = revenue is not None and of("lines") > 0 and not of("unknown")
    margin = of("revenue") - of("cost") if is_margin_known else None
    change = (revenue - before) / before if revenue is not None and before is not None and before > 0 else None
    return NodeSums(_amount(revenue), _amount(before), _amount(margin), change, of("lines"))


def _amount(scaled: int | None) -> Decimal | None:
    return None if scaled is None else Decimal(scaled) / SCALE
