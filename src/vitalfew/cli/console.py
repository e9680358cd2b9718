"""What goes to the terminal: sentences and progress to stderr, results to stdout, so that scripts can read them."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

_errors = Console(stderr=True, highlight=False, soft_wrap=True)
_results = Console(highlight=False, soft_wrap=True)


def complain(sentence: str) -> None:
    """Say what went wrong."""
    _errors.print(sentence, style="red", markup=False)


def note(sentence: str) -> None:
    """Say what is being done, beside the results."""
    _errors.print(sentence, markup=False)


def say(sentence: str) -> None:
    """Say a result."""
    _results.print(sentence, markup=False)


def say_json(value: Any) -> None:
    """Write the value as one JSON object and nothing else."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def show_table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, is_note: bool = False) -> None:
    """Write a table, as a result or beside the results; columns whose values are figures stand right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, header in enumerate(headers):
        is_figure = all(row[place][:1].isdigit() or row[place][:1] in "−—" for row in rows)
        table.add_column(header, justify="right" if is_figure and rows else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    (_errors if is_note else _results).print(table)


@contextmanager
def working(sentence: str) -> Iterator[None]:
    """Show that something is going on; on a terminal only."""
    if not _errors.is_terminal:
        yield
        return
    with _errors.status(sentence):
        yield


def is_answered(question: str) -> bool:
    """Ask yes or no on the terminal; no terminal is no."""
    return _errors.is_terminal and typer.confirm(question, err=True)
