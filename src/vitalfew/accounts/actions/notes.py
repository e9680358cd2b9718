"""Private notes about a person: written by who works on the account, read by few, and each reading remembered."""

from django.utils import timezone

from vitalfew.accounts.models import PrivateNote
from vitalfew.accounts.queries.people import last_post
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import NoteState, PersonWhy, UnfitPerson
from vitalfew.journal.actions import create_row, write_entry
from vitalfew.people.rules import Actor, Permission, signer


def write_note(*, by: Actor, account_id: int, contact_id: int, text: str) -> int:
    """Write a private note about the person; return its number."""
    authorise(by, Permission.SEE_PRIVATE_NOTE, account_id)
    if last_post(account_id, contact_id) is None:
        raise UnfitPerson(PersonWhy.NOT_THERE)
    if not text.strip():
        raise UnfitPerson(PersonWhy.NO_TEXT)
    row = PrivateNote(account_id=account_id, contact_id=contact_id, text=text.strip(), by_id=signer(by))
    row.written_on = timezone.localdate()
    return create_row(row, by=by, verb="accounts.note_written", account_id=account_id).pk


def read_notes(*, by: Actor, account_id: int, contact_id: int) -> list[NoteState]:
    """Return the private notes about the person, the latest first, and remember who has read them."""
    authorise(by, Permission.SEE_PRIVATE_NOTE, account_id)
    found = PrivateNote.objects.filter(account_id=account_id, contact_id=contact_id).select_related("by", "contact")
    notes = list(found.order_by("-written_on", "-pk"))
    if notes:
        after = {"notes": [one.pk for one in notes]}
        write_entry(by=by, verb="accounts.notes_read", row=notes[0].contact, after=after, account_id=account_id)
    return [NoteState(one.pk, one.text, one.by.actor_name, one.written_on) for one in notes]
