from django.apps import AppConfig


class ControlConfig(AppConfig):
    name = "vitalfew.loop.control"
    label = "control"
