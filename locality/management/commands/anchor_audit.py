"""`manage.py anchor_audit`: sign how far the evidence log has come, and send that to those who keep it."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from locality.evidence.database import connection_for
from locality.evidence.statements import new_key, sign


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it opens no page
    help = "Signs a statement of the evidence log: kept in the database, as a file, and sent to ANCHOR_RECIPIENTS."

    def add_arguments(self, parser):
        parser.add_argument("--new-key", metavar="FILE", type=Path, help="Make a private key; print its public half")

    def handle(self, *args, **options):
        if path := options["new_key"]:
            try:
                self.stdout.write(f"ANCHOR_PUBLIC_KEYS={new_key(path)}")
            except FileExistsError as error:
                raise CommandError(f"{path} is there already: nothing was written") from error
            return
        self.stdout.write(f"Signed: {sign(connection_for('sealer', 'owner')).found}")
