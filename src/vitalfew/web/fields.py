"""What the fields of records are called and how their values read, where a page shows them outside their form."""

from collections.abc import Mapping
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import pgettext, pgettext_lazy

from vitalfew.accounts import labels as account_labels
from vitalfew.accounts.labels_dossier import CONFIDENCE_LABELS, FIELD_LABELS
from vitalfew.accounts.labels_people import FUNCTION_LABELS, LEVEL_LABELS
from vitalfew.accounts.labels_team import DUTY_LABELS, RING_LABELS
from vitalfew.journal.rules import ERASED
from vitalfew.ledger.labels_facts import FACT_WORDS
from vitalfew.ledger.labels_meaning import BASIS_LABELS, RATE_LABELS, TAX_LABELS
from vitalfew.loop.analysis import labels as analysis_labels
from vitalfew.loop.control import labels as control_labels
from vitalfew.loop.execution.labels import QUESTION_LABELS
from vitalfew.loop.execution.labels import STATE_LABELS as EXECUTION_STATES
from vitalfew.loop.execution.rules import QuestionKind
from vitalfew.loop.objectives import labels as objective_labels
from vitalfew.loop.plan import labels as plan_labels
from vitalfew.people.labels import ROLE_LABELS
from vitalfew.relations import labels as relation_labels
from vitalfew.relations import labels_records as record_labels
from vitalfew.relations.labels_commitments import SIDE_LABELS

# Values of these are users.
PERSON_FIELDS = {
    "answered_by", "assessed_by", "assignee", "by", "deputy", "director", "held_by", "judged_by", "manager", "owner",
    "proposed_by", "sponsor", "user", "written_by",
}  # fmt: skip

