"""The form that says which account another one really is."""

from django import forms

from vitalfew.web.forms.inputs import Version
from vitalfew.web.forms.tree import Named


class MergeForm(Named):
    """Name the account that stands."""

    version = Version()


class PairForm(forms.Form):
    """Two accounts of which something is said."""

    first = forms.IntegerField(min_value=1)
    second = forms.IntegerField(min_value=1)
