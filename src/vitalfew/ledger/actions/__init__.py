"""What may be done to the books: import, look before committing, take back."""

from vitalfew.ledger.actions.import_files import import_files as import_files
from vitalfew.ledger.actions.mappings import save_mapping as save_mapping
from vitalfew.ledger.actions.undo import undo_batch as undo_batch
