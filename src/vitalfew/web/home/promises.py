"""What is promised: the open promises of both sides, the late ones first, and the share each side keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew.relations.queries import CommitmentState
from vitalfew.web.promised import PromiseRow, SideKept, promise_rows, sides_kept

SHOWN = 3


@dataclass(frozen=True)
class Promised:
    """The answer, the next promises, how many more there are, and how each side keeps its word."""

    answer: str
    rows: list[PromiseRow]
    more: int
    sides: list[SideKept]


def promised(promises: Sequence[CommitmentState], today: date) -> Promised:
    """Say what is promised."""
    waiting = [one for one in promises if one.is_open]
    sides = sides_kept(promises) if promises else []
    return Promised(_answer(waiting), promise_rows(waiting[:SHOWN], today), max(0, len(waiting) - SHOWN), sides)


def _answer(waiting: Sequence[CommitmentState]) -> str:
    if not waiting:
        return _("Nothing is promised")
    count = ngettext("%(count)s promise", "%(count)s promises", len(waiting)) % {"count": len(waiting)}
    late = sum(one.is_overdue for one in waiting)
    return _("%(promises)s, %(late)s overdue") % {"promises": count, "late": late} if late else count
