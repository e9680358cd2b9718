"""What is known of the books in the SQL database."""

from vitalfew.ledger.models.aliases import SameCustomer as SameCustomer
from vitalfew.ledger.models.batches import Batch as Batch
from vitalfew.ledger.models.books import Books as Books
from vitalfew.ledger.models.drafts import Draft as Draft
from vitalfew.ledger.models.facts import FactBatch as FactBatch
from vitalfew.ledger.models.rates import ControlFigure as ControlFigure
from vitalfew.ledger.models.rates import Rate as Rate
from vitalfew.ledger.models.sources import ColumnMapping as ColumnMapping
from vitalfew.ledger.models.sources import Source as Source
