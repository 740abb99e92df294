-- What writes and seals the evidence log. Raised after every migration (locality/evidence/raising.py), safe to repeat.
-- Who calls: triggers that run with the owner's rights. The application's role has no right on any table here.

-- Digests are made of what PostgreSQL sends, which is text in the client's encoding: the same row must always have the
-- same digest. (Setting the encoding inside each function would cost more than all else here.)
CREATE OR REPLACE FUNCTION evidence.need_utf8() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('client_encoding') NOT IN ('UTF8', 'SQL_ASCII') THEN
        RAISE EXCEPTION 'The evidence log needs client_encoding UTF8' USING ERRCODE = 'feature_not_supported';
    END IF;
END $$;

-- Who is acting. Raises insufficient_privilege when nobody is named, or somebody else than who entered through the wall.
-- Called by triggers that run as the owner. The owner itself and a superuser name whom they like: migrations, repairs.
CREATE OR REPLACE FUNCTION evidence.actor(source text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    named text := coalesce(current_setting('locality.actor', true), '');
BEGIN
    IF named = '' THEN
        RAISE EXCEPTION 'A change to % needs a named actor', source USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF session_user <> current_user THEN
        IF named IS DISTINCT FROM (SELECT person::text FROM wall.me) THEN
            PERFORM evidence.need_superuser(source);
        END IF;
    END IF;
    IF current_setting('client_encoding') NOT IN ('UTF8', 'SQL_ASCII') THEN
        PERFORM evidence.need_utf8();
    END IF;
    RETURN named::uuid;
END $$;
CREATE OR REPLACE FUNCTION evidence.need_superuser(source text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = session_user) THEN
        RAISE EXCEPTION 'A change to % names somebody else than who is acting', source
            USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- What a digest of each kind of event covers: every column.
CREATE OR REPLACE FUNCTION evidence.sum(e evidence.row_change) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(record_send(ROW(e.id, e.at, e.source, e.pk, e.op, e.columns, e.digest, e.history, e.shape, e.actor,
                                  e.partner, e.request, e.xid)))
$$;
CREATE OR REPLACE FUNCTION evidence.sum(e evidence.access_event) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(record_send(ROW(e.id, e.at, e.act, e.person, e.partner, e.kind, e.record, e.family, e.decision,
                                  e.route, e.answer, e.source, e.pk, e.request, e.xid)))
$$;
CREATE OR REPLACE FUNCTION evidence.sum(e evidence.governance_event) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(record_send(ROW(e.id, e.at, e.code, e.subject, e.detail, e.actor, e.partner, e.request, e.xid)))
$$;
-- A seal's own digest: the one before it, its own columns, and the digests of its events in the order of their ids.
CREATE OR REPLACE FUNCTION evidence.link(prev bytea, s evidence.seal, events bytea) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(prev || record_send(ROW(s.chain, s.seq, s.at, s.xid, s.ids, s.n)) || events)
$$;

-- The first event of a transaction opens a seal; whoever comes after finds it open.
CREATE OR REPLACE FUNCTION evidence.open_seal(its_chain text, its_first bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO evidence.seal (chain, first) VALUES (its_chain, its_first)
    ON CONFLICT (xid, chain) WHERE seq IS NULL DO NOTHING
$$;

-- Called by every keep_history trigger, after it has written the history row `its_history`.
CREATE OR REPLACE FUNCTION evidence.note_change(
    its_source text, its_pk text, its_op text, its_columns text[], its_digest bytea, its_history bigint,
    its_shape integer, its_actor uuid
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    noted bigint;
BEGIN
    INSERT INTO evidence.row_change (source, pk, op, columns, digest, history, shape, actor, partner, request)
    VALUES (its_source, its_pk, its_op, its_columns, its_digest, its_history, its_shape, its_actor,
            nullif(current_setting('locality.partner', true), '')::uuid,
            coalesce(current_setting('locality.request', true), ''))
    RETURNING id INTO noted;
    INSERT INTO evidence.seal (chain, first) VALUES ('row_change', noted)
    ON CONFLICT (xid, chain) WHERE seq IS NULL DO NOTHING;
END $$;

-- Once per transaction and chain, at commit. The head of governance is locked before that of changes, whichever chain was
-- begun first, so that two transactions never wait for each other. One plan for all, which passes by other months' partitions
-- as it begins: together a quarter of the time.
CREATE OR REPLACE FUNCTION evidence.close_seal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    head evidence.head%ROWTYPE;
    closing evidence.seal%ROWTYPE := NEW;
    sums bytea;
    earliest timestamptz := NEW.at - interval '1 day';
    latest timestamptz := clock_timestamp() + interval '1 day';
BEGIN
    IF NEW.chain = 'row_change' AND EXISTS (
        SELECT FROM evidence.seal s WHERE s.xid = NEW.xid AND s.chain = 'governance_event' AND s.seq IS NULL) THEN
        PERFORM FROM evidence.head h WHERE h.chain = 'governance_event' FOR UPDATE;
    END IF;
    SELECT * INTO head FROM evidence.head h WHERE h.chain = NEW.chain FOR UPDATE;
    -- A day's room for a clock that is set inside a transaction; the bounds keep other months' partitions out.
    IF NEW.chain = 'row_change' THEN
        SELECT count(*), range_agg(int8range(e.id, e.id, '[]')), string_agg(evidence.sum(e), '' ORDER BY e.id)
        INTO closing.n, closing.ids, sums FROM evidence.row_change e
        WHERE e.id >= NEW.first AND e.at BETWEEN earliest AND latest AND e.xid = NEW.xid;
    ELSIF NEW.chain = 'governance_event' THEN
        SELECT count(*), range_agg(int8range(e.id, e.id, '[]')), string_agg(evidence.sum(e), '' ORDER BY e.id)
        INTO closing.n, closing.ids, sums FROM evidence.governance_event e
        WHERE e.id >= NEW.first AND e.xid = NEW.xid;
    ELSE
        WITH taken AS (DELETE FROM evidence.waiting RETURNING id)
        SELECT count(*), range_agg(int8range(e.id, e.id, '[]')), string_agg(evidence.sum(e), '' ORDER BY e.id)
        INTO closing.n, closing.ids, sums FROM taken JOIN evidence.access_event e USING (id);
    END IF;
    IF closing.n = 0 THEN
        DELETE FROM evidence.seal s WHERE s.xid = NEW.xid AND s.chain = NEW.chain AND s.seq IS NULL;
        RETURN NULL;
    END IF;
    closing.seq := head.seq + 1;
    closing.at := clock_timestamp();
    closing.digest := evidence.link(head.digest, closing, sums);
    UPDATE evidence.seal s
    SET seq = closing.seq, at = closing.at, ids = closing.ids, n = closing.n, prev = head.digest,
        digest = closing.digest
    WHERE s.xid = NEW.xid AND s.chain = NEW.chain AND s.seq IS NULL;
    UPDATE evidence.head h SET seq = closing.seq, events = h.events + closing.n, digest = closing.digest
    WHERE h.chain = NEW.chain;
    RETURN NULL;
END $$;

-- Seals the access events that wait. A transaction that is still under way adds its own later: nothing is passed over.
CREATE OR REPLACE FUNCTION evidence.seal_access() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM evidence.need_utf8();
    IF EXISTS (SELECT FROM evidence.waiting) THEN
        PERFORM evidence.open_seal('access_event', 0);
    END IF;
END $$;

-- Monthly partitions for this month and the next three. Rows that came too early stay in the rest, which is searched.
CREATE OR REPLACE FUNCTION evidence.make_partitions() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parent text;
    month date;
    name text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['row_change', 'access_event'] LOOP
        FOR ahead IN 0..3 LOOP
            month := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead);
            name := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
            CONTINUE WHEN to_regclass('evidence.' || name) IS NOT NULL;
            BEGIN
                EXECUTE format(
                    'CREATE TABLE evidence.%I PARTITION OF evidence.%I FOR VALUES FROM (%L) TO (%L)',
                    name, parent, month || ' 00:00+00', (month + interval '1 month')::date || ' 00:00+00');
            EXCEPTION WHEN check_violation THEN
                CONTINUE;
            END;
        END LOOP;
    END LOOP;
    PERFORM evidence.guard_partitions();
END $$;

-- For the sealer: what a daily statement says of each chain, and keeping it once it is signed.
CREATE OR REPLACE FUNCTION evidence.heads() RETURNS SETOF evidence.head
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT * FROM evidence.head ORDER BY chain
$$;
CREATE OR REPLACE FUNCTION evidence.keep_statement(its_body text, its_key text, its_signature bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    number bigint;
BEGIN
    INSERT INTO evidence.statement (body, key, signature) VALUES (its_body, its_key, its_signature)
    RETURNING id INTO number;
    PERFORM evidence.note_governance('statement signed', NULL, 'number ' || number);
    RETURN number;
END $$;
