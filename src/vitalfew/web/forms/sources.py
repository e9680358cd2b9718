"""What a person says of a source, and the other name of a saved reading."""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from vitalfew.ledger.queries import SourceState, find_source, get_mappings
from vitalfew.ledger.rules.sources import VARIABLE, is_inside, is_pattern
from vitalfew.web.forms.inputs import Version, choice, line, text

PLACES = {
    "folder": pgettext_lazy("source", "A folder of the server"),
    "database": pgettext_lazy("source", "A question to a database"),
}
RHYTHMS = {"hourly": pgettext_lazy("source", "Every hour"), "daily": pgettext_lazy("source", "Every day")}


_OF_PLACE = {"folder": ("folder", "pattern"), "database": ("variable", "query")}


class SourceForm(forms.Form):
    """Where files come from, how they are read, and when somebody looks."""

    name = line(pgettext_lazy("source", "Name"), gettext_lazy("Give the source a name."), longest=100)
    place = choice(gettext_lazy("Comes from"), PLACES, gettext_lazy("Say where the files come from."), as_buttons=True)
    folder = line(gettext_lazy("Folder"), gettext_lazy("Name the folder."), longest=500)
    pattern = line(
        gettext_lazy("Names of the files"),
        gettext_lazy("Write names of files without slashes, for example *.csv."),
        longest=100,
        help_text=gettext_lazy("For example *.csv or orders-*.xlsx."),
    )
    variable = line(
        gettext_lazy("Address of the database"),
        gettext_lazy("Write the name of the variable, for example VITALFEW_SOURCE_ERP."),
        longest=100,
        help_text=gettext_lazy(
            "The name of the environment variable that holds it, VITALFEW_SOURCE_…; it is set on the server and never "
            "shown."
        ),
    )
    query = text(
        gettext_lazy("Question"),
        gettext_lazy("Write the question, one SELECT."),
        longest=20_000,
        help_text=gettext_lazy("One SELECT; it can only read."),
    )
    mapping = forms.TypedChoiceField(
        label=gettext_lazy("Read as"), required=False, coerce=int, empty_value=None,
        help_text=gettext_lazy("With a saved reading, a column it does not know makes the file wait for you."),
    )  # fmt: skip
    rhythm = choice(gettext_lazy("Looked at"), RHYTHMS, gettext_lazy("Say how often it is looked at."), as_buttons=True)
    hour = forms.ChoiceField(
        label=gettext_lazy("From this hour on"),
        choices=[(str(hour), f"{hour:02d}:00") for hour in range(24)],
    )
    version = Version()
    use_required_attribute = False

    def __init__(self, data: Any = None, *, source: SourceState | None = None) -> None:
        first: dict[str, Any] = {"place": "folder", "rhythm": "daily", "hour": 6, "pattern": "*.csv", "version": 0}
        if source:
            first = {name: getattr(source, name) for name in [*self.base_fields] if hasattr(source, name)}
            first["mapping"] = source.mapping_id
        super().__init__(data, initial=first)
        if data is not None:
            # Of the two places, only what the chosen one needs.
            for place, names in _OF_PLACE.items():
                for name in names:
                    self.fields[name].required = data.get("place") == place
            self.fields["hour"].required = data.get("rhythm") == "daily"
        self.source_id = source.id if source else None
        named = [(one.id, one.name) for one in get_mappings()]
        self.fields["mapping"].choices = [("", _("by the names of the columns")), *named]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if find_source(name) not in (None, self.source_id):
            raise forms.ValidationError(_("Another source has this name. Choose another."))
        return name

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("place") == "folder":
            self._check_folder(said)
        elif said.get("place") == "database":
            self._check_database(said)
        return said

    def _check_folder(self, said: dict[str, Any]) -> None:
        folder = said.get("folder")
        if folder and not is_inside(Path(folder), settings.SOURCE_FOLDERS):
            allowed = ", ".join(str(one) for one in settings.SOURCE_FOLDERS) or _("none")
            self.add_error(
                "folder", _("Name a folder inside those the administrator allows: %(allowed)s.") % {"allowed": allowed}
            )
        if said.get("pattern") and not is_pattern(said["pattern"]):
            self.add_error("pattern", _("Write names of files without slashes, for example *.csv."))

    def _check_database(self, said: dict[str, Any]) -> None:
        if said.get("variable") and not VARIABLE.fullmatch(said["variable"]):
            self.add_error("variable", _("Write the name of the variable, for example VITALFEW_SOURCE_ERP."))

    def values(self) -> dict[str, Any]:
        """Return what is saved: of the two places, the one that was chosen."""
        said, is_folder = self.cleaned_data, self.cleaned_data["place"] == "folder"
        return {
            "name": said["name"],
            "place": said["place"],
            "folder": str(said["folder"]) if is_folder else "",
            "pattern": said["pattern"].strip() if is_folder else "",
            "variable": "" if is_folder else said["variable"],
            "query": "" if is_folder else said["query"].strip(),
            "mapping_id": said["mapping"],
            "rhythm": said["rhythm"],
            "hour": int(said["hour"] or 6),
        }


class NameForm(forms.Form):
    """Another name for a saved reading."""

    name = line(pgettext_lazy("source", "Name"), gettext_lazy("Write a name."), longest=100)
    version = Version()
