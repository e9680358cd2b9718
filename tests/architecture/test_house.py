"""The walls stand: who imports whom, which way keys point, and the habits that are not had here."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

import vitalfew

PACKAGE = Path(vitalfew.__file__).parent
REPOSITORY = Path(__file__).resolve().parent.parent.parent
# From the bottom up; a key may point down or sideways into its own package, never up.
HOUSE = [
    "journal", "people", "ledger", "accounts", "relations", "analysis", "objectives", "plan", "execution", "control",
    "review", "documents", "jobs", "web", "api",
]  # fmt: skip
BANNED_NAMES = {"utils", "helpers", "common", "base", "services", "managers", "handlers", "misc", "service", "manager"}
LONGEST_FILE = 400


@cache
def _modules() -> dict[Path, ast.Module]:
    paths = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
    return {path: ast.parse(path.read_text(), str(path)) for path in paths}


def _nodes(kind: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    for path, tree in _modules().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)}", node


def test_imports_follow_the_layers() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_has_its_floor() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("vitalfew.")}
    assert ours <= set(HOUSE), f"say in HOUSE and in .importlinter where {ours - set(HOUSE)} stands"


def test_foreign_keys_point_the_way_imports_do() -> None:
    upward = [
        f"{field} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in HOUSE
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if isinstance(field, ForeignKey | ManyToManyField)
        and (label := field.related_model._meta.app_label) in HOUSE
        and HOUSE.index(label) > HOUSE.index(model._meta.app_label)
    ]
    assert not upward


def test_no_generic_foreign_keys() -> None:
    assert not [model for model in apps.get_models() if model._meta.app_label in HOUSE and model._meta.private_fields]


def test_no_signals() -> None:
    bad = [place for place, node in _nodes(ast.Call) if isinstance(node, ast.Call) and _name(node.func) == "connect"
           and "signal" in ast.unparse(node.func).lower()]  # fmt: skip
    bad += [
        place
        for place, node in _nodes(ast.ImportFrom)
        if isinstance(node, ast.ImportFrom) and "signals" in (node.module or "")
    ]
    bad += [
        place
        for place, node in _nodes(ast.FunctionDef)
        if isinstance(node, ast.FunctionDef) and any(_name(d) == "receiver" for d in node.decorator_list)
    ]
    assert not bad


def _name(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_no_overridden_save_or_delete() -> None:
    bad = [
        place
        for place, node in _nodes(ast.ClassDef)
        for item in getattr(node, "body", [])
        if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete", "bulk_create"}
    ]
    assert not bad


def test_no_imports_inside_functions() -> None:
    bad = [
        f"{place} {function.name}"
        for place, function in _nodes(ast.FunctionDef)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not bad


def test_modules_are_named_for_their_subject() -> None:
    assert not [path for path in _modules() if path.stem in BANNED_NAMES or path.parent.name in BANNED_NAMES]


def test_no_file_is_a_novel() -> None:
    long = {str(path): n for path in _modules() if (n := len(path.read_text().splitlines())) > LONGEST_FILE}
    assert not long


def test_actions_say_who_acts() -> None:
    """Every function that an actions room offers takes `by`, by keyword only."""
    assert not [place for place, names in _offered_actions() if "by" not in names]


def _offered_actions() -> Iterator[tuple[str, set[str]]]:
    """Yield the public functions of each actions.py, or those its folder's front names."""
    for path, tree in _modules().items():
        if "journal" in path.parts or "actions" not in (path.stem, path.parent.name):
            continue
        front = path.parent / "__init__.py"
        offered = None if path.stem == "actions" else _imported_names(_modules()[front])
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if offered is None or node.name in offered:
                place = f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"
                yield place, {argument.arg for argument in node.args.kwonlyargs}


def _imported_names(tree: ast.Module) -> set[str]:
    return {alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}


def test_versioned_rows_are_written_through_the_journal_only() -> None:
    """Outside the journal nobody calls save() on a row, or update(version=…)."""
    bad = []
    for place, node in _nodes(ast.Call):
        assert isinstance(node, ast.Call)
        if place.startswith("journal/") or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "update" and any(keyword.arg == "version" for keyword in node.keywords):
            bad.append(place)
    assert not bad


@pytest.mark.parametrize(
    "word", ["mark_safe", "SafeString", "format_html_join", "|safe", "autoescape off", "csrf_exempt"]
)
def test_nothing_is_declared_safe_by_hand(word: str) -> None:
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.html")]
    assert not [str(path) for path in files if word in path.read_text()]


def test_no_query_is_put_together_from_text() -> None:
    """Values reach SQL as parameters: no f-string or concatenation in execute, raw, extra."""
    bad = [
        place
        for place, node in _nodes(ast.Call)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"execute", "executemany", "raw", "extra", "RawSQL"}
        and any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args)
        and "ledger/engines/" not in place
    ]
    assert not bad


def test_a_first_migration_says_indexes_and_constraints_where_it_makes_the_table() -> None:
    """Each one added afterwards loads every model anew: a first start spent three quarters of its time on it."""
    firsts = sorted(PACKAGE.rglob("migrations/0001_initial.py"))
    assert firsts
    assert not [f"{path}" for path in firsts if re.search(r"migrations\.Add(Index|Constraint)\b", path.read_text())]


TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
    "something from elsewhere": re.compile(r"(?:src|href)=[\"'](?:https?:)?//", re.I),
    "evaluated htmx": re.compile(r"\bhx-(?:on|vals=[\"']js|headers=[\"']js)", re.I),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_inline(path: Path) -> None:
    text = path.read_text()
    found = [what for what, pattern in INLINE.items() if pattern.search(text)]
    assert not found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_form_that_writes_carries_its_token(path: Path) -> None:
    forms = re.findall(r"<form\b.*?</form>", path.read_text(), re.S | re.I)
    bare = [form[:80] for form in forms if re.search(r"method=[\"']?post", form, re.I) and "csrf_token" not in form]
    assert not bare
