"""The short way through a template shows, for whatever stands in it, what Django shows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Engine, Template
from django.template.base import VariableNode
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st

from vitalfew.web.rendering import QuickTemplate, QuickVariableNode


@dataclass
class Person:
    a: Any
    items: Any = "own items"

    def said(self) -> str:
        return "<said>"

    def asked(self, needed: str) -> str:
        return needed

    def forget(self) -> str:
        raise AssertionError("a template may not do this")

    forget.alters_data = True  # type: ignore[attr-defined]

    @property
    def broken(self) -> str:
        raise AttributeError("broken")


class Keyed:
    """By key one thing, as an attribute another."""

    a = "attribute"

    def __getitem__(self, key: str) -> str:
        if key == "a":
            return "<key>"
        raise KeyError(key)


class Odd(Exception):
    silent_variable_failure = True


def quiet() -> str:
    raise Odd


PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.decimals(allow_nan=False), st.dates(),
    st.sampled_from(["", "ab", "<b>", "a & b", "\"'", "客户 < a"]),
    st.builds(mark_safe, st.sampled_from(["<b>", "&amp;", ""])),
    st.just(gettext_lazy("Code")), st.just(Keyed()), st.just(Person), st.just(quiet), st.just(lambda: "<made>"),
)  # fmt: skip
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.builds(Person, a=inner),
        st.dictionaries(st.sampled_from(["a", "items", "0", "b"]), inner, max_size=3),
        st.lists(inner, max_size=2),
        st.builds(lambda one: lambda: one, inner),
    ),
    max_leaves=5,
)
NAMES = st.lists(
    st.sampled_from(["a", "items", "0", "b", "said", "asked", "forget", "broken", "missing", "keys"]), max_size=3
).map(lambda parts: ".".join(["x", *parts]))
SHAPES = [
    "{{ NAME }}", "{{ NAME|default:'<none>' }}", "{{ NAME|length }}", "{{ 'shown'|default:NAME }}",
    "{{ missing|default:NAME }}",
    "{% if NAME %}yes{% else %}no{% endif %}", "{% if NAME == 'a' or not NAME %}yes{% endif %}",
    "{% for each in NAME %}{{ each }},{{ forloop.last }}{% empty %}none{% endfor %}",
    "{% with y=NAME %}{{ y }}{{ y.a }}{% endwith %}", "{% autoescape off %}{{ NAME }}{% endautoescape %}",
    "{{ _('Code') }}{{ 'a<b' }}{{ 3 }}{{ NAME|upper|escape }}", "{% filter upper %}{{ NAME }}{% endfilter %}",
]  # fmt: skip


@settings(deadline=None)
@given(value=VALUES, name=NAMES, shape=st.sampled_from(SHAPES))
def test_whatever_stands_in_a_template_is_shown_as_django_shows_it(value: Any, name: str, shape: str) -> None:
    source = shape.replace("NAME", name)
    assert shown(QuickTemplate, source, value) == shown(Template, source, value)


def test_money_days_and_names_are_shown_as_before() -> None:
    for value in (Decimal("1234.50"), date(2026, 3, 1), {"a": Person("<x>")}, mark_safe("<b>"), "a&b"):
        for source in ("{{ x }}", "{{ x.a.a }}", "{{ x.a.said }}"):
            assert shown(QuickTemplate, source, value) == shown(Template, source, value)
    assert shown(QuickTemplate, "{{ x.a }}", Person("<x>")) == "&lt;x&gt;"


def test_the_pages_are_read_for_the_short_way() -> None:
    page: Any = get_template("account_home/people.html")
    nodes = page.template.nodelist.get_nodes_by_type(VariableNode)
    assert nodes
    assert {type(one) for one in nodes} == {QuickVariableNode}


def test_a_template_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(Exception, match=r"nowhere\.html"):
        get_template("nowhere.html")


def shown(kind: type[Template], source: str, value: Any) -> str:
    """Return what the page shows, or what went wrong."""
    try:
        return kind(source, engine=Engine.get_default()).render(Context({"x": value}))
    except Exception as broken:
        return f"{type(broken).__name__}: {broken}"
