"""`translate` and `url` as Django has them, with what never changes worked out once: a page holds hundreds of them.

Registered as builtins in place of Django's own. A constant sentence is kept for each language, an address for each page
and number of numbers in it; whatever is more than that goes Django's way.
"""

from html import escape
from typing import Any

from django.template import Context, Library
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.templatetags.i18n import TranslateNode
from django.templatetags.i18n import do_translate as parse_translate
from django.utils.translation import get_language

from vitalfew.web.addresses import address

register = Library()


class KeptTranslate(TranslateNode):
    """A constant sentence, kept in each language it was shown in."""

    def __init__(self, plain: TranslateNode) -> None:
        super().__init__(plain.filter_expression, plain.noop, plain.asvar, plain.message_context)
        self._kept: dict[str | None, Any] = {}

    def render(self, context: Context) -> Any:
        language = get_language()
        if language not in self._kept:
            self._kept[language] = super().render(context)
        return self._kept[language]


class KeptUrl(URLNode):
    """An address of which hardly more than numbers change."""

    def render(self, context: Context) -> Any:
        parts = [one.resolve(context) for one in self.args]
        if all(isinstance(one, int | str) for one in parts):
            return escape(address(self.view_name.resolve(context), *parts))
        return super().render(context)


@register.tag
def translate(parser: Parser, token: Token) -> TranslateNode:
    """Show a sentence in the reader's language."""
    node = parse_translate(parser, token)
    return KeptTranslate(node) if _is_constant(node) else node


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    """Show the address of a page."""
    node = parse_url(parser, token)
    is_plain = not node.kwargs and node.asvar is None
    return KeptUrl(node.view_name, node.args, node.kwargs, node.asvar) if is_plain else node


def _is_constant(node: TranslateNode) -> bool:
    """Tell whether sentence and context stand in the template, and nothing is done with them."""
    told = [node.filter_expression, node.message_context]
    literal = all(one is None or (not one.filters and getattr(one.var, "literal", one.var) is not None) for one in told)
    return literal and not node.asvar
