"""Write the sample company's books to a folder, to look at or to import by hand: python examples/make_books.py OUT"""

import argparse
from datetime import date
from pathlib import Path

from vitalfew.sample.books import SEED, make_books
from vitalfew.sample.files import write_lines, write_receivables


def main() -> None:
    """Write lines.csv and receivables.csv in the language asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write to; made if it is not there")
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="of headers and names")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the books end the day before")
    parser.add_argument("--seed", default=SEED, help="another word makes another company")
    asked = parser.parse_args()
    books = make_books(today=asked.today, seed=asked.seed)
    asked.out.mkdir(parents=True, exist_ok=True)
    for write, name in ((write_lines, "lines.csv"), (write_receivables, "receivables.csv")):
        print(write(books, asked.out / name, asked.language))


if __name__ == "__main__":
    main()
