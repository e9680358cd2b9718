"""`vitalfew figures`: how concentrated the books are, for people and scripts."""

from datetime import date, datetime
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from vitalfew.cli.console import note, say, say_json, show_table
from vitalfew.cli.home import prepare_home
from vitalfew.cli.refusals import Refused
from vitalfew.ledger.queries import get_edge
from vitalfew.ledger.rules.figures import Measure, Scope
from vitalfew.loop.analysis.queries import Concentration, get_concentration
from vitalfew.loop.analysis.rules.concentration import Whale
from vitalfew.people.rules import COMMAND_LINE
from vitalfew.words import day, money_exact, number, share

DAYS = ["%Y-%m-%d"]


def add_to(application: typer.Typer, name: str, purpose: str) -> None:
    """Add the command."""
    application.command(name, help=f"{purpose}\n\n{_('Without options: net revenue over all the books.')}")(figures)


def figures(
    as_json: Annotated[
        bool, typer.Option("--json", help=_("Write one JSON object to stdout, and nothing else."))
    ] = False,
    by: Annotated[Measure, typer.Option(help=_("Which amount."))] = Measure.REVENUE,
    sales_only: Annotated[
        bool,
        typer.Option("--sales-only/--net", help=_("Sales only, or everything that reduces them too (the default).")),
    ] = False,
    start: Annotated[datetime | None, typer.Option("--from", formats=DAYS, metavar="D", help=_("First day."))] = None,
    end: Annotated[datetime | None, typer.Option("--to", formats=DAYS, metavar="D", help=_("Last day."))] = None,
) -> None:
    prepare_home()
    scope = Scope.SALES if sales_only else Scope.NET
    first, last = start.date() if start else None, end.date() if end else None
    found = _measured(by, scope, first, last)
    # The whale curve is of profit, whichever amount was asked for.
    profit = _measured(Measure.PROFIT, scope, first, last) if by is Measure.REVENUE else found
    whale = None if profit.unknown else profit.whale
    say_json(as_json_object(found, whale)) if as_json else _show(found, whale)


def as_json_object(found: Concentration, whale: Whale | None) -> dict[str, Any]:
    """Return what scripts rely on; null where a figure is undefined."""
    return {
        "accounts": found.count,
        "total": _plain(found.total),
        "share_of_top_20": _plain(found.share_of_top_20),
        "accounts_for_80": found.for_threshold,
        "gini": _plain(found.gini),
        "gini_unbiased": _plain(found.gini_unbiased),
        "hhi": _plain(found.hhi),
        "largest_share": _plain(found.largest_share),
        "whale_peak": _plain(whale.peak) if whale else None,
        "unprofitable": whale.unprofitable if whale else None,
        "top": [
            {"code": one.code, "name": one.name, "amount": _plain(one.amount), "share": _plain(one.share)}
            for one in found.top
        ],
    }


def _measured(by: Measure, scope: Scope, start: date | None, end: date | None) -> Concentration:
    edge = get_edge()
    if edge.first_day is None or edge.last_day is None:
        raise Refused(
            _("The books are empty. Import a file with “vitalfew import FILE”, or look at “vitalfew sample”.")
        )
    first, last = start or edge.first_day, end or edge.last_day
    return get_concentration(COMMAND_LINE, by=by, scope=scope, start=first, end=last)


def _plain(value: Any) -> float | None:
    """Return the figure as JSON has it: NaN and unknown are null."""
    return None if value is None or value != value else float(value)


def _show(found: Concentration, whale: Whale | None) -> None:
    say(
        _("%(few)s of %(all)s customers (%(part)s) make 80%% of %(total)s.")
        % {
            "few": number(found.for_threshold),
            "all": number(found.count),
            "part": share(found.for_threshold / found.count) if found.for_threshold and found.count else "—",
            "total": money_exact(found.total, found.currency),
        }
    )
    note(_("Period %(first)s – %(last)s") % {"first": day(found.start), "last": day(found.end)})
    show_table((_("Figure"), ""), _rows(found, whale))
    top = [(one.code, one.name, money_exact(one.amount, found.currency), share(one.share)) for one in found.top]
    show_table((_("Code"), _("Customer"), _("Amount"), _("Share")), top)


def _rows(found: Concentration, whale: Whale | None) -> list[tuple[str, str]]:
    return [
        (_("Share of the top fifth"), share(found.share_of_top_20, 3)),
        (_("Gini"), _decimals(found.gini, 5)),
        (_("HHI"), _decimals(found.hhi, 3)),
        (_("Largest customer"), share(found.largest_share, 3)),
        (_("Peak of the whale curve"), share(whale.peak, 2) if whale else "—"),
        (_("Customers that lose money"), number(whale.unprofitable) if whale else "—"),
    ]


def _decimals(value: Any, decimals: int) -> str:
    return number(_plain(value), decimals)
