"""What asks to be confirmed, over every account the user sees: one by one, or several as one act (S3)."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vitalfew.accounts.actions import confirm_values
from vitalfew.accounts.labels_dossier import QUESTION_LABELS
from vitalfew.accounts.queries import get_account
from vitalfew.accounts.queries.dossier import get_stale, get_value
from vitalfew.accounts.queries.grounds import get_grounds_ending
from vitalfew.accounts.rules import StaleTogether, ValueEdit
from vitalfew.accounts.rules.dossier import FIELDS
from vitalfew.journal.queries import get_history
from vitalfew.relations.queries.records import get_dates_ahead, get_stale_records
from vitalfew.relations.rules.records import AHEAD_DAYS
from vitalfew.web.dossier_parts.fields import shown_field, value_seen
from vitalfew.web.dossier_parts.records import ahead_word, shown_record
from vitalfew.web.forms.dossier import ConfirmForm
from vitalfew.web.visitors import act_done, may_judge, signed_in
from vitalfew.web.whys import told_beside


@login_required
@require_http_methods(["GET", "POST"])
def stale_facts(request: HttpRequest) -> HttpResponse:
    """List what asks to be confirmed; confirm the chosen values, all or none."""
    form, clashes = ConfirmForm(request.POST or None), []
    chosen = [edit for edit in map(_edit, request.POST.getlist("chosen")) if edit]
    if chosen and form.is_valid():
        try:
            with told_beside(form):
                number = confirm_values(
                    by=signed_in(request), values=chosen, today=timezone.localdate(), **form.cleaned_data
                )
                return redirect(f"{reverse('stale_facts')}?done={number}")
        except StaleTogether as refusal:
            clashes = [_clash(request, edit) for edit in chosen if (edit.account_id, edit.field) in refusal.stale]
    context = _list(request) | {
        "form": form,
        "clashes": clashes,
        "chosen": {f"{edit.account_id}:{edit.field}" for edit in chosen},
        "done": act_done(request),
    }
    return render(request, "dossier/stale.html", context, status=409 if clashes else 200)


def _list(request: HttpRequest) -> dict[str, Any]:
    user, today = signed_in(request), timezone.localdate()
    asked = request.GET.get("page", "1")
    found = get_stale(user, today, page=int(asked) if asked.isdigit() and len(asked) < 9 else 1)
    rows = [
        {
            "account_id": one.stands.account_id,
            "account": one.account_name,
            "field": shown_field(FIELDS[one.stands.field], one.stands, (), today),
            "question": QUESTION_LABELS.get(one.stands.field, ""),
            "key": f"{one.stands.account_id}:{one.stands.field}",
        }
        for one in found.rows
    ]
    return {
        "stop": "accounts",
        "found": found,
        "rows": rows,
        "records": [shown_record(one, today) for one in get_stale_records(user, today)],
        "grounds": get_grounds_ending(user, today + timedelta(AHEAD_DAYS)),
        "today": today,
        "ahead": [(shown_record(one.record, today), ahead_word(one, today)) for one in get_dates_ahead(user, today)],
        "may_edit": may_judge(user),
    }


def _edit(written: str) -> ValueEdit | None:
    """Read which value was chosen in which version; None where it names none."""
    account, field, version = [*written.split(":"), "", ""][:3]
    is_one = account.isdecimal() and len(account) < 19 and field in FIELDS and version.isdecimal()
    return ValueEdit(int(account), field, int(version)) if is_one else None


def _clash(request: HttpRequest, edit: ValueEdit) -> dict[str, Any]:
    """Return what stands, and what stood there when it was chosen."""
    stands = get_value(edit.account_id, edit.field)
    history = get_history("accounts.dossiervalue", stands.id) if stands else []
    return {
        "account": get_account(signed_in(request), edit.account_id),
        "field": shown_field(FIELDS[edit.field], stands, (), timezone.localdate()),
        "wanted": value_seen(edit.field, history, edit.version),
    }


urlpatterns = [path("dossier/stale/", stale_facts, name="stale_facts")]