LABELS: dict[str, Any] = {
    "account": pgettext_lazy("field", "Account"),
    "advance": pgettext_lazy("visit", "Advance wanted"),
    "amount": pgettext_lazy("field", "Amount"),
    "answer_reason": pgettext_lazy("field", "Reason of the answer"),
    "answered_at": pgettext_lazy("field", "Answered at"),
    "answered_by": pgettext_lazy("field", "Answered by"),
    "assessed_by": pgettext_lazy("field", "Judged by"),
    "assessed_on": pgettext_lazy("field", "Judged on"),
    "assignee": pgettext_lazy("field", "Responsible"),
    "baseline": pgettext_lazy("field", "Baseline"),
    "basis": pgettext_lazy("field", "Lines record"),
    "batch": pgettext_lazy("field", "Batch"),
    "broken_on": pgettext_lazy("field", "Broken on"),
    "boss": pgettext_lazy("field", "Reports to"),
    "by": pgettext_lazy("field", "Visitor"),
    "child": pgettext_lazy("field", "Member"),
    "category": pgettext_lazy("field", "Category"),
    "closed_on": pgettext_lazy("field", "Closed on"),
    "closed_until": pgettext_lazy("field", "Closed until"),
    "code": pgettext_lazy("field", "Code"),
    "colleague_ids": pgettext_lazy("visit", "Who comes along"),
    "columns": pgettext_lazy("field", "Columns"),
    "company": pgettext_lazy("field", "Company"),
    "confidence": pgettext_lazy("field", "Confidence"),
    "contact": pgettext_lazy("field", "Person"),
    "competitor": pgettext_lazy("field", "Competitor"),
    "contact_ids": pgettext_lazy("visit", "Who of them"),
    "country": pgettext_lazy("field", "Country"),
    "created_at": pgettext_lazy("field", "Received at"),
    "currency": pgettext_lazy("field", "Currency"),
    "cycle": pgettext_lazy("field", "Cycle"),
    "day": pgettext_lazy("field", "Valid from"),
    "decision": pgettext_lazy("field", "Decision"),
    "deputy": pgettext_lazy("field", "Deputy"),
    "designated_on": pgettext_lazy("field", "Designated on"),
    "director": pgettext_lazy("field", "Director"),
    "distance": pgettext_lazy("field", "Distance"),
    "doing": pgettext_lazy("field", "Being done"),
    "done_on": pgettext_lazy("field", "Done on"),
    "drop_reason": pgettext_lazy("field", "Reason for dropping"),
    "dropped_on": pgettext_lazy("field", "Dropped on"),
    "due_on": pgettext_lazy("field", "Due on"),
    "duty": pgettext_lazy("field", "Duty"),
    "email": pgettext_lazy("field", "Email"),
    "end_reason": pgettext_lazy("field", "Reason it ended"),
    "ended_on": pgettext_lazy("field", "Ended on"),
    "ends_on": pgettext_lazy("field", "Ends on"),
    "evidence": pgettext_lazy("field", "Evidence"),
    "expires_on": pgettext_lazy("field", "Good until"),
    "fact_batch": pgettext_lazy("field", "Batch of other facts"),
    "field": pgettext_lazy("field", "Part of the dossier"),
    "files": pgettext_lazy("field", "Files"),
    "fired_on": pgettext_lazy("field", "Alert of"),
    "first_day": pgettext_lazy("field", "From"),
    "fiscal_month": pgettext_lazy("field", "Fiscal year begins in"),
    "folder": pgettext_lazy("field", "Folder"),
    "for_whom": pgettext_lazy("field", "For whom"),
    "from_on": pgettext_lazy("field", "From"),
    "function": pgettext_lazy("field", "Function"),
    "generation": pgettext_lazy("field", "State of the books"),
    "held_by": pgettext_lazy("field", "Held by"),
    "held_on": pgettext_lazy("field", "Held on"),
    "high": pgettext_lazy("field", "At most"),
    "hour": pgettext_lazy("field", "From this hour on"),
    "implication": QUESTION_LABELS[QuestionKind.IMPLICATION],
    "in_books": pgettext_lazy("field", "In the books"),
    "interaction": pgettext_lazy("field", "From the visit"),
    "into": pgettext_lazy("field", "Reporting currency"),
    "is_active": pgettext_lazy("field", "Login open"),
    "is_paused": pgettext_lazy("field", "Paused"),
    "is_sample": pgettext_lazy("field", "Sample"),
    "joined_at": pgettext_lazy("field", "Joined at"),
    "kept_on": pgettext_lazy("field", "Kept on"),
    "judged_by": pgettext_lazy("field", "Judged by"),
    "judged_on": pgettext_lazy("field", "Judged on"),
    "key_account": pgettext_lazy("field", "Key account"),
    "kind": pgettext_lazy("field", "Kind"),
    "language": pgettext_lazy("field", "Language"),
    "last_day": pgettext_lazy("field", "To"),
    "last_found": pgettext_lazy("field", "New files last time"),
    "last_login": pgettext_lazy("field", "Last signed in"),
    "last_problem": pgettext_lazy("field", "Problem last time"),
    "last_run_at": pgettext_lazy("field", "Looked at"),
    "last_used_at": pgettext_lazy("field", "Last used"),
    "least": pgettext_lazy("visit", "The least we accept"),
    "lesson": pgettext_lazy("field", "Lesson"),
    "made_on": pgettext_lazy("field", "Promised on"),
    "level": pgettext_lazy("field", "Level"),
    "location": pgettext_lazy("field", "Place"),
    "low": pgettext_lazy("field", "At least"),
    "manager": pgettext_lazy("field", "Key account manager"),
    "mapping": pgettext_lazy("field", "Columns"),
    "measures": pgettext_lazy("field", "What we do about it"),
    "merged_into": pgettext_lazy("field", "Merged into"),
    "method": pgettext_lazy("field", "Known by"),
    "metric": pgettext_lazy("field", "Metric"),
    "move": pgettext_lazy("field", "Move"),
    "name": pgettext_lazy("field", "Name"),
    "name_en": pgettext_lazy("field", "English name"),
    "name_in_books": pgettext_lazy("field", "Name in the books"),
    "need_payoff": QUESTION_LABELS[QuestionKind.NEED_PAYOFF],
    "note": pgettext_lazy("field", "Note"),
    "notice_by": pgettext_lazy("field", "Notice by"),
    "number": pgettext_lazy("field", "Number"),
    "objective": pgettext_lazy("field", "Objective"),
    "occasion": pgettext_lazy("field", "Occasion"),
    "opened_on": pgettext_lazy("field", "Opened on"),
    "options": pgettext_lazy("field", "Options"),
    "outcome": pgettext_lazy("field", "Outcome"),
    "owner": pgettext_lazy("field", "Owner"),
    "owner_id_number": pgettext_lazy("field", "Owner"),
    "owner_name": pgettext_lazy("field", "Owner"),
    "parent": pgettext_lazy("field", "Belongs to"),
    "party": pgettext_lazy("field", "Party"),
    "partner_company": pgettext_lazy("field", "The partner's company"),
    "partner_name": pgettext_lazy("field", "Outside partner"),
    "password": pgettext_lazy("field", "Password"),
    "pattern": pgettext_lazy("field", "Names of the files"),
    "phase": pgettext_lazy("field", "Phase"),
    "phone": pgettext_lazy("field", "Phone"),
    "place": pgettext_lazy("field", "Comes from"),
    "plan": pgettext_lazy("field", "Plan"),
    "point": pgettext_lazy("field", "Most likely"),
    "position": pgettext_lazy("field", "Position"),
    "practice": pgettext_lazy("field", "Row"),
    "price": pgettext_lazy("field", "Price"),
    "priority": pgettext_lazy("field", "Priority"),
    "product": pgettext_lazy("field", "Product"),
    "progress": pgettext_lazy("field", "Progress"),
    "promise": pgettext_lazy("field", "Promises"),
    "proposed_at": pgettext_lazy("field", "Proposed at"),
    "proposed_by": pgettext_lazy("field", "Proposed by"),
    "quadrant": pgettext_lazy("field", "To them it is"),
    "problem": QUESTION_LABELS[QuestionKind.PROBLEM],
    "purpose": pgettext_lazy("visit", "What for"),
    "query": pgettext_lazy("field", "Question"),
    "rate": pgettext_lazy("field", "Rate"),
    "rates": pgettext_lazy("field", "Convert by"),
    "reached": pgettext_lazy("field", "Steps worked on"),
    "reason": pgettext_lazy("field", "Reason"),
    "reasons": pgettext_lazy("field", "Reasons"),
    "reference": pgettext_lazy("field", "Contract number"),
    "report": pgettext_lazy("field", "Report"),
    "reports_to": pgettext_lazy("field", "Reports to"),
    "revoke_reason": pgettext_lazy("field", "Reason to revoke"),
    "revoked_on": pgettext_lazy("field", "Revoked on"),
    "rhythm": pgettext_lazy("field", "Rhythm"),
    "ring": pgettext_lazy("field", "Ring"),
    "role": pgettext_lazy("field", "Role"),
    "rule": pgettext_lazy("field", "Rule"),
    "score": pgettext_lazy("field", "Score"),
    "seen": pgettext_lazy("field", "Files seen"),
    "sent_key": pgettext_lazy("field", "Sending"),
    "severity": pgettext_lazy("field", "Severity"),
    "side": pgettext_lazy("field", "Promised by"),
    "since": pgettext_lazy("field", "Since"),
    "share": pgettext_lazy("field", "Share"),
    "situation": QUESTION_LABELS[QuestionKind.SITUATION],
    "source": pgettext_lazy("field", "Source"),
    "sponsor": pgettext_lazy("field", "Executive sponsor"),
    "stage": pgettext_lazy("field", "Stage"),
    "starts_at": pgettext_lazy("visit", "Hour"),
    "starts_on": pgettext_lazy("field", "Starts on"),
    "state": pgettext_lazy("field", "State"),
    "strategy": pgettext_lazy("field", "Strategy"),
    "strengths": pgettext_lazy("field", "Strengths and intentions"),
    "supplier_status": pgettext_lazy("field", "Supplier status"),
    "strength": pgettext_lazy("field", "Strength"),
    "target": pgettext_lazy("field", "Target"),
    "tax": pgettext_lazy("field", "Tax"),
    "tax_id": pgettext_lazy("field", "Tax number"),
    "terms": pgettext_lazy("field", "Terms"),
    "theme": pgettext_lazy("field", "Theme"),
    "threshold": pgettext_lazy("field", "Threshold"),
    "tier": pgettext_lazy("field", "Tier"),
    "title": pgettext_lazy("field", "Title"),
    "to_account": pgettext_lazy("field", "Account"),
    "token": pgettext_lazy("field", "Token"),
    "told_at": pgettext_lazy("field", "Told at"),
    "told_by": pgettext_lazy("field", "Told by"),
    "typed_at": pgettext_lazy("field", "Typed at"),
    "typed_by": pgettext_lazy("field", "Typed by"),
    "unit": pgettext_lazy("field", "Unit"),
    "until": pgettext_lazy("field", "Until"),
    "user": pgettext_lazy("field", "One of us"),
    "username": pgettext_lazy("field", "User name"),
    "uses": pgettext_lazy("field", "Uses"),
    "valid_from": pgettext_lazy("field", "Valid from"),
    "valid_to": pgettext_lazy("field", "Valid to"),
    "value": pgettext_lazy("field", "Value"),
    "variable": pgettext_lazy("field", "Address of the database"),
    "visit_on": pgettext_lazy("visit", "Day"),
    "what": pgettext_lazy("field", "What"),
    "why": pgettext_lazy("field", "Why"),
    "written_by": pgettext_lazy("field", "Written by"),
    "year": pgettext_lazy("field", "Year"),
    "yearly_cost": pgettext_lazy("field", "Costs us a year"),
    "yearly_value": pgettext_lazy("field", "Worth a year"),
}

