from django.apps import AppConfig


class ExecutionConfig(AppConfig):
    name = "vitalfew.loop.execution"
    label = "execution"
