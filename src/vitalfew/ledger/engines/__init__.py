"""The engines behind `ledger.engine`: one module each, with `connect`, which returns what `Engine` describes."""


class EngineAway(OSError):
    """The engine chosen does not answer; the books themselves lie where they lay."""
