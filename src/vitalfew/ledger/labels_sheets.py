"""What is easily overlooked in a sheet that is read, and what to do where it is not meant."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from vitalfew.ledger.rules.problems import SheetNote
from vitalfew.words import number

SHEET_NOTES = {
    SheetNote.HIDDEN_SHEET: _("%(place)s is hidden, and is read all the same. Delete it if its lines do not belong."),
    SheetNote.HIDDEN_ROWS: _(
        "%(place)s hides rows: %(count)s. They are read all the same. Delete them if they do not belong."
    ),
    SheetNote.HIDDEN_COLUMNS: _(
        "%(place)s hides columns: %(count)s. They are read all the same. Delete them if they do not belong."
    ),
    SheetNote.MERGED: _(
        "%(place)s has merged cells among its lines: %(count)s. Only the first cell of each has a value. "
        "Split them and fill in the others where something is missing."
    ),
}


def note_sentences(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is easily overlooked in the sheets that were read."""
    said = [{**one, "count": number(one["count"])} for one in answer.get("notes", ())]
    return tuple(str(SHEET_NOTES[SheetNote(one["note"])] % one) for one in said)
