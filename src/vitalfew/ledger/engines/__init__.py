"""The engines behind `ledger.engine`: one module each, with `connect`, which returns what `Engine` describes."""
