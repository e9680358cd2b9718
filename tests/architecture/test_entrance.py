"""One entrance to account rows: outside their package nobody asks the tables of accounts, only accounts.queries."""

import ast

from architecture.test_house import PACKAGE, _modules

GUARDED = {"Account", "AccountRow"}


def test_account_rows_are_reached_through_accounts_visible_to_only() -> None:
    bad = [
        f"{place}:{node.lineno}"
        for path, tree in _modules().items()
        if not (place := str(path.relative_to(PACKAGE))).startswith("accounts/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
        and isinstance(node.value, ast.Name) and node.value.id in GUARDED
    ]  # fmt: skip
    assert not bad, "ask accounts.queries instead"


def test_no_sql_outside_the_package_of_accounts_names_their_tables() -> None:
    bad = [
        f"{place}:{node.lineno}"
        for path, tree in _modules().items()
        if not (place := str(path.relative_to(PACKAGE))).startswith("accounts/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "accounts_account" in node.value
    ]
    assert not bad, "ask accounts.queries instead"


def test_the_queries_ask_whose_eyes_before_they_read_accounts() -> None:
    """`Account.objects` stands in one query only: the entrance itself."""
    asked = {
        str(path.relative_to(PACKAGE))
        for path, tree in _modules().items()
        if "queries" in (path.stem, path.parent.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
        and isinstance(node.value, ast.Name) and node.value.id == "Account"
    }  # fmt: skip
    assert asked == {"accounts/queries/visible.py"}
