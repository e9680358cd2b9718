"""Two people who change different fields of one thing both succeed; on the same field the second sees both values."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vitalfew.accounts.models import Account
from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.models import Entry
from vitalfew.journal.queries import get_history, verify_chain
from vitalfew.journal.rules import Clash, StaleVersion

pytestmark = pytest.mark.django_db
FIELDS = ("name", "name_en", "country", "source")


@pytest.fixture
def account(cast: Any) -> Account:
    row = Account(code="C1", name="北辰风电", country="CN", source="Fair")
    return create_row(row, by=cast.director, verb="test.account")


def _change(account: Account, by: Any, version: int, **changes: Any) -> Account:
    mine = Account.objects.get(pk=account.pk)
    return change_row(mine, by=by, verb="test.changed", version=version, changes=changes, by_field=True)


def test_two_fields_changed_by_two_people_both_stand(account: Account, cast: Any) -> None:
    _change(account, cast.owner, 1, name="北辰电力", country="CN")
    second = _change(account, cast.stranger, 1, name="北辰风电", country="DE")
    stands = Account.objects.get()
    assert (stands.name, stands.country, stands.version) == ("北辰电力", "DE", 3)
    assert second.version == 3
    assert [line.after for line in get_history("accounts.account", account.pk)[1:]] == [
        {"name": "北辰电力"}, {"country": "DE"},
    ]  # fmt: skip


def test_the_same_field_changed_by_two_people_shows_both_values_of_that_field_only(account: Account, cast: Any) -> None:
    _change(account, cast.owner, 1, name="北辰电力", source="Mr Wang")
    with pytest.raises(StaleVersion) as refusal:
        _change(account, cast.stranger, 1, name="北辰能源", source="Fair", country="DE")
    assert refusal.value.clashes == [Clash("name", "北辰电力", "北辰能源")]
    assert refusal.value.version == 2
    assert Account.objects.get().country == "CN"


def test_two_people_who_write_the_same_agree(account: Account, cast: Any) -> None:
    _change(account, cast.owner, 1, name="北辰电力")
    assert _change(account, cast.stranger, 1, name="北辰电力").version == 2
    assert Entry.objects.filter(verb="test.changed").count() == 1


def test_a_field_changed_and_changed_back_is_no_conflict_for_who_left_it(account: Account, cast: Any) -> None:
    _change(account, cast.owner, 1, name="北辰电力")
    _change(account, cast.owner, 2, name="北辰风电")
    assert _change(account, cast.stranger, 1, name="北辰风电", country="DE").country == "DE"


@pytest.mark.parametrize("version", [0, 9])
def test_a_version_that_nobody_ever_saw_is_refused(account: Account, cast: Any, version: int) -> None:
    _change(account, cast.owner, 1, name="北辰电力")
    with pytest.raises(StaleVersion):
        _change(account, cast.stranger, version, country="DE")


def test_what_was_written_past_the_journal_cannot_be_told_apart_and_is_shown(account: Account, cast: Any) -> None:
    Account.objects.filter(pk=account.pk).update(version=2, name="北辰电力")
    with pytest.raises(StaleVersion) as refusal:
        _change(account, cast.stranger, 1, name="北辰风电", country="DE")
    assert Clash("name", "北辰电力", "北辰风电") in refusal.value.clashes


edits = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from("ABC"), min_size=1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits, edits)
def test_of_any_two_edits_none_is_lost(account: Account, cast: Any, first: Any, second: Any) -> None:
    """Each sends the whole form, as pages do: what he did not change comes back as he saw it."""
    began = Account.objects.get(pk=account.pk)
    seen = {name: getattr(began, name) for name in FIELDS}
    _change(account, cast.owner, began.version, **{**seen, **first})
    both = {name for name in first.keys() & second.keys() if first[name] != seen[name] != second[name]}
    clashing = {name for name in both if first[name] != second[name]}
    found = set()
    try:
        _change(account, cast.stranger, began.version, **{**seen, **second})
    except StaleVersion as refusal:
        found = {clash.field for clash in refusal.clashes}
    assert found == clashing
    stands = Account.objects.get(pk=account.pk)
    theirs = {} if clashing else {name: value for name, value in second.items() if value != seen[name]}
    assert {name: getattr(stands, name) for name in FIELDS} == {**seen, **first, **theirs}
    assert verify_chain() is None
