"""What may be done to the books: import, look before committing, take back."""

from vitalfew.ledger.actions.comparing import note_changes as note_changes
from vitalfew.ledger.actions.draft_work import check_draft as check_draft
from vitalfew.ledger.actions.draft_work import commit_draft as commit_draft
from vitalfew.ledger.actions.draft_work import give_up_draft as give_up_draft
from vitalfew.ledger.actions.drafts import apply_cure as apply_cure
from vitalfew.ledger.actions.drafts import cancel_draft as cancel_draft
from vitalfew.ledger.actions.drafts import choose_columns as choose_columns
from vitalfew.ledger.actions.drafts import discard_draft as discard_draft
from vitalfew.ledger.actions.drafts import forget_drafts as forget_drafts
from vitalfew.ledger.actions.drafts import give_reasons as give_reasons
from vitalfew.ledger.actions.drafts import receive_files as receive_files
from vitalfew.ledger.actions.import_files import import_files as import_files
from vitalfew.ledger.actions.mappings import remove_mapping as remove_mapping
from vitalfew.ledger.actions.mappings import rename_mapping as rename_mapping
from vitalfew.ledger.actions.mappings import save_mapping as save_mapping
from vitalfew.ledger.actions.sources import pause_source as pause_source
from vitalfew.ledger.actions.sources import remove_source as remove_source
from vitalfew.ledger.actions.sources import run_source as run_source
from vitalfew.ledger.actions.sources import save_source as save_source
from vitalfew.ledger.actions.undo import redo_batch as redo_batch
from vitalfew.ledger.actions.undo import undo_batch as undo_batch
