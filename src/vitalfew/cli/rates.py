"""`vitalfew rates`: exchange rates brought as a table, or listed."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from vitalfew.cli.console import complain, say, say_json, show_table
from vitalfew.cli.home import prepare_home
from vitalfew.cli.refresh import refresh
from vitalfew.jobs.actions import enqueue
from vitalfew.ledger.actions.rates import RatesBrought, bring_rates
from vitalfew.ledger.actions.settings import change_settings
from vitalfew.ledger.labels_meaning import RATE_LABELS, unfit_sentence
from vitalfew.ledger.queries import RateState, get_missing_rates, get_rate_rows, get_settings
from vitalfew.ledger.rules.currency import UnfitMeaning
from vitalfew.people.rules import COMMAND_LINE
from vitalfew.words import UNKNOWN, day, number

REFUSED = 2


def add_to(application: typer.Typer, name: str, purpose: str) -> None:
    """Add the command."""
    application.command(name, help=purpose)(rates)


def rates(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help=_("A CSV of currency, day and rate; without it, list."))
    ] = None,
    into: Annotated[str, typer.Option(metavar="XXX", help=_("Say the reporting currency first, as ISO code."))] = "",
    source: Annotated[str, typer.Option(help=_("Whose rates these are, where the table does not say."))] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help=_("Write one JSON object to stdout, and nothing else."))
    ] = False,
) -> None:
    prepare_home()
    if into:
        _settle(into.upper())
    if file is not None:
        _bring(bring_rates(by=COMMAND_LINE, text=_text(file), source=source), as_json)
    elif as_json:
        say_json({"rates": [_plain(rate) for rate in get_rate_rows()], "missing": _missing()})
    else:
        _list()


def _settle(currency: str) -> None:
    try:
        change_settings(by=COMMAND_LINE, version=get_settings().version, currency=currency)
    except UnfitMeaning as refusal:
        complain(unfit_sentence(refusal))
        raise typer.Exit(REFUSED) from None
    enqueue(by=COMMAND_LINE, task="refresh")


def _text(file: Path) -> str:
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _bring(brought: RatesBrought, as_json: bool) -> None:
    problems = [
        {"row": problem.row, "message": unfit_sentence(UnfitMeaning(problem.why, problem.found))}
        for problem in brought.problems
    ]
    if not problems:
        refresh()
    if as_json:
        say_json({"new": brought.new, "changed": brought.changed, "same": brought.same, "problems": problems})
    else:
        for problem in problems:
            complain(_("Row %(row)s: %(sentence)s") % {"row": problem["row"], "sentence": problem["message"]})
        if not problems:
            said = {"new": number(brought.new), "changed": number(brought.changed), "same": number(brought.same)}
            say(_("Rates taken: %(new)s new, %(changed)s changed, %(same)s as before.") % said)
    if problems:
        raise typer.Exit(REFUSED)


def _list() -> None:
    headers = (_("Currency"), _("Valid from"), _("Rate"), _("Source"))
    show_table(headers, [_row(rate) for rate in get_rate_rows()])
    for one in _missing():
        said = {"currency": one["currency"], "lines": one["lines"], "first": one["first_day"], "last": one["last_day"]}
        complain(_("%(currency)s has no rate, %(first)s to %(last)s (lines: %(lines)s).") % said)


def _row(rate: RateState) -> tuple[str, str, str, str]:
    since = day(rate.day) if rate.day else str(RATE_LABELS[rate.kind])
    return rate.currency, since, f"{rate.rate.normalize():f}", rate.source or UNKNOWN


def _plain(rate: RateState) -> dict[str, str | None]:
    return {
        "currency": rate.currency,
        "into": rate.into,
        "kind": rate.kind.value,
        "day": rate.day.isoformat() if rate.day else None,
        "rate": f"{rate.rate.normalize():f}",
        "source": rate.source,
    }


def _missing() -> list[dict[str, str | int]]:
    return [
        {
            "currency": one.currency,
            "first_day": one.first_day.isoformat(),
            "last_day": one.last_day.isoformat(),
            "lines": one.lines,
        }
        for one in get_missing_rates()
    ]
