"""Twelve ways of altering the log or what it speaks of, as somebody who may do anything: each is found, and named."""

from django.db import connections

from locality.evidence import statements
from tests import databases
from tests.evidence.conftest import change

HOUSEHOLD = "locality_household"
LAST = "(SELECT max(id) FROM evidence.row_change)"


def found(log, problem, place="row_change", saying="", **options):
    """Whether verifying finds this, says so in these words, and `manage.py verify_audit` ends with 1."""
    problems, text = log.verified(**options)
    told, code = log.command("verify_audit")
    assert code == 1 or options
    return (problem, place) in problems and saying in text.lower() and "SOMETHING IS WRONG" in text


def test_an_untouched_log_is_whole(fresh):
    fresh.command("anchor_audit")
    told, code = fresh.command("verify_audit")
    assert code == 0 and "is whole" in told and fresh.verified()[0] == []


def test_an_entry_that_was_edited_is_found(fresh, told_once):
    fresh.by_force(f"UPDATE evidence.row_change SET actor = '{told_once.ben.pk}' WHERE id = {LAST} - 2")
    entry = fresh.newest("row_change") - 2
    assert found(fresh, "event altered", saying=f"entry {entry}")
    assert found(fresh, "history differs", HOUSEHOLD, saying=f"entry {entry}")


def test_an_entry_deleted_in_the_middle_is_found(fresh):
    entry = fresh.newest("row_change") - 2
    fresh.by_force(f"DELETE FROM evidence.row_change WHERE id = {entry}")
    assert found(fresh, "event gone", saying=f"entry {entry}")


def test_an_entry_that_was_put_in_is_found(fresh):
    columns = "at, source, pk, op, columns, digest, history, shape, actor, partner, request, xid"
    fresh.by_force(f"INSERT INTO evidence.row_change ({columns}) SELECT {columns} FROM evidence.row_change"
                   f" WHERE id = {LAST}")  # fmt: skip
    fresh.by_force("UPDATE evidence.row_change SET at = now() - interval '1 hour' WHERE id = " + LAST)
    assert found(fresh, "event not sealed", saying=f"entry {fresh.newest('row_change')}")


def test_entries_in_another_order_are_found(fresh):
    first, second = fresh.newest("row_change") - 2, fresh.newest("row_change") - 1
    fresh.by_force(
        f"UPDATE evidence.row_change SET id = -1 WHERE id = {first}",
        f"UPDATE evidence.row_change SET id = {first} WHERE id = {second}",
        f"UPDATE evidence.row_change SET id = {second} WHERE id = -1",
    )
    assert found(fresh, "event altered", saying=f"entry {first}")


def test_seals_in_another_order_are_found(fresh):
    last = fresh.sealed()
    fresh.by_force(
        f"UPDATE evidence.seal SET seq = -1 WHERE seq = {last - 1} AND chain = 'row_change'",
        f"UPDATE evidence.seal SET seq = {last - 1} WHERE seq = {last - 2} AND chain = 'row_change'",
        f"UPDATE evidence.seal SET seq = {last - 2} WHERE seq = -1 AND chain = 'row_change'",
    )
    assert found(fresh, "link broken", saying=f"seal {last - 2}")


CUT = """
WITH cut AS (DELETE FROM evidence.seal WHERE chain = 'row_change' AND seq > (SELECT seq - 2 FROM evidence.head
             WHERE chain = 'row_change') RETURNING ids),
     gone AS (DELETE FROM evidence.row_change e USING cut WHERE e.id <@ cut.ids RETURNING history),
     lost AS (DELETE FROM locality_historicalhousehold h USING gone WHERE h.history_id = gone.history)
UPDATE evidence.head h SET seq = h.seq - 2, events = h.events - 2, digest = s.digest
FROM evidence.seal s WHERE s.chain = h.chain AND h.chain = 'row_change' AND s.seq = h.seq - 2
"""


def test_an_end_that_was_cut_off_is_found_by_a_statement(fresh, told_once):
    change(told_once, "6 Avocet Way", "1 Avocet Way", "5 Avocet Way")
    fresh.command("anchor_audit")
    before = fresh.sealed()
    fresh.by_force(CUT, f"UPDATE locality_household SET address = '6 Avocet Way' WHERE id = '{told_once.household.pk}'")
    assert fresh.verified()[0] == [("end cut off", "row_change")]
    assert found(fresh, "end cut off", saying=f"after seal {before - 2}, by 2 seals")


def test_a_change_with_the_trigger_off_is_found(fresh, told_once):
    with fresh.superuser() as superuser:
        superuser.execute("ALTER TABLE locality_household DISABLE TRIGGER keep_history")
        superuser.execute("UPDATE locality_household SET address = '99 Hidden Road' WHERE id = %s",
                          [told_once.household.pk])  # fmt: skip
    assert found(fresh, "trigger off", "shape", saying="on 1 tables")
    with fresh.superuser() as superuser:
        superuser.execute("ALTER TABLE locality_household ENABLE TRIGGER keep_history")
    assert fresh.verified()[0] == [("record differs", HOUSEHOLD)]
    assert found(fresh, "record differs", HOUSEHOLD, saying=str(told_once.household.pk))


def test_records_added_and_deleted_outside_the_application_are_found(fresh, told_once):
    columns = "family_id, provider_id, category_id, address, postcode, is_confidential, starts_on"
    fresh.by_force(
        f"INSERT INTO locality_household (id, {columns}) SELECT gen_random_uuid(), {columns} FROM locality_household"
        f" WHERE id = '{told_once.household.pk}'"
    )
    assert fresh.verified()[0] == [("record without evidence", HOUSEHOLD)]
    fresh.by_force(f"DELETE FROM locality_household WHERE id = '{told_once.household.pk}'")
    assert ("record gone", HOUSEHOLD) in fresh.verified()[0]


