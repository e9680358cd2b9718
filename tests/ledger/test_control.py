"""Why our total is not finance's: the reason is named where it comes to the difference to the cent, and else not."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.telling import Line, tell
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.actions.control import remove_control_figure, type_control_figure
from vitalfew.ledger.actions.rates import set_rate
from vitalfew.ledger.models import Batch, ControlFigure
from vitalfew.ledger.queries import get_control, get_controls, get_total_row
from vitalfew.ledger.rules.control import Cause, Part, explanations, take_apart, tax_parts, touched
from vitalfew.ledger.rules.currency import RateKind, UnfitMeaning
from vitalfew.people.rules import COMMAND_LINE

MAY = (date(2025, 5, 1), date(2025, 5, 31))
PARTS = [
    Part(Cause.REFUSED, Decimal("120.50"), adds=True),
    Part(Cause.RETURNS, Decimal("-80.00"), adds=False),
    Part(Cause.UNATTRIBUTED, Decimal("33.10"), adds=False),
]


def _causes(difference: str) -> list[set[Cause]]:
    return [{part.cause for part in found.parts} for found in explanations(Decimal(difference), PARTS)]


def test_a_single_cause_is_named() -> None:
    assert _causes("120.50") == [{Cause.REFUSED}]
    assert _causes("80.00") == [{Cause.RETURNS}]  # finance left the returns out
    assert _causes("-33.10") == [{Cause.UNATTRIBUTED}]


def test_two_causes_together_are_named_only_where_no_single_one_is_enough() -> None:
    assert _causes("200.50") == [{Cause.REFUSED, Cause.RETURNS}]
    assert _causes("87.40") == [{Cause.REFUSED, Cause.UNATTRIBUTED}]


def test_what_nothing_explains_says_what_is_left_over_beside_the_nearest() -> None:
    found = take_apart(Decimal("1121.00"), Decimal("1000.00"), PARTS)
    assert not found.is_explained
    assert found.nearest == PARTS[0]
    assert found.left_over == Decimal("0.50")
    far = take_apart(Decimal("1000.90"), Decimal("1000.00"), PARTS)
    assert (far.nearest, far.left_over) == (None, Decimal("0.90"))


def test_equal_totals_need_no_reason() -> None:
    assert take_apart(Decimal("1000.00"), Decimal("1000.001"), PARTS).is_equal


def test_tax_is_what_the_lines_say_or_else_one_of_the_rates_it_may_have() -> None:
    assert tax_parts(Decimal(1000), Decimal("130"), "net", "gross") == (Part(Cause.TAX, Decimal(130), adds=True),)
    ours = Decimal("1130.00")
    (found,) = explanations(Decimal("-130.00"), tax_parts(ours, None, "gross", "net"))
    assert found.parts[0].detail == "13%"
    assert tax_parts(ours, None, "net", "net") == ()


def test_only_months_with_a_closed_day_are_touched() -> None:
    months = [date(2025, 3, 1), date(2025, 5, 1), date(2025, 4, 1), date(2025, 4, 1)]
    assert touched(months, date(2025, 4, 30)) == (date(2025, 3, 1), date(2025, 4, 1))
    assert touched(months, None) == ()


def _line(invoice: str, amount: str, account: str | None = "A", day: date = MAY[0], **more: str) -> Line:
    return Line(invoice=invoice, line="1", account=account, amount=Decimal(amount), day=day, **more)  # type: ignore[arg-type]


LINES = [
    _line("1", "1000.00"),
    _line("2", "-120.00", kind="return"),
    _line("3", "45.00", account=None),
    _line("4", "300.00", day=date(2025, 6, 2)),
]


@pytest.fixture
def batch(db: None) -> int:
    """Put a May file with one line of June into the books, with 77.70 in its refused rows."""
    report = commit_checked(tell(LINES, currency="CNY"), by=COMMAND_LINE)
    assert report.batch
    Batch.objects.filter(pk=report.batch).update(refused_amount="77.70", total_row={"amount": "1302.70"})
    return report.batch


def _typed(amount: str, batch: int | None = None, tax: str = "unknown", currency: str = "CNY") -> None:
    type_control_figure(
        by=COMMAND_LINE,
        first_day=MAY[0],
        last_day=MAY[1],
        amount=Decimal(amount),
        currency=currency,
        tax=tax,
        batch_id=batch,
    )


@pytest.mark.parametrize(
    ("finance", "causes"),
    [
        ("1302.70", {Cause.REFUSED}),
        ("925.00", {Cause.OUTSIDE}),
        ("1345.00", {Cause.RETURNS}),
        ("1180.00", {Cause.UNATTRIBUTED}),
        ("880.00", {Cause.OUTSIDE, Cause.UNATTRIBUTED}),
    ],
)
def test_the_difference_of_an_import_is_named(batch: int, finance: str, causes: set[Cause]) -> None:
    _typed(finance, batch)
    control = get_control(batch)
    assert control is not None
    assert control.ours == Decimal("1225.0000")
    assert control.difference is not None
    assert {part.cause for found in control.difference.explanations for part in found.parts} == causes


def test_the_file_s_own_total_is_held_against_its_lines_and_its_refused_rows(batch: int) -> None:
    total = get_total_row(batch)
    assert total is not None
    assert (total.said, total.difference) == (Decimal("1302.70"), 0)


def test_a_period_over_all_imports_counts_restated_lines_once_and_says_what_two_files_together_would_have(
    batch: int,
) -> None:
    commit_checked(tell([_line("1", "1000.00"), _line("5", "10.00")], currency="CNY"), by=COMMAND_LINE)
    _typed("1935.00")
    (control,) = get_controls()
    assert control.ours == Decimal("935.0000")
    assert control.difference is not None
    assert [part.cause for found in control.difference.explanations for part in found.parts] == [Cause.SUPERSEDED]


def test_lines_of_another_currency_that_finance_keeps_apart_are_named(batch: int) -> None:
    set_rate(by=COMMAND_LINE, currency="USD", kind=RateKind.DATED, day=date(2025, 1, 1), rate=Decimal("7.10"))
    commit_checked(tell([_line("9", "100.00", currency="USD")]), by=COMMAND_LINE)
    _typed("925.00")
    (control,) = get_controls()
    assert control.ours == Decimal("1635.0000")
    assert control.difference is not None
    ((part,),) = [found.parts for found in control.difference.explanations]
    assert (part.cause, part.detail, part.amount) == (Cause.OTHER_CURRENCY, "USD", Decimal("710.0000"))


def test_without_a_rate_ours_is_not_known_and_nothing_is_explained(batch: int) -> None:
    commit_checked(tell([_line("9", "100.00", currency="USD")]), by=COMMAND_LINE)
    _typed("925.00")
    (control,) = get_controls()
    assert (control.ours, control.difference) == (None, None)


def test_a_figure_typed_again_takes_the_place_of_the_first_and_can_be_taken_away(batch: int) -> None:
    _typed("1")
    _typed("2")
    row = ControlFigure.objects.get()
    assert (row.amount, row.version) == (2, 2)
    remove_control_figure(by=COMMAND_LINE, figure_id=row.pk, version=2)
    assert get_controls() == []


@pytest.mark.django_db
def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UnfitMeaning):
        type_control_figure(by=COMMAND_LINE, first_day=MAY[1], last_day=MAY[0], amount=Decimal(1))
    assert not ControlFigure.objects.exists()
