"""Maps drawn lately, kept in the process until anybody writes anything: a large one costs more than all else.

What is kept is found only once an account has been asked for again and may be seen; none of it outlives the process.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from vitalfew.journal.queries import get_last_seal

MOST = 32  # maps, of some hundred kilobytes each
_KEPT: OrderedDict[Hashable, tuple[str, dict[str, Any]]] = OrderedDict()


def kept(key: Hashable, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what was made for this key, made anew where a line has been written to the journal since."""
    seal = get_last_seal()
    found = _KEPT.get(key)
    if found is None or found[0] != seal:
        found = (seal, make())
        _KEPT[key] = found
    _KEPT.move_to_end(key)
    while len(_KEPT) > MOST:
        _KEPT.popitem(last=False)
    return found[1]
