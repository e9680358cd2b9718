"""The row of tabs of the analysis pages."""

from django import template
from django.template.context import RequestContext

from vitalfew.web.analysis_tabs import Tab
from vitalfew.web.analysis_tabs import analysis_tabs as tabs_of

register = template.Library()


@register.simple_tag(takes_context=True)
def analysis_tabs(context: RequestContext) -> list[Tab]:
    """Return the pages of the analysis that the reader may see."""
    return list(tabs_of(context["request"].user))
