"""Lists and account pages where 20,000 accounts have 200,000 contacts: milliseconds, CPU and SQL per page.

python bench/people.py [--home FOLDER] [--seconds 5]     on PostgreSQL with DATABASE_URL naming an empty database

The people, what passed between them and us and what is judged of them are made in bulk (bench/crowd.py).
"""

import argparse

import crowd
import imports
import machine
import pages
from crowd import Crowd
from serving import WORKERS, Page, measure_pages

LISTED = {
    "revenue": "", "margin": "&order=-margin", "trend": "&order=change", "stage": "&order=-stage",
    "last contact": "&order=last_contact", "name": "&order=name",
}  # fmt: skip
FOUND = ["&tier=key", "&text=0012", "&text=customer+17", "&stage=mid", "&page=400"]
VIEWS = ["key", "alarm", "falling", "silent", "mine"]


def main() -> None:
    """Serve books with people and print a row for each page and number of clients."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", default="")
    asked.add_argument("--accounts", type=int, default=20_000)
    asked.add_argument("--contacts", type=int, default=200_000)
    asked.add_argument("--lines", type=int, default=400_000)
    asked.add_argument("--seconds", type=float, default=5)
    given = asked.parse_args()
    with machine.home(given.home) as home:
        imports.prepare()
        pages.fill(home, given.lines, given.accounts)
        found = crowd.find_crowd() if crowd.is_filled() else crowd.fill(given.contacts)
        settle()
        machine.say(
            f"{machine.describe()}\n{given.accounts:,} accounts, {given.contacts:,} contacts, {WORKERS} gunicorn"
        )
        measure_pages(home, pages_of(found), given.seconds)


def pages_of(found: Crowd) -> list[Page]:
    """Return the lists by every order, filtered, and of a manager; then the pages of accounts."""
    director, every = found.director, "/accounts/?view=all"
    lists = [Page(f"account list by {name}", director, [every + order]) for name, order in LISTED.items()]
    lists.append(Page("account list, filtered", director, [every + what for what in FOUND]))
    lists.append(Page("account list, views", director, [f"/accounts/?view={view}" for view in VIEWS]))
    lists.append(Page("account list of a manager", found.manager, ["/accounts/", every, f"{every}&order=name"]))
    keys, others = found.keys[:: len(found.keys) // 50], found.others[:: len(found.others) // 50]
    return [
        *lists,
        Page("account home, key accounts", director, [f"/accounts/{one}/" for one in keys]),
        Page("account home, other accounts", director, [f"/accounts/{one}/" for one in others]),
        Page("people, 60 of them", director, [f"/accounts/{one}/people/" for one in keys]),
        Page("dossier", director, [f"/accounts/{one}/dossier/" for one in keys]),
    ]


def settle() -> None:
    """Let PostgreSQL count what it has, as it does by itself within a minute."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
