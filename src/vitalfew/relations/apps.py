from django.apps import AppConfig


class RelationsConfig(AppConfig):
    name = "vitalfew.relations"
    label = "relations"
