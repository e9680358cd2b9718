"""The reading process's door: python -m vitalfew.ledger.reading"""

import sys
from importlib.abc import MetaPathFinder
from typing import Any


class _WithoutPandas(MetaPathFinder):
    """Arrow loads pandas wherever it finds it, for half a second; nothing here ever needs it."""

    def find_spec(self, name: str, *_where: Any) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, _WithoutPandas())

from vitalfew.ledger.reading.child import main  # noqa: E402

if __name__ == "__main__":
    main()
