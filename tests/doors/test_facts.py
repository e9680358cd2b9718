"""Files of other facts through the browser's door: recognised, asked about, previewed, written, seen, taken back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastexcel
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ledger.fact_files import FILES, bring_in, write_facts, write_text
from ledger.telling import Line, tell
from vitalfew.accounts.actions import adopt_codes, designate
from vitalfew.accounts.queries import get_account_by_code
from vitalfew.accounts.rules import Tier
from vitalfew.jobs.actions import run_waiting
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.models import FactBatch
from vitalfew.ledger.queries import get_lines
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.objectives.queries import get_open_objectives
from vitalfew.people.rules import CLOCK

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(cast: Any) -> Any:
    """Give the account C01, managed by the owner."""
    commit_checked(tell([Line("1", "C01", Decimal(5), name="北辰风电")], currency="CNY"), by=CLOCK)
    adopt_codes(by=CLOCK)
    found = get_account_by_code(cast.director, "C01")
    designate(
        by=cast.director, account_id=found.id, tier=Tier.KEY, manager_id=cast.owner.pk, reason="Grows",
        designated_on=date(2025, 6, 1),
    )  # fmt: skip
    return found


def upload(client: Any, text: str, name: str = "facts.csv") -> str:
    """Bring the text as a file, have it checked, and return where it stands."""
    answer = client.post("/books/import/", {"upload": SimpleUploadedFile(name, text.encode())})
    assert answer.status_code == 302, answer.text
    run_waiting(by=CLOCK)
    return str(answer.url)


def write(client: Any, place: str) -> Any:
    """Have the previewed rows written, and return the page that stands then."""
    assert client.post(f"{place}commit/").status_code == 302
    run_waiting(by=CLOCK)
    return client.get(place, follow=True)


def refused_rows(client: Any, address: str) -> str:
    """Return the workbook of refused rows as text."""
    sheet = fastexcel.read_excel(b"".join(client.get(address).streaming_content)).load_sheet(0)
    return str(sheet.to_arrow().to_pylist())


def test_a_list_of_receivables_goes_in_by_the_door_of_lines(clients: Any, account: Any) -> None:
    client = clients.analyst
    place = upload(client, FILES["receivables"][False], "应收.csv")
    preview = client.get(place)
    assert "应收账款" in preview.text
    assert "1,750" in preview.text  # the sum of the column, to be held against the file's own
    assert not FactBatch.objects.exists()
    page = write(client, place)
    assert page.redirect_chain[-1][0] == "/books/facts/receivables/"
    assert "F1" in page.text
    assert "应收.csv" in client.get("/books/facts/").text
    again = client.get(upload(client, FILES["receivables"][False], "应收.csv"))
    assert again.context["draft"].is_in_the_books
    assert "/books/facts/receivables/" in again.text
    assert FactBatch.objects.count() == 1


def test_a_refused_row_is_shown_with_its_cure_and_fetched_as_a_file(clients: Any, account: Any) -> None:
    client = clients.analyst
    good = "".join(f"G{n},2026-03-01,C01,客诉,一般,P1,1,\n" for n in range(30))
    text = FILES["quality_events"][False] + good + "Q3,2026-02-30,C01,客诉,严重,P1,1,\n"
    place = upload(client, text)
    preview = client.get(place)
    assert "2026-02-30" in preview.text
    assert "2026-02-30" in refused_rows(client, f"{place}refused/")
    write(client, place)
    batch = FactBatch.objects.get()
    assert "2026-02-30" in refused_rows(client, f"/books/facts/imports/{batch.pk}/refused/")


def test_a_file_that_may_be_two_kinds_is_asked_about(clients: Any, account: Any) -> None:
    client = clients.analyst
    place = upload(client, "客户编码,负责人\nC01,林晓雯\n")
    page = client.get(place)
    if page.context["draft"].kind:  # its headers told it
        page = client.get(f"{place}?columns=1")
    version = page.context["draft"].version
    answer = client.post(f"{place}columns/", {"version": version, "kind": "contacts", "column_0": "customer"})
    assert answer.status_code == 302
    run_waiting(by=CLOCK)
    page = client.get(place)
    assert page.context["draft"].kind == "contacts"
    assert "联系人姓名" in page.text  # what a file of contacts must name, and this one does not
    version = page.context["draft"].version
    chosen = {"version": version, "kind": "contacts", "column_0": "customer", "column_1": "contact"}
    assert client.post(f"{place}columns/", chosen).status_code == 302
    run_waiting(by=CLOCK)
    write(client, place)
    assert FactBatch.objects.get().kind == "contacts"


def test_a_whole_list_ends_what_it_does_not_name(clients: Any, account: Any, tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "receivables"))
    client = clients.analyst
    place = upload(client, "客户编码,发票号,到期日,应收金额\nC01,F2,2026-04-05,500\n")
    page = client.get(f"{place}?columns=1")
    chosen = {"version": page.context["draft"].version, "kind": "receivables", "whole": "on"}
    chosen |= {f"column_{n}": field for n, field in enumerate(("customer", "invoice", "due", "amount"))}
    assert client.post(f"{place}columns/", chosen).status_code == 302
    run_waiting(by=CLOCK)
    page = write(client, place)
    assert "F2" in page.text
    assert page.context["total"] == 1
    assert "完整清单" in page.text


def test_an_account_shows_what_it_owes_and_nobody_else_sees_it(clients: Any, account: Any, tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "receivables"))
    bring_in(write_facts(tmp_path, "payments"))
    bring_in(write_facts(tmp_path, "customers"))
    page = clients.owner.get(f"/accounts/{account.id}/money/")
    invoices = {one.invoice: one.open for one in page.context["money"].invoices}
    assert invoices == {"F1": Decimal(600), "F3": Decimal(250)}
    assert "月结60天" in page.text
    assert "承兑汇票" in page.text
    assert clients.stranger.get(f"/accounts/{account.id}/money/").status_code == 404
    assert clients.stranger.get(f"/accounts/{account.id}/facts/").status_code == 404
    assert clients.owner.get("/books/facts/receivables/").status_code == 403


def test_the_first_page_of_an_account_says_how_it_pays_and_what_went_wrong(
    clients: Any, account: Any, tmp_path: Path
) -> None:
    def signs() -> dict[str, tuple[str, str]]:
        page = clients.owner.get(f"/accounts/{account.id}/")
        return {sign.name: (sign.state, sign.words) for sign in page.context["health"].signs}

    refresh_figures(by=CLOCK)
    assert signs()["回款"] == ("none", "未知：还没有导入应收资料")
    assert signs()["质量"] == ("none", "未知：还没有导入质量事件")
    bring_in(write_facts(tmp_path, "receivables"))
    bring_in(write_facts(tmp_path, "quality_events"))
    assert signs()["回款"] == ("bad", "逾期 ¥1,100，最早自 2026-03-05")
    assert signs()["质量"] == ("bad", "近十二个月 2 起，其中致命 1 起")
    bring_in(write_facts(tmp_path, "payments"))
    assert signs()["回款"][0] == "bad"
    bring_in(write_text(tmp_path, "客户编码,发票号,到期日,应收金额,已收金额\nC01,F1,2026-03-05,1000,1000\n"))
    bring_in(write_text(tmp_path, "客户编码,发票号,到期日,应收金额,已收金额\nC01,F2,2026-04-05,500,500\n"))
    assert signs()["回款"] == ("good", "未收 ¥250，无逾期")


def test_an_account_shows_what_else_is_known_of_it(clients: Any, account: Any, tmp_path: Path) -> None:
    assert "除明细外" in clients.owner.get(f"/accounts/{account.id}/facts/").text
    for kind in FILES:
        bring_in(write_facts(tmp_path, kind))
    page = clients.owner.get(f"/accounts/{account.id}/facts/").text
    for said in ("91110108551385082Q", "框架协议", "内圈裂纹", "王建国", "加急送货"):
        assert said in page
    assert "南华电机" not in page


def test_the_account_home_says_who_it_is_on_paper(clients: Any, account: Any, tmp_path: Path) -> None:
    bring_in(write_facts(tmp_path, "customers"))
    page = clients.owner.get(f"/accounts/{account.id}/").text
    assert "月结60天" in page
    assert "¥5,000,000.00" in page
    assert "91110108551385082Q" in page


def test_lines_say_the_name_and_unit_that_a_file_of_products_told(clients: Any, account: Any, tmp_path: Path) -> None:
    commit_checked(tell([Line("7", "C01", Decimal(5), product="P1")], currency="CNY"), by=CLOCK)
    assert "轴承 6204" not in clients.owner.get(f"/accounts/{account.id}/lines/").text
    bring_in(write_facts(tmp_path, "products"))
    line = next(line for line in get_lines("C01").rows if line.product == "P1")
    assert (line.product_name, line.family, line.unit) == ("轴承 6204", "轴承", "套")
    assert "轴承 6204" in clients.owner.get(f"/accounts/{account.id}/lines/").text


def test_a_director_takes_over_the_owners_and_targets_that_files_propose(
    clients: Any, cast: Any, tmp_path: Path
) -> None:
    told = [Line("1", code, Decimal(5), name=code) for code in ("C01", "C02", "C03")]
    commit_checked(tell(told, currency="CNY"), by=CLOCK)
    adopt_codes(by=CLOCK)
    owners = "客户编码,大客户经理,客户等级\nC01,林晓雯,战略型\nC02,zhou,\nC03,没有这个人,\nC09,lin,\n"
    bring_in(write_text(tmp_path, owners, "owners.csv"))
    bring_in(write_facts(tmp_path, "targets"))
    assert clients.analyst.get("/accounts/proposed/").status_code == 403
    page = clients.director.get("/accounts/proposed/")
    assert (page.context["owners_free"], page.context["targets_free"]) == (2, 0)
    page = clients.director.post("/accounts/proposed/", {"do": "owners"}, follow=True)
    assert (page.context["owners_free"], page.context["targets_free"]) == (0, 2)
    first, second, third = (get_account_by_code(cast.director, code).key for code in ("C01", "C02", "C03"))
    assert (first.tier, first.manager_id, first.director_id) == ("strategic", cast.owner.pk, cast.director.pk)
    assert (second.tier, second.manager_id, third) == ("key", cast.stranger.pk, None)
    page = clients.director.post("/accounts/proposed/", {"do": "targets"}, follow=True)
    assert page.context["targets_free"] == 0
    aims = {(aim.metric, aim.target, aim.starts_on, aim.due_on, aim.owner_id) for aim in get_open_objectives()}
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert aims == {
        ("net_revenue", Decimal(12_000_000), *year, cast.owner.pk),
        ("gross_margin", Decimal(800_000), *year, cast.stranger.pk),
    }


def test_a_tax_number_that_cannot_be_right_is_doubted_and_kept(clients: Any, account: Any, tmp_path: Path) -> None:
    bring_in(write_text(tmp_path, "客户编码,税号\nC01,91110108551385082X\n"))
    page = clients.owner.get(f"/accounts/{account.id}/facts/").text
    assert "91110108551385082X" in page
    assert "校验位对不上" in page


def test_who_owes_most_stands_with_the_books_and_leads_to_the_account(
    clients: Any, account: Any, tmp_path: Path
) -> None:
    bring_in(write_facts(tmp_path, "receivables"))
    page = clients.analyst.get("/books/facts/").text
    assert "1,100.00" in page
    assert f"/accounts/{account.id}/money/" in page


def test_an_import_taken_back_is_gone_from_every_page(clients: Any, account: Any, tmp_path: Path) -> None:
    batch = bring_in(write_facts(tmp_path, "receivables")).batch
    page = clients.analyst.post(f"/books/facts/imports/{batch}/undo/", follow=True)
    assert "已撤销" in page.text
    assert not clients.owner.get(f"/accounts/{account.id}/money/").context["money"].invoices
    page = clients.analyst.post(f"/books/facts/imports/{batch}/undo/", follow=True)
    assert "已先撤销" in page.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999999999"])
def test_a_page_or_a_kind_that_is_not_there_breaks_nothing(clients: Any, page: str) -> None:
    assert clients.analyst.get(f"/books/facts/products/?page={page}&q=%00").status_code == 200
    assert clients.analyst.get("/books/facts/unicorns/").status_code == 404
    assert clients.analyst.post("/books/facts/imports/99/undo/").status_code == 404
