"""What the fields of records are called and how their values read, where a page shows them outside their form."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vitalfew.people.labels import ROLE_LABELS

# Values of these are users.
PERSON_FIELDS = {
    "answered_by", "assignee", "by", "deputy", "director", "held_by", "manager", "owner", "proposed_by", "written_by",
}  # fmt: skip

LABELS: dict[str, Promise] = {
    "account": _("Account"),
    "answer_reason": _("Reason of the answer"),
    "answered_at": _("Answered at"),
    "answered_by": _("Answered by"),
    "assignee": _("Responsible"),
    "baseline": _("Baseline"),
    "batch": _("Batch"),
    "by": _("Visitor"),
    "closed_on": _("Closed on"),
    "code": _("Code"),
    "columns": _("Columns"),
    "country": _("Country"),
    "created_at": _("Received at"),
    "currency": _("Currency"),
    "cycle": _("Cycle"),
    "decision": _("Decision"),
    "deputy": _("Deputy"),
    "designated_on": _("Designated on"),
    "director": _("Director"),
    "done_on": _("Done on"),
    "due_on": _("Due on"),
    "email": _("Email"),
    "evidence": _("Evidence"),
    "files": _("Files"),
    "fired_on": _("Alert of"),
    "for_whom": _("For whom"),
    "held_by": _("Held by"),
    "held_on": _("Held on"),
    "is_active": _("Login open"),
    "is_sample": _("Sample"),
    "joined_at": _("Joined at"),
    "key_account": _("Key account"),
    "kind": _("Kind"),
    "language": _("Language"),
    "last_login": _("Last signed in"),
    "lesson": _("Lesson"),
    "manager": _("Key account manager"),
    "mapping": _("Columns"),
    "merged_into": _("Merged into"),
    "metric": _("Metric"),
    "move": _("Move"),
    "name": _("Name"),
    "name_en": _("English name"),
    "note": _("Note"),
    "number": _("Number"),
    "objective": _("Objective"),
    "occasion": _("Occasion"),
    "opened_on": _("Opened on"),
    "options": _("Options"),
    "outcome": _("Outcome"),
    "owner": _("Owner"),
    "owner_id_number": _("Owner"),
    "owner_name": _("Owner"),
    "password": _("Password"),
    "phase": _("Phase"),
    "plan": _("Plan"),
    "progress": _("Progress"),
    "proposed_at": _("Proposed at"),
    "proposed_by": _("Proposed by"),
    "reason": _("Reason"),
    "report": _("Report"),
    "revoked_on": _("Revoked on"),
    "role": _("Role"),
    "rule": _("Rule"),
    "sent_key": _("Sending"),
    "severity": _("Severity"),
    "stage": _("Stage"),
    "starts_on": _("Starts on"),
    "state": _("State"),
    "strategy": _("Strategy"),
    "target": _("Target"),
    "theme": _("Theme"),
    "threshold": _("Threshold"),
    "tier": _("Tier"),
    "title": _("Title"),
    "token": _("Token"),
    "username": _("User name"),
    "valid_from": _("Valid from"),
    "valid_to": _("Valid to"),
    "value": _("Value"),
    "what": _("What"),
    "why": _("Why"),
    "written_by": _("Written by"),
    "year": _("Year"),
}

# Fields whose values are words of a list: "subject.field" → value → word.
WORDS: dict[str, Mapping[Any, Any]] = {
    "people.user.role": ROLE_LABELS,
}


def label_of(field: str) -> str:
    """Return what the field is called."""
    return str(LABELS.get(field, field))


def word_for(subject: str, field: str, value: Any) -> str:
    """Return the value as a person reads it; a dash where there is none."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return str(WORDS.get(f"{subject}.{field}", {}).get(value, value))
