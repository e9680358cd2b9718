"""Files kept with an account and removed again. Their bytes stand whole in the home, or not at all."""

import hashlib
import os
import secrets
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from vitalfew.accounts.queries import authorise
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row, create_row
from vitalfew.ledger.files import SWEEP_AFTER_SECONDS
from vitalfew.people.rules import Actor, Permission, require, signer
from vitalfew.relations.models import Attachment
from vitalfew.relations.queries.attachments import attachment_state, folder
from vitalfew.relations.rules.attachments import (
    HEAD_BYTES,
    AttachmentState,
    AttachmentWhy,
    UnfitAttachment,
    check_file,
    safe_name,
)


def add_attachment(
    *, by: Actor, account_id: int, name: str, size: int, chunks: Iterable[bytes], note: str, today: date
) -> AttachmentState:
    """Keep a file with the account."""
    authorise(by, Permission.EDIT_DOSSIER, account_id)
    kept, stored = safe_name(name), secrets.token_hex(16)
    path = folder() / stored
    try:
        sha256, written = _write(path, kept, size, chunks)
        row = Attachment(
            account_id=account_id,
            name=kept,
            size=written,
            sha256=sha256,
            stored=stored,
            note=note.strip(),
            added_by_id=signer(by),
            added_on=today,
        )
        return attachment_state(create_row(row, by=by, verb="relations.attachment_added", account_id=account_id))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def remove_attachment(*, by: Actor, attachment_id: int, version: int, reason: str, today: date) -> AttachmentState:
    """Erase a file. That there was one, by its name and digest, stays in the journal."""
    row = Attachment.objects.select_related("added_by").filter(pk=attachment_id).first()
    if row is None:
        raise NoSuchAccount(attachment_id)
    authorise(by, Permission.EDIT_DOSSIER, row.account_id)
    if row.removed_on:
        raise UnfitAttachment(AttachmentWhy.REMOVED)
    if not reason.strip():
        raise UnfitAttachment(AttachmentWhy.NO_REASON)
    changes = {"removed_on": today, "remove_reason": reason.strip()}
    path = folder() / row.stored
    with transaction.atomic():
        change_row(
            row,
            by=by,
            verb="relations.attachment_removed",
            version=version,
            changes=changes,
            account_id=row.account_id,
        )
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return attachment_state(row)


def sweep_attachments(*, by: Actor) -> int:
    """Erase files that no row names: of accounts that are gone, of uploads that broke off. Return how many."""
    require(by, Permission.IMPORT_BOOKS)
    limit = time.time() - SWEEP_AFTER_SECONDS
    named = set(Attachment.objects.filter(removed_on=None).values_list("stored", flat=True))
    gone = [path for path in folder().iterdir() if path.name not in named and path.stat().st_mtime < limit]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _write(path: Path, name: str, size: int, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write the bytes and return their digest and number; what the sender says of their number is not believed."""
    digest, written, head = hashlib.sha256(), 0, b""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in chunks:
            head = head or chunk[:HEAD_BYTES]
            written += len(chunk)
            check_file(name, max(size, written), head, settings.ATTACHMENT_BYTES)
            digest.update(chunk)
            file.write(chunk)
        check_file(name, written, head, settings.ATTACHMENT_BYTES)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), written
