from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "vitalfew.loop.plan"
    label = "plan"
