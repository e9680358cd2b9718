"""What a person says on the way of a file into the books: which files, and what their columns mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vitalfew.ledger.labels import QUESTION_CHOICES
from vitalfew.ledger.queries import ColumnGuess, DraftState, get_edge
from vitalfew.ledger.rules.facts_recognition import LINES
from vitalfew.web.forms.facts import absent_from, kind_field, kind_of, meanings, whole_field, word_of

MOST_FILES = 2
# Shown by the file dialog; what a file really is, its bytes say.
ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xls,.parquet"


def too_large() -> str:
    """Return the sentence that names the bound."""
    bound = filesizeformat(settings.UPLOAD_BYTES)
    return _("The files are larger than %(bound)s together. Export fewer months at a time.") % {"bound": bound}


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes more than one."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or two files."""

    def clean(self, data: Any, initial: Any = None) -> list[TemporaryUploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in given or [None]]


class FilesForm(forms.Form):
    """The file, or the two files, to be read."""

    upload = ManyFilesField(
        label=gettext_lazy("Files"),
        widget=ManyFilesInput(attrs={"accept": ACCEPTED, "multiple": True}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("The file is empty. Export it again."),
        },
    )

    def clean_upload(self) -> list[TemporaryUploadedFile]:
        files: list[TemporaryUploadedFile] = self.cleaned_data["upload"]
        if get_edge().has_sample:
            raise forms.ValidationError(_("Remove the sample company first; it is never mixed with your own books."))
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most two files at a time: an order file and its line file."))
        if sum(file.size or 0 for file in files) > settings.UPLOAD_BYTES:
            raise forms.ValidationError(too_large())
        return files

    def incoming(self) -> list[tuple[str, Path]]:
        """Return name and place on disk of each file."""
        return [(file.name or "", Path(file.temporary_file_path())) for file in self.cleaned_data["upload"]]


def understood(draft: DraftState) -> tuple[ColumnGuess, ...]:
    """Return the columns with what they are taken for: a mere look at a column counts only for what is missing."""
    return tuple(
        replace(column, field=None, why="") if column.why == "content" and column.field not in draft.missing else column
        for column in draft.columns
    )


class ColumnsForm(forms.Form):
    """What each column of a draft means, and how its files are to be read."""

    sheet = forms.CharField(
        label=gettext_lazy("Sheet"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Left empty, every sheet that holds lines is read."),
    )
    day_first = forms.ChoiceField(label=gettext_lazy("Dates"), required=False)
    decimal = forms.ChoiceField(label=gettext_lazy("Numbers"), required=False)
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        required=False,
        max_length=10,
        help_text=gettext_lazy("Three letters, for example CNY. Left empty, as the file says."),
    )
    tax_rate = forms.ChoiceField(
        label=gettext_lazy("Tax rate"),
        required=False,
        help_text=gettext_lazy("For amounts with tax, where the file gives neither the tax nor its rate."),
    )
    mapping_name = forms.CharField(
        label=gettext_lazy("Save as"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Files with the same columns are then read the same way by themselves."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, draft: DraftState, data: Mapping[str, Any] | None = None, *, saved: Any = None) -> None:
        options = {**draft.options, **(saved.options if saved else {})}
        super().__init__(data, initial=_first_answers(draft, options, saved.name if saved else ""))
        self.draft = draft
        self.headers = list(dict.fromkeys(column.header for column in draft.columns))
        guesses = {column.header: column.field or "" for column in reversed(understood(draft))}
        meant = {header: saved.columns.get(header, "") for header in self.headers} if saved else guesses
        self.kind = kind_of(draft)
        for place, header in enumerate(self.headers):
            self.fields[f"column_{place}"] = _column_field(header, meant[header], self.kind)
        self.fields["kind"] = kind_field(draft)
        self.fields["day_first"].choices = _choices("day_first")  # type: ignore[attr-defined]
        for option in ("decimal", "tax_rate"):
            self.fields[option].choices = _choices(option)  # type: ignore[attr-defined]
        if self.kind != LINES:
            self.fields["whole"] = whole_field()
            # Other facts are kept as they stand: nobody takes tax out of them.
            del self.fields["tax_rate"]
        if not any(name.lower().endswith((".xlsx", ".xls")) for name, _bytes in draft.files):
            del self.fields["sheet"]

    def clean_currency(self) -> str:
        currency = str(self.cleaned_data["currency"]).strip().upper()
        if currency and not re.fullmatch(r"[A-Z]{3}", currency):
            raise forms.ValidationError(_("Write its three letters, for example CNY, USD or EUR."))
        return currency

    def clean(self) -> dict[str, Any]:
        if self.is_another_kind():
            return self.cleaned_data
        chosen = self.columns()
        for field, headers in _told_twice(self.draft.columns, chosen):
            said = {"field": word_of(self.kind, field), "columns": _listed(headers)}
            self.add_error(None, _("“%(field)s” is given to more than one column: %(columns)s.") % said)
        if absent := absent_from(self.kind, chosen):
            fields = {"fields": _listed(word_of(self.kind, field) for field in absent)}
            self.add_error(None, _("Say in which column it stands: %(fields)s.") % fields)
        return self.cleaned_data

    def is_another_kind(self) -> bool:
        """Tell whether the file is said to be of another kind than it was read as: its columns are then read anew."""
        return bool((self.cleaned_data.get("kind") or self.kind) != self.kind)

    def columns(self) -> dict[str, str]:
        """Return what each column is said to mean, "" for those that are not imported."""
        return {header: self.cleaned_data.get(f"column_{place}", "") for place, header in enumerate(self.headers)}

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen, as the action takes it."""
        said = self.cleaned_data
        options = {name: said.get(name, "") for name in ("sheet", "decimal", "currency", "tax_rate")}
        options |= {"kind": said.get("kind") or self.kind, "whole": said.get("whole") or None}
        day_first = {"1": True, "0": False}.get(said["day_first"])
        return {
            "version": said["version"],
            "columns": {} if self.is_another_kind() else self.columns(),
            "options": options | {"day_first": day_first},
            "mapping_name": said["mapping_name"].strip(),
        }


def _first_answers(draft: DraftState, options: Mapping[str, Any], name: str) -> dict[str, Any]:
    # What was said of one column only is not for all of them to say again.
    options = {option: value for option, value in options.items() if not isinstance(value, Mapping)}
    day_first = options.get("day_first")
    return {
        **options,
        "day_first": "" if day_first is None else str(int(day_first)),
        "mapping_name": name or draft.mapping_name or Path(draft.files[0][0]).stem[:100],
        "version": draft.version,
    }


def _column_field(header: str, meant: str, kind: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=header, choices=meanings(kind), required=False, initial=meant)


def _choices(option: str) -> list[tuple[str, Any]]:
    choices = QUESTION_CHOICES[option]
    found = [(str(int(value)) if isinstance(value, bool) else str(value), word) for value, word in choices]
    return [("", _("as the file shows")), *found]


def _told_twice(columns: Iterable[ColumnGuess], chosen: Mapping[str, str]) -> Iterable[tuple[str, list[str]]]:
    """Yield the fields that two columns of one table are said to be; a second file may name the order again."""
    told: dict[tuple[str, str], list[str]] = {}
    for column in columns:
        if field := chosen[column.header]:
            told.setdefault((column.place, field), []).append(column.header)
    for (_place, field), headers in told.items():
        if len(headers) > 1:
            yield field, headers


def _listed(words: Iterable[Any]) -> str:
    return _(", ").join(str(word) for word in words)