# Fields whose values are words of a list: "subject.field" → value → word.
WORDS: dict[str, Mapping[Any, Any]] = {
    "accounts.account.kind": account_labels.KIND_LABELS,
    "accounts.dossiervalue.confidence": CONFIDENCE_LABELS,
    "accounts.dossiervalue.field": FIELD_LABELS,
    "accounts.ownerperiod.duty": DUTY_LABELS,
    "accounts.teammember.function": FUNCTION_LABELS,
    "accounts.teammember.ring": RING_LABELS,
    "accounts.orgunit.function": FUNCTION_LABELS,
    "accounts.post.level": LEVEL_LABELS,
    "accounts.keyaccount.tier": account_labels.TIER_LABELS,
    "analysis.cycle.phase": analysis_labels.PHASE_LABELS,
    "analysis.stagerecord.move": analysis_labels.MOVE_LABELS,
    "analysis.stagerecord.stage": analysis_labels.STAGE_LABELS,
    "analysis.stagerecord.state": analysis_labels.CLAIM_LABELS,
    "control.alert.rule": control_labels.RULE_LABELS,
    "control.alert.severity": control_labels.SEVERITY_LABELS,
    "control.alert.state": control_labels.STATE_LABELS,
    "ledger.books.basis": BASIS_LABELS,
    "ledger.books.fiscal_month": MONTHS,
    "ledger.books.rates": RATE_LABELS,
    "ledger.controlfigure.tax": TAX_LABELS,
    "ledger.rate.kind": RATE_LABELS,
    "execution.plannedvisit.kind": relation_labels.KIND_LABELS,
    "execution.plannedvisit.state": EXECUTION_STATES,
    "objectives.objective.for_whom": objective_labels.FOR_WHOM_LABELS,
    "objectives.objective.metric": objective_labels.METRIC_LABELS,
    "people.user.role": ROLE_LABELS,
    "plan.plannedaction.state": plan_labels.STATE_LABELS,
    "relations.commitment.side": SIDE_LABELS,
    "relations.buyerview.quadrant": record_labels.QUADRANT_LABELS,
    "relations.buyerview.supplier_status": record_labels.SUPPLIER_LABELS,
    "relations.contract.kind": FACT_WORDS["contract"],
    "relations.contract.state": record_labels.CONTRACT_STATE_LABELS,
    "relations.culturenote.level": record_labels.CULTURE_LABELS,
    "relations.interaction.kind": relation_labels.KIND_LABELS,
    "relations.interaction.outcome": relation_labels.OUTCOME_LABELS,
    "relations.need.kind": record_labels.NEED_KIND_LABELS,
    "relations.need.priority": record_labels.PRIORITY_LABELS,
    "relations.need.state": record_labels.NEED_STATE_LABELS,
    "relations.practiceassessment.practice": record_labels.PRACTICE_LABELS,
    "relations.tailoredoffer.kind": record_labels.OFFER_KIND_LABELS,
    "relations.valuechainposition.party": record_labels.PARTY_LABELS,
    "relations.valuechainposition.position": record_labels.CHAIN_LABELS,
    "relations.walletestimate.method": record_labels.METHOD_LABELS,
}

# Chosen from a list, not typed: sent again, while their words stand in the comparison.
CHOSEN = (
    PERSON_FIELDS
    | {key.rpartition(".")[2] for key in WORDS}
    | {"colleagues", "contact", "guests", "objective", "planned"}
)


def label_of(field: str) -> str:
    """Return what the field is called."""
    return str(LABELS.get(field, field))


def word_for(subject: str, field: str, value: Any) -> str:
    """Return the value as a person reads it; a dash where there is none."""
    if value is None or value == "":
        return "—"
    if value == ERASED:
        return pgettext("field", "erased")
    if isinstance(value, bool):
        return pgettext("field", "yes") if value else pgettext("field", "no")
    return str(WORDS.get(f"{subject}.{field}", {}).get(value, value))
