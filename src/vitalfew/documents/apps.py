from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "vitalfew.documents"
    label = "documents"
