"""Key account management on one's own books."""

import sys
from typing import Any


class _WithoutPandas:
    """Arrow and the engine load pandas wherever they find it, for half a second; only Spark's Python ever needs it."""

    def find_spec(self, name: str, *_where: Any) -> None:
        if name == "pandas" and "vitalfew.ledger.engines.spark" not in sys.modules:
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, _WithoutPandas())
