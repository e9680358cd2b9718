"""Lately: what passed between us and what was decided, the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from vitalfew import words
from vitalfew.journal.rules import Line
from vitalfew.relations.labels import KIND_LABELS, OUTCOME_LABELS
from vitalfew.relations.queries import InteractionState

SHOWN = 5
DECIDED = 2  # of them at most, so that a day at the desk does not hide the visits
# What is told of the journal; a contact tells itself, and the small changes are read in the history of each thing.
TOLD = {
    "accounts.designated": gettext_lazy("%(who)s designated it as a key account"),
    "accounts.designation_changed": gettext_lazy("%(who)s changed the designation"),
    "accounts.designation_revoked": gettext_lazy("%(who)s ended the designation"),
    "analysis.stage_proposed": gettext_lazy("%(who)s claimed a stage"),
    "analysis.stage_confirmed": gettext_lazy("%(who)s confirmed the stage"),
    "analysis.stage_declined": gettext_lazy("%(who)s declined the claim"),
    "analysis.cycle_closed": gettext_lazy("%(who)s closed the cycle with its review"),
    "objectives.set": gettext_lazy("%(who)s set an objective"),
    "objectives.dropped": gettext_lazy("%(who)s dropped an objective"),
    "plan.action_done": gettext_lazy("%(who)s did an action of the plan"),
    "relations.joint_team_founded": gettext_lazy("%(who)s founded a joint team"),
    "relations.commitment_kept": gettext_lazy("%(who)s noted a promise as kept"),
    "relations.commitment_broken": gettext_lazy("%(who)s noted a promise as broken: %(reason)s"),
    "control.alert_fired": gettext_lazy("An alert rang"),
    "control.alert_closed": gettext_lazy("%(who)s closed an alert: %(reason)s"),
    "control.alert_dismissed": gettext_lazy("%(who)s dismissed an alert: %(reason)s"),
    "control.case_opened": gettext_lazy("%(who)s opened a case of interruption"),
    "control.case_recovered": gettext_lazy("%(who)s closed the interruption: recovered"),
    "control.case_downgraded": gettext_lazy("%(who)s closed the interruption: went down a stage"),
    "control.case_exited": gettext_lazy("%(who)s closed the interruption: ended"),
}
# The verbs of which the reason is told, too.
EXPLAINED = frozenset({"relations.commitment_broken", "control.alert_closed", "control.alert_dismissed"})


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    on: date
    words: str


@dataclass(frozen=True)
class Recent:
    """The answer and the last events."""

    answer: str
    rows: list[Event]


def recent(interactions: Sequence[InteractionState], journal: Sequence[Line], today: date) -> Recent:
    """Say what happened lately; the lines are of the verbs in `TOLD`."""
    # Said twice on one day, it is told once.
    decided = list(dict.fromkeys(map(_told, journal)))[:DECIDED]
    events = [_met(one) for one in interactions] + decided
    events.sort(key=lambda event: event.on, reverse=True)
    return Recent(_answer(interactions, today), events[:SHOWN])


def _answer(interactions: Sequence[InteractionState], today: date) -> str:
    if not interactions:
        return _("No contact recorded yet")
    return _("last contact %(age)s") % {"age": words.age(interactions[0].held_on, today)}


def _met(one: InteractionState) -> Event:
    between = pgettext("between names", ", ")
    said = {
        "kind": KIND_LABELS[one.kind],
        "who": between.join(one.contacts),
        "outcome": OUTCOME_LABELS[one.outcome],
        "note": one.note,
    }
    return Event(one.held_on, _("%(kind)s, %(who)s, %(outcome)s: %(note)s") % said)


def _told(line: Line) -> Event:
    said = {
        "who": line.actor_name,
        "reason": line.after.get("reason", ""),
    }
    return Event(timezone.localtime(line.at).date(), str(TOLD[line.verb]) % said)
