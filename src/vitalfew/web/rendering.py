"""Django's templates with a short way for what a page does a thousand times: look up `person.name` and show it.

The plain cases, a key of a dict and an attribute of what has no keys, are asked straight. Whatever is more than that
goes Django's way, and so does everything on a server in debug mode.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from django.conf import settings
from django.template import Context, NodeList, Template, TemplateDoesNotExist
from django.template.base import FilterExpression, Lexer, Node, Parser, Token, Variable, VariableNode
from django.template.loaders.base import Loader
from django.template.loaders.cached import Loader as CachedLoader

NOT_PLAIN = object()


class QuickReader(Loader):
    """Reads templates for the short way."""

    get_contents: Callable[[Any], str]  # where a template is read from is said by the loader above

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """Return the first template of this name; `skip` as Django's loaders have it."""
        tried = []
        for origin in self.get_template_sources(template_name):
            if skip is not None and origin in skip:
                tried.append((origin, "Skipped to avoid recursion"))
                continue
            try:
                contents = self.get_contents(origin)
            except TemplateDoesNotExist:
                tried.append((origin, "Source does not exist"))
                continue
            return QuickTemplate(contents, origin, template_name, self.engine)
        raise TemplateDoesNotExist(template_name, tried=tried)


class KeptTemplates(CachedLoader, QuickReader):
    """Keeps what was read, as Django's loader does; it asks the next in line to read."""


class QuickTemplate(Template):
    """A template read by `QuickParser`."""

    def compile_nodelist(self) -> NodeList:
        """Return what the template consists of."""
        if self.engine.debug:
            return super().compile_nodelist()
        tokens = Lexer(str(self.source)).tokenize()
        parser = QuickParser(tokens, self.engine.template_libraries, self.engine.template_builtins, self.origin)
        nodes = parser.parse()
        self.extra_data = vars(parser)["extra_data"]
        return nodes


class QuickParser(Parser):
    """Puts the quick parts in the place of Django's."""

    def compile_filter(self, token: str) -> FilterExpression:
        """Read `person.name|filter`."""
        return QuickExpression(token, self)

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        """Take in what was read."""
        if type(node) is VariableNode:
            node = QuickVariableNode(node.filter_expression)
        super().extend_nodelist(nodelist, node, token)


class QuickExpression(FilterExpression):
    """A name and the filters behind it."""

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        is_name = isinstance(self.var, Variable)
        if is_name:
            self.var = QuickVariable(self.var.var)
        self._is_bare = is_name and not self.filters

    def resolve(self, context: Any, ignore_failures: bool = False) -> Any:
        """Return the value for this context."""
        found = self.var.look_up(context) if self._is_bare else NOT_PLAIN
        return super().resolve(context, ignore_failures) if found is NOT_PLAIN else found


class QuickVariable(Variable):
    """A name that is looked up straight where that is plain."""

    def resolve(self, context: Any) -> Any:
        """Return the value for this context."""
        found = self.look_up(context)
        return super().resolve(context) if found is NOT_PLAIN else found

    def look_up(self, context: Any) -> Any:
        """Return what the name stands for, or NOT_PLAIN where Django is to look."""
        if self.lookups is None or self.translate:
            return NOT_PLAIN
        first, *others = self.lookups
        for known in reversed(context.dicts):
            if first in known:
                found = known[first]
                break
        else:
            return NOT_PLAIN
        for name in others:
            if type(found) is dict:
                found = found.get(name, NOT_PLAIN)
            elif callable(found) or hasattr(type(found), "__getitem__"):
                return NOT_PLAIN
            else:
                found = getattr(found, name, NOT_PLAIN)
        return NOT_PLAIN if callable(found) else found


class QuickVariableNode(VariableNode):
    """A value shown; words are escaped straight, whole numbers written plainly."""

    def render(self, context: Context) -> Any:
        """Return the value as it stands on the page."""
        found = self.filter_expression.resolve(context)
        kind = type(found)
        if kind is str and context.autoescape:
            return escape(found)
        if kind is int and not settings.USE_THOUSAND_SEPARATOR:
            return str(found)
        return super().render(context)
