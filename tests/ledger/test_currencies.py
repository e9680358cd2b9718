"""The books are kept in one currency: whatever names another is refused in words, and nothing is written."""

from decimal import Decimal

import pytest
from django.utils import translation

from ledger.telling import Line, tell
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.models import Batch
from vitalfew.people.rules import COMMAND_LINE

pytestmark = pytest.mark.django_db


def _line(invoice: str, currency: str = "") -> Line:
    return Line(invoice=invoice, line="1", account="A", amount=Decimal(5), currency=currency)


@pytest.mark.parametrize(
    ("currency_of_the_file", "told", "words"),
    [
        ("USD", "", "The file is in USD, but the books are kept in CNY"),
        ("", "USD", "The file is in USD, but the books are kept in CNY"),
        ("USD", "USD", "The file is in USD, but the books are kept in CNY"),
        ("CNY", "USD", "The file is in USD, but the books are kept in CNY"),
    ],
)
def test_another_currency_than_the_books_is_refused(currency_of_the_file: str, told: str, words: str) -> None:
    commit_checked(tell([_line("1", "CNY")]), by=COMMAND_LINE)
    with translation.override("en"):
        report = commit_checked(tell([_line("2", currency_of_the_file)]), by=COMMAND_LINE, currency=told)
    assert report.status == "refused"
    assert words in report.message
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(("currency_of_the_file", "told"), [("", ""), ("CNY", ""), ("", "CNY"), ("CNY", "CNY")])
def test_the_same_currency_or_none_is_taken(currency_of_the_file: str, told: str) -> None:
    commit_checked(tell([_line("1", "CNY")]), by=COMMAND_LINE)
    report = commit_checked(tell([_line("2", currency_of_the_file)]), by=COMMAND_LINE, currency=told)
    assert report.status == "committed"
