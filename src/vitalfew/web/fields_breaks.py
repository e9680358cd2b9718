"""What the fields of interruptions, trust, participation and market position are called, and their words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

from vitalfew.loop.analysis.labels import STAGE_LABELS
from vitalfew.loop.control.labels_cases import (
    CASE_SEVERITY_LABELS,
    CASE_STATE_LABELS,
    CAUSE_LABELS,
    EVIDENCE_KIND_LABELS,
    OUTCOME_LABELS,
    PLAY_LABELS,
)
from vitalfew.relations import labels_records as record_labels

BREAK_LABELS: dict[str, Any] = {
    "about": pgettext_lazy("field", "On what"),
    "alert": pgettext_lazy("case evidence", "Alert"),
    "case": pgettext_lazy("stage", "Interruption"),
    "cause": pgettext_lazy("play", "For the cause"),
    "cause_code": pgettext_lazy("play", "For the cause"),
    "closed_by": pgettext_lazy("case", "Closed by"),
    "diagnosis": pgettext_lazy("case", "Why it broke"),
    "dropped_on": pgettext_lazy("field", "Dropped on"),
    "event": pgettext_lazy("market event", "What happened"),
    "from_stage": pgettext_lazy("case", "Over the stage"),
    "happened_on": pgettext_lazy("market event", "On"),
    "is_retired": pgettext_lazy("cause", "No longer offered"),
    "lower": pgettext_lazy("case", "Stands now at"),
    "market": pgettext_lazy("field", "Market"),
    "noted_by": pgettext_lazy("field", "Noted by"),
    "noted_on": pgettext_lazy("field", "Noted on"),
    "offering": pgettext_lazy("field", "Offering"),
    "opened_by": pgettext_lazy("case", "Opened by"),
    "parent_code": pgettext_lazy("cause", "Stands under"),
    "play": pgettext_lazy("case", "From the playbook"),
    "play_code": pgettext_lazy("case", "From the playbook"),
    "positioned_on": pgettext_lazy("participation", "Since"),
    "primary_cause": pgettext_lazy("case", "First cause"),
    "process_complexity": pgettext_lazy("field", "Process"),
    "product_complexity": pgettext_lazy("field", "The product"),
    "rank": pgettext_lazy("field", "Rank"),
    "rated_by_party": pgettext_lazy("trust", "Who trusts"),
    "rated_on": pgettext_lazy("trust", "Rated on"),
    "result": pgettext_lazy("case", "What came of it"),
    "said": pgettext_lazy("case", "In words"),
    "secondary_causes": pgettext_lazy("case", "Others besides"),
    "shows": pgettext_lazy("case", "What shows it"),
    "steps": pgettext_lazy("play", "Steps in Chinese"),
    "steps_en": pgettext_lazy("play", "Steps in English"),
    "trust": pgettext_lazy("trust", "Trust"),
    "watch_for": pgettext_lazy("case", "Recovered when"),
    "watch_until": pgettext_lazy("case", "Watched until"),
}

BREAK_WORDS: dict[str, Mapping[Any, Any]] = {
    "control.caseevidence.kind": EVIDENCE_KIND_LABELS,
    "control.caseremedy.play_code": PLAY_LABELS,
    "control.causename.parent_code": CAUSE_LABELS,
    "control.interruptioncase.from_stage": STAGE_LABELS,
    "control.interruptioncase.outcome": OUTCOME_LABELS,
    "control.interruptioncase.primary_cause": CAUSE_LABELS,
    "control.interruptioncase.secondary_causes": CAUSE_LABELS,
    "control.interruptioncase.severity": CASE_SEVERITY_LABELS,
    "control.interruptioncase.state": CASE_STATE_LABELS,
    "control.playtext.cause_code": CAUSE_LABELS,
    "relations.marketposition.event": record_labels.EVENT_LABELS,
    "relations.marketposition.party": record_labels.PARTY_LABELS,
    "relations.participationposition.process_complexity": record_labels.COMPLEXITY_LABELS,
    "relations.participationposition.product_complexity": record_labels.COMPLEXITY_LABELS,
    "relations.trustrating.rated_by_party": record_labels.PARTY_LABELS,
}
