"""What the loop's rules answer when they say no, said beside the form that asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from vitalfew.accounts.labels_dossier import WHY_LABELS as DOSSIER
from vitalfew.accounts.labels_people import PERSON_WHY_LABELS
from vitalfew.accounts.labels_team import TEAM_WHY_LABELS
from vitalfew.accounts.labels_tree import MERGE_WHY_LABELS, TREE_WHY_LABELS
from vitalfew.accounts.rules import (
    AlreadyDesignated,
    NeedsReason,
    NotDesignated,
    RevokedTooEarly,
    UnfitManager,
    UnfitMerge,
    UnfitPerson,
    UnfitSponsor,
    UnfitTeam,
    UnfitTree,
)
from vitalfew.accounts.rules.dossier import DossierWhy, UnfitValue
from vitalfew.loop.analysis.labels import WHY_LABELS as ANALYSIS
from vitalfew.loop.analysis.labels_growth import WHY_LABELS as GROWTH
from vitalfew.loop.analysis.labels_selection import SELECTION_WHY_LABELS as SELECTION
from vitalfew.loop.analysis.labels_value import VALUE_WHY_LABELS as WORTH
from vitalfew.loop.control.labels import WHY_LABELS as CONTROL
from vitalfew.loop.control.labels_cases import CASE_WHY_LABELS as CASES
from vitalfew.loop.execution.labels import WHY_LABELS as EXECUTION
from vitalfew.loop.objectives.labels import WHY_LABELS as OBJECTIVES
from vitalfew.loop.plan.labels import WHY_LABELS as PLAN
from vitalfew.loop.review.labels import WHY_LABELS as REVIEW
from vitalfew.loop.rules import Refused
from vitalfew.people.labels import TOKEN_WHY_LABELS
from vitalfew.people.rules import TokenWhy, UnfitToken
from vitalfew.relations.labels_attachments import WHY_LABELS as FILES
from vitalfew.relations.labels_commitments import WHY_LABELS as PROMISES
from vitalfew.relations.labels_joint import WHY_LABELS as JOINT
from vitalfew.relations.labels_map import STANCE_WHY_LABELS
from vitalfew.relations.labels_people import TIE_WHY_LABELS
from vitalfew.relations.labels_records import WHY_LABELS as RECORDS
from vitalfew.relations.rules import UnfitCommitment, UnfitTie
from vitalfew.relations.rules.attachments import UnfitAttachment
from vitalfew.relations.rules.joint import UnfitJoint
from vitalfew.relations.rules.records import RecordWhy, UnfitRecord
from vitalfew.relations.rules.stances import UnfitStance

WORDS: Mapping[Any, Any] = {
    why: word
    for labels in (ANALYSIS, GROWTH, SELECTION, WORTH, CONTROL, CASES, EXECUTION, OBJECTIVES, PLAN, REVIEW)
    for why, word in labels.items()
}
# Beside which input of a judgement a refusal is said; the others speak of the value.
OF_JUDGEMENT = {DossierWhy.NO_SOURCE: "source", DossierWhy.EXPIRES_BEFORE: "expires_on"}
OF_RECORD = {
    RecordWhy.NO_CURRENCY: "currency",
    RecordWhy.ENDS_BEFORE: "ends_on",
    RecordWhy.NOTICE_AFTER: "notice_by",
    RecordWhy.NO_LEVEL: "level",
}
OF_TOKEN = {TokenWhy.ENDS_BEFORE: "expires_on", TokenWhy.LASTS_TOO_LONG: "expires_on"}
# What each refusal is said with; every one carries why.
UNFIT: Mapping[type[Exception], Mapping[Any, Any]] = {
    Refused: WORDS,
    UnfitAttachment: FILES,
    UnfitCommitment: PROMISES,
    UnfitJoint: JOINT,
    UnfitMerge: MERGE_WHY_LABELS,
    UnfitPerson: PERSON_WHY_LABELS,
    UnfitRecord: RECORDS,
    UnfitStance: STANCE_WHY_LABELS,
    UnfitTeam: TEAM_WHY_LABELS,
    UnfitTie: TIE_WHY_LABELS,
    UnfitToken: TOKEN_WHY_LABELS,
    UnfitTree: TREE_WHY_LABELS,
    UnfitValue: DOSSIER,
}
SAID = tuple(UNFIT)
DESIGNATION = (AlreadyDesignated, NeedsReason, NotDesignated, RevokedTooEarly, UnfitManager, UnfitSponsor)


@contextmanager
def told_beside(form: forms.Form) -> Iterator[None]:
    """Turn a refusal of the rules into an error of the form, so that the page is shown again with what was typed."""
    try:
        yield
    except SAID as refusal:
        form.add_error(_beside(refusal), _said(refusal))
    except DESIGNATION as refusal:
        form.add_error(None, _designation_word(refusal))


@contextmanager
def told_on_top(request: HttpRequest) -> Iterator[None]:
    """Turn a refusal of the rules into a message, where there is no form to write it beside."""
    try:
        yield
    except SAID as refusal:
        messages.error(request, _said(refusal))


def _beside(refusal: Any) -> str | None:
    match refusal:
        case UnfitValue():
            return OF_JUDGEMENT.get(refusal.why, "value")
        case UnfitRecord():
            return OF_RECORD.get(refusal.why)
        case UnfitToken():
            return OF_TOKEN.get(refusal.why, "name")
        case _:
            return None


def _said(refusal: Any) -> str:
    return str(UNFIT[type(refusal)][refusal.why])


def _designation_word(refusal: Exception) -> str:
    match refusal:
        case AlreadyDesignated():
            return _("It is a key account already. Somebody has designated it meanwhile.")
        case NotDesignated():
            return _("It is no key account any more. Somebody has ended the designation meanwhile.")
        case RevokedTooEarly():
            return _("It cannot end before the day on which it was designated or last changed hands.")
        case UnfitSponsor():
            return _("The sponsor is somebody else than who does the daily work.")
        case UnfitManager():
            return _("Manager and deputy must be two different, active key account managers.")
        case _:
            return _("Write the reason. Whoever takes over this account will want to know why.")
