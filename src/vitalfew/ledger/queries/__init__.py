"""What may be asked of the books. Everything goes through the engine and comes back as Arrow or exact decimals."""

from vitalfew.ledger.queries.books import BatchState as BatchState
from vitalfew.ledger.queries.books import BooksEdge as BooksEdge
from vitalfew.ledger.queries.books import BooksState as BooksState
from vitalfew.ledger.queries.books import get_batch as get_batch
from vitalfew.ledger.queries.books import get_batches as get_batches
from vitalfew.ledger.queries.books import get_books as get_books
from vitalfew.ledger.queries.books import get_edge as get_edge
from vitalfew.ledger.queries.figures import AccountAmounts as AccountAmounts
from vitalfew.ledger.queries.figures import Total as Total
from vitalfew.ledger.queries.figures import get_account_amounts as get_account_amounts
from vitalfew.ledger.queries.figures import get_account_facts as get_account_facts
from vitalfew.ledger.queries.figures import get_account_months as get_account_months
from vitalfew.ledger.queries.figures import get_codes as get_codes
from vitalfew.ledger.queries.figures import get_order_days as get_order_days
from vitalfew.ledger.queries.figures import get_total as get_total
from vitalfew.ledger.queries.lines import LedgerLine as LedgerLine
from vitalfew.ledger.queries.lines import LinePage as LinePage
from vitalfew.ledger.queries.lines import get_lines as get_lines
from vitalfew.ledger.queries.sample import get_sample_codes as get_sample_codes
from vitalfew.ledger.queries.spans import Span as Span
from vitalfew.ledger.queries.spans import get_totals as get_totals