def test_a_head_that_was_reset_is_found(fresh):
    fresh.by_force("UPDATE evidence.head SET seq = seq - 1 WHERE chain = 'row_change'")
    assert found(fresh, "head differs", saying="the end was reset or cut off")


def test_a_clock_that_was_set_back_is_found(fresh, told_once):
    with fresh.superuser() as superuser:
        superuser.execute("CREATE SCHEMA wrong; GRANT USAGE ON SCHEMA wrong TO PUBLIC")
        superuser.execute("CREATE FUNCTION wrong.clock_timestamp() RETURNS timestamptz LANGUAGE sql"
                          " AS 'SELECT pg_catalog.clock_timestamp() - interval ''3 hours'''")  # fmt: skip
        superuser.execute("ALTER FUNCTION evidence.close_seal() SET search_path = wrong, pg_catalog, pg_temp")
    change(told_once, "6 Avocet Way")
    assert found(fresh, "clock set back", saying=f"seal {fresh.sealed()}")


def test_a_partition_that_was_dropped_is_found(fresh):
    partition = fresh.ask("SELECT max(tableoid::regclass::text) AS name FROM evidence.row_change")[0]["name"]
    lost = fresh.ask(f"SELECT min(id) AS id FROM {partition}")[0]["id"]
    with fresh.superuser() as superuser:
        superuser.execute(f"DROP TABLE {partition}")
    assert found(fresh, "event gone", saying=f"entry {lost}")


def test_statements_of_a_swapped_key_are_found(fresh, settings, tmp_path):
    settings.ANCHOR_PUBLIC_KEYS = [statements.new_key(tmp_path / "pinned")]
    settings.ANCHOR_KEY = (tmp_path / "pinned").read_text()
    fresh.command("anchor_audit")
    assert fresh.verified()[0] == []
    statements.new_key(tmp_path / "swapped")
    settings.ANCHOR_KEY = (tmp_path / "swapped").read_text()
    fresh.command("anchor_audit")
    assert fresh.verified()[0] == [("key swapped", "statement")]
    assert found(fresh, "key swapped", "statement", saying="nobody here has pinned")


def test_a_statement_that_was_changed_is_found(fresh):
    fresh.command("anchor_audit")
    fresh.by_force("UPDATE evidence.statement SET body = replace(body, '\"seq\":', '\"seq\":1')")
    assert found(fresh, "statement forged", "statement", saying="does not bear its signature")


FORGED = """
UPDATE evidence.seal s SET digest = sha256(s.digest) WHERE s.chain = 'row_change' AND s.seq = %s
"""
# Everything written anew by somebody who knows how: one entry's actor changed, every seal from there on made to fit.
REWRITTEN = """
DO $$
DECLARE
    found evidence.seal;
    before bytea;
    sums bytea;
BEGIN
    UPDATE evidence.row_change SET actor = '%s' WHERE id = (SELECT lower(ids) FROM evidence.seal
        WHERE chain = 'row_change' AND seq = %s);
    UPDATE locality_historicalhousehold h SET history_user_id = e.actor FROM evidence.row_change e
        WHERE h.history_id = e.history AND e.source = 'locality_household';
    FOR found IN SELECT * FROM evidence.seal WHERE chain = 'row_change' AND seq >= %s ORDER BY seq LOOP
        SELECT digest INTO before FROM evidence.seal WHERE chain = 'row_change' AND seq = found.seq - 1;
        SELECT string_agg(evidence.sum(e), '' ORDER BY e.id) INTO sums FROM evidence.row_change e
            WHERE e.id <@ found.ids;
        UPDATE evidence.seal SET prev = before, digest = evidence.link(before, found, sums)
            WHERE chain = 'row_change' AND seq = found.seq RETURNING digest INTO before;
        UPDATE evidence.head SET digest = before WHERE chain = 'row_change';
    END LOOP;
END $$
"""


def test_a_forged_seal_is_found(fresh):
    fresh.by_force(FORGED % (fresh.sealed() - 2))
    assert found(fresh, "event altered", saying=f"seal {fresh.sealed() - 2}")
    assert found(fresh, "link broken", saying=f"seal {fresh.sealed() - 1}")


def test_a_chain_that_was_written_anew_is_found_by_a_statement(fresh, told_once):
    fresh.command("anchor_audit")
    last = fresh.sealed()
    fresh.by_force(REWRITTEN % (told_once.ben.pk, last - 2, last - 2))
    assert fresh.verified()[0] == [("rewritten", "row_change")]
    assert found(fresh, "rewritten", saying=f"up to seal {last}")


def test_an_old_backup_that_was_restored_is_found_by_a_statement(fresh, told_once, tmp_path, clone_database):
    name = connections["default"].settings_dict["NAME"]
    with clone_database("restored", of=name) as backup:
        databases.point_at(name)  # the service goes on
        change(told_once, "6 Avocet Way", "7 Avocet Way")
        fresh.command("anchor_audit")
        (kept,) = (tmp_path / "anchors").glob("*.json")
        mailed = kept.rename(tmp_path / "in_the_post.json")
        assert fresh.verified(anchors=[statements.read(mailed)])[0] == []
        databases.point_at(backup)
        assert fresh.verified()[0] == []  # by itself an old backup is whole
        expected = [("end cut off", "row_change"), ("statement gone", "statement")]
        assert fresh.verified(anchors=[statements.read(mailed)])[0] == expected
        assert found(fresh, "end cut off", saying="by 2 seals", anchors=[statements.read(mailed)])
        told, code = fresh.command("verify_audit", "--anchor", str(mailed))
        assert code == 1 and "an old backup was restored" in told
