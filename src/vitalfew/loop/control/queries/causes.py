"""The tree of causes and the playbook: the product's, with what this company has changed or added (S24)."""

from django.utils.translation import get_language

from vitalfew import words
from vitalfew.loop.control.labels_cases import CAUSE_LABELS, PLAY_LABELS, STEPS_LABELS
from vitalfew.loop.control.models import CauseName, InterruptionCase, PlayText
from vitalfew.loop.control.rules.causes import DEFAULT_CAUSES, DEFAULT_PLAYS, Cause, Causes, Play


def get_causes() -> Causes:
    """Return the tree, in one question."""
    own = {row.code: row for row in CauseName.objects.order_by("pk")}
    codes = [*DEFAULT_CAUSES, *(code for code in own if code not in DEFAULT_CAUSES)]
    # The catch-all stays last among the roots.
    codes.sort(key=lambda code: code == "other")
    return Causes({code: _cause(code, own.get(code)) for code in codes})


def get_plays() -> list[Play]:
    """Return the playbook, in one question, in the order in which plays came to it."""
    own = {row.code: row for row in PlayText.objects.order_by("pk")}
    codes = [*DEFAULT_PLAYS, *(code for code in own if code not in DEFAULT_PLAYS)]
    return [_play(code, own.get(code)) for code in codes]


def get_used_causes() -> set[str]:
    """Return the causes that cases name, first or besides."""
    rows = InterruptionCase.objects.values_list("primary_cause", "secondary_causes")
    return {code for primary, secondary in rows for code in (primary, *secondary)}


def _cause(code: str, own: CauseName | None) -> Cause:
    if own:
        word = words.name(own.name, own.name_en)
        return Cause(code, own.parent_code, own.name, own.name_en, word, own.version, own.is_retired)
    word = str(CAUSE_LABELS[code])
    return Cause(code, DEFAULT_CAUSES[code], word, word, word, 0)


def _play(code: str, own: PlayText | None) -> Play:
    if own is None:
        word, how = str(PLAY_LABELS[code]), str(STEPS_LABELS[code])
        return Play(code, DEFAULT_PLAYS[code], word, word, how, how, word, how, 0)
    is_chinese = (get_language() or "").startswith("zh")
    return Play(
        code=code,
        cause=own.cause_code,
        name=own.name,
        name_en=own.name_en,
        steps=own.steps,
        steps_en=own.steps_en,
        word=words.name(own.name, own.name_en),
        how=own.steps if is_chinese else own.steps_en,
        version=own.version,
        is_retired=own.is_retired,
    )
