"""What the fields of joint work are called and how their values read."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

from vitalfew.relations.labels_joint import ELEMENT_LABELS, TEAM_LABELS

LABELS: dict[str, Any] = {
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
}
