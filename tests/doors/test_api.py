"""The API: a program does with its user's token what its user may, overwrites nobody, and may send again."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from conftest import Cast
from ledger.telling import Line, tell
from people.story import make_account, make_known
from vitalfew.accounts.actions import add_person, adopt_codes, change_person, designate, forget_person
from vitalfew.accounts.models import AccountRow, Contact
from vitalfew.accounts.queries import get_people, get_person
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.people.actions import deactivate, draw_token, revoke_token
from vitalfew.people.models import ApiToken, SentRequest, User
from vitalfew.people.queries import get_tokens
from vitalfew.people.rules import COMMAND_LINE

pytestmark = pytest.mark.django_db


class Program:
    """A program that holds a token."""

    def __init__(self, secret: str, language: str = "en", **meta: Any) -> None:
        self.client = Client(raise_request_exception=False, **meta)
        self.headers = {"authorization": f"Bearer {secret}", "accept-language": language}

    def ask(self, method: str, address: str, told: Any = None, **headers: str) -> Any:
        """Call; header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            f"/api{address}",
            "" if told is None else json.dumps(told),
            content_type="application/json",
            headers=self.headers | named,
        )


def program(user: User, **how: Any) -> Program:
    secret = draw_token(by=user, name="ERP", expires_on=timezone.localdate() + timedelta(90))
    return Program(secret, **how)


@pytest.fixture
def account(cast: Cast) -> int:
    number: int = make_account("BC-0017", "北辰风电装备集团").pk
    day = timezone.localdate()
    designate(
        by=cast.director, account_id=number, tier="strategic", manager_id=cast.owner.pk, reason="x", designated_on=day
    )
    return number


@pytest.fixture
def wang(cast: Cast, account: int) -> Any:
    return add_person(by=cast.owner, account_id=account, name="王丽", title="采购员", unit="采购部", phone="1")


# tokens


def test_no_token_no_answer_and_a_cookie_is_none(cast: Cast, account: int, clients: Any) -> None:
    forged = Program("vf_x").ask("GET", "/accounts")
    for answer in (Client().get("/api/accounts"), clients.owner.get("/api/accounts"), forged):
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "no_token"


def test_a_token_is_shown_once_and_only_its_digest_is_kept(cast: Cast, account: int) -> None:
    secret = draw_token(by=cast.owner, name="ERP", expires_on=timezone.localdate())
    assert Program(secret).ask("GET", "/accounts").status_code == 200
    assert secret.startswith("vf_")
    assert secret not in str(list(ApiToken.objects.values())) + str(list(Entry.objects.values()))
    assert get_tokens(cast.owner.pk)[0].used_on == timezone.localdate()


def test_a_token_ends_on_its_day_when_revoked_and_with_its_login(cast: Cast, account: int) -> None:
    day = timezone.localdate()
    ended = draw_token(by=cast.owner, name="ended", expires_on=day - timedelta(1), today=day - timedelta(5))
    revoked = draw_token(by=cast.owner, name="revoked", expires_on=day)
    token = get_tokens(cast.owner.pk)[0]
    assert not revoke_token(by=cast.stranger, token_id=token.id, version=token.version)
    assert Program(revoked).ask("GET", "/accounts").status_code == 200
    assert revoke_token(by=cast.owner, token_id=token.id, version=token.version)
    closed = program(cast.analyst)
    deactivate(by=cast.administrator, user=cast.analyst, version=cast.analyst.version)
    for one in (Program(ended), Program(revoked), closed):
        assert one.ask("GET", "/accounts").status_code == 401


def test_a_login_of_the_sample_is_answered_on_this_machine_only(cast: Cast, account: int) -> None:
    User.objects.filter(pk=cast.owner.pk).update(is_sample=True)
    secret = draw_token(by=cast.owner, name="x", expires_on=timezone.localdate())
    assert Program(secret).ask("GET", "/accounts").status_code == 200
    assert Program(secret, REMOTE_ADDR="10.0.0.5").ask("GET", "/accounts").status_code == 401
    assert Program(secret, HTTP_X_FORWARDED_FOR="10.0.0.5").ask("GET", "/accounts").status_code == 401


# reading


def test_a_program_walks_through_all_accounts_and_meets_each_once(cast: Cast) -> None:
    numbers = [make_account(f"C{number}", f"客户{number}").pk for number in range(7)]
    every = program(cast.director)
    met, cursor = [], "0"
    while cursor is not None:
        page = every.ask("GET", f"/accounts?limit=3&cursor={cursor}").json()
        met += [one["id"] for one in page["items"]]
        cursor = page["next"]
        make_account(f"N{cursor}", "新客户")  # come meanwhile: nobody is told twice for it
    assert met[:7] == numbers
    assert len(met) == len(set(met))
    assert program(cast.stranger).ask("GET", "/accounts").json() == {"items": [], "next": None}
    AccountRow.objects.filter(name="客户3").update(code="C3", search="c3 客户3")
    assert every.ask("GET", "/accounts?text=客户3").json()["items"][0]["code"] == "C3"


