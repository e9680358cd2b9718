"""The files of an account, and where their bytes lie."""

from pathlib import Path

from django.conf import settings

from vitalfew.accounts.queries.visible import Reader, only_visible
from vitalfew.relations.models import Attachment
from vitalfew.relations.rules.attachments import AttachmentState


def folder() -> Path:
    """Return the folder of attached files in the home, private to its owner."""
    path: Path = settings.HOME / "attachments"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def get_attachments(account_id: int) -> list[AttachmentState]:
    """Return the account's files, the latest first. Who may see the account is the caller's question."""
    found = Attachment.objects.filter(account_id=account_id, removed_on=None).select_related("added_by")
    return [attachment_state(row) for row in found.order_by("-added_on", "-pk")]


def get_attachment(user: Reader, attachment_id: int) -> AttachmentState | None:
    """Return one file of an account that the user may see; removed ones are not there."""
    found = only_visible(Attachment.objects.filter(pk=attachment_id, removed_on=None), user)
    return next((attachment_state(row) for row in found.select_related("added_by")), None)


def get_path(attachment: AttachmentState) -> Path | None:
    """Return where the bytes lie; None where they are gone."""
    path = folder() / attachment.stored
    return path if path.is_file() else None


def attachment_state(row: Attachment) -> AttachmentState:
    """Return the row as its readers know it."""
    return AttachmentState(
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        note=row.note,
        stored=row.stored,
        added_by_name=row.added_by.actor_name,
        added_on=row.added_on,
        removed_on=row.removed_on,
        remove_reason=row.remove_reason,
    )
