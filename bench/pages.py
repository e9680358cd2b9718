"""Account list and account home at 100,000 accounts, from two gunicorn workers: milliseconds, CPU and SQL per page.

python bench/pages.py [--home FOLDER] [--seconds 10]     a home kept by bench/imports.py --home saves the import
"""

import argparse
from pathlib import Path

import imports
import machine
import refresh
from books import make_books
from serving import WORKERS, Page, make_user, measure_pages


def main() -> None:
    """Serve the books and print a row for each page and number of clients."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", default="")
    asked.add_argument("--accounts", type=int, default=100_000)
    asked.add_argument("--lines", type=int, default=1_000_000)
    asked.add_argument("--seconds", type=float, default=10)
    given = asked.parse_args()
    with machine.home(given.home) as home:
        imports.prepare()
        fill(home, given.lines, given.accounts)
        machine.say(f"{machine.describe()}\n{given.accounts:,} accounts, {WORKERS} gunicorn workers")
        measure_pages(home, pages(), given.seconds)


def fill(home: Path, lines: int, accounts: int) -> None:
    """Import the books unless the kept home has them."""
    from vitalfew.ledger.queries import get_edge

    if get_edge().is_empty:
        imports.import_books(make_books(home / "orders.csv", lines=lines, accounts=accounts))
        refresh.adopt()
        refresh.refresh()


def pages() -> list[Page]:
    """Return the pages to ask for, as a director sees them."""
    from vitalfew.accounts.queries import accounts_visible_to

    user = make_user("bench", "director")
    accounts = accounts_visible_to(user).order_by("pk").values_list("pk", flat=True)[:: max(1, 100_000 // 50)]
    lists = ["/accounts/?view=all", "/accounts/?view=all&order=name", "/accounts/?view=all&page=7"]
    return [Page("account list", user, lists), Page("account home", user, [f"/accounts/{pk}/" for pk in accounts])]


if __name__ == "__main__":
    main()
