-- What `manage.py verify_audit` asks of the log itself. Each function gives the first row of every kind of problem, and
-- how many there are; nothing is changed. The auditor's role may call these: it reads the log, never content.

CREATE OR REPLACE FUNCTION evidence.check_seals(its_chain text, since timestamptz, until timestamptz)
RETURNS TABLE (problem text, n bigint, seq bigint, id bigint, at timestamptz)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off
AS $$
BEGIN
    PERFORM evidence.need_utf8();
    RETURN QUERY EXECUTE format($check$
        WITH sealed AS (
            SELECT s AS whole, s.seq, s.at, s.n, s.prev, s.digest, s.ids, lag(s.seq) OVER w AS seq_before,
                   lag(s.at) OVER w AS at_before,
                   coalesce(lag(s.digest) OVER w, decode(repeat('00', 32), 'hex')) AS digest_before
            FROM evidence.seal s WHERE s.chain = $1 AND s.seq IS NOT NULL WINDOW w AS (ORDER BY s.seq)
        ), asked AS (
            SELECT * FROM sealed WHERE at >= $2 AND at < $3
        ), held AS (
            SELECT a.seq, g.id FROM asked a, unnest(a.ids) r, generate_series(lower(r), upper(r) - 1) AS g(id)
        ), summed AS (
            SELECT h.seq, count(e.id) AS n, string_agg(evidence.sum(e), '' ORDER BY e.id) AS sums, min(h.id) AS first,
                   min(h.id) FILTER (WHERE e.id IS NULL) AS missing, max(e.at) AS latest
            FROM held h LEFT JOIN evidence.%I e ON e.id = h.id GROUP BY h.seq
        ), judged AS (
            SELECT CASE
                WHEN a.seq <> coalesce(a.seq_before, 0) + 1 THEN 'seals gone'
                WHEN a.prev <> a.digest_before THEN 'link broken'
                WHEN m.missing IS NOT NULL THEN 'event gone'
                WHEN m.n IS DISTINCT FROM a.n OR evidence.link(a.prev, a.whole, m.sums) IS DISTINCT FROM a.digest
                    THEN 'event altered'
                WHEN a.at < a.at_before - interval '2 seconds' OR m.latest > a.at + interval '2 seconds'
                    THEN 'clock set back'
                END AS problem, a.seq, coalesce(m.missing, m.first) AS id, a.at
            FROM asked a LEFT JOIN summed m ON m.seq = a.seq
        )
        SELECT j.problem, count(*), min(j.seq), (array_agg(j.id ORDER BY j.seq))[1], (array_agg(j.at ORDER BY j.seq))[1]
        FROM judged j WHERE j.problem IS NOT NULL GROUP BY j.problem
    $check$, its_chain) USING its_chain, since, until;
END $$;

-- Events that no seal holds, seals that were never closed, and a head that is not the last seal.
CREATE OR REPLACE FUNCTION evidence.check_ends(its_chain text, patience interval)
RETURNS TABLE (problem text, n bigint, seq bigint, id bigint, at timestamptz)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held bigint;
    there bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM evidence.%I', its_chain) INTO there;
    SELECT coalesce(sum(s.n), 0) INTO held FROM evidence.seal s WHERE s.chain = its_chain AND s.seq IS NOT NULL;
    IF held <> there THEN
        RETURN QUERY EXECUTE format($check$
            SELECT 'event not sealed', count(*), NULL::bigint, min(e.id), min(e.at) FROM evidence.%I e
            WHERE NOT EXISTS (
                SELECT FROM (SELECT generate_series(lower(r), upper(r) - 1) AS id
                             FROM evidence.seal s, unnest(s.ids) r WHERE s.chain = $1 AND s.seq IS NOT NULL) held
                WHERE held.id = e.id
            ) AND e.at NOT BETWEEN now() - $2 AND now() + $2 HAVING count(*) > 0
        $check$, its_chain) USING its_chain, patience;
    END IF;
    RETURN QUERY
        SELECT 'seal left open', count(*), NULL::bigint, min(s.first), min(s.at) FROM evidence.seal s
        WHERE s.chain = its_chain AND s.seq IS NULL HAVING count(*) > 0;
    RETURN QUERY
        SELECT 'head differs', 1::bigint, last.seq, NULL::bigint, last.at
        FROM (SELECT 0 AS one) nothing
        LEFT JOIN LATERAL (SELECT * FROM evidence.seal s WHERE s.chain = its_chain AND s.seq IS NOT NULL
                           ORDER BY s.seq DESC LIMIT 1) last ON true
        LEFT JOIN evidence.head h ON h.chain = its_chain
        WHERE h.chain IS NULL OR h.seq <> coalesce(last.seq, 0) OR h.events <> held
           OR h.digest <> coalesce(last.digest, decode(repeat('00', 32), 'hex'));
END $$;

-- What digests cover was itself written down; and every trigger must be as it was raised.
CREATE OR REPLACE FUNCTION evidence.check_shapes()
RETURNS TABLE (problem text, n bigint, seq bigint, id bigint, at timestamptz)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'shape differs', count(*), NULL::bigint, NULL::bigint, min(s.at) FROM evidence.shape s
    WHERE NOT EXISTS (SELECT FROM evidence.governance_event g
                      WHERE g.code = 'shape kept' AND g.detail = evidence.shape_told(s))
    HAVING count(*) > 0
    UNION ALL
    SELECT 'shape differs', count(*), NULL, min(g.id), min(g.at) FROM evidence.governance_event g
    WHERE g.code = 'shape kept' AND NOT EXISTS (SELECT FROM evidence.shape s WHERE g.detail = evidence.shape_told(s))
    HAVING count(*) > 0
    UNION ALL
    SELECT 'trigger off', count(*), NULL, NULL, NULL
    FROM (SELECT DISTINCT s.source FROM evidence.shape s) s
    WHERE to_regclass('public.' || s.source) IS NOT NULL AND NOT EXISTS (
        SELECT FROM pg_trigger t WHERE t.tgrelid = to_regclass('public.' || s.source) AND t.tgname = 'keep_history'
        AND t.tgenabled = 'O')
    HAVING count(*) > 0
$$;
