-- Who looked (access_event) and who decided, joined, left, signed in (governance_event): ids and codes, never content.

CREATE OR REPLACE FUNCTION evidence.note_access() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    its_request text := coalesce(current_setting('locality.request', true), '');
BEGIN
    IF TG_TABLE_NAME = 'locality_viewing' THEN
        WITH noted AS (
            INSERT INTO evidence.access_event
                (act, person, partner, kind, record, family, decision, route, source, pk, request)
            SELECT CASE WHEN added.kind LIKE 'list of %' THEN 'listed' ELSE 'opened' END, practitioner_id, partner_id,
                   regexp_replace(added.kind, '^list of ', ''), record, family, decision, route, TG_TABLE_NAME, added.id,
                   its_request
            FROM added ORDER BY added.id RETURNING id
        ) INSERT INTO evidence.waiting SELECT id FROM noted;
    ELSIF TG_TABLE_NAME = 'locality_denial' THEN
        -- The key that was asked for came from outside: only what is a key is kept.
        WITH noted AS (
            INSERT INTO evidence.access_event (act, person, kind, record, route, source, pk, request)
            SELECT 'denied', practitioner_id, kind,
                   CASE WHEN record ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' THEN record::uuid END, route, TG_TABLE_NAME, added.id,
                   its_request
            FROM added ORDER BY added.id RETURNING id
        ) INSERT INTO evidence.waiting SELECT id FROM noted;
    ELSE
        WITH noted AS (
            INSERT INTO evidence.access_event (act, person, kind, route, answer, source, pk, request)
            SELECT 'looked up', practitioner_id, 'locality.Family', '', answer, TG_TABLE_NAME, added.id, its_request
            FROM added ORDER BY added.id RETURNING id
        ) INSERT INTO evidence.waiting SELECT id FROM noted;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION evidence.note_governance(its_code text, its_subject uuid, its_detail text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    noted bigint;
BEGIN
    PERFORM evidence.need_utf8();
    INSERT INTO evidence.governance_event (code, subject, detail, actor, partner, request)
    VALUES (its_code, its_subject, its_detail, nullif(current_setting('locality.actor', true), '')::uuid,
            nullif(current_setting('locality.partner', true), '')::uuid,
            coalesce(current_setting('locality.request', true), ''))
    RETURNING id INTO noted;
    PERFORM evidence.open_seal('governance_event', noted);
END $$;

-- For the application: what no table tells, such as signing in. The detail is a word or a number, never what was typed.
CREATE OR REPLACE FUNCTION evidence.govern(code text, subject uuid, detail text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF code IN ('record erased', 'shape kept', 'statement signed', 'log verified', 'log to be verified') THEN
        RAISE EXCEPTION 'The database says by itself: %', code USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM evidence.note_governance(code, subject, detail);
END $$;

-- For whoever verifies: that the log was verified, and what was found, in words of the program's own.
CREATE OR REPLACE FUNCTION evidence.note_verified(outcome text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM evidence.note_governance('log verified', NULL, outcome);
END $$;

-- For an auditor: that the log is to be verified now. False, and nothing written, for everybody else.
CREATE OR REPLACE FUNCTION evidence.ask_to_verify() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT coalesce((SELECT audits FROM wall.me), false) THEN
        RETURN false;
    END IF;
    PERFORM evidence.note_governance('log to be verified', NULL, '');
    RETURN true;
END $$;

-- For an auditor: how the log stands, without a line of what it holds. NULL for everybody else.
CREATE OR REPLACE FUNCTION evidence.standing() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT coalesce((SELECT audits FROM wall.me), false) THEN
        RETURN NULL;
    END IF;
    RETURN (
        WITH verified AS (SELECT g.id, g.at, g.detail FROM evidence.governance_event g
                          WHERE g.code = 'log verified' ORDER BY g.id DESC LIMIT 10)
        SELECT jsonb_build_object(
            'chains', (SELECT jsonb_agg(jsonb_build_object('name', h.chain, 'seals', h.seq, 'events', h.events, 'at',
                           (SELECT s.at FROM evidence.seal s WHERE s.chain = h.chain AND s.seq = h.seq)) ORDER BY h.chain)
                       FROM evidence.head h),
            'since', (SELECT min(s.at) FROM evidence.seal s WHERE s.seq = 1),
            'waiting', (SELECT jsonb_build_object('n', count(*), 'since', min(e.at))
                        FROM evidence.waiting w JOIN evidence.access_event e USING (id)),
            'statement', (SELECT jsonb_build_object('at', t.at, 'body', t.body, 'key', t.key,
                              'signature', encode(t.signature, 'base64'))
                          FROM evidence.statement t ORDER BY t.id DESC LIMIT 1),
            'verified', coalesce((SELECT jsonb_agg(jsonb_build_object('at', v.at, 'outcome', v.detail) ORDER BY v.id DESC)
                                  FROM verified v), '[]'),
            'asked', (SELECT min(g.at) FROM evidence.governance_event g WHERE g.code = 'log to be verified'
                      AND g.id > coalesce((SELECT max(v.id) FROM verified v), 0))));
END $$;

-- For an auditor and for who says who audits: which evidence packs were made. Nothing for everybody else.
CREATE OR REPLACE FUNCTION evidence.packs_made() RETURNS TABLE (at timestamptz, actor uuid, subject uuid, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce((SELECT me.audits FROM wall.me), false) OR wall.grants_audits() THEN
        RETURN QUERY SELECT g.at, g.actor, g.subject, g.detail FROM evidence.governance_event g
                     WHERE g.code = 'evidence pack made' ORDER BY g.id DESC LIMIT 200;
    END IF;
END $$;

-- For the owner, before it destroys a record's history: without this, verify takes the gap for tampering.
CREATE OR REPLACE FUNCTION evidence.note_erasure(its_source text, its_pk uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM evidence.note_governance('record erased', its_pk, its_source);
END $$;

-- Trigger of a table that governs who may do or see what. Arguments: the noun; then pairs of a column and the word for
-- its being filled or switched off (an end, a signature). Any other change is "changed", with the names of the columns.
CREATE OR REPLACE FUNCTION evidence.govern_table() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    now jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    key uuid := (coalesce(now, was) ->> 'id')::uuid;
    word text := CASE TG_OP WHEN 'INSERT' THEN 'made' WHEN 'DELETE' THEN 'removed' END;
    differ text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT string_agg(n.key, ' ' ORDER BY n.key) INTO differ FROM jsonb_each(now) n
        WHERE n.value IS DISTINCT FROM was -> n.key AND n.key <> ALL (ARRAY['password', 'last_login']);
        IF differ IS NULL THEN
            RETURN NULL;
        END IF;
        FOR pair IN 1..TG_NARGS - 1 BY 2 LOOP
            IF now -> TG_ARGV[pair] IS DISTINCT FROM was -> TG_ARGV[pair] THEN
                word := CASE WHEN now -> TG_ARGV[pair] IN ('null', 'true') THEN 'opened again'
                             ELSE TG_ARGV[pair + 1] END;
            END IF;
        END LOOP;
    END IF;
    PERFORM evidence.note_governance(TG_ARGV[0] || ' ' || coalesce(word, 'changed'), key, left(coalesce(differ, ''), 200));
    RETURN NULL;
END $$;

-- A shape says what digests cover: whoever changed one unseen could make a false digest true.
CREATE OR REPLACE FUNCTION evidence.note_shape() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM evidence.note_governance('shape kept', NULL, evidence.shape_told(NEW));
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION evidence.shape_told(s evidence.shape) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT s.source || ' ' || s.shape || ' ' ||
           left(encode(sha256(record_send(ROW(s.source, s.shape, s.key, s.history, s.columns, s.types, s.since))),
                       'hex'), 40)
$$;
CREATE OR REPLACE TRIGGER note_shape AFTER INSERT ON evidence.shape
    FOR EACH ROW EXECUTE FUNCTION evidence.note_shape();
