"""Nothing is changed without evidence, and nothing of a family is in the evidence (A10; second-wall.md 4)."""

import pytest

from locality.history import acting_as, request_id
from locality.models import Household
from tests.locality import test_history as writes

WRITES = [
    (writes.create, "+"),
    (writes.save, "~"),
    (writes.save_twice, "~~"),
    (writes.update_or_create, "~"),
    (writes.three, "+++"),
    (writes.update_three, "+++~~~"),
    (writes.bulk_update_three, "+++~~~"),
    (writes.upsert, "~+"),
    (writes.raw_update, "+++~~~"),
    (writes.raw_insert, "+"),
    (writes.loaded_from_a_file, "+"),
    (writes.save_without_a_change, ""),
]


@pytest.mark.rule("A10")
@pytest.mark.parametrize(("write", "kinds"), WRITES)
def test_every_way_of_writing_leaves_evidence_beside_its_history(log, copied, write, kinds):
    with acting_as(copied.amira):  # what an earlier test saved stays saved
        Household.objects.filter(pk=copied.household.pk).update(address="0 Tern Street")
    copied.household.refresh_from_db()
    since, newest, head = writes.Since(Household), log.newest("row_change"), sealed(log)
    token = request_id.set("r-2")
    try:
        with acting_as(copied.amira, partner=copied.school):
            write(copied)
    finally:
        request_id.reset(token)
    left = log.since("row_change", newest)
    assert "".join(row["op"] for row in left) == kinds
    assert [(row["history"], row["pk"]) for row in left] == [(row.history_id, str(row.id)) for row in since]
    for row in left:
        assert (row["source"], row["actor"], row["partner"], row["request"]) == (
            "locality_household", copied.amira.pk, copied.school.pk, "r-2",
        )  # fmt: skip
    assert sealed(log) == head + (1 if kinds else 0)


def sealed(log, chain="row_change"):
    return log.ask("SELECT seq FROM evidence.head WHERE chain = %s", chain)[0]["seq"]
