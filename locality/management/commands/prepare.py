"""`manage.py prepare`: migrate as the owner, give the application its rights, and load the reference data."""

from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    help = "Brings the database up to date: migrations (as the owner), rights, reference data. Safe to repeat."

    def handle(self, *args, **options):
        call_command("migrate", database="owner", interactive=False, verbosity=options["verbosity"])
        call_command("prepare_reference", verbosity=options["verbosity"])
