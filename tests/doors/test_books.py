"""Where the books stand, what came in from whom, taking it back whole, and a sample company to try everything with."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from ledger.small_books import make_batch
from ledger.telling import Line, tell
from vitalfew.jobs.actions import run_waiting
from vitalfew.jobs.queries import is_under_way
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.queries import get_books, get_edge
from vitalfew.people.rules import CLOCK

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}


def _told(amount: str, by: Any = CLOCK) -> int:
    lines = [Line("A1", "ACME", Decimal(amount), line="1"), Line("A2", "ACME", Decimal(3), line="1")]
    batch = commit_checked(tell(lines, currency="CNY"), by=by).batch
    assert batch
    return batch


def test_the_empty_page_says_what_to_do(clients: Any) -> None:
    answer = clients.analyst.get("/books/")
    assert "账本还是空的" in answer.text
    assert 'href="/books/import/"' in answer.text
    assert 'action="/sample/load/"' in answer.text


def test_the_history_says_who_brought_what_and_whether_it_counts(cast: Any, clients: Any) -> None:
    first, second = _told("10.50", cast.analyst), _told("12.50", cast.director)
    answer = clients.administrator.get("/books/", headers=EN)
    newest, oldest = answer.context["batches"]
    assert (oldest.id, oldest.imported_by, oldest.counts["lines_new"]) == (first, "何静", 2)
    assert (newest.id, newest.imported_by, newest.counts["lines_superseding"]) == (second, "陈国栋", 1)
    assert f"B-{second:04d}" in answer.text
    assert "Books to 1 Mar 2025" in answer.text
    assert "not in the files" in answer.text  # the cost


def test_a_batch_is_taken_back_whole_and_what_it_replaced_counts_again(clients: Any) -> None:
    _told("10.50")
    second = _told("12.50")
    answer = clients.director.post(f"/books/batches/{second}/undo/", follow=True)
    assert f"B-{second:04d} 已撤销" in answer.text
    assert "已撤销" in answer.text
    assert get_books().lines == 2
    line = clients.director.get("/books/").context["batches"][0]
    assert (line.is_live, line.reversed_by) == (False, "陈国栋")
    assert is_under_way("refresh")


def test_a_batch_taken_back_twice_is_answered_politely(clients: Any) -> None:
    batch = _told("10.50")
    clients.director.post(f"/books/batches/{batch}/undo/")
    answer = clients.analyst.post(f"/books/batches/{batch}/undo/", follow=True, headers=EN)
    assert "陈国栋 took it back before you." in answer.text
    page = clients.analyst.get(f"/books/batches/{batch}/")
    assert "陈国栋" in page.text
    assert "undo-" not in page.text


def test_before_it_happens_undo_says_what_goes(clients: Any) -> None:
    batch = _told("10.50")
    page = clients.director.get(f"/books/batches/{batch}/", headers=EN)
    assert "2 new lines no longer count" in page.text
    assert "Designations, objectives, plans and visits stay" in page.text


def test_a_batch_shows_its_sums_by_kind_and_keeps_its_refused_rows(clients: Any) -> None:
    batch = make_batch()
    page = clients.director.get(f"/books/batches/{batch.pk}/")
    assert page.context["kinds"] == [("sale", Decimal("127.5000")), ("credit", Decimal("-20.5000"))]
    assert "¥107.00" in page.text
    refused = clients.director.get(f"/books/batches/{batch.pk}/refused/")
    assert b"2025-13-01" in b"".join(refused.streaming_content)


@pytest.mark.parametrize("step", ["", "undo/", "refused/"])
def test_a_batch_that_never_was_is_not_found(clients: Any, step: str) -> None:
    method = clients.director.post if step == "undo/" else clients.director.get
    assert method(f"/books/batches/999/{step}").status_code == 404


def test_a_long_history_comes_in_pages(clients: Any) -> None:
    first = make_batch()
    values = {name: value for name, value in vars(first).items() if not name.startswith("_") and name != "id"}
    for number in range(31):
        type(first).objects.create(**values | {"fingerprint": f"{number:064d}", "status": "reversed"})
    assert len(clients.analyst.get("/books/").context["batches"]) == 30
    assert first.pk in [batch.id for batch in clients.analyst.get("/books/?page=2").context["batches"]]


def test_the_sample_comes_and_goes_with_a_click(clients: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # Within a test's transaction no second connection may write.
    monkeypatch.setattr("vitalfew.jobs.running.PULSE", timedelta(hours=1))
    client = clients.analyst
    client.post("/sample/load/")
    assert "正在生成样例公司" in client.get("/books/").text
    run_waiting(by=CLOCK)
    assert get_edge().has_sample

    shown = client.post("/sample/load/", headers=EN)
    passwords = [sign_in.password for sign_in in shown.context["report"].sign_ins]
    assert all(password in shown.text for password in passwords)
    assert not any(password in client.get("/books/").text for password in passwords)
    elsewhere = client.post("/sample/load/", headers={**EN, "x-forwarded-for": "203.0.113.9"})
    assert not any(one.password in elsewhere.text for one in elsewhere.context["report"].sign_ins)

    answer = client.post("/sample/remove/", follow=True)
    assert "账本还是空的" in answer.text
    assert get_edge().is_empty


def test_the_sample_is_never_mixed_with_own_books(clients: Any) -> None:
    _told("10.50")
    answer = clients.analyst.post("/sample/load/", follow=True)
    assert "样例从不与之混在一起" in answer.text
    assert not is_under_way("load_sample")


@pytest.mark.parametrize("address", ["/books/", "/books/batches/1/", "/books/unattributed/"])
def test_managers_do_not_see_the_company_s_books(clients: Any, client: Client, address: str) -> None:
    assert clients.owner.get(address).status_code == 403
    assert client.get(address)["Location"].startswith("/sign-in/")
