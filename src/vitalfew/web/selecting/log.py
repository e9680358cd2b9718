"""The log of decisions: candidates, targets, key accounts named, kept and ended, each with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from vitalfew.accounts.labels import TIER_LABELS
from vitalfew.accounts.queries.designations import Designated
from vitalfew.accounts.rules import Tier
from vitalfew.loop.analysis.labels_selection import STEP_LABELS
from vitalfew.loop.analysis.queries.selection import StepState
from vitalfew.loop.analysis.rules.selection import Step


@dataclass(frozen=True)
class Decision:
    """One decision: when, about whom, what, by whom, why."""

    on: date
    account_id: int
    account_name: str
    what: Any
    look: str
    who: str
    reason: str


def log(steps: Iterable[StepState], designated: Iterable[Designated]) -> list[Decision]:
    """Return all decisions, the latest first."""
    found = [_step(step) for step in steps]
    for one in designated:
        found.append(_named(one))
        if one.key.revoked_on:
            found.append(_ended(one, one.key.revoked_on))
    return sorted(found, key=lambda one: one.on, reverse=True)


def _step(step: StepState) -> Decision:
    look = "ours" if step.step is Step.KEPT else ""
    return Decision(
        step.decided_on,
        step.account_id,
        step.account_name,
        STEP_LABELS[step.step],
        look,
        step.decided_by_name,
        step.reason,
    )


def _named(one: Designated) -> Decision:
    what = _("Key account, %(tier)s") % {"tier": TIER_LABELS[Tier(one.key.tier)]}
    return Decision(
        one.key.designated_on, one.account_id, one.account_name, what, "solid", one.key.director_name, one.key.reason
    )


def _ended(one: Designated, on: date) -> Decision:
    return Decision(
        on, one.account_id, one.account_name, _("Designation ended"), "", one.key.director_name, one.key.revoke_reason
    )
