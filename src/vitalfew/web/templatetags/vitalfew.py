"""The words of the templates: figures, days, marks, steps and lines, each written one way everywhere.

Registered as builtins, so no {% load %} is needed. In a template:

    {% money value currency %}       ¥2,723万, the unit small and grey; a dash where it is not known
    {{ value|share }}                46.1%        (0..1; {{ value|share:0 }} without decimals)
    {{ value|change }}               +6.4%, −9.6%
    {{ value|points }}               +0.9 点      (difference of two shares)
    {{ value|number }}               18,426       ({{ value|number:2 }} with decimals)
    {{ day|day }}                    2026-07-02   (short: {{ day|short_day }} 11-25; {{ day|month }} 2026-07)
    {{ day|age }}                    2 天前, 38 天后
    {% mark "bad" %}                 the shape alone, beside its word: ● good ▲ watch ◆ bad ○ none
    {% mark "bad" alone=True %}      the shape standing alone: its word is read out
    {% state "watch" %}              shape and word; {% state "watch" "63" %} another word
    {% stage_steps stage %}          five steps, the current one in the accent, then its word
    {% spark points "bad" %}         twelve months (0..100), the last point in the state's colour
    {{ evidence|because }}           33 天没有订单，通常 21 天   (why an alert rang, from its evidence)
    {{ value|in_unit:unit }}         a figure of a column whose unit stands once at the head (words.unit_for)
    {% control field %}              a form field's input with the product's classes and its error tied to it
    {% tier row.tier %}              战略型       ({% stage_word row.stage %} 中级)
    {% name_of row %}                the account's name, the English one where English is spoken and it has one
    {{ start|days_to:end }}          2025-11-21 – 2026-11-20
    {{ value|short_money:currency }} figure and unit apart, for `shown` of parts/explained.html
    {% query page=2 %}               this address's query with something changed; None takes it out
    {% drop "tier" %}                this address's query without one filter, from its first page
    {% include "parts/explained.html" with id="r" shown=… title=… formula=… period=… exact=… currency=…
       as_of=… source=… href=… go=… %}          a figure that explains itself; all but id, shown, title may be left out
    {% include "parts/field.html" with field=form.x %}         a row of a form: label, input, help, error
    {% include "parts/empty.html" with title=… words=… href=… go=… sample=True %}   what the page is for, the next step
    {% include "parts/note.html" with state="watch" words=… href=… go=… %}          a sentence in a soft band
    {% include "parts/pages.html" with page=3 pages=9 %}       which page, and its neighbours
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BoundField
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import pgettext_lazy

from vitalfew import words
from vitalfew.accounts.labels import TIER_LABELS
from vitalfew.accounts.rules import Tier
from vitalfew.loop.analysis.labels import STAGE_LABELS
from vitalfew.loop.analysis.rules.stages import ORDER, Stage
from vitalfew.loop.control.labels import alarm_sentence

register = template.Library()
STATE_WORDS = {
    "good": pgettext_lazy("state", "all right"),
    "watch": pgettext_lazy("state", "watch"),
    "bad": pgettext_lazy("state", "urgent"),
    "none": pgettext_lazy("state", "not rated"),
}
_MARKS = {
    "good": '<circle cx="5" cy="5" r="4.5"/>',
    "watch": '<path d="M5 .4 9.8 9.2H.2Z"/>',
    "bad": '<path d="M5 0 10 5 5 10 0 5Z"/>',
    "none": '<circle cx="5" cy="5" r="4"/>',
}
_BESIDE_A_WORD = {
    state: '<svg class="m {}" viewBox="0 0 10 10" aria-hidden="true">' + shape + "</svg>"
    for state, shape in _MARKS.items()
}
_ALONE = {
    state: '<svg class="m {}" viewBox="0 0 10 10" role="img" aria-label="{}">' + shape + "</svg>"
    for state, shape in _MARKS.items()
}
# Five rising bars: x, y, height; the class of each says whether it is past, now or to come.
_STEPS = "".join(
    f'<rect class="{{}}" x="{5.2 * i:.1f}" y="{11 - 2.2 * i:.1f}" width="4.2" height="{3 + 2.2 * i:.1f}" rx=".6"/>'
    for i in range(len(ORDER))
)
_STAGE = (
    '<span class="st"><svg class="ch steps-5" width="26" height="14" viewBox="0 0 26 14" aria-hidden="true">'
    + _STEPS
    + "</svg>{}</span>"
)
_SPARK = (
    '<svg class="spark {}" viewBox="0 0 64 18" aria-hidden="true">'
    '<path d="M{}"/><circle cx="{}" cy="{}" r="2.25"/></svg>'
)


@register.simple_tag
def money(value: words.Number | None, currency: str = "") -> str:
    """Write an amount short, its unit small."""
    written = words.money(value, currency)
    if not written.unit:
        return written.figure
    return format_html('{}<span class="unit">{}</span>', written.figure, written.unit)


@register.filter
def amount(text: str | None) -> Decimal | None:
    """Return an amount that evidence keeps as text."""
    return None if text in (None, "") else Decimal(str(text))


@register.filter
def short_money(value: words.Number | None, currency: str = "") -> words.Written:
    """Return an amount in two parts, figure and unit, for parts/explained.html."""
    return words.money(value, currency)


@register.filter
def money_exact(value: words.Number | None, currency: str = "") -> str:
    """Write an amount to the cent."""
    return words.money_exact(value, currency)


@register.filter
def share(value: words.Number | None, decimals: int = 1) -> str:
    """Write a share 0..1 in per cent."""
    return words.share(value, decimals)


@register.filter
def change(value: words.Number | None, decimals: int = 1) -> str:
    """Write a relative change with its sign."""
    return words.change(value, decimals)


@register.filter
def points(value: words.Number | None, decimals: int = 1) -> str:
    """Write the difference of two shares."""
    return words.points(value, decimals)


@register.filter
def in_unit(value: words.Number | None, unit: words.Unit) -> str:
    """Write an amount in the unit of its column."""
    return words.in_unit(value, unit)


@register.filter
def because(evidence: Mapping[str, Any] | None) -> str:
    """Say why an alert rang, from its evidence."""
    return alarm_sentence(evidence)


@register.filter
def number(value: words.Number | None, decimals: int = 0) -> str:
    """Write a plain number with separators."""
    return words.number(value, decimals)


@register.filter
def day(value: date | None) -> str:
    """Write a day with its year."""
    return words.day(value)


@register.filter
def days_to(start: date | None, end: date | None) -> str:
    """Write a period from its first day to its last."""
    return f"{words.day(start)} – {words.day(end)}"


@register.filter
def short_day(value: date | None) -> str:
    """Write a day without its year."""
    return words.short_day(value)


@register.filter
def month(value: date | None) -> str:
    """Write a month."""
    return words.month(value)


@register.filter
def age(value: date | None, today: date | None = None) -> str:
    """Write how long ago a day or moment was, seen from today unless from another day."""
    value = timezone.localdate(value) if isinstance(value, datetime) else value
    return words.age(value, today or timezone.localdate())


@register.simple_tag
def mark(state: str, label: Any = "", alone: bool = False) -> str:
    """Draw the shape of a state; with a label, or alone, it says its word itself."""
    state = state if state in _MARKS else "none"
    if label or alone:
        return format_html(_ALONE[state], state, label or STATE_WORDS[state])
    return format_html(_BESIDE_A_WORD[state], state)


@register.simple_tag
def state(state: str, word: Any = "") -> str:
    """Draw the shape of a state and write its word: said by form, colour and word."""
    return format_html('<span class="st {}">{}{}</span>', state, mark(state), word or STATE_WORDS[state])


@register.simple_tag
def stage_steps(stage: str | None) -> str:
    """Draw the five stages with this one lit, and name it (S16)."""
    return _steps(stage or "", words.is_chinese())


@cache
def _steps(stage: str, _chinese: bool) -> str:
    if not stage:
        return format_html('<span class="faint">{}</span>', words.UNKNOWN)
    here = ORDER.index(Stage(stage))
    classes = ["f-g1" if i < here else "f-us" if i == here else "f-g3" for i in range(len(ORDER))]
    return format_html(_STAGE, *classes, STAGE_LABELS[ORDER[here]])


@register.simple_tag
def spark(heights: Sequence[int | None] | None, state: str = "") -> str:
    """Draw a small line of heights 0..100 from the first that is known; nothing where there is nothing to draw."""
    if not heights or sum(height is not None for height in heights) < 2:
        return ""
    step = 58 / (len(heights) - 1)
    dots = [(2 + step * i, 15 - 0.12 * height) for i, height in enumerate(heights) if height is not None]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
    return format_html(_SPARK, state, path, f"{dots[-1][0]:.1f}", f"{dots[-1][1]:.1f}")


@register.simple_tag
def control(field: BoundField, **attributes: Any) -> str:
    """Draw the input of a form field in the product's classes."""
    kind = getattr(field.field.widget, "input_type", "")
    plain = "" if kind in {"checkbox", "radio", "file", "hidden"} else "in"
    return field.as_widget(attrs={**({"class": plain} if plain else {}), **attributes})


