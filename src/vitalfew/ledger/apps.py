from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "vitalfew.ledger"
    label = "ledger"
