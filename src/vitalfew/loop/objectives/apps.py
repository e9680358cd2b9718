from django.apps import AppConfig


class ObjectivesConfig(AppConfig):
    name = "vitalfew.loop.objectives"
    label = "objectives"
