"""`manage.py load_demo`: families, conversations and decisions of people who do not exist (domain.md 8)."""

import time

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import import_string, module_has_submodule

from locality.demo import Demo
from locality.demo.finish import finish
from locality.models import Family
from locality.wall.lowered import lowered


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it opens no page
    help = "Loads the demonstration: made-up families, marked as such. Never in production, never over other records."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=1, help="The same seed on the same day gives the same families")
        parser.add_argument("--families", type=int, default=60, help="How many; the particular stories come first")

    def handle(self, *args, **options):
        if settings.ENV == "production":
            raise CommandError("The demonstration is not for production: nothing was loaded")
        with lowered():
            self.load(options)

    def load(self, options):
        if Family.objects.exists():
            self.stdout.write("There are families here already: nothing was loaded")
            return
        begun = time.monotonic()
        demo = Demo(seed=options["seed"], size=options["families"], say=self.say)
        self.say("DEMONSTRATION DATA: nobody in it exists")
        with transaction.atomic():
            for config in reversed(list(apps.get_app_configs())):
                if module_has_submodule(config.module, "demo"):
                    import_string(f"{config.name}.demo.load")(demo)
            finish(demo)
        self.say(f"Done in {time.monotonic() - begun:.0f} seconds")

    def say(self, line):
        """Print a line at once: the load takes a while."""
        self.stdout.write(f"  {line}")
        self.stdout.flush()
