from django.apps import AppConfig


class AllocationsConfig(AppConfig):
    name = "allocations"

    def ready(self):
        from allocations import registrations  # noqa: F401
