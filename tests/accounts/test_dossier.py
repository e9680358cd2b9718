"""The dossier keeps who, when, from where and how sure; what is missing is missing; what is old asks again (S3)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.making import adopt, key_account
from people.story import make_known
from vitalfew.accounts import labels_dossier as labels
from vitalfew.accounts.actions import assess_value, confirm_value
from vitalfew.accounts.queries.dossier import get_dossier, get_missing, get_stale, get_value
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.accounts.rules.dossier import (
    FIELDS,
    OLD_DAYS,
    DossierWhy,
    Freshness,
    UnfitValue,
    completeness,
    money_of,
    plain_value,
)
from vitalfew.journal.queries import get_history
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import NotAllowed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture
def account_id(cast: Any) -> int:
    ids = adopt("A", "B")
    key_account(cast, ids["A"])
    return ids["A"]


def test_every_field_has_its_words_and_every_question_its_field() -> None:
    assert set(labels.FIELD_LABELS) == set(FIELDS)
    assert set(labels.QUESTION_LABELS) <= set(FIELDS)
    assert {code: set(words) for code, words in labels.CHOICE_LABELS.items()} == {
        code: set(field.choices) for code, field in FIELDS.items() if field.choices
    }
    # What matters is asked in a question of its own.
    assert not [code for code, field in FIELDS.items() if field.weight >= 3 and code not in labels.QUESTION_LABELS]


def test_a_value_says_who_judged_it_when_from_where_and_until_when(cast: Any, account_id: int) -> None:
    known = make_known(cast.owner, account_id, TODAY)
    assert (known.assessed_by_name, known.assessed_on, known.source, known.confidence) == (
        cast.owner.actor_name, TODAY, "年报", "high",
    )  # fmt: skip
    assert known.expires_on == TODAY + timedelta(FIELDS["priorities"].shelf_days)
    assert get_value(account_id, "priorities") == known


def test_missing_is_missing_and_what_matters_weighs_more(cast: Any, account_id: int) -> None:
    assert get_dossier(account_id) == []
    whole = completeness([], TODAY)
    assert (whole.known, whole.filled) == (0, 0)
    make_known(cast.owner, account_id, TODAY, field="banks", value="工商银行")
    light = completeness(get_dossier(account_id), TODAY).known
    make_known(cast.owner, account_id, TODAY)
    heavy = completeness(get_dossier(account_id), TODAY).known - light
    assert heavy == pytest.approx(5 * light)


def test_what_matters_is_asked_first_and_what_is_old_is_asked_again(cast: Any, account_id: int) -> None:
    asked = [field.code for field in get_missing(account_id, TODAY)]
    assert set(asked) == set(FIELDS)
    assert [FIELDS[code].weight for code in asked] == sorted((FIELDS[code].weight for code in asked), reverse=True)
    make_known(cast.owner, account_id, TODAY)
    assert "priorities" not in [field.code for field in get_missing(account_id, TODAY)]
    later = TODAY + timedelta(FIELDS["priorities"].shelf_days + 1)
    again = [field.code for field in get_missing(account_id, later) if field.weight == 5]
    # Of equal weight, what nobody has ever answered comes first.
    assert again[-1] == "priorities"


def test_taken_back_it_is_missing_again_and_the_journal_keeps_it(cast: Any, account_id: int) -> None:
    known = make_known(cast.owner, account_id, TODAY)
    assess_value(
        by=cast.owner, account_id=account_id, field="priorities", value="", source="说错了", confidence="low",
        version=known.version, today=TODAY,
    )  # fmt: skip
    assert completeness(get_dossier(account_id), TODAY).filled == 0
    assert get_dossier(account_id)[0].freshness(TODAY) is Freshness.MISSING
    assert [line.after["value"] for line in get_history("accounts.dossiervalue", known.id)] == ["可利用率 97%", ""]


@pytest.mark.parametrize(
    ("after", "how"),
    [(0, Freshness.FRESH), (OLD_DAYS, Freshness.FRESH), (OLD_DAYS + 1, Freshness.OLD), (366, Freshness.EXPIRED)],
)
def test_a_value_grows_old_and_then_expires(cast: Any, account_id: int, after: int, how: Freshness) -> None:
    known = make_known(cast.owner, account_id, TODAY, field="buying_process", value="三步")
    assert FIELDS["buying_process"].shelf_days == 365
    day = TODAY + timedelta(after)
    assert known.freshness(day) is how
    listed = [row.stands.field for row in get_stale(cast.owner, day).rows]
    assert listed == ([] if how is Freshness.FRESH else ["buying_process"])


def test_the_day_of_foundation_does_not_grow_old(cast: Any, account_id: int) -> None:
    known = make_known(cast.owner, account_id, TODAY, field="founded_on", value="2006-04-18")
    later = TODAY + timedelta(4000)
    assert known.freshness(later) is Freshness.FRESH
    assert get_stale(cast.director, later).total == 0


def test_confirmed_it_is_fresh_again_in_the_name_of_whoever_confirmed(cast: Any, account_id: int) -> None:
    known = make_known(cast.owner, account_id, TODAY)
    later = TODAY + timedelta(200)
    confirmed = confirm_value(
        by=cast.director, account_id=account_id, field="priorities", version=known.version, today=later
    )
    assert confirmed.freshness(later) is Freshness.FRESH
    assert (confirmed.value, confirmed.assessed_by_name) == (known.value, cast.director.actor_name)
    with pytest.raises(UnfitValue):
        confirm_value(by=cast.owner, account_id=account_id, field="stock", version=0, today=later)


def test_of_two_people_on_one_field_the_second_is_shown_both(cast: Any, account_id: int) -> None:
    def write(by: Any, value: str, version: int) -> Any:
        told = {"source": "x", "confidence": "low", "today": TODAY}
        return assess_value(by=by, account_id=account_id, field="stock", value=value, version=version, **told)

    first = write(cast.owner, "两周", 0)
    # Both found the field empty.
    with pytest.raises(StaleVersion) as refusal:
        write(cast.director, "三周", 0)
    clash = next(one for one in refusal.value.clashes if one.field == "value")
    assert (clash.stands, clash.wanted, refusal.value.version) == ("两周", "三周", first.version)
    again = write(cast.director, "三周", first.version)
    with pytest.raises(StaleVersion):
        write(cast.owner, "四周", first.version)
    value = get_value(account_id, "stock")
    assert value == again


def test_another_manager_sees_neither_the_account_nor_what_is_old_in_it(cast: Any, account_id: int) -> None:
    make_known(cast.owner, account_id, TODAY)
    later = TODAY + timedelta(365)
    assert get_stale(cast.owner, later).total == get_stale(cast.analyst, later).total == 1
    assert get_stale(cast.stranger, later).total == 0
    with pytest.raises(NoSuchAccount):
        make_known(cast.stranger, account_id, TODAY, field="stock", value="x")
    with pytest.raises(NotAllowed):
        make_known(cast.administrator, account_id, TODAY, field="stock", value="x")


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("market_share", "35%", "0.35"), ("market_share", "12.5", "0.125"), ("market_share", "１００％", "1"),
        ("market_share", "0", "0"), ("registered_capital", "5000万 USD", "50000000 USD"),
        ("registered_capital", "1.26亿", "126000000 CNY"), ("registered_capital", "€3M", "3000000 EUR"),
        ("registered_capital", "8000万元", "80000000 CNY"), ("registered_capital", "eur 5M", "5000000 EUR"),
        ("headcount", "4,200", "4200"), ("headcount", "1.2万", "12000"), ("founded_on", "2006-04-18", "2006-04-18"),
        ("cash_position", "tight", "tight"), ("stock", " 两周 ", "两周"), ("stock", "  ", ""),
    ],
)  # fmt: skip
def test_a_value_is_read_as_people_type_it(field: str, typed: str, kept: str) -> None:
    assert plain_value(field, typed, "CNY") == kept


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("market_share", "120%", DossierWhy.NO_SHARE), ("market_share", "lots", DossierWhy.NO_SHARE),
        ("market_share", "nan", DossierWhy.NO_SHARE), ("registered_capital", "lots", DossierWhy.NO_MONEY),
        ("registered_capital", "5000万", DossierWhy.NO_MONEY), ("headcount", "many", DossierWhy.NO_NUMBER),
        ("founded_on", "2006", DossierWhy.NO_DAY), ("cash_position", "rich", DossierWhy.NO_CHOICE),
        ("stock", "x" * 2001, DossierWhy.TOO_LONG), ("no_field", "x", DossierWhy.NO_SUCH_FIELD),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(field: str, typed: str, why: DossierWhy) -> None:
    # Without books there is no currency to take for granted.
    with pytest.raises(UnfitValue) as refusal:
        plain_value(field, typed)
    assert refusal.value.why is why


def test_a_judgement_needs_its_source_and_a_day_to_come(cast: Any, account_id: int) -> None:
    for changes in ({"source": " "}, {"expires_on": TODAY - timedelta(1)}):
        with pytest.raises(UnfitValue):
            make_known(cast.owner, account_id, TODAY, **changes)
    assert get_dossier(account_id) == []


def test_an_amount_of_money_keeps_every_digit() -> None:
    assert money_of(plain_value("registered_capital", "12,345,678.91 CNY")) == (Decimal("12345678.91"), "CNY")
