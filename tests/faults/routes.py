"""Runs in processes of its own, started by test_routes: one person and one value of a dossier, edited by every route.

One interpreter loads everything once and forks; the parent itself never touches the database.
"""

# ruff: noqa: E402  (Django is set up before anything of it is imported)

import html
import json
import re
import sys
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

import django

django.setup()

from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import make_cast
from faults.trials import trials
from people.story import make_account, make_known
from vitalfew.accounts.actions import add_person, designate
from vitalfew.accounts.queries import get_person
from vitalfew.accounts.queries.dossier import get_value
from vitalfew.journal.queries import get_history, verify_chain
from vitalfew.people.actions import draw_token
from vitalfew.people.models import User

EDITORS = 4
EDITS = trials(3, 10, 50)  # by each of them: 12, 40, 200 a kind and route
FIRST = "t-first-0-0"
FORK = get_context("fork")
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
Answer = Any
Edit = Callable[["Editor", dict[str, Any], str], Answer]


class Editor:
    """One of us with a browser and a program, in a process of his own."""

    def __init__(self, name: int, secret: str) -> None:
        self.name = name
        self.saw = 0  # the version of the row that he read before he wrote
        self.browser = Client(SERVER_NAME="localhost", raise_request_exception=False)
        self.browser.force_login(User.objects.get(username="lin"))
        self.headers = {"authorization": f"Bearer {secret}", "accept-language": "en"}

    def page(self, route: str, *arguments: Any, **query: Any) -> str:
        return str(self.browser.get(reverse(route, args=arguments), query).text)

    def send(self, route: str, *arguments: Any, part: bool = False, **typed: Any) -> Answer:
        headers = {"HX-Request": "true"} if part else {}
        return self.browser.post(reverse(route, args=arguments), typed, headers=headers)

    def seen(self, version: str) -> str:
        """Remember the version that was read; of "5.3", a person and the post, that of the person."""
        self.saw = int(version.strip('"').partition(".")[0])
        return version

    def call(self, method: str, address: str, told: Any = None, version: str = "") -> Answer:
        return self.browser.generic(
            method, address, json.dumps(told), content_type="application/json",
            headers=self.headers | {"if-match": version},
        )  # fmt: skip


def found(pattern: str, page: str) -> str:
    match = re.search(pattern, page)
    assert match, f"{pattern} is not on the page: {page[:500]}"
    return match[1]


# one person: from where he is known


def person_form(one: Editor, at: dict[str, Any], token: str) -> Answer:
    page = one.page("person", at["account"], at["person"])
    version = one.seen(found(r'name="version" value="(\d+)" id="change_version"', page))
    typed = {"do": "change", "name": "王丽", "source": token, "version": version}
    return one.send("person", at["account"], at["person"], **typed)


def person_inline(one: Editor, at: dict[str, Any], token: str) -> Answer:
    arguments = ("person_field", at["account"], at["person"], "source")
    seen = one.seen(found(r'name="seen" value="([\d.]+)"', one.page(*arguments)))
    return one.send(*arguments, part=True, source=token, seen=seen)


def person_bulk(one: Editor, at: dict[str, Any], token: str) -> Answer:
    chosen = [at["person"], at["beside"]]
    page = one.page("people_together", at["account"], chosen=chosen)
    seen = dict(re.findall(r'name="(seen_\d+)" value="([\d.]+)"', page))
    one.seen(seen[f"seen_{at['person']}"])
    return one.send("people_together", at["account"], chosen=chosen, source=token, previewed=f"source={token}", **seen)


def person_api(one: Editor, at: dict[str, Any], token: str) -> Answer:
    address = f"/api/accounts/{at['account']}/people/{at['person']}"
    return one.call("PATCH", address, {"source": token}, one.seen(one.call("GET", address)["ETag"]))


# one value of the dossier: on what it rests


def value_form(one: Editor, at: dict[str, Any], token: str, *, part: bool = False) -> Answer:
    arguments = ("dossier_field", at["account"], "priorities")
    version = one.seen(found(r'name="version" value="(\d+)"', one.page(*arguments)))
    told = {"value": "可利用率 97%", "source": token, "confidence": "high", "version": version}
    return one.send(*arguments, part=part, **told)


def value_inline(one: Editor, at: dict[str, Any], token: str) -> Answer:
    return value_form(one, at, token, part=True)


def value_bulk(one: Editor, at: dict[str, Any], token: str) -> Answer:
    # The list shows what has grown old only; its reader's version is that of the value, however fresh.
    known = [value for field in ("priorities", "pressures") if (value := get_value(at["account"], field))]
    one.seen(str(known[0].version))
    chosen = [f"{at['account']}:{value.field}:{value.version}" for value in known]
    return one.send("stale_facts", chosen=chosen, source=token)


def value_api(one: Editor, at: dict[str, Any], token: str) -> Answer:
    address = f"/api/accounts/{at['account']}/dossier/priorities"
    told = {"value": "可利用率 97%", "source": token, "confidence": "high"}
    return one.call("PUT", address, told, one.seen(one.call("GET", address)["ETag"]))


