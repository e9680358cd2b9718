"""What the fields of joint work and of the stages are called and how their values read."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

from vitalfew.relations.labels_joint import ELEMENT_LABELS, TEAM_LABELS
from vitalfew.relations.labels_records import SIGN_LABELS

THRESHOLDS: dict[str, Any] = {
    "pre_trade": pgettext_lazy("threshold", "Trade in twelve months beyond the first stage, above"),
    "quarters": pgettext_lazy("threshold", "Quarters with orders, of four"),
    "months": pgettext_lazy("threshold", "Months with orders, of twelve"),
    "otif": pgettext_lazy("threshold", "Deliveries on time and in full, per cent"),
    "complaints": pgettext_lazy("threshold", "Grave quality events in twelve months, at most"),
    "levels": pgettext_lazy("threshold", "Levels of theirs in contact"),
    "share_of_ours": pgettext_lazy("threshold", "Share of our revenue, per cent"),
    "share": pgettext_lazy("threshold", "Our share of their business, above per cent"),
    "pairs": pgettext_lazy("threshold", "Functions matched and in contact"),
    "warm_days": pgettext_lazy("threshold", "A contact keeps a pair warm for so many days"),
    "thread": pgettext_lazy("threshold", "Share of the exchange of one pair of people, below per cent"),
    "information": pgettext_lazy("threshold", "Kinds of information shared"),
    "trust": pgettext_lazy("threshold", "Trust, of 5"),
    "teams": pgettext_lazy("threshold", "Joint teams that meet"),
    "boards": pgettext_lazy("threshold", "Joint board meetings within a year"),
    "costs": pgettext_lazy("threshold", "Costs open to each other"),
}
LABELS: dict[str, Any] = {
    **{name: word for name, word in THRESHOLDS.items() if name != "share"},
    "sign": pgettext_lazy("field", "Sign"),
    "agenda": pgettext_lazy("field", "What it is about"),
    "agreed_on": pgettext_lazy("field", "Agreed on"),
    "charter": pgettext_lazy("field", "Charter"),
    "contacts": pgettext_lazy("field", "Of them"),
    "element": pgettext_lazy("field", "Cost element"),
    "goals": pgettext_lazy("field", "Goals"),
    "is_closed": pgettext_lazy("field", "Minutes by name only"),
    "item": pgettext_lazy("field", "Cost element"),
    "member": pgettext_lazy("field", "Member"),
    "minutes": pgettext_lazy("field", "Minutes"),
    "our_share": pgettext_lazy("field", "Our part"),
    "ours": pgettext_lazy("field", "Our part"),
    "part": pgettext_lazy("field", "Part in the team"),
    "per": pgettext_lazy("field", "For each"),
    "reader": pgettext_lazy("field", "Reader"),
    "team": pgettext_lazy("field", "Joint team"),
    "users": pgettext_lazy("field", "Of us"),
}
WORDS: dict[str, Mapping[Any, Any]] = {
    "relations.jointteam.kind": TEAM_LABELS,
    "relations.openbookitem.element": ELEMENT_LABELS,
    "relations.relationsign.sign": SIGN_LABELS,
}
