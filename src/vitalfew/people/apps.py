from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "vitalfew.people"
    label = "people"
