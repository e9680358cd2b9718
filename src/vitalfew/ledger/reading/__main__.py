"""The reading process's door: python -m vitalfew.ledger.reading"""

from vitalfew.ledger.reading.child import main

if __name__ == "__main__":
    main()
