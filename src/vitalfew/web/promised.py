"""Promises in words: how each stands today, and how each side keeps its word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.relations.labels_commitments import KEEPING_LABELS, SIDE_LABELS
from vitalfew.relations.queries import CommitmentState, kept_shares
from vitalfew.relations.rules import Keeping, KeptShare, Side

MARKS = {Keeping.ON_TIME: "good", Keeping.LATE: "watch", Keeping.BROKEN: "bad", Keeping.OPEN: "none"}


@dataclass(frozen=True)
class PromiseRow:
    """One promise, whose it is and how it stands in words."""

    promise: CommitmentState
    side: str
    mark: str
    state: str
    who: str


@dataclass(frozen=True)
class SideKept:
    """How one side keeps its word, in words."""

    side: str
    share: str
    said: str
    mark: str


def promise_rows(promises: Iterable[CommitmentState], today: date) -> list[PromiseRow]:
    """Return the promises in words, in the order given."""
    return [_row(one, today) for one in promises]


def sides_kept(promises: Iterable[CommitmentState]) -> list[SideKept]:
    """Say how each side keeps its word; unknown while nothing it promised has ended."""
    return [_side(side, kept) for side, kept in kept_shares(promises).items()]


def overdue_words(promise: CommitmentState, today: date) -> str:
    """Say how late an open promise is, or when it is due."""
    days = (today - promise.due_on).days
    if days > 0:
        return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}
    return _("due today") if days == 0 else words.short_day(promise.due_on)


def _row(one: CommitmentState, today: date) -> PromiseRow:
    mark = ("bad" if one.side is Side.US else "watch") if one.is_overdue else MARKS[one.keeping]
    state = overdue_words(one, today) if one.is_open else str(KEEPING_LABELS[one.keeping])
    who = " → ".join(filter(None, (one.owner_name, one.contact_name)))
    if one.side is Side.CUSTOMER:
        who = " → ".join(filter(None, (one.contact_name, one.owner_name)))
    return PromiseRow(one, str(SIDE_LABELS[one.side]), mark, state, who)


def _side(side: Side, kept: KeptShare) -> SideKept:
    share = _("unknown") if kept.share is None else words.share(kept.share, 0)
    said = _("%(on_time)s on time, %(late)s late, %(broken)s broken, %(open)s open") % vars(kept)
    return SideKept(str(SIDE_LABELS[side]), share, said, "none")
