"""`./dev wall`: write the policies as the models declare them; with --check only say whether the file is stale."""

from django.core.management import BaseCommand, CommandError

from locality.wall.declare import undeclared
from locality.wall.policies import POLICIES, policies_sql


class Command(BaseCommand):
    help = "Writes locality/wall/policies.sql from the models' declarations. Read the difference before committing it."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Change nothing; fail when the file is stale")

    def handle(self, *args, **options):
        if missing := undeclared():
            raise CommandError(f"No wall, and not listed as open (locality/wall/declare.py): {', '.join(missing)}")
        text = policies_sql()
        if options["check"]:
            if POLICIES.read_text(encoding="utf-8") != text:
                raise CommandError("locality/wall/policies.sql is stale: ./dev wall, then read what changed")
            return
        POLICIES.write_text(text, encoding="utf-8")
        self.stdout.write(f"{POLICIES.name} written: read it before committing")
