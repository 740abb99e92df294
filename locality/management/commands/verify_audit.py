"""`manage.py verify_audit`: is the evidence log whole, and are the records as it says? Ends with 0 or 1."""

import datetime
import sys
import time

from django.core.management import BaseCommand
from django.utils import timezone

from locality.evidence.database import connection_for
from locality.evidence.standing import verify_and_note
from locality.evidence.statements import read
from locality.evidence.verifying import verify
from locality.evidence.words import report


def a_day(text):
    """Midnight at the beginning of a day given as 2026-11-23. Raises ValueError for anything else."""
    return timezone.make_aware(datetime.datetime.strptime(text, "%Y-%m-%d"))


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it opens no page
    help = "Checks the evidence log, and tells in plain words what is wrong, first the first. Notes that it did."

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="since", type=a_day, metavar="DAY", help="Digests sealed from 2026-11-23 on")
        parser.add_argument("--to", dest="until", type=a_day, metavar="DAY", help="Digests sealed before this day")
        parser.add_argument("--anchor", type=read, action="append", default=[], metavar="FILE", help="A kept statement")

    def handle(self, *args, **options):
        connection = connection_for("audit", "owner")
        if options["since"] or options["until"]:
            began = time.monotonic()
            result = verify(connection, since=options["since"], until=options["until"], anchors=options["anchor"])
            lines = report(result, time.monotonic() - began)
        else:
            result, lines = verify_and_note(connection, options["anchor"])
        for line in lines:
            self.stdout.write(line)
        if result.wrong:
            sys.exit(1)
