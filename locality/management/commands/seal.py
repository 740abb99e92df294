"""`manage.py seal`: seal what was seen since the last time, and make partitions for the months to come."""

from django.core.management import BaseCommand

from locality.evidence.database import connection_for, seal_access


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it opens no page
    help = "Seals the access events of the evidence log that wait. The worker does it every ten seconds."

    def handle(self, *args, **options):
        seal_access(connection_for("sealer", "owner"))
