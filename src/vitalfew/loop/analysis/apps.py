from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "vitalfew.loop.analysis"
    label = "analysis"
