"""The account home: six questions on one screen (S66)."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitalfew.accounts.labels import TIER_LABELS
from vitalfew.accounts.queries import (
    AccountState,
    get_account,
    get_contacts,
    get_handover,
    get_likenesses,
    get_path,
)
from vitalfew.accounts.queries.codes import get_present_codes
from vitalfew.accounts.rules import Tier
from vitalfew.journal.queries import get_decisions
from vitalfew.ledger.queries.facts_accounts import AccountPaper, get_account_paper
from vitalfew.loop.analysis.queries import Figures, get_cycle, get_figures, get_stage
from vitalfew.loop.control.queries import get_alerts_of_account
from vitalfew.loop.control.queries.cases import get_open_case
from vitalfew.loop.execution.queries import get_planned_visits_of
from vitalfew.loop.objectives.queries import get_objectives
from vitalfew.loop.plan.queries import get_todo
from vitalfew.people.rules import Permission, Role, may
from vitalfew.relations.queries import gaps_among, get_commitments, get_contacts_held
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.records import RecordKind
from vitalfew.web.dossier_parts.market import ShareBar, share_bar, share_recorded
from vitalfew.web.home.alarms import alarms
from vitalfew.web.home.people import people
from vitalfew.web.home.plan import plan_on_page
from vitalfew.web.home.promises import promised
from vitalfew.web.home.recent import EXPLAINED, TOLD, recent
from vitalfew.web.home.rhythm import health, is_critical_open
from vitalfew.web.home.standing import standing
from vitalfew.web.home.steps import steps
from vitalfew.web.home.worth import worth
from vitalfew.web.plannings import planned_rows
from vitalfew.web.shell import edge_of
from vitalfew.web.visitors import rights_in, signed_in

LOOKED_BACK = 60  # lines of the journal: said twice on one day, a thing is told once
VISITS = 2  # planned ones shown


@login_required
@require_GET
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Answer who, where, worth what, known by whom, planned how, and what is next and wrong."""
    user = signed_in(request)
    found, today = get_account(user, account_id), timezone.localdate()
    if found.merged_into_id:
        return redirect("account", found.merged_into_id)
    paper = get_account_paper(lambda: get_present_codes(account_id, today), today)
    context = {
        "stop": "accounts",
        "account": found,
        "path": get_path(user, account_id, today),
        "rights": rights_in(user, found),
        "likenesses": get_likenesses(user, found),
        "paper": paper.customer,
        "may_add_prospect": may(Role(user.role), Permission.ADD_PROSPECT),
    }
    return render(
        request, "account_home/page.html", context | _answers(found, paper, edge_of(request).generation, today)
    )


def _answers(account: AccountState, paper: AccountPaper, generation: int, today: date) -> dict[str, Any]:
    figures = get_figures(account.id, generation)
    interactions, touches = get_contacts_held(account.id)
    alerts = get_alerts_of_account(account.id)
    known = get_contacts(account.id)
    last = interactions[0].held_on if interactions else None
    planned = get_planned_visits_of(account.id, today, known)
    stage = get_stage(account.id, figures, account.key, touches) if account.key else None
    case = get_open_case(account.id) if account.key else None
    is_critical = is_critical_open(alerts, paper, today, is_key=account.key is not None)
    return {
        "is_critical": is_critical,
        "today": today,
        "tier": TIER_LABELS[Tier(account.key.tier)] if account.key else "",
        "figures": figures,
        "standing": standing(stage, case) if stage else None,
        "bar": share_recorded(stage.recorded) if stage else _share(account.id, figures, today),
        "health": health(
            figures, alerts, touches.days, last, paper, is_critical=is_critical, is_interrupted=case is not None
        )
        if figures
        else None,
        "worth": worth(figures, account.id) if figures else None,
        "people": people(known, touches, gaps_among({one.id: one.level for one in known}, touches, today), today),
        "alarms": alarms(alerts),
        "planned": planned_rows(planned[:VISITS], today),
        "planned_more": len(planned[VISITS:]),
        "promised": promised(get_commitments(account.id, today), today),
        "recent": recent(interactions, get_decisions(account.id, TOLD, EXPLAINED, LOOKED_BACK), today),
        **(_plan(account, today) if account.key else {}),
    }


def _share(account_id: int, figures: Figures | None, today: date) -> ShareBar:
    return share_bar(figures, get_records(account_id, [RecordKind.WALLET])[RecordKind.WALLET], today)


def _plan(account: AccountState, today: date) -> dict[str, Any]:
    cycle = get_cycle(account.id)
    objectives = get_objectives(cycle.id) if cycle else []
    return {
        # A designation that nobody has changed has never changed hands.
        "handover": get_handover(account.id, today) if account.key and account.key.version > 1 else None,
        "plan": plan_on_page(cycle, objectives),
        "steps": steps(get_todo(account.id, today), today),
    }


urlpatterns = [path("accounts/<int:account_id>/", account, name="account")]
