"""`manage.py verify_pack FILE`: is a pack of evidence as this service made it? Ends with 0 or 1."""

import sys
import zipfile

from django.core.management import BaseCommand, CommandError

from locality.evidence.database import connection_for
from locality.packs import wrong_with


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it opens no page
    help = "Checks a pack of evidence: its files, the signed statement, and what the evidence log says of it."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The archive (ZIP)")

    def handle(self, *args, **options):
        try:
            wrong, right = wrong_with(options["file"], connection_for("audit", "owner"))
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise CommandError(f"{options['file']} is not a pack of evidence") from error
        for words in right:
            self.stdout.write(words)
        for words in wrong:
            self.stdout.write(f"WRONG: {words}")
        if wrong:
            sys.exit(1)
        self.stdout.write("The pack is as it was made.")
