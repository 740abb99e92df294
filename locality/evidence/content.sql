-- Compares the log with the records and their history. It reads content to make digests of it, as locality_policy, which
-- may read and which nobody can sign in as; what it tells is keys. The auditor's role may call it.

-- The digest of a row's columns as each shape of its table had them, as SQL; of a shape whose columns are gone, what
-- the event says: it cannot be checked any more.
CREATE OR REPLACE FUNCTION evidence.digest_sql(its_source text, its_table text, its_alias text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'CASE e.shape ' || string_agg(format('WHEN %s THEN ', s.shape) || CASE WHEN gone.n > 0 THEN 'e.digest' ELSE
           'sha256(uuid_send(h.salt) || record_send(ROW(' || told.columns || ', h.actor_name, h.history_change_reason)))'
           END, ' ' ORDER BY s.shape) || ' END'
    FROM evidence.shape s,
    LATERAL (SELECT string_agg(format('%I.%I::%s', its_alias, c.name, c.type), ', ' ORDER BY c.place) AS columns
             FROM unnest(s.columns, s.types) WITH ORDINALITY AS c(name, type, place)) told,
    LATERAL (SELECT count(*) AS n FROM unnest(s.columns) AS c(name)
             WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = ('public.' || its_table)::regclass
                               AND a.attname = c.name AND NOT a.attisdropped)) gone
    WHERE s.source = its_source
$$;