@register.simple_tag(takes_context=True)
def query(context: RequestContext, **changes: Any) -> str:
    """Return this page's query with these values changed; None takes one out."""
    wanted = context["request"].GET.dict() | changes
    return "?" + urlencode({name: value for name, value in wanted.items() if value not in (None, "")})


@register.simple_tag(takes_context=True)
def drop(context: RequestContext, name: str) -> str:
    """Return this page's query without one of its filters, from its first page."""
    wanted = context["request"].GET.dict()
    return "?" + urlencode({key: value for key, value in wanted.items() if value and key not in {name, "page"}})


@register.simple_tag
def stage_word(stage: str) -> Any:
    """Name a stage."""
    return STAGE_LABELS[Stage(stage)]


@register.simple_tag
def name_of(account: Any) -> str:
    """Name an account in the language spoken, where it has a name in it."""
    return words.name(account.name, account.name_en)


@register.simple_tag
def tier(tier: str | None) -> Any:
    """Name the tier of a key account; a dash where it is none."""
    return TIER_LABELS[Tier(tier)] if tier else words.UNKNOWN


@register.filter
def is_select(field: BoundField) -> bool:
    """Tell whether the field is a choice of a few, drawn as one row of buttons."""
    return getattr(field.field.widget, "input_type", "") == "radio"
