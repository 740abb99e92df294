"""`manage.py prepare_reference`: the reference data that every deployment starts with. Adds what is missing only."""

from django.apps import apps
from django.core.management import BaseCommand
from django.utils.module_loading import import_string, module_has_submodule


class Command(BaseCommand):
    help = "Adds the reference data that is missing: categories, kinds of partner, agreements, purposes, gateways."

    def handle(self, *args, **options):
        for config in reversed(list(apps.get_app_configs())):
            if module_has_submodule(config.module, "defaults"):
                import_string(f"{config.name}.defaults.load")()
