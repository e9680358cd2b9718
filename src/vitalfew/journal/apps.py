from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "vitalfew.journal"
    label = "journal"
