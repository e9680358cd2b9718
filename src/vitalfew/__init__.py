"""Key account management on one's own books."""

import sys
from typing import Any


class _WithoutPandas:
    """Arrow and the engine load pandas wherever they find it, for half a second; nothing here ever needs it."""

    def find_spec(self, name: str, *_where: Any) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, _WithoutPandas())