-- `ids`: all events of the table, when they are few, or null: it saves reading the whole log once more for each table.
-- Every event of a table against the history row that was written with it, and the other way round.
CREATE OR REPLACE FUNCTION evidence.check_history(its_source text, ids bigint[])
RETURNS TABLE (problem text, n bigint, id bigint, pk text, at timestamptz, actor uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off
AS $$
DECLARE
    first evidence.shape%ROWTYPE;
BEGIN
    SELECT * INTO first FROM evidence.shape s WHERE s.source = its_source ORDER BY s.shape LIMIT 1;
    RETURN QUERY EXECUTE format($check$
        WITH judged AS (
            SELECT CASE WHEN e.id IS NULL THEN 'history without evidence'
                        WHEN h.history_id IS NULL OR h.salt IS NULL THEN 'history gone'
                        ELSE 'history differs' END AS problem,
                   e.id, coalesce(e.pk, h.%1$I::text) AS pk, coalesce(e.at, h.history_date) AS at,
                   coalesce(e.actor, h.history_user_id) AS actor
            FROM (SELECT * FROM evidence.row_change WHERE source = $1 AND ($3 IS NULL OR id = ANY ($3))) e
            FULL JOIN (SELECT * FROM public.%2$I WHERE history_id > $2) h ON h.history_id = e.history
            WHERE e.id IS NULL OR h.history_id IS NULL OR e.digest IS DISTINCT FROM %3$s
               OR (h.%1$I::text, h.history_type, h.history_user_id, h.acting_for, h.request)
                  IS DISTINCT FROM (e.pk, e.op, e.actor, e.partner, e.request)
               OR e.at NOT BETWEEN h.history_date - interval '1 minute' AND h.history_date + interval '1 minute'
        ), told AS (
            SELECT CASE WHEN j.id IS NOT NULL AND EXISTS (
                       SELECT FROM evidence.governance_event g WHERE g.code = 'record erased' AND g.detail = $1
                       AND g.subject::text = j.pk AND g.at >= j.at) THEN 'erased' ELSE j.problem END AS problem,
                   j.id, j.pk, j.at, j.actor FROM judged j
        )
        SELECT t.problem, count(*), min(t.id), (array_agg(t.pk ORDER BY t.at, t.id))[1], min(t.at),
               (array_agg(t.actor ORDER BY t.at, t.id))[1]
        FROM told t GROUP BY t.problem
    $check$, first.key, first.history, evidence.digest_sql(its_source, first.history, 'h'))
    USING its_source, first.since, ids;
END $$;

-- The last event of each record against the record as it is now: a difference was made outside the application.
CREATE OR REPLACE FUNCTION evidence.check_records(its_source text, ids bigint[])
RETURNS TABLE (problem text, n bigint, id bigint, pk text, at timestamptz, actor uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off
AS $$
DECLARE
    first evidence.shape%ROWTYPE;
BEGIN
    SELECT * INTO first FROM evidence.shape s WHERE s.source = its_source ORDER BY s.shape LIMIT 1;
    RETURN QUERY EXECUTE format($check$
        WITH newest AS (
            SELECT max(id) AS id FROM evidence.row_change
            WHERE source = $1 AND ($3 IS NULL OR id = ANY ($3)) GROUP BY pk
        ), last AS (
            SELECT e.* FROM newest JOIN evidence.row_change e ON e.id = newest.id
        ), judged AS (
            SELECT CASE WHEN t.%1$I IS NULL THEN 'record gone'
                        WHEN e.id IS NULL OR e.op = '-' THEN 'record without evidence'
                        ELSE 'record differs' END AS problem,
                   e.id, coalesce(e.pk, t.%1$I::text) AS pk, e.at, e.actor
            FROM last e FULL JOIN public.%2$I t ON t.%1$I::text = e.pk
            LEFT JOIN public.%3$I h ON h.history_id = e.history
            WHERE (t.%1$I IS NULL AND e.op <> '-') OR (t.%1$I IS NOT NULL AND e.op = '-')
               OR (e.id IS NULL AND NOT EXISTS (
                   SELECT FROM public.%3$I b WHERE b.%1$I = t.%1$I AND b.history_id <= $2))
               OR (t.%1$I IS NOT NULL AND h.salt IS NOT NULL AND e.digest IS DISTINCT FROM %4$s)
        )
        SELECT j.problem, count(*), min(j.id), (array_agg(j.pk ORDER BY j.id))[1],
               (array_agg(j.at ORDER BY j.id))[1], (array_agg(j.actor ORDER BY j.id))[1]
        FROM judged j WHERE NOT (j.problem = 'record gone' AND EXISTS (
            SELECT FROM evidence.governance_event g
            WHERE g.code = 'record erased' AND g.detail = $1 AND g.subject::text = j.pk AND g.at >= j.at))
        GROUP BY j.problem
    $check$, first.key, its_source, first.history, evidence.digest_sql(its_source, its_source, 't'))
    USING its_source, first.since, ids;
END $$;

-- Who looked: each row against its event. What is older than the first event of its table is from before the log.
CREATE OR REPLACE FUNCTION evidence.check_looks()
RETURNS TABLE (problem text, n bigint, id bigint, pk text, at timestamptz, actor uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH looks AS (
        SELECT 'locality_viewing' AS source, v.id, v.practitioner_id AS person, v.record, v.family, v.decision,
               v.at FROM public.locality_viewing v
        UNION ALL
        SELECT 'locality_denial', d.id, d.practitioner_id, NULL, NULL, NULL, d.at FROM public.locality_denial d
        UNION ALL
        SELECT 'locality_lookup', l.id, l.practitioner_id, NULL, NULL, NULL, l.at FROM public.locality_lookup l
    ), since AS (
        SELECT e.source, min(e.pk) AS pk FROM evidence.access_event e GROUP BY e.source
    )
    SELECT CASE WHEN e.id IS NULL THEN 'look without evidence' WHEN l.id IS NULL THEN 'look gone'
                ELSE 'look differs' END, count(*), min(e.id), min(coalesce(l.id, e.pk))::text,
           min(coalesce(e.at, l.at)), (array_agg(coalesce(e.person, l.person)))[1]
    FROM evidence.access_event e FULL JOIN (looks l JOIN since s ON s.source = l.source AND l.id >= s.pk)
         ON l.source = e.source AND l.id = e.pk
    WHERE e.id IS NULL OR l.id IS NULL OR e.person IS DISTINCT FROM l.person
       OR (e.source = 'locality_viewing' AND (e.record, e.family, e.decision)
           IS DISTINCT FROM (l.record, l.family, l.decision))
    GROUP BY 1
$$;
