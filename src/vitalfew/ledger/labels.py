"""The words of the books: fields, kinds of line, states of a draft, and what can be wrong, with its cure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vitalfew.ledger.labels_facts import FACT_FIELD_LABELS, FACT_KIND_LABELS, KIND_CHOICES
from vitalfew.ledger.rules.kinds import Kind
from vitalfew.ledger.rules.problems import FileProblem, Format, RowProblem, wrong_character
from vitalfew.people.labels import actor_word
from vitalfew.words import is_chinese, number

FIELD_LABELS = {
    "invoice": _("Invoice or order number"),
    "line": _("Line number"),
    "kind": _("Kind of line"),
    "voided": _("Voided, yes or no"),
    "day": _("Date"),
    "account": _("Customer code"),
    "account_name": _("Customer name"),
    "country": _("Country"),
    "product": _("Product code"),
    "product_name": _("Product name"),
    "family": _("Product family"),
    "quantity": _("Quantity"),
    "unit": _("Unit"),
    "unit_price": _("Unit price"),
    "amount": _("Amount"),
    "gross_amount": _("Amount with tax"),
    "tax_amount": _("Tax amount"),
    "tax_rate": _("Tax rate"),
    "cost": _("Cost of the line"),
    "profit": _("Profit of the line"),
    "discount": _("Discount"),
    "currency": _("Currency"),
    "end_account": _("End customer code"),
    "end_account_name": _("End customer name"),
    "channel": _("Channel"),
    "site": _("Delivery site"),
    "salesperson": _("Salesperson"),
}

KIND_LABELS = {
    Kind.SALE: pgettext_lazy("kind of line", "Sale"),
    Kind.CANCELLATION: pgettext_lazy("kind of line", "Cancellation"),
    Kind.CREDIT: pgettext_lazy("kind of line", "Credit note"),
    Kind.RETURN: pgettext_lazy("kind of line", "Return"),
    Kind.ZERO_PRICE: pgettext_lazy("kind of line", "Free of charge"),
    Kind.REBATE: pgettext_lazy("kind of line", "Rebate"),
    Kind.ACCRUAL: pgettext_lazy("kind of line", "Rebate accrued"),
}

STATE_LABELS = {
    "received": pgettext_lazy("state of an import", "Received"),
    "checking": pgettext_lazy("state of an import", "Being checked"),
    "mapping": pgettext_lazy("state of an import", "Columns to be named"),
    "ready": pgettext_lazy("state of an import", "Ready to be committed"),
    "committing": pgettext_lazy("state of an import", "Being committed"),
    "committed": pgettext_lazy("state of an import", "In the books"),
    "refused": pgettext_lazy("state of an import", "Refused"),
    "discarded": pgettext_lazy("state of an import", "Discarded"),
}

WHY_LABELS = {
    "name": _("by its name"),
    "alias": _("by a known name"),
    "content": _("a guess from what stands in it"),
    "chosen": _("as you chose"),
    "": "",
}

QUESTION_LABELS = {
    "kind": pgettext_lazy("fact", "The headers fit more than one kind of file. Which one is it?"),
    "day_first": _("The dates of this column do not tell whether the day or the month comes first. Which one is it?"),
    "tax_rate": _("These amounts are with tax, and the file does not say how much. Which rate was charged?"),
    "decimal": _("The point in these numbers may separate thousands or decimals. Which one is it?"),
}
QUESTION_CHOICES: dict[str, tuple[tuple[Any, Any], ...]] = {
    "kind": KIND_CHOICES,
    "tax_rate": (
        ("0.13", _("13 %")),
        ("0.09", _("9 %")),
        ("0.06", _("6 %")),
        ("0.03", _("3 %")),
        ("0.01", _("1 %")),
        ("0", _("no tax was charged")),
        ("gross", _("leave the tax in: figures are then with tax")),
    ),
    "day_first": ((True, _("day/month/year")), (False, _("month/day/year"))),
    "decimal": ((".", _("decimals: 1.234 is a little more than one")), (",", _("thousands: 1.234 is 1,234"))),
}

# Why a row is set aside, and what to do about it.
ROW_PROBLEMS = {
    RowProblem.RAGGED: (
        _("The row has more or fewer cells than the header."),
        _("Put text that holds the separator in quotation marks, and fill in missing cells."),
    ),
    RowProblem.NO_DAY: (_("The date is missing."), _("Fill in the date of the line.")),
    RowProblem.BAD_DAY: (
        _("This is not a date."),
        _("Write a date that exists, for example 2026-01-05 or 2026年1月5日."),
    ),
    RowProblem.MONTH_ONLY: (
        _("This is a month, not a day."),
        _("Write the day as well, or the last day of the month if nobody knows it."),
    ),
    RowProblem.BAD_NUMBER: (_("This is not a number."), _("Write digits, for example 1234.50.")),
    RowProblem.LOST_DIGITS: (
        _("The spreadsheet has taken this code for a number and dropped its last digits."),
        _("Format the column as text in the system that wrote it, and export again."),
    ),
    RowProblem.NO_AMOUNT: (
        _("The amount is missing."),
        _("Fill in the amount, or both quantity and unit price."),
    ),
    RowProblem.TOO_LARGE: (
        _("The number is larger than any amount the books can hold."),
        _("Check the number of digits."),
    ),
    RowProblem.BAD_DISCOUNT: (
        _("The discount is not between nothing and the whole price."),
        _("Write it as a share or in per cent, for example 0.15 or 15%."),
    ),
    RowProblem.NO_TAX: (
        _("The amount is with tax, and nothing says how much tax."),
        _("Fill in the tax rate or the tax amount of the line."),
    ),
    RowProblem.BAD_RATE: (
        _("This is not a tax rate."),
        _("Write it in per cent, for example 13%."),
    ),
    RowProblem.UNKNOWN_KIND: (
        _("This word is not a kind of line."),
        _("Write sale, return, credit, cancellation, rebate or free."),
    ),
    RowProblem.UNKNOWN_CURRENCY: (
        _("This is not a currency."),
        _("Write its three letters, for example CNY, USD or EUR."),
    ),
    RowProblem.WRONG_SIGN: (
        _("The line takes money away, but its amount is positive."),
        _("Write the amount of returns, credits and rebates with a minus."),
    ),
    RowProblem.TOO_LONG: (_("The text is too long."), _("Shorten codes and names to 300 characters.")),
    RowProblem.BROKEN_TEXT: (
        _("The text has broken characters."),
        _("Export the file again, as UTF-8."),
    ),
    RowProblem.TOTAL_ROW: (
        _("This row is a total, not a line."),
        _("Nothing to do: the total is left out."),
    ),
    RowProblem.NO_ORDER: (
        _("No order with this number is in the file of orders."),
        _("Export both files over the same period."),
    ),
    RowProblem.VOIDED: (
        _("The document has been voided."),
        _("Nothing to do: it is left out."),
    ),
    RowProblem.NOT_YES_OR_NO: (
        _("This is neither yes nor no."),
        _("Write yes or no, or leave the cell empty."),
    ),
    RowProblem.HEADER_AGAIN: (
        _("This row tells the header again."),
        _("Nothing to do: it is left out."),
    ),
    RowProblem.EMPTY_FORMULA: (
        _("The file holds the formula, but not its result."),
        _("Open the file in Excel or WPS, let it calculate, and save it."),
    ),
    RowProblem.NARROW: (
        _("Only number signs were saved, because the column was too narrow."),
        _("Widen the column in the workbook and export again."),
    ),
    RowProblem.FORMULA_ERROR: (
        _("The formula ends in an error."),
        _("Mend the formula in the workbook, or write the value itself."),
    ),
    RowProblem.MISSING: (_("Something that every row needs is not there."), _("Fill in the empty cell.")),
    RowProblem.TOLD_TWICE: (
        _("An earlier row of the file says the same thing."),
        _("Keep one of the rows, the one that is right."),
    ),
    RowProblem.BAD_PERIOD: (
        _("This is not a period."),
        _("Write a year, a quarter or a month, for example 2026, 2026Q1 or 2026-03."),
    ),
    RowProblem.UNKNOWN_EVENT: (
        _("This word is not a kind of quality event."),
        _("Write return, complaint or claim."),
    ),
    RowProblem.UNKNOWN_SEVERITY: (
        _("This word is not a severity."),
        _("Write critical, major or minor."),
    ),
    RowProblem.UNKNOWN_METRIC: (
        _("This word is not something a target can measure."),
        _("Write net revenue, gross margin or order days."),
    ),
    RowProblem.UNKNOWN_TIER: (
        _("This word is not a tier of key accounts."),
        _("Write strategic, key or potential."),
    ),
}

HEADINGS = (_("Sheet"), _("Row"), _("Column"), _("Reason"), _("Cure"))

FORMAT_LABELS = {
    Format.PDF: _("a PDF"),
    Format.DOCUMENT: _("a text document"),
    Format.SLIDES: _("a presentation"),
    Format.NUMBERS: _("a spreadsheet of Apple Numbers"),
    Format.PICTURE: _("a picture"),
    Format.DATABASE: _("a database"),
    Format.PROGRAM: _("a program"),
    Format.MAIL: _("an e-mail"),
    Format.CARD: _("a contact card or calendar"),
    Format.XML: _("an XML file"),
    Format.JSON: _("a JSON file"),
    Format.BINARY: _("a file for programs"),
}

# Why a whole file is refused: where, what stands there, what to do.
FILE_PROBLEMS = {
    FileProblem.EMPTY: _("%(place)s is empty. Choose a file with a header and lines under it."),
    FileProblem.NO_LINES: _(
        "%(place)s has no lines that can be taken. Choose a file with a header and lines under it."
    ),
    FileProblem.NO_SUCH_FILE: _("%(place)s is no file. Choose a file with a header and lines under it."),
    FileProblem.UNKNOWN_FORMAT: _(
        "%(place)s is %(found)s, not a table. Export the table itself, as XLSX, CSV or Parquet."
    ),
    FileProblem.WEB_PAGE: _(
        "%(place)s is a web page, whatever its name says. Open it in Excel or WPS and save it as XLSX."
    ),
    FileProblem.ARCHIVE: _("%(place)s is an archive that holds “%(found)s”. Unpack it and choose the file inside."),
    FileProblem.PACKED: _("%(place)s is a packed file. Unpack it and choose the file inside."),
    FileProblem.TOO_MANY_BYTES: _(
        "%(place)s has %(found)s; at most %(most)s are taken. Export a shorter period at a time."
    ),
    FileProblem.TOO_MANY_FILES: _(
        "%(found)s files at once; at most %(most)s are taken. Import them one after the other."
    ),
    FileProblem.INFLATES: _(
        "%(place)s unpacks to %(found)s; at most %(most)s are taken. Export a shorter period, or save it as CSV."
    ),
    FileProblem.BOMB: _(
        "%(place)s has %(of)s, but unpacks to %(found)s. No table does that, so it was not opened. "
        "Copy the lines into a new workbook."
    ),
    FileProblem.REPEATS: _(
        "%(place)s repeats one row %(found)s times, as no list of lines does. Copy the lines into a new workbook."
    ),
    FileProblem.LYING_SIZES: _(
        "%(place)s: the part “%(found)s” holds more than it says, so it was not opened. "
        "Save it again from Excel or WPS."
    ),
    FileProblem.TOO_MANY_PARTS: _(
        "%(place)s is put together of %(found)s parts; at most %(most)s are taken. Copy the lines into a new workbook."
    ),
    FileProblem.TOO_MANY_SHEETS: _(
        "%(place)s has %(found)s sheets; at most %(most)s are taken. Copy the sheets with lines into a new workbook."
    ),
    FileProblem.TOO_MANY_ROWS: _("%(place)s has more than %(most)s rows. Export a shorter period at a time."),
    FileProblem.TOO_MANY_COLUMNS: _(
        "%(place)s has %(found)s columns; at most %(most)s are taken. Leave out the columns without lines."
    ),
    FileProblem.NO_SEPARATOR: _(
        "%(place)s has one column only: no comma, tab, semicolon or bar separates “%(found)s”. Save it as CSV or XLSX."
    ),
    FileProblem.ENCODING: _(
        "%(place)s: row %(row)s has bytes that are no characters of %(found)s. Save it as CSV in UTF-8."
    ),
    FileProblem.ENDLESS_CELL: _(
        "%(place)s: after row %(row)s a cell goes on without end. Look for a quotation mark that is never closed."
    ),
    FileProblem.DAMAGED: _("%(place)s is damaged or cut off. Save it again and choose the new file."),
    FileProblem.PROTECTED: _("%(place)s is locked with a password. Save it without one."),
    FileProblem.OLD_WORKBOOK: _(
        "%(place)s is a workbook of Excel 4 or older. Open it in Excel, WPS or LibreOffice and save it as XLSX."
    ),
    FileProblem.NO_SUCH_SHEET: _("%(place)s has no sheet “%(found)s”. It has: %(has)s."),
    FileProblem.NO_PAIR: _("The files do not belong together: no column joins %(place)s to the others."),
    FileProblem.ORDER_TWICE: _(
        "%(place)s has the order number “%(found)s” twice, so nobody can tell which one a line belongs to. "
        "Keep one of them."
    ),
    FileProblem.NO_SUCH_MAPPING: _("No mapping is saved under the name “%(found)s”."),
    FileProblem.NO_SUCH_COLUMN: _("%(place)s has no column “%(found)s”. It has: %(has)s."),
    FileProblem.NO_SUCH_FIELD: _("“%(found)s” is nothing a column can mean. A column can mean: %(has)s."),
    FileProblem.NO_SPACE: _("The disk is full. Free some space and try once more; nothing was written."),
    FileProblem.MEMORY: _(
        "%(place)s needs more memory than an import may take. Export a shorter period, or save it as CSV."
    ),
    FileProblem.TIME: _(
        "Reading %(place)s took longer than %(most)s seconds and was stopped. Export a shorter period at a time."
    ),
    FileProblem.BROKE_OFF: _(
        "Reading %(place)s broke off: the file is damaged or made to do harm. Save it again from Excel or WPS."
    ),
    FileProblem.REFUSED_SHARE: _(
        "%(found)s of the %(of)s rows in %(place)s have mistakes, more than %(most)s. "
        "Mend them as the list of problems says, or name the columns anew."
    ),
}
_SIZES = {FileProblem.TOO_MANY_BYTES, FileProblem.INFLATES, FileProblem.BOMB}


def refusal_sentence(problem: str, place: str, found: Mapping[str, Any]) -> str:
    """Return the sentence that says why a file is refused and what helps."""
    kind = FileProblem(problem)
    values: dict[str, Any] = {"place": place, "found": "", "most": "", "of": "", "row": "", "has": ""} | dict(found)
    if kind in _SIZES:
        values |= {name: filesizeformat(values[name]) for name in ("found", "most", "of")}
    if kind is FileProblem.UNKNOWN_FORMAT:
        values["found"] = FORMAT_LABELS[Format(values["found"])]
    values |= {name: number(value) for name, value in values.items() if isinstance(value, int)}
    return str(FILE_PROBLEMS[kind] % values)


def already_sentence(who: str, when: datetime) -> str:
    """Return the polite answer to bytes that are in the books."""
    return gettext("Already imported by %(who)s on %(when)s. Nothing was added.") % {
        "who": actor_word(who),
        "when": date_format(timezone.localtime(when), "Y-m-d H:i"),
    }


def question_sentence(answer: Mapping[str, Any]) -> str:
    """Return what must be told before the lines can be read."""
    places = _listed(dict.fromkeys(column["place"] for column in answer["columns"]))
    if answer["questions"]:
        return _joined(*(_asked(places, question) for question in answer["questions"]))
    fields = FACT_FIELD_LABELS if answer.get("kind") else FIELD_LABELS
    return gettext(
        "%(place)s: no column could be told to be %(missing)s. It has: %(has)s. Say which column is which."
    ) % {
        "place": places,
        "missing": _listed(str(fields[field]) for field in answer["missing"]),
        "has": _listed(dict.fromkeys(column["header"] for column in answer["columns"])),
    }


def _asked(places: str, question: Mapping[str, Any]) -> str:
    if question["option"] == "kind":
        kinds = _listed(str(FACT_KIND_LABELS[kind]) for kind in question["samples"])
        return _joined(f"{places}: {kinds}.", str(QUESTION_LABELS["kind"]))
    said = {"place": places, "column": question["header"], "samples": _listed(question["samples"])}
    return _joined(gettext("%(place)s, %(column)s: %(samples)s.") % said, str(QUESTION_LABELS[question["option"]]))


def _listed(words: Iterable[str]) -> str:
    return ("、" if is_chinese() else ", ").join(words)


def row_problem(problem: Mapping[str, Any]) -> dict[str, Any]:
    """Return a problem of a row with its reason and cure in words."""
    kind = RowProblem(problem["problem"])
    reason, cure = ROW_PROBLEMS[kind]
    said = {name: problem[name] for name in ("sheet", "row", "column", "value", "problem")}
    return said | {"reason": _pointed(kind, str(reason), str(problem["value"] or "")), "cure": str(cure)}


def _pointed(kind: RowProblem, reason: str, value: str) -> str:
    """Return the reason with the character named that spoils the value, where one does."""
    found = wrong_character(kind, value)
    if found is None:
        return reason
    pointing = gettext("Character %(place)s is “%(found)s”.") % {"place": found[0], "found": found[1]}
    return _joined(reason, pointing)


def _joined(*sentences: str) -> str:
    # Chinese has no blanks between sentences.
    return ("" if is_chinese() else " ").join(sentences)


_SHOWN = 80


def row_sentence(problem: Mapping[str, Any]) -> str:
    """Return a problem of a row, already in words, as one piece: place, value, reason and cure."""
    words = {name: problem[name] for name in ("sheet", "row", "column")}
    value = str(problem["value"] or "")
    shown = f"{value[:_SHOWN]}…" if len(value) > _SHOWN else value
    words["value"] = f"“{shown}”" if shown else gettext("(empty)")
    if problem["column"]:
        place = gettext("%(sheet)s, row %(row)s, %(column)s: %(value)s.")
    else:
        place = gettext("%(sheet)s, row %(row)s: %(value)s.")
    return _joined(place % words, problem["reason"], problem["cure"])