def test_what_nobody_knows_is_null_and_money_says_what_it_is(cast: Cast, account: int) -> None:
    asked = program(cast.owner)
    one = asked.ask("GET", f"/accounts/{account}").json()
    assert (one["revenue"], one["change_share"], one["country"]) == (None, None, None)
    assert one["owner"] == {"id": cast.owner.pk, "name": cast.owner.name}
    make_known(cast.owner, account, timezone.localdate(), field="registered_capital", value="5000万 CNY")
    told = asked.ask("GET", f"/accounts/{account}/dossier/registered_capital").json()
    assert told["money"] == {"amount": "50000000", "currency": "CNY"}
    assert (told["freshness"], told["history"][0]["source"]) == ("fresh", "年报")
    whole = asked.ask("GET", f"/accounts/{account}/dossier").json()["items"]
    assert next(one for one in whole if one["field"] == "industry")["value"] is None


def test_another_managers_account_does_not_exist(cast: Cast, account: int, wang: Any) -> None:
    asked = program(cast.stranger)
    for address in ("", "/people", f"/people/{wang.id}", "/dossier", "/dossier/priorities"):
        assert asked.ask("GET", f"/accounts/{account}{address}").status_code == 404
    for address in (f"/{10**30}", f"/{account}/people/{10**30}", f"/{account}/dossier/shoe_size"):
        assert program(cast.director).ask("GET", f"/accounts{address}").status_code in {404, 422}
    other = make_account("XL-0042", "西岭矿山机械").pk
    # A person of one account is not found under another.
    assert program(cast.director).ask("GET", f"/accounts/{other}/people/{wang.id}").status_code == 404


def test_a_figure_says_its_currency_its_days_and_its_method(cast: Cast) -> None:
    lines = [Line("1", "C1", Decimal(70), date(2024, 2, 1)), Line("2", "C1", Decimal("84.50"), date(2025, 5, 6))]
    commit_checked(tell(lines), by=COMMAND_LINE)
    cache.clear()
    adopt_codes(by=COMMAND_LINE)
    refresh_figures(by=COMMAND_LINE)
    (one,) = program(cast.director).ask("GET", "/accounts").json()["items"]
    told = {name: one["revenue"][name] for name in ("amount", "first_day", "as_of", "is_current")}
    assert told == {"amount": "84.5000", "first_day": "2024-05-07", "as_of": "2025-05-06", "is_current": True}
    assert one["revenue"]["method"]
    # The books do not hold the year before whole: unknown, not seventy. Its days are its own.
    before = {name: one["revenue_before"][name] for name in ("amount", "first_day", "as_of")}
    assert before == {"amount": None, "first_day": "2023-05-07", "as_of": "2024-05-06"}
    # Nobody has said in which currency these books are.
    assert one["revenue"]["currency"] is None


# writing


def test_a_change_names_what_it_has_read_or_is_refused(cast: Cast, account: int, wang: Any) -> None:
    asked, address = program(cast.owner), f"/accounts/{account}/people/{wang.id}"
    for headers in ({}, {"if_match": "*"}, {"if_match": "5"}):
        assert asked.ask("PATCH", address, {"phone": "2"}, **headers).status_code == 428
    read = asked.ask("GET", address)
    changed = asked.ask("PATCH", address, {"phone": "2", "level": "manager"}, if_match=read["ETag"])
    assert changed.status_code == 200
    assert (changed.json()["phone"], changed.json()["post"]["level"]) == ("2", "manager")
    assert (changed.json()["name"], changed.json()["post"]["title"]) == ("王丽", "采购员")
    assert changed["ETag"] != read["ETag"]


def test_who_changed_another_field_is_no_conflict_who_changed_the_same_is_shown(
    cast: Cast, account: int, wang: Any
) -> None:
    asked, address = program(cast.owner), f"/accounts/{account}/people/{wang.id}"
    read = asked.ask("GET", address)["ETag"]
    change_person(by=cast.director, account_id=account, contact_id=wang.id, version=wang.version, phone="3")
    assert asked.ask("PATCH", address, {"email": "w@b.cn"}, if_match=read).status_code == 200
    refused = asked.ask("PATCH", address, {"phone": "4", "title": "采购经理"}, if_match=read)
    assert refused.status_code == 409
    assert refused.json()["fields"] == {"phone": {"yours": "4", "stands": "3"}}
    person = get_person(account, wang.id)
    assert person
    # Both parts or none: the title, which nobody else had touched, was not written either.
    assert (person.phone, person.email, person.post.title) == ("3", "w@b.cn", "采购员")
    again = asked.ask("PATCH", address, {"phone": "4"}, if_match=refused["ETag"])
    assert (again.status_code, again.json()["phone"]) == (200, "4")


