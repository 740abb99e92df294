"""The SQL behind every recorded table: what a change leaves in its history and in the evidence log (A10)."""

BEFORE_EVIDENCE = """
    INSERT INTO {history} ({names}, history_date, history_type, history_change_reason, history_user_id,
                           actor_name, acting_for, request)
    VALUES ({row}, clock_timestamp(), kind, nullif(current_setting('locality.reason', true), ''),
            current_setting('locality.actor')::uuid,
            coalesce(current_setting('locality.actor_name', true), ''),
            nullif(current_setting('locality.partner', true), '')::uuid,
            coalesce(current_setting('locality.request', true), ''));
"""
# The digest covers the salt, the columns of this shape in this order, the actor's name and the reason; evidence.shape
# remembers which columns those were. The key is drawn, not returned: the owner adds to histories, and reads none.
WITH_EVIDENCE = """
    kept := nextval('{history}_history_id_seq');
    INSERT INTO {history} (history_id, {names}, history_date, history_type, history_change_reason, history_user_id,
                           actor_name, acting_for, request, salt)
    VALUES (kept, {row}, clock_timestamp(), kind, because, actor, by_name,
            nullif(current_setting('locality.partner', true), '')::uuid,
            coalesce(current_setting('locality.request', true), ''), salt);
    IF TG_OP = 'UPDATE' THEN
        differ := array_remove(ARRAY[{differ}], NULL);
    END IF;
    PERFORM evidence.note_change('{table}', changed.{key}::text, kind, differ,
                                 sha256(uuid_send(salt) || record_send(ROW({row}, by_name, because))), kept,
                                 TG_ARGV[0]::integer, actor);
"""
KEEP = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $keep$
DECLARE
    changed {table}%ROWTYPE;
    kind text := CASE TG_OP WHEN 'INSERT' THEN '+' WHEN 'UPDATE' THEN '~' ELSE '-' END;{variables}
BEGIN
    IF TG_OP = 'UPDATE' AND ROW({old}) IS NOT DISTINCT FROM ROW({new}) THEN
        RETURN NULL;
    END IF;
    {actor};
    IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;{writes}
    RETURN NULL;
END $keep$;
REVOKE ALL ON FUNCTION {function}() FROM PUBLIC;
DROP TRIGGER IF EXISTS keep_history ON {table};
"""
VARIABLES = """
    salt uuid := gen_random_uuid();
    by_name text := coalesce(current_setting('locality.actor_name', true), '');
    because text := nullif(current_setting('locality.reason', true), '');
    actor uuid;
    kept bigint;
    differ text[] := '{}';"""
NAMED = """IF coalesce(current_setting('locality.actor', true), '') = '' THEN
        RAISE EXCEPTION 'A change to {table} needs a named actor' USING ERRCODE = 'insufficient_privilege';
    END IF"""
TRIGGER = """
CREATE TRIGGER keep_history AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {function}();
"""
# A shape is added when the columns or their types are not the newest one's; the trigger hands its number on.
TRIGGER_WITH_SHAPE = """
DO $raise$
DECLARE
    now_kept CONSTANT text[] := ARRAY[{quoted}];
    now_types text[];
    newest evidence.shape%ROWTYPE;
BEGIN
    SELECT array_agg(format_type(a.atttypid, NULL) ORDER BY kept.place) INTO now_types
    FROM unnest(now_kept) WITH ORDINALITY AS kept(name, place)
    JOIN pg_attribute a ON a.attrelid = '{table}'::regclass AND a.attname = kept.name;
    SELECT * INTO newest FROM evidence.shape WHERE source = '{table}' ORDER BY shape DESC LIMIT 1;
    IF (newest.columns, newest.types) IS DISTINCT FROM (now_kept, now_types) THEN
        INSERT INTO evidence.shape (source, key, history, shape, columns, types, since)
        SELECT '{table}', '{key}', '{history}', coalesce(newest.shape, 0) + 1, now_kept, now_types,
               coalesce(pg_sequence_last_value('{history}_history_id_seq'), 0)
        RETURNING * INTO newest;
    END IF;
    EXECUTE format('CREATE TRIGGER keep_history AFTER INSERT OR UPDATE OR DELETE ON {table}'
                   ' FOR EACH ROW EXECUTE FUNCTION {function}(%L)', newest.shape);
END $raise$;
"""


def function_name(table):
    """Name of the function behind the history trigger of `table`."""
    return f"keep_history_of_{table}"


def keep_sql(table, history, columns, key, *, evidence=True):
    """The SQL of the function and the trigger that keep `table`'s history in `history`, for these columns.

    `key` is the table's key column. Without `evidence` it is the SQL of migrations older than the log.
    """
    parts = {
        "table": table,
        "history": history,
        "key": key,
        "function": function_name(table),
        "names": ", ".join(f'"{c}"' for c in columns),
        "quoted": ", ".join(f"'{c}'" for c in columns),
        "differ": ", ".join(f"""CASE WHEN OLD."{c}" IS DISTINCT FROM NEW."{c}" THEN '{c}' END""" for c in columns),
    }
    for prefix, part in (("OLD", "old"), ("NEW", "new"), ("changed", "row")):
        parts[part] = ", ".join(f'{prefix}."{c}"' for c in columns)
    parts["variables"] = VARIABLES if evidence else ""
    parts["actor"] = f"actor := evidence.actor('{table}')" if evidence else NAMED.format(table=table)
    parts["writes"] = (WITH_EVIDENCE if evidence else BEFORE_EVIDENCE).format(**parts)
    return (KEEP + (TRIGGER_WITH_SHAPE if evidence else TRIGGER)).format(**parts)
