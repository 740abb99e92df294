"""How long verify_audit takes for each million changes in the log."""

import time

from django.db import connections

from bench.databases import copy_of
from locality.evidence.verifying import verify
from locality.models import Practitioner
from tests import databases

CHANGE = "UPDATE locality_family SET version = version + 1 WHERE id IN (SELECT id FROM locality_family LIMIT %s)"


def verifying(tier, changes):
    """Make so many changes to families, each a row in the history and one in the log, and verify all of it."""
    with copy_of(tier) as name:
        system = Practitioner.objects.system()
        with databases.owner_at(name) as owner:
            owner.execute("ALTER TABLE locality_family NO FORCE ROW LEVEL SECURITY; SET synchronous_commit = off")
            owner.execute("SELECT set_config('locality.actor', %s, false)", [str(system.pk)])
            made = 0
            while made < changes:
                made += owner.execute(CHANGE, [changes - made]).rowcount
            owner.execute("ALTER TABLE locality_family FORCE ROW LEVEL SECURITY")
            owner.execute("VACUUM ANALYZE")
        began = time.perf_counter()
        result = verify(connections["audit"])
        seconds = time.perf_counter() - began
    altered = [found for found in result.wrong if found.problem not in ("record without evidence", "trigger off")]
    if result.counts["row_change"] < changes or altered:
        raise RuntimeError(f"The log of {changes} changes is not as it was made: {altered}")
    return {"verify_audit_seconds_per_million": seconds * 1_000_000 / result.counts["row_change"]}
