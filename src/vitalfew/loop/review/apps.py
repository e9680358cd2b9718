from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "vitalfew.loop.review"
    label = "review"
