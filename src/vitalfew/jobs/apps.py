from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "vitalfew.jobs"
    label = "jobs"
