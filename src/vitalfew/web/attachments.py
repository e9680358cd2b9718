"""Files of an account: brought, downloaded by whoever may see the account, removed with a reason."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts.queries import authorise, get_account
from vitalfew.people.rules import Permission
from vitalfew.relations.actions import attachments as actions
from vitalfew.relations.queries.attachments import get_attachment, get_attachments, get_path
from vitalfew.web.forms.attachments import AttachmentForm, RemoveForm
from vitalfew.web.visitors import rights_in, signed_in, typed_in
from vitalfew.web.whys import told_beside


@login_required
@require_http_methods(["GET", "POST"])
def dossier_files(request: HttpRequest, account_id: int) -> HttpResponse:
    """List the account's files; bring another."""
    user = signed_in(request)
    account = get_account(user, account_id)
    if request.method == "POST":
        authorise(user, Permission.EDIT_DOSSIER, account_id)
    form = AttachmentForm(typed_in(request), request.FILES if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with told_beside(form):
            _keep(request, account_id, form)
            return redirect("dossier_files", account_id)
    context = {
        "stop": "accounts",
        "account": account,
        "rights": rights_in(user, account),
        "here": "files",
        "form": form,
        "files": get_attachments(account_id),
        "bound": settings.ATTACHMENT_BYTES,
    }
    return render(request, "dossier/files.html", context)


@login_required
@require_GET
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponseBase:
    """Send a file to be saved: no browser opens what somebody else brought."""
    found = get_attachment(signed_in(request), attachment_id)
    stands = get_path(found) if found else None
    if found is None or stands is None:
        raise Http404
    return FileResponse(
        stands.open("rb"), as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )


@login_required
@require_http_methods(["GET", "POST"])
def attachment_remove(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Erase a file, for a reason."""
    user = signed_in(request)
    found = get_attachment(user, attachment_id)
    if found is None:
        raise Http404
    authorise(user, Permission.EDIT_DOSSIER, found.account_id)
    form = RemoveForm(typed_in(request), initial={"version": found.version})
    if form.is_bound and form.is_valid():
        with told_beside(form):
            today = timezone.localdate()
            actions.remove_attachment(by=user, attachment_id=attachment_id, today=today, **form.cleaned_data)
            messages.success(request, _("Removed. The journal keeps its name."))
            return redirect("dossier_files", found.account_id)
    context = {"stop": "accounts", "account": get_account(user, found.account_id), "form": form, "file": found}
    return render(request, "dossier/file_remove.html", context)


def _keep(request: HttpRequest, account_id: int, form: AttachmentForm) -> None:
    upload = cast("UploadedFile", form.cleaned_data["upload"])
    actions.add_attachment(
        by=signed_in(request),
        account_id=account_id,
        name=upload.name or "",
        size=upload.size or 0,
        chunks=upload.chunks(),
        note=form.cleaned_data["note"],
        today=timezone.localdate(),
    )
    messages.success(request, _("Kept."))


urlpatterns = [
    path("accounts/<int:account_id>/dossier/files/", dossier_files, name="dossier_files"),
    path("dossier/files/<int:attachment_id>/", attachment, name="attachment"),
    path("dossier/files/<int:attachment_id>/remove/", attachment_remove, name="attachment_remove"),
]
