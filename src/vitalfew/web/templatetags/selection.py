"""Words of the selection for templates."""

from typing import Any

from django import template

from vitalfew import words
from vitalfew.loop.analysis.labels_selection import BOX_LABELS, STEP_LABELS
from vitalfew.loop.analysis.rules.selection import Box, Step

register = template.Library()


@register.simple_tag
def step_word(step: Step) -> Any:
    """Name a decision."""
    return STEP_LABELS[step]


@register.simple_tag
def box_word(box: Box | None) -> Any:
    """Name a box of the portfolio; a dash where the account stands in none."""
    return words.UNKNOWN if box is None else BOX_LABELS[box]


@register.filter
def unlocal(value: float) -> str:
    """Write a number for an attribute, whatever the language."""
    return f"{value:g}"