def test_a_judgement_is_written_against_the_one_that_was_read(cast: Cast, account: int) -> None:
    asked, address = program(cast.owner), f"/accounts/{account}/dossier/market_share"
    read = asked.ask("GET", address)
    assert read["ETag"] == '"0"'
    told = {"value": "35%", "source": "年报", "confidence": "high"}
    first = asked.ask("PUT", address, told, if_match=read["ETag"])
    assert (first.status_code, first.json()["value"]) == (200, "0.35")
    refused = asked.ask("PUT", address, told | {"value": "40%"}, if_match=read["ETag"])
    assert refused.status_code == 409
    assert refused.json()["fields"]["value"] == {"yours": "40%", "stands": "0.35"}
    assert refused["ETag"] == first["ETag"]
    confirmed = asked.ask("POST", f"{address}/confirm", {"source": "拜访"}, if_match=first["ETag"])
    assert (confirmed.status_code, confirmed.json()["source"], confirmed.json()["value"]) == (200, "拜访", "0.35")
    assert asked.ask("POST", f"{address}/confirm", if_match=first["ETag"]).status_code == 409


@pytest.mark.parametrize(("language", "cure"), [("en", "Write the name."), ("zh-hans", "请填写姓名。")])
def test_what_cannot_be_read_says_where_what_and_how(
    cast: Cast, account: int, wang: Any, language: str, cure: str
) -> None:
    asked, address = program(cast.owner, language=language), f"/accounts/{account}/people"
    refused = asked.ask("POST", address, {"name": " "})
    assert (refused.status_code, refused.json()["places"]) == (422, [{"place": "name", "value": "", "cure": cure}])
    before = Contact.objects.count()
    for told, place, value in [
        ({"name": "x", "since": "yesterday"}, "since", "yesterday"),
        ({"name": "x", "level": "chief"}, "level", "chief"),
        ({"name": "x", "nickname": "y"}, "nickname", "y"),
        ({"name": "x" * 151}, "name", "x" * 151),
        ({"name": "x", "email": "nobody"}, "email", "nobody"),
        ({"name": "x\x00"}, "name", "x\x00"),
        ({"name": "x", "boss_id": "me"}, "boss_id", "me"),
        ({"name": "x", "boss_id": 10**30}, "boss_id", 10**30),
    ]:
        refused = asked.ask("POST", address, told)
        assert refused.status_code == 422, told
        assert {"place": place, "value": value} in [
            {"place": one["place"], "value": one["value"]} for one in refused.json()["places"]
        ]
        assert all(one["cure"] for one in refused.json()["places"])
    assert (
        asked.client.post(f"/api{address}", "{", content_type="application/json", headers=asked.headers).status_code
        == 400
    )
    assert asked.ask("POST", address, ["x"]).status_code == 422
    assert Contact.objects.count() == before


def test_what_is_sent_again_is_written_once(cast: Cast, account: int) -> None:
    asked, address, told = program(cast.owner), f"/accounts/{account}/people", {"name": "郭振邦", "unit": "总经办"}
    first = asked.ask("POST", address, told, idempotency_key="k1")
    assert first.status_code == 201
    again = asked.ask("POST", address, told, idempotency_key="k1")
    assert (again.status_code, again.json(), again["ETag"]) == (201, first.json(), first["ETag"])
    assert again["Location"] == first["Location"] == f"/api{address}/{first.json()['id']}"
    assert [one.name for one in get_people(account)] == ["郭振邦"]
    other = asked.ask("POST", address, {"name": "马骏"}, idempotency_key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "key_used")
    # The key is one's own, and what was refused may be mended under it.
    assert program(cast.director).ask("POST", address, {"name": "马骏"}, idempotency_key="k1").status_code == 201
    assert asked.ask("POST", address, {"name": ""}, idempotency_key="k2").status_code == 422
    assert asked.ask("POST", address, {"name": "周敏"}, idempotency_key="k2").status_code == 201


def test_what_is_kept_for_sending_again_names_nobody(cast: Cast, account: int) -> None:
    asked = program(cast.owner)
    made = asked.ask("POST", f"/accounts/{account}/people", {"name": "郭振邦"}, idempotency_key="k1").json()["id"]
    assert "郭振邦" not in str(list(SentRequest.objects.values()))
    forget_person(by=cast.director, account_id=account, contact_id=made, reason="x")
    assert asked.ask("POST", f"/accounts/{account}/people", {"name": "郭振邦"}, idempotency_key="k1").status_code == 404


def test_a_role_that_may_not_write_is_told_so(cast: Cast, account: int, wang: Any) -> None:
    asked, address = program(cast.analyst), f"/accounts/{account}/people/{wang.id}"
    refused = asked.ask("PATCH", address, {"phone": "2"}, if_match='"1.1"')
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


# the description


def test_the_api_describes_itself_without_a_token(cast: Cast) -> None:
    described = Client().get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {
        "/api/accounts", "/api/accounts/{account_id}", "/api/accounts/{account_id}/people",
        "/api/accounts/{account_id}/people/{contact_id}", "/api/accounts/{account_id}/dossier",
        "/api/accounts/{account_id}/dossier/{field}", "/api/accounts/{account_id}/dossier/{field}/confirm",
    }  # fmt: skip
    for path, methods in described["paths"].items():
        for method, said in methods.items():
            assert said["security"] == [{"Token": []}], (path, method)