KINDS: dict[str, dict[str, Edit]] = {
    "person": {"form": person_form, "inline": person_inline, "bulk": person_bulk, "api": person_api},
    "value": {"form": value_form, "inline": value_inline, "bulk": value_bulk, "api": value_api},
}


def is_done(route: str, answer: Answer) -> bool:
    """Tell whether the edit was acknowledged: led on, or shown as a value again."""
    return bool(
        answer.status_code == 302
        or (answer.status_code == 200 and (route == "api" or (route == "inline" and "data-leave" not in answer.text)))
    )


def edit_often(name: int, secret: str, at: dict[str, Any], kind: str, route: str, told: Any, start: Any) -> None:
    """Read, write, again and again, and say what came of each."""
    one, said = Editor(name, secret), []
    routes = KINDS[kind]
    start.wait()
    for turn in range(EDITS):
        by = [*routes][(name + turn) % len(routes)] if route == "mixed" else route
        token = f"t-{kind}{route}-{name}-{turn}"
        answer = routes[by](one, at, token)
        line: dict[str, Any] = {"route": by, "wanted": token, "saw": one.saw, "status": answer.status_code}
        if answer.status_code == 409:
            shown = set(re.findall(r"t-\w+-\d+-\d+", html.unescape(answer.text)))
            line |= {"said": "stale", "own": token in shown, "others": sorted(shown - {token})}
        else:
            line["said"] = "done" if is_done(by, answer) else "error"
        said.append(line)
    told.put(said)


def race(at: dict[str, Any], secret: str, kind: str, route: str) -> list[dict[str, Any]]:
    """Let four processes edit one thing at once."""
    told, start = FORK.Queue(), FORK.Barrier(EDITORS)
    editors = [
        FORK.Process(target=edit_often, args=(name, secret, at, kind, route, told, start)) for name in range(EDITORS)
    ]
    for editor in editors:
        editor.start()
    said = [line for _editor in editors for line in told.get(timeout=300)]
    for editor in editors:
        editor.join()
    return said


def make() -> dict[str, Any]:
    """Make the cast, a token, and for every race an account with two people and two values."""
    cast, day = make_cast(), timezone.localdate()
    scenes = {}
    for number, (kind, route) in enumerate(SCENES):
        account = make_account(f"C{number}", f"客户{number}").pk
        designate(
            by=cast.director, account_id=account, tier="key", manager_id=cast.owner.pk, reason="x", designated_on=day
        )
        people = [add_person(by=cast.owner, account_id=account, name=name).id for name in ("王丽", "郭振邦")]
        values = [
            make_known(cast.owner, account, day, field=field, source=FIRST).id for field in ("priorities", "pressures")
        ]
        scenes[f"{kind} {route}"] = {
            "account": account, "person": people[0], "beside": people[1], "value": values[0], "other": values[1]
        }  # fmt: skip
    return {"secret": draw_token(by=cast.owner, name="race", expires_on=day), "scenes": scenes}


def tell(at: dict[str, Any], kind: str) -> dict[str, Any]:
    """Tell what stands and which edits the journal knows, of the raced row and of the one beside it."""
    subject = {"person": "accounts.contact", "value": "accounts.dossiervalue"}[kind]
    rows = ("person", "beside") if kind == "person" else ("value", "other")
    edits = [
        [(line.before["source"], line.after["source"], line.version) for line in get_history(subject, at[row])[1:]]
        for row in rows
    ]
    person, value = get_person(at["account"], at["person"]), get_value(at["account"], "priorities")
    stands = person if kind == "person" else value
    assert stands
    return {"stands": stands.source, "version": stands.version, "edits": edits[0], "beside": edits[1]}


def child(work: Callable[..., Any], *arguments: Any) -> Any:
    """Do the work in a process of its own."""
    queue = FORK.Queue()
    process = FORK.Process(target=lambda: queue.put(work(*arguments)))
    process.start()
    found = queue.get(timeout=300)
    process.join()
    return found


def load_pages() -> None:
    """Load addresses and templates once, before the forks, so that every editor begins at once."""
    reverse("home")
    for page in (
        "people/person.html",
        "people/together.html",
        "people/in_place_form.html",
        "dossier/field.html",
        "dossier/field_row.html",
        "dossier/field_line.html",
        "dossier/stale.html",
        "refusals/stale.html",
    ):
        get_template(page)


SCENES = [(kind, route) for kind in KINDS for route in (*KINDS[kind], "mixed")]

if __name__ == "__main__":
    load_pages()
    made = child(make)
    told = {}
    for kind, route in SCENES:
        at = made["scenes"][f"{kind} {route}"]
        said = race(at, made["secret"], kind, route)
        told[f"{kind} {route}"] = {"said": said, **child(tell, at, kind)}
    json.dump({"races": told, "first_break": child(verify_chain)}, sys.stdout)
