"""Maps of 15, 60, 300 and 1,000 people: time and size of each picture, then of each page with its questions.

python bench/map.py [--home FOLDER] [--rounds 7] [--pages [--seconds 5]]

On PostgreSQL with DATABASE_URL naming an empty database.
"""

import argparse
import random
import statistics
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imports
import machine
from serving import Page, make_user, measure_pages

VIEWS = ("hierarchy", "grid", "coverage", "mirror", "changes")
LEVELS = ("board", "director", "manager", "supervisor", "expert", "clerk")
FAMILY, GIVEN = "王李张刘陈杨赵黄周吴徐孙", "伟芳娜敏静丽强磊军洋勇艳"


def main() -> None:
    """Draw every picture at four sizes and print a row for each; with --pages also open them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", default="")
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--pages", action="store_true")
    asked.add_argument("--seconds", type=float, default=5)
    given = asked.parse_args()
    with machine.home(given.home) as home:
        imports.prepare()
        machine.say(f"{machine.describe()}\nCPU milliseconds, best and median of {given.rounds}, warm")
        for count in (15, 60, 300, 1000):
            draw_all(count, given.rounds)
        if given.pages:
            open_pages(home, given.seconds)


def draw_all(count: int, rounds: int) -> None:
    """Time the pictures of an invented buyer."""
    from django.utils import translation

    from vitalfew.web.charts.map.coverage import coverage
    from vitalfew.web.charts.map.folded import divide, folded
    from vitalfew.web.charts.map.grid import power_grid
    from vitalfew.web.charts.map.hierarchy import hierarchy
    from vitalfew.web.charts.map.mirror import mirror
    from vitalfew.web.charts.map.people import Colleague, Heading, Knot, Line

    people, chance = invent(count), random.Random(5)
    ours = [Colleague(number, f"同事{number}", "经理", "sales", "manager") for number in range(6)]
    knots = [Knot(number % 6, one.key, 1 + number % 5, 3, number % 90) for number, one in enumerate(people)]
    ends = [chance.sample(range(1, len(people)), 2) for _ in range(9)]
    kinds = ("plus", "minus", "conflict", "dotted", "personal")
    lines = [Line(a, b, chance.choice(kinds), 2) for a, b in ends]
    heading = Heading("关系图", "截至今天", "zh-CN")
    with translation.override("zh-hans"):
        opened = next(unit.key for one in divide(people)[1] for unit in one.units.values())
        if count <= 30:
            measure(f"hierarchy, {count} cards, 9 lines", rounds, lambda: hierarchy(people, lines, heading))
        else:
            measure(f"units, {count} people, one open", rounds, lambda: folded(people, heading, opened, str))
        measure(f"power × attitude, {count}", rounds, lambda: power_grid(people, {}, heading))
        measure(f"coverage, {count}", rounds, lambda: coverage(people, ours, knots, heading))
        measure(f"function × level, {count}", rounds, lambda: mirror(people, ours, knots, heading))


def measure(name: str, rounds: int, draw: Callable[[], str]) -> None:
    """Print how long it takes and how much it is."""
    drawing, took = draw(), []
    for _ in range(rounds):
        begun = time.process_time()
        drawing = draw()
        took.append((time.process_time() - begun) * 1000)
    sent = drawing.encode()
    packed = len(zlib.compress(sent)) / 1024
    best, middle = min(took), statistics.median(took)
    machine.say(f"{name:34} {best:7.1f} {middle:7.1f} ms {len(sent) / 1024:7.0f} KB, {packed:5.0f} KB packed")


def invent(count: int) -> list:  # type: ignore[type-arg]
    """Return a chief, eight heads, units under them, and people in the units."""
    from vitalfew.accounts.rules import FUNCTIONS
    from vitalfew.web.charts.map.people import Person

    chance = random.Random(7)
    heads = min(8, max(2, count // 8))
    people = [Person(1, "陈国栋", "/x/", title="董事长", level="board", power="inner", attitude=0)]
    for number in range(2, count + 1):
        is_head = number <= heads + 1
        boss = 1 if is_head else 2 + number % heads
        people.append(
            Person(
                key=number,
                name=chance.choice(FAMILY) + "".join(chance.sample(GIVEN, 2)),
                href="/x/",
                title="总监" if is_head else "工程师",
                unit="" if is_head else f"部门{number % (heads * 3)}",
                level="director" if is_head else chance.choice(LEVELS[2:]),
                function=chance.choice(FUNCTIONS[:9]).value,
                boss=boss,
                power=chance.choice(("inner", "structure", "outside", "outside", "outside")),
                attitude=chance.choice((-2, -1, 0, 1, 2, None)),
                depth=chance.randint(0, 3),
                days=chance.randint(1, 200),
                roles=("使用",),
                owners=("林晓",),
                gaps=("只靠一条线",) if chance.random() < 0.2 else (),
                says="一个人的一句话",
            )
        )
    return people


def open_pages(home: Path, seconds: float) -> None:
    """Make an account of 300 people, what is said of them and who knows them, and look at each of its views.

    While nobody writes, a map that was drawn is kept; how long one takes to be drawn stands before it.
    """
    from django.core.management import call_command
    from django.test import Client

    director = make_user("bench", "director")
    account, client = fill_account(director), Client(headers={"host": "localhost"})
    client.force_login(director)
    addresses = {view: f"/accounts/{account}/map/?view={view}" for view in VIEWS}
    call_command("collectstatic", interactive=False, verbosity=0)
    for view, address in addresses.items():
        begun = time.process_time()
        answer = client.get(address)
        took, sent = (time.process_time() - begun) * 1000, len(answer.content) / 1024
        machine.say(f"{view}, 300 people, drawn for the first time: {took:.0f} ms of the processor, {sent:.0f} KB")
    measure_pages(home, [Page(f"map, {view}, 300 people", director, [one]) for view, one in addresses.items()], seconds)


def fill_account(director: Any) -> int:
    """Write 300 people in bulk, past the actions."""
    from django.utils import timezone

    from vitalfew.accounts.models import Account, Contact, OrgUnit, Post
    from vitalfew.relations.models import Stance, Tie

    today = timezone.localdate()
    account = Account.objects.create(code="MAP", name="大客户")
    people = invent(300)
    names = sorted({one.unit for one in people})
    units = {name: OrgUnit.objects.create(account=account, name=name or "总部", function="rnd") for name in names}
    contacts = [Contact.objects.create(account=account, name=f"{one.name}{one.key}") for one in people]
    posts: dict[int, Any] = {}
    for one, contact in zip(people, contacts, strict=True):
        posts[one.key] = Post.objects.create(
            contact=contact, account=account, unit=units[one.unit], title=one.title, level=one.level,
            reports_to=posts.get(one.boss or 0),
        )  # fmt: skip
    judged = {"judged_by": director, "judged_on": today}
    Stance.objects.bulk_create(
        Stance(account=account, contact=contact, power=one.power, attitude=one.attitude, source="x", **judged)
        for one, contact in zip(people, contacts, strict=True)
    )
    Tie.objects.bulk_create(Tie(user=director, contact=one, strength=2, **judged) for one in contacts)
    return account.pk


if __name__ == "__main__":
    main()
